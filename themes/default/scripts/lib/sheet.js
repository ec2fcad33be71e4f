/**
 * The answer sheet of one question: what can be chosen, what is chosen, what would be right. In all forms but the ordering
 * one chooses native inputs, and an answer is the list of their values; an ordering's is the list of its steps.
 *
 * Values are keys made from ids and texts, so an answer kept from an earlier visit fits again only where it belongs.
 */
import { shuffled } from "./shuffle.js";
import { makeSortable } from "./sortable.js";

/** @param {Iterable<HTMLElement>} elements */
const keysOf = (elements) => Array.from(elements, ({ dataset }) => dataset.key);

export class Sheet {
  /** @param {HTMLElement} question */
  constructor(question) {
    this.form = question.querySelector("form");
    this.answers = /** @type {HTMLElement} */ (question.querySelector(".answers"));
    this.isOrder = question.dataset.form === "order";
    this.isFixed = "fixed" in question.dataset;
    /** @type {HTMLInputElement[]} */
    this.inputs = [...this.form.querySelectorAll("input")];
    /** Options, rules or steps; a single verdict has none. @type {HTMLElement | null} */
    this.rows = this.form.querySelector(".rows");
    this.given = [...(this.rows?.children ?? [])];
    if (this.isOrder) makeSortable(this.rows);
  }

  /** @returns {string[]} */
  get chosen() {
    return this.isOrder ? keysOf(this.rows.children) : this.inputs.filter(({ checked }) => checked).map(({ value }) => value);
  }

  /** @returns {string[]} as the author's answer says */
  get right() {
    return Array.from(this.answers.querySelectorAll("[data-right]"), ({ dataset }) => dataset.right);
  }

  get isRight() {
    const lists = [this.chosen, this.right];
    const [chosen, right] = this.isOrder ? lists : lists.map((list) => list.sort());
    return `${chosen}` === `${right}`;
  }

  /** The first input that still wants an answer. */
  get missing() {
    return this.inputs.find(({ name }) => !this.inputs.some((input) => input.name === name && input.checked));
  }

  /** @param {string[]} values @returns {boolean} whether they are an answer to this question, still */
  choose(values) {
    if (!this.isOrder) {
      for (const input of this.inputs) input.checked = values.includes(input.value);
      return this.chosen.length === values.length && !this.missing;
    }
    const steps = values.map((value) => this.given.find(({ dataset }) => dataset.key === value));
    const fits = steps.every(Boolean) && new Set(steps).size === this.given.length;
    if (fits) this.rows.append(...steps);
    return fits;
  }

  /** Blank, in the order that belongs to the attempt; the answers follow the options. @param {number} seed */
  clear(seed) {
    this.form.reset();
    if (!this.rows) return;
    const order = this.isFixed ? [...this.given] : shuffled(this.given, ({ dataset }) => dataset.key, seed);
    if (this.isOrder && `${keysOf(order)}` === `${this.right}`) order.push(order.shift());
    this.rows.append(...order);
    if (this.isOrder) return;
    for (const key of keysOf(order)) this.answers.append([...this.answers.children].find(({ dataset }) => dataset.key === key));
  }
}
