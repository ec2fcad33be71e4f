/** The reader's own pages: all that this browser keeps of their progress, and what is due for review. */
import { allCards, documentAt, fill, isDue, notice, part, root, split, store, warnIfNotKept, words } from "../lib/progress.js";

const FORMAT = "handbook-progress";

/** @returns {[string, object][]} */
const everything = () => store.pages().map((page) => [page, store.get(page)]);

/** What is kept, page by page: to a file and back, and away again with an undo. */
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
      if (file.format !== FORMAT || file.version > 1) throw file;
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
  Object.assign(item.querySelector("a"), { href: root + page, textContent: title });
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
  const attempt = runs.findLast((run) => run.keys && !run.set);
  if (attempt?.done) say(words.lastScore, attempt.first, attempt.keys.length);
  else if (attempt) say(words.underWay, attempt.keys.filter((key) => attempt.answers[key]).length, attempt.keys.length);
  const last = Object.values(answers);
  say(words.answersRight, last.filter(({ right }) => right).length, last.length);
  say(words.ticked, Object.values(checks).filter(Boolean).length);
  say(words.listRuns, runs.filter((run) => !run.keys).length);
  say(words.due, Object.values(cards).filter(isDue).length);
  return said;
}

/** What the reader missed, anywhere in the handbook, and what is due of it today: asked one by one, as it stands now. */
class ReviewSession extends HTMLElement {
  #queue = allCards().filter(isDue);
  #count = this.#queue.length;
  #right = 0;
  #parts = part("review");
  #status = this.#parts.firstElementChild;
  #button = this.#parts.querySelector("button");

  connectedCallback() {
    this.replaceChildren(this.#parts);
    this.addEventListener("answer", ({ detail }) => {
      this.#right += detail.right;
      this.#button.hidden = false;
    });
    this.#button.onclick = () => this.#next(true);
    this.#next(false);
    warnIfNotKept();
  }

  /** @param {boolean} isMoving the reader asked for it, so the focus goes along */
  async #next(isMoving) {
    this.querySelector("quiz-question")?.remove();
    this.#button.hidden = true;
    const card = this.#queue.shift();
    if (!card) {
      this.#status.textContent = this.#ending();
      return isMoving && this.#status.focus();
    }
    const question = await fetchQuestion(card.key).catch(() => false);
    if (question) {
      this.#status.textContent = fill(words.place, { at: this.#count - this.#queue.length, count: this.#count });
      this.#status.after(question);
      return isMoving && question.enter();
    }
    if (question === undefined) return this.#count--, this.#next(isMoving);
    this.#status.textContent = words.reviewOffline;
  }

  #ending() {
    const next = allCards().find((card) => !isDue(card));
    const done = fill(this.#count ? words.reviewDone : words.reviewNone, { right: this.#right, count: this.#count });
    if (!next) return done;
    const day = new Date(next.due).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    return `${done} ${fill(words.reviewNext, { day })}`;
  }
}

/**
 * A question from the page that owns it, as it stands there now. A card whose page or id is gone is forgotten.
 * @param {string} key @returns {Promise<any>} an element; undefined if it is no longer there; rejects if that can't be told
 */
async function fetchQuestion(key) {
  const [page, id] = split(key);
  const address = new URL(page, root);
  const forget = () => store.update(page, ({ cards }) => void delete cards[id]);
  const there = /** @type {any} */ (await documentAt(address).catch((status) => status));
  if (there === 404) return forget();
  // Of another status this throws.
  const main = there.querySelector("main");
  if (there.querySelector("[http-equiv=refresh]")) {
    const moved = new URL(main.querySelector("a").getAttribute("href"), address).href.replace(root.href, "");
    store.move(page, moved);
    return fetchQuestion(`${moved}#${id}`);
  }
  const { questionOf } = await import("./quiz-question.js"); // not before there is one to ask
  const found = there.getElementById(decodeURIComponent(id));
  const { title } = main.dataset;
  const question = found?.matches(".rule") ? questionOf(found, page, title) : found?.matches("quiz-question") && found;
  if (!question) return forget();
  for (const name of ["href", "src"]) {
    for (const link of question.querySelectorAll(`[${name}]`)) link.setAttribute(name, new URL(link.getAttribute(name), address).href);
  }
  const origin = part("origin");
  Object.assign(origin.firstElementChild, { href: `${address}#${id}`, textContent: fill(words.read, { title }) });
  question.querySelector(".answer").append(origin);
  return document.importNode(question, true);
}

customElements.define("my-progress", MyProgress);
customElements.define("review-session", ReviewSession);
