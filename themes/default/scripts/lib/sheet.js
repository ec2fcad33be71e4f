/**
 * The answer sheet of one question: what can be chosen, what is chosen, what would be right. All forms but the ordering
 * are native inputs, and an answer is the list of their values; an ordering's is the list of its steps.
 *
 * Values are keys made from ids and texts, so an answer kept from an earlier visit fits again only where it belongs.
 */
import { makeSortable } from "./sortable.js";
import { shuffled } from "./shuffle.js";

/** @param {Iterable<HTMLElement>} elements */
const keysOf = (elements) => [...elements].map((element) => element.dataset.key);

export class Sheet {
  /** @param {HTMLElement} question */
  constructor(question) {
    this.form = question.querySelector("form");
    this.inputs = /** @type {HTMLInputElement[]} */ ([...this.form.querySelectorAll("input")]);
    this.rows = /** @type {HTMLElement | null} */ (this.form.querySelector(".rows"));
    this.answers = /** @type {HTMLElement} */ (question.querySelector(".answers"));
    this.isOrder = question.dataset.form === "order";
    this.isFixed = "fixed" in question.dataset;
    this.given = this.rows && [...this.rows.children];
    if (this.isOrder) makeSortable(this.rows);
  }

  /** @returns {string[]} */
  get chosen() {
    return this.isOrder ? keysOf(this.rows.children) : this.inputs.filter(({ checked }) => checked).map(({ value }) => value);
  }

  /** @returns {string[]} as the author's answer says */
  get right() {
    return [...this.answers.querySelectorAll("[data-right]")].map((answer) => answer.dataset.right);
  }

  get isRight() {
    const sorted = (values) => (this.isOrder ? values : values.sort()).join();
    return sorted(this.chosen) === sorted(this.right);
  }

  /** The first input that still wants an answer. */
  get missing() {
    const answered = new Set(this.inputs.filter(({ checked }) => checked).map(({ name }) => name));
    return this.inputs.find(({ name }) => !answered.has(name));
  }

  /** @param {string[]} values @returns {boolean} whether they are still an answer to this question */
  choose(values) {
    if (this.isOrder) {
      const steps = new Map([...this.rows.children].map((step) => [step.dataset.key, step]));
      if (values.length !== steps.size || !values.every((value) => steps.has(value))) return false;
      this.rows.append(...values.map((value) => steps.get(value)));
      return true;
    }
    for (const input of this.inputs) input.checked = values.includes(input.value);
    return this.chosen.length === values.length && !this.missing;
  }

  /** Blank again, in the order that belongs to the attempt. @param {number} seed */
  clear(seed) {
    this.form.reset();
    if (!this.rows) return;
    const order = this.isFixed ? [...this.given] : shuffled(this.given, ({ dataset }) => dataset.key, seed);
    if (this.isOrder && keysOf(order).join() === this.right.join()) order.push(order.shift());
    this.rows.append(...order);
    if (this.isOrder) return;
    const places = keysOf(order);
    this.answers.append(...[...this.answers.children].sort((one, other) => places.indexOf(one.dataset.key) - places.indexOf(other.dataset.key)));
  }
}
