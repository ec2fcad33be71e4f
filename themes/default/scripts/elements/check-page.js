/** All lists of a checklist page together: overall progress, the page's tools, ticks shared by address. */
import "./check-list.js"; // so that the lists have shown what is kept before this counts it
import "./check-run.js";
import { boxesOf, count, say, warnIfLost } from "../lib/checks.js";
import { itemsIn } from "../lib/check-share.js";
import { serve } from "../lib/check-tools.js";
import { store } from "../lib/store.js";

class CheckPage extends HTMLElement {
  connectedCallback() {
    const show = () => {
      count(this);
      warnIfLost(this);
    };
    store.onchange(show);
    serve(this);
    show();
    addEventListener("hashchange", () => this.#open());
    this.#open();
  }

  /** Shows the ticks that the address brings. They become the reader's own, so the address is cleared for a reload to keep later ones. */
  #open() {
    const here = new Set(boxesOf(this).map((box) => box.dataset.item));
    const items = itemsIn(location.hash, here);
    if (items === undefined) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    const known = items?.filter((item) => here.has(item));
    if (items?.length === 0) say(this, "blank", []);
    else if (!known?.length) say(this, "junk");
    else say(this, "shared", known, { known: known.length, all: items.length });
  }
}

customElements.define("check-page", CheckPage);
