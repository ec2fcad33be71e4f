/** All that this browser keeps of the reader's progress: page by page, to a file and back, and away again with an undo. */
import { isDue } from "../lib/cards.js";
import { fill, notice, part, warnIfNotKept, words } from "../lib/say.js";
import { store } from "../lib/store.js";

const FORMAT = "handbook-progress";

/** @returns {[string, object][]} */
const everything = () => store.pages().map((page) => [page, store.get(page)]);

class MyProgress extends HTMLElement {
  connectedCallback() {
    this.replaceChildren(part("progress"));
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) this.#commands[button.dataset.do](button);
    });
    this.querySelector("[type=file]").addEventListener("change", ({ target }) => this.#import(target));
    store.onchange(() => this.#render());
    this.#render();
    warnIfNotKept();
  }

  /** @type {Record<string, (button: HTMLElement) => void>} */
  #commands = {
    reset: ({ dataset }) => this.#change(fill(words.resetOne, dataset), () => store.remove(dataset.page)),
    resetAll: () => this.#change(words.resetAll, () => store.restore([])),
    export: () => {
      const text = JSON.stringify({ format: FORMAT, version: 1, pages: Object.fromEntries(everything()) }, null, 2);
      const href = `data:application/json,${encodeURIComponent(text)}`;
      Object.assign(document.createElement("a"), { href, download: `${FORMAT}.json` }).click();
    },
  };

  /** @param {string} sentence @param {() => void} change */
  #change(sentence, change) {
    const before = store.all();
    change();
    // The button that was pressed may be gone: the keyboard goes on at the way back, and from there at the list.
    const back = notice(sentence, () => {
      store.restore(before);
      this.querySelector("li a")?.focus();
    });
    back.querySelector("button").focus();
  }

  /** @param {HTMLInputElement} input */
  async #import(input) {
    try {
      const file = JSON.parse(await input.files[0].text());
      if (file.format !== FORMAT || file.version > 1) throw new Error("not ours");
      this.#change(words.imported, () => Object.entries(file.pages).forEach(([page, record]) => store.merge(page, record)));
    } catch {
      notice(words.importFailed);
    }
    input.value = "";
  }

  #render() {
    const pages = everything();
    this.querySelector("ul").replaceChildren(...pages.map(([page, record]) => row(page, record)));
    for (const element of this.querySelectorAll("[data-if]")) element.hidden = (element.dataset.if === "some") !== pages.length > 0;
  }
}

/** @param {string} page @param {import("../lib/records.d.ts").PageRecord} record */
function row(page, record) {
  const item = part("progress-page");
  const title = record.title || page || "/";
  Object.assign(item.querySelector("a"), { href: document.documentElement.dataset.root + page, textContent: title });
  const button = item.querySelector("button");
  Object.assign(button.dataset, { page, title });
  button.ariaLabel = `${button.textContent.trim()}: ${title}`;
  item.querySelector("p").textContent = facts(record).join(" · ");
  return item;
}

/** @param {import("../lib/records.d.ts").PageRecord} record @returns {string[]} */
function facts({ runs, answers, checks, cards }) {
  const said = [];
  const say = (sentence, right, count = right) => count && said.push(fill(sentence, { right, count }));
  const attempt = runs.findLast((run) => run.keys && run.answers && !run.set);
  if (attempt?.done) say(words.lastScore, attempt.first, attempt.keys.length);
  else if (attempt) say(words.underWay, Object.keys(attempt.answers).length, attempt.keys.length);
  const last = Object.values(answers);
  say(words.answersRight, last.filter(({ right }) => right).length, last.length);
  say(words.ticked, Object.values(checks).filter(Boolean).length);
  say(words.listRuns, runs.filter((run) => !run.keys).length);
  say(words.due, Object.values(cards).filter(isDue).length);
  return said;
}

customElements.define("my-progress", MyProgress);
