/**
 * What the reader missed, anywhere in the handbook, and what is due of it today. Each question is fetched from the page
 * that owns it, so it is asked as it stands now; one whose page or id is gone is forgotten.
 */
import { isDue, split } from "../lib/record.js";
import { questionOf } from "../lib/rule-question.js";
import { newSeed } from "../lib/shuffle.js";
import { store } from "../lib/store.js";
import { fill, part, words } from "../lib/words.js";
import "./quiz-question.js";

const root = new URL(document.documentElement.dataset.root, location.href);

/** @returns {{key: string, due: string}[]} every card of the handbook, the longest due first */
const cards = () =>
  store.pages()
    .flatMap((page) => Object.entries(store.get(page).cards).map(([id, { due }]) => ({ key: `${page}#${id}`, due })))
    .sort((one, other) => Date.parse(one.due) - Date.parse(other.due));

class ReviewSession extends HTMLElement {
  /** @type {string[]} */
  #queue = [];
  #count = 0;
  #right = 0;

  connectedCallback() {
    this.#queue = cards().filter((card) => isDue(card)).map(({ key }) => key);
    this.#count = this.#queue.length;
    this.replaceChildren(part("review"));
    this.addEventListener("answer", ({ detail }) => {
      this.#right += Number(detail.right);
      this.#button.hidden = false;
    });
    this.#button.addEventListener("click", () => this.#next(true));
    this.#next(false);
  }

  get #button() {
    return /** @type {HTMLButtonElement} */ (this.querySelector("[data-do=next]"));
  }

  /** @param {boolean} isMoving the reader asked for it, so the focus goes along */
  async #next(isMoving) {
    this.querySelector("quiz-question")?.remove();
    this.#button.hidden = true;
    const key = this.#queue.shift();
    const status = /** @type {HTMLElement} */ (this.querySelector(".review-status"));
    if (!key) {
      status.textContent = this.#ending();
      if (isMoving) status.focus();
      return;
    }
    const question = await fetchQuestion(key).catch(() => null);
    if (question === undefined) store.update(split(key)[0], ({ cards }) => void delete cards[split(key)[1]]);
    if (question === null) return void (status.textContent = words.reviewOffline);
    if (!question) return this.#next(isMoving);
    status.textContent = fill(words.place, { at: this.#count - this.#queue.length, count: this.#count });
    status.after(question);
    question.ask(newSeed());
    if (isMoving) question.enter();
  }

  #ending() {
    const next = cards().find((card) => !isDue(card));
    const day = next && new Date(next.due).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const done = this.#count ? fill(words.reviewDone, { right: this.#right, count: this.#count }) : words.reviewNone;
    return day ? `${done} ${fill(words.reviewNext, { day })}` : done;
  }
}

/** @param {string} key @returns {Promise<any>} the question as an element; undefined if it is no longer there */
async function fetchQuestion(key) {
  const [page, id] = split(key);
  const address = new URL(page, root);
  const response = await fetch(address);
  if (response.status === 404 || response.status === 410) return undefined;
  if (!response.ok) throw new Error(response.statusText);
  const there = new DOMParser().parseFromString(await response.text(), "text/html");
  const main = /** @type {HTMLElement} */ (there.querySelector("main"));
  if (there.querySelector("meta[http-equiv=refresh]")) {
    const moved = new URL(main.querySelector("a").getAttribute("href"), address).href.slice(root.href.length);
    store.move(page, moved);
    return fetchQuestion(`${moved}#${id}`);
  }
  const found = there.getElementById(decodeURIComponent(id));
  for (const link of found?.querySelectorAll("[href], [src]") ?? []) {
    const name = link.hasAttribute("href") ? "href" : "src";
    link.setAttribute(name, new URL(link.getAttribute(name), address).href);
  }
  const question = found?.matches("quiz-question") ? document.importNode(found, true) : found?.matches(".rule") && questionOf(found, page, main.dataset.title);
  if (!question) return undefined;
  const origin = part("origin");
  Object.assign(origin.querySelector("a"), { href: `${address}#${id}`, textContent: fill(words.read, { title: main.dataset.title }) });
  question.querySelector("details").append(origin);
  return question;
}

customElements.define("review-session", ReviewSession);
