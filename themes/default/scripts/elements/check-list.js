/** One task list: its ticks are kept by page and item id, so they stay when items move. */
import { boxesOf, count, restore, save, warnIfLost } from "../lib/checks.js";
import { store } from "../lib/store.js";
import { serve } from "../lib/check-tools.js";

class CheckList extends HTMLElement {
  connectedCallback() {
    const show = () => {
      restore(this);
      count(this);
      if (!this.closest("check-page")) warnIfLost(this); // which speaks for all its lists
    };
    const early = boxesOf(this).filter((box) => box.checked !== box.defaultChecked); // ticked while this script was on its way
    show();
    for (const box of early) box.checked = !box.defaultChecked;
    this.addEventListener("change", () => save(this));
    store.onchange(show); // here or in another tab
    serve(this);
    if (early.length) save(this);
  }
}

customElements.define("check-list", CheckList);
