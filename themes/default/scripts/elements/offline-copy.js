// <offline-copy>: keeps the whole handbook on this device, says how far it is, and removes it again.

import { ask } from "../lib/offline.js";

class OfflineCopy extends HTMLElement {
  connectedCallback() {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button button-quiet";
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    this.button.addEventListener("click", () => this.send(this.kept ? "drop" : "keep"));
    ask({ type: "state" }, (answer) => {
      if (!this.button?.isConnected) this.append(/** @type {Node} */ (this.button), /** @type {Node} */ (this.status));
      this.show(answer);
    });
  }

  /** @param {"keep" | "drop"} type */
  send(type) {
    ask({ type }, (answer) => this.show(answer));
  }

  /** @param {{state: string, count?: number, total?: number}} answer */
  show({ state, count = 0, total = 0 }) {
    const { keep, drop, keeping = "", kept, failed } = this.dataset;
    if (!this.button || !this.status) return;
    this.kept = state === "kept";
    this.button.textContent = (this.kept ? drop : keep) ?? "";
    this.button.ariaDisabled = String(state === "keeping");
    const words = { none: "", kept, failed, keeping: keeping.replace("{count}", String(count)).replace("{total}", String(total)) };
    if (state !== "keeping" || count === total || count % 10 === 0) this.status.textContent = /** @type {Record<string, string | undefined>} */ (words)[state] ?? "";
  }
}

customElements.define("offline-copy", OfflineCopy);
