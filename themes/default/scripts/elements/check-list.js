/** One task list: its ticks are kept by page and item id, so they stay when items move. */
import { count, restore, save, warnIfLost } from "../lib/checks.js";
import { store } from "../lib/store.js";
import { serve } from "../lib/check-tools.js";

class CheckList extends HTMLElement {
  connectedCallback() {
    const show = () => (restore(this), count(this));
    this.addEventListener("change", () => {
      save(this);
      count(this);
      if (!this.closest("check-page")) warnIfLost(this);
    });
    serve(this);
    store.onchange(show); // another tab
    show();
  }
}

customElements.define("check-list", CheckList);
