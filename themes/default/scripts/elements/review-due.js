/** On the home page: how many missed questions are due again, if any. */
import { isDue } from "../lib/record.js";
import { store } from "../lib/store.js";

class ReviewDue extends HTMLElement {
  connectedCallback() {
    const cards = store.pages().flatMap((page) => Object.values(store.get(page).cards));
    const count = cards.filter((card) => isDue(card)).length;
    this.querySelector("span").textContent = `(${count})`;
    this.hidden = count === 0;
  }
}

customElements.define("review-due", ReviewDue);
