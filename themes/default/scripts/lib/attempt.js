/**
 * One attempt at a set of questions: which are asked, in what order, what was answered, what is repeated. Kept under the
 * page as a run (records.d.ts) from the first answer on; no elements here.
 *
 * @import { Run } from "./records.d.ts"
 * @typedef {{keys: string[], rules: Set<string>, fixed: boolean, draw?: {rules: number, questions: number}}} Pool
 *   what may be asked, in the author's order; `rules` are those keys that a draw counts as rules
 */
import { newSeed, shuffled } from "./shuffle.js";
import { store } from "./store.js";

/** How many attempts of a page are kept. */
const KEPT = 20;

const itself = (/** @type {string} */ key) => key;

export class Attempt {
  /** The one that was begun last, else a new one. @param {string} page @param {string} set @param {Pool} pool */
  constructor(page, set, pool) {
    Object.assign(this, { page, set, pool });
    const kept = store.get(page).runs.filter((run) => run.keys && run.set === set);
    this.run = kept.at(-1);
    if (this.run) this.#fit();
    if (!this.run?.keys.length) this.restart();
  }

  /** Questions asked now, in order: all of them, or those that were missed. @returns {string[]} */
  get asked() {
    return this.run.repeat ?? this.run.keys;
  }

  /** @param {string} key */
  answerTo = (key) => this.run.answers[key];

  get next() {
    return this.asked.find((key) => !this.answerTo(key));
  }

  restart() {
    const seed = newSeed();
    /** @type {Run} */
    this.run = { set: this.set, at: Date.now(), seed, keys: this.#draw(seed), answers: {} };
  }

  /** Asks again what was missed and keeps the rest. @param {string[]} missed */
  repeat(missed) {
    this.run.repeat = shuffled(missed, itself, (this.run.seed = newSeed()));
    for (const key of missed) delete this.run.answers[key];
    delete this.run.done;
    this.#keep();
  }

  /** @param {string} key @param {string[]} chosen */
  answer(key, chosen) {
    this.run.answers[key] = chosen;
    this.#keep();
  }

  /** @param {number} right how many are right, repeats included */
  finish(right) {
    if (this.run.done) return;
    this.run.first ??= right;
    Object.assign(this.run, { right, done: Date.now() });
    this.#keep();
  }

  forget(key) {
    delete this.run.answers[key];
  }

  /** @param {number} seed @returns {string[]} */
  #draw(seed) {
    const { keys, rules, fixed, draw } = this.pool;
    const order = fixed && !draw ? keys : shuffled(keys, itself, seed);
    if (!draw) return order;
    const drawn = [
      ...order.filter((key) => rules.has(key)).slice(0, draw.rules),
      ...order.filter((key) => !rules.has(key)).slice(0, draw.questions),
    ];
    return fixed ? keys.filter((key) => drawn.includes(key)) : shuffled(drawn, itself, seed + 1);
  }

  /** Leaves out what the author took away and, unless it was drawn, adds what is new. */
  #fit() {
    const there = new Set(this.pool.keys);
    const { run } = this;
    run.keys = run.keys.filter((key) => there.has(key));
    if (run.repeat) run.repeat = run.repeat.filter((key) => there.has(key));
    if (!this.pool.draw && !run.done && !run.repeat) run.keys.push(...this.pool.keys.filter((key) => !run.keys.includes(key)));
  }

  #keep() {
    const same = (/** @type {Run} */ run) => run.keys && run.set === this.set && run.at === this.run.at;
    store.update(this.page, (record) => {
      record.runs = [...record.runs.filter((run) => !same(run)), this.run].slice(-KEPT);
    });
  }
}
