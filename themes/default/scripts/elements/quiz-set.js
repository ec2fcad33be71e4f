/**
 * A set of questions asked as a quiz: shuffled, one at a time or all at once, scored at the end, with a repeat of what
 * was missed. Resumes after a reload. What it says and its buttons: partials/quiz-parts.html.
 */
import { Attempt } from "../lib/attempt.js";
import { shuffled } from "../lib/shuffle.js";
import { store } from "../lib/store.js";
import { fill, part, words } from "../lib/words.js";
import "./quiz-question.js";

export class QuizSet extends HTMLElement {
  /** @type {Map<string, import("./quiz-question.js").QuizQuestion>} */
  #questions;
  /** @type {Attempt} */
  #attempt;
  /** @type {string | undefined} the question shown when they come one at a time; none: the result */
  #current;
  #parts = { bar: part("bar"), steps: part("steps"), result: part("result") };

  connectedCallback() {
    if (this.#questions) return;
    this.#questions = new Map([...this.querySelectorAll("quiz-question")].map((question) => [question.key, question]));
    if (!this.#questions.size) return;
    this.#furnish();
    this.#attempt = new Attempt(this.#page.dataset.page, this.dataset.set ?? "", this.#pool());
    this.addEventListener("answer", (event) => this.#answered(event.detail));
    this.addEventListener("click", ({ target }) => this.#commands[target.closest("[data-do]")?.dataset.do]?.());
    addEventListener("hashchange", () => this.#follow());
    this.#begin();
    this.#follow();
  }

  /** A reader who asks for the quiz anew after its end gets a new attempt; the focus goes to where it stands. */
  enter() {
    if (this.#attempt.run.done) this.#attempt.restart();
    this.#again(() => {});
  }

  /** What the buttons do, by their `data-do`. @type {Record<string, () => void>} */
  #commands = {
    view: () => this.#view(this.dataset.view === "one" ? "all" : "one"),
    previous: () => this.#go(-1),
    next: () => this.#go(1),
    repeat: () => this.#again(() => this.#attempt.repeat(this.#missed)),
    restart: () => this.#again(() => this.#attempt.restart()),
  };

  get #page() {
    return /** @type {HTMLElement} */ (this.closest("[data-page]"));
  }

  #pool() {
    const { draw, fixed, rules, questions } = this.dataset;
    const isRule = ([, question]) => question.dataset.form === "judge" && !question.querySelector("form .rows");
    return {
      keys: [...this.#questions.keys()],
      rules: new Set([...this.#questions].filter(isRule).map(([key]) => key)),
      fixed: fixed !== undefined,
      draw: draw === undefined ? undefined : { rules: Number(rules), questions: Number(questions) },
    };
  }

  /** Adds bar, steps and result around the questions, and to each question the way to what teaches it. */
  #furnish() {
    const { bar, steps, result } = this.#parts;
    const [first] = this.#questions.values();
    const level = Number(first.querySelector("legend > *")?.localName[1]) || 3;
    result.querySelector("[role=heading]").ariaLevel = level;
    first.before(bar);
    this.append(steps, result);
    const teaches = this.querySelector("template.teaches");
    for (const question of this.#questions.values()) {
      if (teaches && !question.querySelector(".question-origin")) question.querySelector("details").append(teaches.content.cloneNode(true));
    }
  }

  /** Brings the page to where the attempt is. */
  #begin() {
    const { run } = this.#attempt;
    for (const question of this.#questions.values()) question.remove();
    for (const key of run.keys) {
      const question = this.#questions.get(key);
      this.#parts.steps.before(question);
      question.ask(run.seed);
      if (question.show(this.#attempt.answerTo(key)) === undefined) this.#attempt.forget(key);
    }
    this.#current = this.#attempt.next;
    this.#view(store.choice("view") ?? this.dataset.show ?? "one", false);
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
    if (!this.#attempt.next) this.#attempt.finish(this.#right);
    if (this.dataset.view === "all" && !this.#attempt.next) this.#current = undefined;
    this.#render();
  }

  get #right() {
    return this.#attempt.run.keys.length - this.#missed.length;
  }

  get #missed() {
    return this.#attempt.run.keys.filter((key) => this.#questions.get(key).dataset.state !== "right");
  }

  /** @param {string} view "one" or "all" @param {boolean} [chosen] by the reader just now */
  #view(view, chosen = true) {
    this.dataset.view = view;
    if (chosen) store.choice("view", view);
    this.#render();
  }

  /** To the neighbouring question; past the last to the first without an answer, then to the result. @param {number} by */
  #go(by) {
    const { asked, next } = this.#attempt;
    const at = this.#current ? asked.indexOf(this.#current) : asked.length;
    this.#current = asked[at + by] ?? (by > 0 ? next : asked[0]);
    this.#render();
    if (this.#current) this.#questions.get(this.#current).enter();
    else this.#parts.result.querySelector("[role=heading]").focus();
  }

  /** To the question that the address names. */
  #follow() {
    const named = this.#attempt.asked.find((key) => this.#questions.get(key).id === decodeURIComponent(location.hash.slice(1)));
    if (!named) return;
    this.#current = named;
    this.#render();
    this.#questions.get(named).scrollIntoView();
  }

  #render() {
    const { asked, next, run } = this.#attempt;
    const { bar, steps, result } = this.#parts;
    const all = this.dataset.view === "all";
    for (const [key, question] of this.#questions) {
      question.classList.toggle("aside", !asked.includes(key) && !run.done);
      question.classList.toggle("current", key === this.#current);
    }
    const at = asked.indexOf(this.#current) + 1;
    const count = asked.length;
    bar.querySelector("p").textContent = all ? fill(words.answered, { done: asked.filter(this.#attempt.answerTo).length, count }) : at ? fill(words.place, { at, count }) : "";
    bar.querySelector("[data-do=view]").textContent = all ? words.one : words.all;
    const [previous, forward] = steps.querySelectorAll("button");
    steps.hidden = all || !at;
    previous.hidden = at < 2;
    forward.textContent = at === count && !next ? words.toResult : words.next;
    result.hidden = !run.done || (!all && at > 0);
    if (!result.hidden) this.#renderResult();
  }

  #renderResult() {
    const { run } = this.#attempt;
    const { result } = this.#parts;
    const count = run.keys.length;
    const bands = [...(this.querySelector("template.bands") ?? part("bands")).content.children];
    const band = bands.findLast((one) => (100 * run.right) / count >= Number(one.dataset.from));
    result.querySelector(".quiz-score").textContent = fill(words.score, { right: run.right, count });
    result.querySelector(".quiz-first").textContent = run.right === run.first ? "" : fill(words.first, { right: run.first, count });
    result.querySelector(".quiz-band").replaceChildren(...(band ? [band.cloneNode(true)] : []));
    const missed = this.#missed.length;
    result.querySelector("[data-do=repeat]").textContent = fill(words.repeat, { count: missed });
    for (const part of result.querySelectorAll("[data-do=repeat], .quiz-due")) part.hidden = !missed;
  }
}

customElements.define("quiz-set", QuizSet);
