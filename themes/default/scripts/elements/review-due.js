/** On the home page: how many missed questions are due again, if any. */
import { allCards, isDue } from "../lib/progress.js";

class ReviewDue extends HTMLElement {
  connectedCallback() {
    const count = allCards().filter(isDue).length;
    this.querySelector("span").textContent = `(${count})`;
    this.hidden = !count;
  }
}

customElements.define("review-due", ReviewDue);
