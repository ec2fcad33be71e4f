/**
 * One question. The page holds it complete (a form, and the answer in a <details>); this element checks what was chosen
 * and then shows the answer in place of the form, with what the reader said marked in it.
 *
 * Inside a <quiz-set> or <review-session> that element says when to ask and what comes next; alone, the question
 * remembers its last answer and can be tried again. Each answer is an "answer" event that bubbles.
 */
import { split } from "../lib/cards.js";
import { record } from "../lib/record.js";
import { announce, fill, part, words } from "../lib/say.js";
import { Sheet } from "../lib/sheet.js";
import { newSeed } from "../lib/shuffle.js";
import { store } from "../lib/store.js";

export class QuizQuestion extends HTMLElement {
  /** @type {Sheet} */
  #sheet;
  #seed = 0;
  /** @type {HTMLDetailsElement} */
  #answer = this.querySelector(".answer");
  #verdict = part("verdict");

  connectedCallback() {
    // Moved within the page.
    if (this.#sheet) return;
    this.#sheet = new Sheet(this);
    this.#answer.before(this.#verdict);
    this.#sheet.form.addEventListener("submit", (event) => this.#submit(event));
    // What was chosen before this script came is not taken back, nor moved from under the finger.
    if (this.#sheet.form.matches(":focus-within, :has(:checked)")) this.dataset.state = "open";
    else this.ask(newSeed());
    if (!this.closest("quiz-set, review-session")) this.#standAlone();
  }

  /** The question's address, "page/#id": what everything kept about it hangs on. */
  get key() {
    return this.dataset.key;
  }

  get isRight() {
    return this.dataset.state === "right";
  }

  /** Blank, shuffled for one attempt. @param {number} seed */
  ask(seed) {
    this.dataset.state = "open";
    this.#answer.open = false;
    this.#sheet.clear((this.#seed = seed));
    for (const mark of this.querySelectorAll(".answer-mark")) mark.remove();
  }

  /** Answered, just now or on an earlier visit. @param {string[]} chosen @returns {boolean} whether that is an answer (still) */
  show(chosen) {
    const sheet = this.#sheet;
    const fits = Boolean(chosen) && sheet.choose(chosen);
    const { isRight } = sheet;
    // Paper shows the question unanswered.
    sheet.clear(this.#seed);
    if (!fits) return false;
    this.dataset.state = isRight ? "right" : "wrong";
    this.#verdict.textContent = words[this.dataset.state];
    this.#answer.open = true;
    [...sheet.answers.children].forEach((line, index) => this.#mark(line, index, chosen));
    return true;
  }

  /** Puts the focus where the question begins. */
  enter() {
    focusOn(this.querySelector("legend"));
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value;
    if (pressed) this.#sheet.choose([pressed]);
    const { chosen, missing } = this.#sheet;
    if (missing) {
      // The browser's own bubble, in the page's words.
      missing.setCustomValidity(words.chooseFirst);
      missing.reportValidity();
      return missing.setCustomValidity("");
    }
    this.show(chosen);
    announce(this.isRight ? words.right : `${words.wrong} ${fill(words.rightIs, { answer: this.#rightAnswer })}`);
    focusOn(this.#answer.children[1]);
    record(this.key, this.dataset.title, chosen, this.isRight);
    this.dispatchEvent(new CustomEvent("answer", { bubbles: true, detail: { key: this.key, chosen, right: this.isRight } }));
  }

  /** In words, for who can't see the marks. */
  get #rightAnswer() {
    const said = this.#answer.querySelectorAll("[data-right] :is(.rule-word, .answer-label)");
    return Array.from(said, ({ textContent }) => textContent.trim()).join("; ");
  }

  /** Says beside one line of the answer what the reader made of it. @param {HTMLElement} line @param {number} index @param {string[]} chosen */
  #mark(line, index, chosen) {
    const { key, right } = line.dataset;
    const { form } = this.dataset;
    const place = chosen.indexOf(right ?? key);
    const isHit = form === "order" ? place === index : place >= 0;
    line.dataset.state = right ? (isHit ? "hit" : "missed") : isHit ? "wrong" : "";
    const sentences = { order: [words.placeRight, words.placeWrong], judge: [words.agreed, words.opposite] };
    const [hit, miss] = sentences[form === "specimen" ? "judge" : form] ?? [words.yours];
    const said = isHit ? hit : miss;
    if (!said) return;
    const mark = part("mark");
    mark.textContent = fill(said, { place: place + 1 });
    line.querySelector(".answer-line").append(" ", mark);
  }

  /** A question in a page's text. */
  #standAlone() {
    const [page, id] = split(this.key);
    const before = store.get(page).answers[id]?.chosen;
    if (before) this.show(before);
    const again = part("again");
    this.#answer.append(again);
    again.onclick = () => {
      this.ask(newSeed());
      this.enter();
    };
  }
}

/** Where reading goes on. @param {any} element */
function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
}

customElements.define("quiz-question", QuizQuestion);
