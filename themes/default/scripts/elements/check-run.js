/** A run through a checklist: one pause at a time, and a dated line for each run that was finished. It never leaves the browser. */
import { boxesOf, fill, keep, kept, say, tickedIn } from "../lib/checks.js";
import { store } from "../lib/store.js";

/** How many runs are remembered. */
const REMEMBERED = 10;

/** @typedef {{started: string, pause?: number, finished?: string, done?: number, all?: number}} Run  `pause` only while it goes on */

class CheckRun extends HTMLElement {
  #page = this.closest("check-page");
  #start = this.#page.querySelector("[data-do=run]");
  #clock = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  /** What belongs to each pause: its list, and all that stands between it and the list before. @type {Element[][]} */
  #pauses = [];

  connectedCallback() {
    let pause = [];
    for (const part of this.#page.querySelector(".check-body").children) {
      pause.push(part);
      if (part.localName === "check-list") pause = (this.#pauses.push(pause), []);
    }
    this.#start.addEventListener("click", () => this.#do("start"));
    this.#page.addEventListener("click", ({ target }) => this.#do(target.closest("button[data-run]")?.dataset.run));
    store.onchange(() => this.#show());
    this.#show();
  }

  /** @returns {Run[]} the newest first; attempts at quizzes (which have `keys`) are kept beside them */
  get #runs() {
    return kept(this).runs.filter((run) => !run.keys).sort((one, other) => Date.parse(other.started) - Date.parse(one.started));
  }

  /** @param {string | undefined} action */
  #do(action) {
    if (!action) return;
    this.querySelector(".check-said").textContent = "";
    let runs = this.#runs;
    const [run] = runs;
    if (action !== "start" && action !== "forget" && (!run || run.finished)) return; // another tab ended it
    const now = new Date().toISOString();
    if (action === "start") {
      if (tickedIn(this.#page).length) say(this.#page, "run", [], {}, () => this.#unstart(now));
      runs = [{ started: now, pause: 0 }, ...runs.filter((run) => run.finished)];
    } else if (action === "next") run.pause = Math.min(run.pause + 1, this.#pauses.length - 1);
    else if (action === "stop") runs.shift();
    else if (action === "forget") runs = runs.filter((run) => !run.finished);
    else runs[0] = { started: run.started, finished: now, done: tickedIn(this.#page).length, all: boxesOf(this.#page).length };
    keep(this, (record) => (record.runs = [...record.runs.filter((run) => run.keys), ...runs.slice(0, REMEMBERED)]));
    this.#focus(runs[0]);
  }

  /** With the ticks that it took away, the run that began then has never been. @param {string} started */
  #unstart(started) {
    keep(this, (record) => (record.runs = record.runs.filter((run) => run.finished || run.started !== started)));
  }

  /** Takes the keyboard to where the reader goes on. @param {Run | undefined} run */
  #focus(run) {
    const parts = run && !run.finished && this.#pauses[run.pause];
    (parts ? boxesOf(parts.at(-1))[0] : this.#start).focus({ preventScroll: true });
    (parts?.[0] ?? this.#page).scrollIntoView();
  }

  #show() {
    const runs = this.#runs;
    const going = runs.length > 0 && !runs[0].finished;
    const last = this.#pauses.length - 1;
    const pause = going ? Math.min(runs[0].pause, last) : -1;
    for (const [number, parts] of this.#pauses.entries())
      for (const part of parts) part.toggleAttribute("data-later", going && number !== pause);
    this.#start.hidden = going;
    this.querySelector(".check-tools").hidden = !going;
    this.querySelector("[data-run=next]").hidden = pause === last;
    this.querySelector("[data-run=finish]").hidden = pause !== last;
    this.querySelector(".check-run-said").textContent = this.#words(runs[0], pause + 1);
    this.#list(runs.filter((run) => run.finished));
  }

  /** @param {Run | undefined} run @param {number} pause counted from 1 */
  #words(run, pause) {
    if (!run) return "";
    const { where, finished } = this.dataset;
    const time = this.#clock.format(new Date(run.finished ?? run.started));
    return fill(run.finished ? finished : where, { ...run, pause, pauses: this.#pauses.length, time });
  }

  /** @param {Run[]} runs */
  #list(runs) {
    const lines = runs.map((run) => {
      const line = document.createElement("li");
      line.textContent = fill(this.dataset.line, { ...run, time: this.#clock.format(new Date(run.finished)) });
      return line;
    });
    this.#page.querySelector(".check-runs ol").replaceChildren(...lines);
    this.#page.querySelector(".check-runs").hidden = !lines.length;
  }
}

customElements.define("check-run", CheckRun);
