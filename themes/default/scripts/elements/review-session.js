/** What the reader missed, anywhere in the handbook, and what is due of it today: asked one by one, as it stands now. */
import { allCards, isDue } from "../lib/cards.js";
import { fetchQuestion } from "../lib/fetch-question.js";
import { fill, part, warnIfNotKept, words } from "../lib/say.js";
import "./quiz-question.js";

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
    if (question === undefined) return this.#next(isMoving);
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

customElements.define("review-session", ReviewSession);
