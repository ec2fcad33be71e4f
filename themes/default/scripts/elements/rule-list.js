/** A do/don't list that can be asked: "Test yourself" puts a quiz of the same rules in its place. */
import { part } from "../lib/progress.js";

class RuleList extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("[data-do=test]")) return;
    const test = part("test");
    this.append(test);
    test.firstElementChild.onclick = async () => (await import("./quiz-set.js")).testRules(this);
  }
}

customElements.define("rule-list", RuleList);
