/**
 * One question. The page holds it complete (a form, and the answer in a <details>); this element checks what was chosen
 * and then shows the answer in place of the form, with what the reader said marked in it.
 *
 * Inside a <quiz-set> or <review-session> that element says when to ask and what comes next; alone, the question
 * remembers its last answer and can be tried again. Each answer is an "answer" event that bubbles.
 */
import { announce } from "../lib/announce.js";
import { record, split } from "../lib/record.js";
import { Sheet } from "../lib/sheet.js";
import { newSeed } from "../lib/shuffle.js";
import { store } from "../lib/store.js";
import { fill, part, words } from "../lib/words.js";

export class QuizQuestion extends HTMLElement {
  /** @type {Sheet} */
  #sheet;
  /** @type {HTMLElement} where the verdict is said */
  #verdict;

  connectedCallback() {
    if (this.#sheet) return; // moved within the page
    this.#sheet = new Sheet(this);
    this.#verdict = part("verdict");
    this.#answer.before(this.#verdict);
    this.#sheet.form.addEventListener("submit", (event) => this.#submit(event));
    this.ask(newSeed());
    if (!this.closest("quiz-set, review-session")) this.#standAlone();
  }

  /** The question's address, "page/#id": what everything kept about it hangs on. */
  get key() {
    return this.dataset.key;
  }

  /** Blank, shuffled for one attempt. @param {number} seed */
  ask(seed) {
    this.dataset.state = "open";
    this.#answer.open = false;
    this.#sheet.clear(seed);
    for (const mark of this.querySelectorAll(".answer-mark")) mark.remove();
  }

  /** Answered, as kept from earlier. @param {string[] | undefined} chosen @returns {boolean | undefined} right; undefined if that is no answer (any more) */
  show(chosen) {
    if (!chosen) return undefined;
    if (!this.#sheet.choose(chosen)) return void this.#sheet.form.reset();
    const right = this.#sheet.isRight;
    this.dataset.state = right ? "right" : "wrong";
    this.#verdict.textContent = right ? words.right : words.wrong;
    this.#answer.open = true;
    for (const answer of this.#sheet.answers.children) this.#mark(answer);
    return right;
  }

  /** Puts the focus where the question begins. */
  enter() {
    focusOn(this.querySelector("legend"));
  }

  /** @returns {HTMLDetailsElement} */
  get #answer() {
    return this.querySelector("details.answer");
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value;
    if (pressed) this.#sheet.choose([pressed]);
    const missing = this.#sheet.missing;
    if (missing) return complain(missing);
    const chosen = this.#sheet.chosen;
    const right = this.show(chosen);
    announce(right ? words.right : `${words.wrong} ${fill(words.rightIs, { answer: this.#rightAnswer })}`);
    focusOn(this.#answer.children[1]);
    record(this.key, this.dataset.title, chosen, right);
    this.dispatchEvent(new CustomEvent("answer", { bubbles: true, detail: { key: this.key, chosen, right } }));
  }

  /** In words, for who can't see the marks. */
  get #rightAnswer() {
    const lines = [...this.#sheet.answers.querySelectorAll("[data-right]")];
    const said = (/** @type {Element} */ line) => [...line.querySelectorAll(".rule-word, .answer-label")].map(({ textContent }) => textContent.trim());
    return lines.map((line) => said(line).join(" ")).join("; ");
  }

  /** Says beside one line of the answer what the reader made of it. @param {HTMLElement} answer */
  #mark(answer) {
    const { chosen, isOrder } = this.#sheet;
    const { key, right } = answer.dataset;
    const place = chosen.indexOf(right ?? key);
    const isHit = isOrder ? answer.parentElement.children[place] === answer : place >= 0;
    answer.dataset.state = right ? (isHit ? "hit" : "missed") : isHit ? "wrong" : "";
    const said = isOrder ? (isHit ? words.placeRight : words.placeWrong) : this.dataset.form.startsWith("choose") ? isHit && words.yours : isHit ? words.agreed : words.opposite;
    if (!said) return;
    const mark = Object.assign(document.createElement("em"), { className: "answer-mark", textContent: fill(said, { place: place + 1 }) });
    answer.querySelector(".answer-line").append(" ", mark);
  }

  /** A question in a page's text. */
  #standAlone() {
    const [page, id] = split(this.key);
    this.show(store.get(page).answers[id]?.chosen);
    const again = part("again");
    this.#answer.append(again);
    again.addEventListener("click", () => {
      this.ask(newSeed());
      this.enter();
    });
  }
}

/** Where reading goes on. @param {HTMLElement} element */
function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
}

/** The browser's own bubble, in the page's words. @param {HTMLInputElement} input */
function complain(input) {
  input.setCustomValidity(words.chooseFirst);
  input.reportValidity();
  input.setCustomValidity("");
}

customElements.define("quiz-question", QuizQuestion);
