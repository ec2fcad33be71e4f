/**
 * A set of questions asked as a quiz: shuffled, one at a time or all at once, scored at the end, with a repeat of what
 * was missed. Resumes after a reload. What it says and its buttons: templates/fetched/parts.html.
 */
import { fill, part, root, store, warnIfNotKept, words } from "../lib/progress.js";
import { questionOf, shuffled } from "./quiz-question.js";

class QuizSet extends HTMLElement {
  /** By their keys. @type {Map<string, import("./quiz-question.js").QuizQuestion>} */
  #questions;
  /** @type {Attempt} */
  #attempt;
  /** The question shown when they come one at a time; none: the result. @type {string | undefined} */
  #current;
  #bar = part("bar");
  #steps = part("steps");
  #result = part("result");

  connectedCallback() {
    const questions = [...this.querySelectorAll("quiz-question")];
    if (this.#questions || !questions.length) return;
    // Copies from a template are no elements of ours before they stand in the page.
    customElements.upgrade(this);
    this.#questions = new Map(questions.map((question) => [question.key, question]));
    this.#furnish(questions);
    const page = this.closest("[data-page]").dataset;
    this.#attempt = new Attempt(page, this.dataset, questions);
    warnIfNotKept(page.page);
    this.addEventListener("answer", ({ detail }) => this.#answered(detail));
    this.addEventListener("click", ({ target }) => this.#commands[target.closest("[data-do]")?.dataset.do]?.());
    addEventListener("hashchange", () => this.#follow());
    this.#begin();
    this.#follow();
  }

  /** Asked for anew: after the end a new attempt, before it where the reader left off. */
  enter() {
    this.#again(() => this.#attempt.run.done && this.#attempt.restart());
  }

  /** What the buttons do, by their `data-do`. @type {Record<string, () => void>} */
  #commands = {
    view: () => this.#render(store.choice("view", this.dataset.view === "one" ? "all" : "one")),
    previous: () => this.#go(-1),
    next: () => this.#go(1),
    repeat: () => this.#again(() => this.#attempt.repeat(this.#missed)),
    restart: () => this.#again(() => this.#attempt.restart()),
  };

  /** Adds bar, steps and result around the questions, and to each question the way to what teaches it. @param {Element[]} questions */
  #furnish(questions) {
    const [first] = questions;
    this.#result.firstElementChild.ariaLevel = Number(first.querySelector("legend > *").localName[1]) || 3;
    first.before(this.#bar);
    this.append(this.#steps, this.#result);
    const teaches = this.querySelector("template.teaches");
    if (!teaches) return;
    for (const question of questions) {
      if (!question.querySelector("[data-taught]")) question.querySelector(".answer").append(teaches.content.cloneNode(true));
    }
  }

  /** Brings the page to where the attempt is. */
  #begin() {
    const { run } = this.#attempt;
    for (const question of this.#questions.values()) question.remove();
    for (const key of run.keys) {
      const question = this.#questions.get(key);
      this.#steps.before(question);
      question.ask(run.seed);
      if (run.answers[key] && !question.show(run.answers[key])) this.#attempt.forget(key);
    }
    this.#current = this.#attempt.next;
    this.#render(store.choice("view") ?? this.dataset.show ?? "one");
  }

  /** @param {() => void} change to the attempt */
  #again(change) {
    change();
    this.#begin();
    this.#questions.get(this.#current).enter();
  }

  /** @param {{key: string, chosen: string[]}} answer */
  #answered({ key, chosen }) {
    this.#attempt.answer(key, chosen);
    this.#render();
  }

  get #missed() {
    return this.#attempt.run.keys.filter((key) => !this.#questions.get(key).isRight);
  }

  /** To the neighbouring question; past the last to the first without an answer, then to the result. @param {number} by */
  #go(by) {
    const { asked, next } = this.#attempt;
    this.#current = asked[asked.indexOf(this.#current) + by] ?? next;
    this.#render();
    if (this.#current) this.#questions.get(this.#current).enter();
    else this.#result.firstElementChild.focus();
  }

  /** To the question that the address names. */
  #follow() {
    const hash = (/** @type {string} */ key) => new URL(`#${this.#questions.get(key).id}`, location.href).hash;
    const named = this.#attempt.asked.find((key) => hash(key) === location.hash);
    if (!named) return;
    this.#current = named;
    this.#render();
    this.#questions.get(named).scrollIntoView();
  }

  /** @param {string} [view] "one" or "all", if that changes */
  #render(view = this.dataset.view) {
    this.dataset.view = view;
    const { asked, next, run } = this.#attempt;
    // The last one is answered, or what was still open is gone from the page.
    if (!next && !run.done) this.#attempt.finish(run.keys.length - this.#missed.length);
    const isAll = view === "all";
    for (const [key, question] of this.#questions) {
      question.classList.toggle("aside", !asked.includes(key) && !run.done);
      question.classList.toggle("current", key === this.#current);
    }
    const at = asked.indexOf(this.#current) + 1;
    const count = asked.length;
    const done = asked.filter((key) => run.answers[key]).length;
    const [place, other] = this.#bar.children;
    place.textContent = fill(isAll ? words.answered : at ? words.place : "", { done, at, count });
    other.textContent = isAll ? words.one : words.all;
    const [previous, forward] = this.#steps.children;
    this.#steps.hidden = isAll || !at;
    previous.hidden = at < 2;
    forward.textContent = at === count && !next ? words.toResult : words.next;
    this.#result.hidden = !run.done || !(isAll || !at);
    if (run.done) this.#renderResult(run);
  }

  /** @param {import("../lib/records.d.ts").Run} run */
  #renderResult({ keys: { length: count }, first }) {
    const find = (/** @type {string} */ selector) => this.#result.querySelector(selector);
    const missed = this.#missed.length;
    const right = count - missed;
    const bands = [...(this.querySelector("template.bands") ?? part("bands")).content.children];
    const band = bands.findLast(({ dataset }) => (100 * right) / count >= dataset.from);
    find(".quiz-score").textContent = fill(words.score, { right, count });
    find(".quiz-first").textContent = right === first ? "" : fill(words.first, { right: first, count });
    find(".quiz-band").textContent = band?.textContent ?? "";
    find("[data-do=repeat]").textContent = fill(words.repeat, { count: missed });
    find("[data-do=repeat]").hidden = !missed;
    find("a").href = `${root.pathname}review/`;
    find(".quiz-due").hidden = !missed || store.trouble() === "lost";
  }
}


/**
 * One attempt at a set of questions: which are asked, in what order, what was answered, what is repeated. Kept with the
 * page as a run (lib/records.d.ts) from the first answer on.
 *
 * @import { Run } from "../lib/records.d.ts"
 */
class Attempt {
  /** @type {Run} */
  run;
  #page;
  #set;
  #questions;

  /**
   * The one that was begun last, else a new one. A list's name comes from its first rule, which may be another by now:
   * its attempts are found by the rules they ask.
   * @param {DOMStringMap} page @param {DOMStringMap} set its attributes @param {any[]} questions in the author's order
   */
  constructor(page, set, questions) {
    this.#page = page;
    this.#set = set;
    this.#questions = questions;
    const known = questions.map(keyOf);
    this.run = store.get(page.page).runs.findLast(({ set, keys }) => !set === !this.#name && keys?.some((key) => known.includes(key)));
    if (this.run) this.#fit(known);
    if (!this.run?.keys.length) this.restart();
  }

  get #name() {
    return this.#set.set ?? "";
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
    const seed = Math.random();
    this.run = { set: this.#name, at: Date.now(), seed, keys: this.#draw(seed).map(keyOf), answers: {} };
  }

  /** Asks again what was missed and keeps the rest. @param {string[]} missed */
  repeat(missed) {
    this.run.seed = Math.random();
    this.run.repeat = shuffled(missed, (key) => key, this.run.seed);
    missed.forEach((key) => this.forget(key));
    this.#keep();
  }

  /** @param {string} key @param {string[]} chosen */
  answer(key, chosen) {
    this.run.answers[key] = chosen;
    this.#keep();
  }

  /** @param {string} key asked again, also while only what was missed is */
  forget(key) {
    delete this.run.answers[key];
    delete this.run.done;
    if (!this.asked.includes(key)) this.run.repeat.push(key);
  }

  /** @param {number} right how many are right, repeats included */
  finish(right) {
    Object.assign(this.run, { first: this.run.first ?? right, right, done: Date.now() });
    this.#keep();
  }

  /** As many rules and other questions as the set's attributes say; without a number, all. @param {number} seed */
  #draw(seed) {
    const { fixed, rules, questions } = this.#set;
    const order = shuffled(this.#questions, keyOf, seed);
    const some = (isRule, count) => order.filter((question) => isSingleRule(question) === isRule).slice(0, count);
    const drawn = [...some(true, rules), ...some(false, questions)];
    return fixed === undefined ? shuffled(drawn, keyOf, seed + 1) : this.#questions.filter((question) => drawn.includes(question));
  }

  /** Leaves out what the author took away, and its part of the score; unless it was drawn, adds what is new. @param {string[]} keys */
  #fit(keys) {
    const { run } = this;
    run.set = this.#name;
    const stay = run.keys.filter((key) => keys.includes(key));
    if (stay.length < run.keys.length) run.done = run.first = undefined;
    run.repeat = run.repeat?.filter((key) => keys.includes(key));
    if (!run.repeat?.length) run.repeat = undefined;
    run.keys = this.#set.draw === undefined && !run.done && !run.repeat ? [...new Set([...stay, ...keys])] : stay;
  }

  #keep() {
    const { page, title } = this.#page;
    store.update(page, (record) => {
      record.title = title;
      const others = record.runs.filter(({ set, at }) => set !== this.run.set || at !== this.run.at);
      this.run.touched = Date.now();
      // Of a page the last twenty are kept.
      record.runs = [...others, this.run].slice(-20);
    });
  }
}

const keyOf = (/** @type {any} */ question) => question.key;

/** What a draw counts as a rule. @param {Element} question */
const isSingleRule = (question) => question.dataset.form === "judge" && !question.querySelector("form .rows");

/** "Test yourself": in place of the rules of a do/don't list a quiz of them. @param {HTMLElement} list */
export function testRules(list) {
  const { page, title } = /** @type {HTMLElement} */ (list.closest("[data-page]")).dataset;
  const set = document.createElement("quiz-set");
  set.dataset.set = list.id;
  set.append(...[...list.querySelectorAll(".rule")].map((rule) => questionOf(rule, page, title)));
  hide(list, true);
  list.append(set);
  const close = part("close");
  set.firstElementChild.append(close);
  close.onclick = () => {
    set.remove();
    hide(list, false);
    list.querySelector("[data-do=test]").focus();
  };
  set.enter();
}

/** @param {Element} list @param {boolean} hidden */
function hide({ children }, hidden) {
  for (const part of children) part.hidden = hidden;
}

customElements.define("quiz-set", QuizSet);
