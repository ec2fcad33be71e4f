/**
 * One attempt at a set of questions: which are asked, in what order, what was answered, what is repeated. Kept with the
 * page as a run (records.d.ts) from the first answer on.
 *
 * @import { Run } from "./records.d.ts"
 * @typedef {object} Pool  what may be asked
 * @property {string[]} keys  in the author's order
 * @property {boolean} fixed  whether it stays so
 * @property {string[]} rules  those keys that a draw counts as rules
 * @property {{rules: number, questions: number}} [draw]
 */
import { newSeed, shuffled } from "./shuffle.js";
import { store } from "./store.js";

/** How many attempts of a page are kept. */
const KEPT = 20;

const itself = (/** @type {string} */ key) => key;

/** What may be asked of `questions`, as the set's attributes say. @param {DOMStringMap} set @param {any[]} questions @returns {Pool} */
export function poolOf({ draw, fixed, rules, questions: count }, questions) {
  const isRule = (question) => question.dataset.form === "judge" && !question.querySelector("form .rows");
  return {
    keys: questions.map(({ key }) => key),
    rules: questions.filter(isRule).map(({ key }) => key),
    fixed: fixed !== undefined,
    draw: draw === undefined ? undefined : { rules: Number(rules), questions: Number(count) },
  };
}

export class Attempt {
  /** The one that was begun last, else a new one. @param {{page: string, title: string}} page @param {string} set @param {Pool} pool */
  constructor(page, set, pool) {
    Object.assign(this, { page, set, pool });
    this.run = store.get(page.page).runs.findLast((run) => run.keys && run.answers && run.set === set);
    if (this.run) this.#fit();
    if (!this.run?.keys.length) this.restart();
  }

  /** Questions asked now, in order: all of them, or those that were missed. @returns {string[]} */
  get asked() {
    return this.run.repeat ?? this.run.keys;
  }

  /** The first question without an answer. */
  get next() {
    return this.asked.find((key) => !this.run.answers[key]);
  }

  restart() {
    const seed = newSeed();
    /** @type {Run} */
    this.run = { set: this.set, at: Date.now(), seed, keys: this.#draw(seed), answers: {} };
  }

  /** Asks again what was missed and keeps the rest. @param {string[]} missed */
  repeat(missed) {
    this.run.seed = newSeed();
    this.run.repeat = shuffled(missed, itself, this.run.seed);
    missed.forEach((key) => this.forget(key));
    this.#keep();
  }

  /** @param {string} key @param {string[]} chosen */
  answer(key, chosen) {
    this.run.answers[key] = chosen;
    this.#keep();
  }

  /** @param {string} key */
  forget(key) {
    delete this.run.answers[key];
    delete this.run.done;
  }

  /** @param {number} right how many are right, repeats included */
  finish(right) {
    Object.assign(this.run, { first: this.run.first ?? right, right, done: Date.now() });
    this.#keep();
  }

  /** @param {number} seed @returns {string[]} */
  #draw(seed) {
    const { keys, rules, fixed, draw } = this.pool;
    const order = shuffled(keys, itself, seed);
    const some = (/** @type {boolean} */ isRule, count = Infinity) => order.filter((key) => rules.includes(key) === isRule).slice(0, count);
    const drawn = [...some(true, draw?.rules), ...some(false, draw?.questions)];
    return fixed ? keys.filter((key) => drawn.includes(key)) : shuffled(drawn, itself, seed + 1);
  }

  /** Leaves out what the author took away and, unless it was drawn, adds what is new. */
  #fit() {
    const { run, pool } = this;
    const stays = (/** @type {string} */ key) => pool.keys.includes(key);
    run.keys = run.keys.filter(stays);
    run.repeat &&= run.repeat.filter(stays);
    if (!pool.draw && !run.done && !run.repeat) run.keys = [...new Set([...run.keys, ...pool.keys])];
  }

  #keep() {
    const { page, title } = this.page;
    store.update(page, (record) => {
      record.title = title;
      const others = record.runs.filter(({ keys, set, at }) => !keys || set !== this.set || at !== this.run.at);
      record.runs = [...others, this.run].slice(-KEPT);
    });
  }
}
