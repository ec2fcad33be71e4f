/** A do/don't list that can be asked: "Test yourself" puts a quiz of the same rules in its place. */
import { part } from "../lib/say.js";

class RuleList extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("[data-do=test]")) return;
    this.append(part("test"));
    this.addEventListener("click", ({ target }) => {
      const command = target.closest("[data-do]")?.dataset.do;
      if (command === "test") this.#test();
      if (command === "close") this.#close();
    });
  }

  async #test() {
    const [{ questionOf }] = await Promise.all([import("../lib/rule-question.js"), import("./quiz-set.js")]);
    const { page, title } = /** @type {HTMLElement} */ (this.closest("[data-page]")).dataset;
    const set = document.createElement("quiz-set");
    set.dataset.set = this.id;
    set.append(...[...this.querySelectorAll(".rule")].map((rule) => questionOf(rule, page, title)));
    for (const part of this.children) part.hidden = true;
    this.append(set);
    set.enter();
  }

  #close() {
    this.querySelector("quiz-set").remove();
    for (const part of this.children) part.hidden = false;
    this.querySelector("[data-do=test]").focus();
  }
}

customElements.define("rule-list", RuleList);
