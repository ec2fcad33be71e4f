/**
 * The ticks of one list or of all lists on a page: read, set, kept, said aloud.
 * A host is any element that holds boxes: a <check-list>, a <check-page>.
 */
import { store } from "./store.js";

/** @param {Element} host @returns {HTMLInputElement[]} */
export const boxesOf = (host) => [...host.querySelectorAll("input[data-item]")];

/** @param {Element} host @returns {string[]} the ids of the ticked items */
export const tickedIn = (host) => boxesOf(host).filter((box) => box.checked).map((box) => box.dataset.item);

/** Whose progress the boxes are: on a /print/ page their chapter's, elsewhere the page's. @param {Element} host */
const owner = (host) => /** @type {HTMLElement} */ (host.closest("[data-page]"));

/** @param {Element} host */
export const kept = (host) => store.get(owner(host).dataset.page);

/** @param {Element} host @param {(record: any) => void} change */
export const keep = (host, change) =>
  store.update(owner(host).dataset.page, (record) => {
    record.title = owner(host).querySelector("h1, h2").textContent.trim();
    change(record);
  });

/** Shows what is kept. An item that the reader never touched stays as its author left it. @param {Element} host */
export function restore(host) {
  const { checks } = kept(host);
  for (const box of boxesOf(host)) box.checked = checks[box.dataset.item] ?? box.defaultChecked;
}

/** @param {Element} host */
export const save = (host) =>
  keep(host, ({ checks }) => {
    for (const { dataset, checked, defaultChecked } of boxesOf(host)) {
      if (checked === defaultChecked) delete checks[dataset.item];
      else checks[dataset.item] = checked;
    }
  });

/** Ticks these items and no others, as if the reader had. @param {Element} host @param {Iterable<string>} items */
export function tick(host, items) {
  const wanted = new Set(items);
  for (const box of boxesOf(host)) {
    if (box.checked === wanted.has(box.dataset.item)) continue;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** @param {string} words @param {Record<string, unknown>} values what stands for “{name}” in them */
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

/** Bar and words: “4 of 9”. @param {HTMLElement} host */
export function count(host) {
  const bar = host.querySelector("progress");
  bar.value = tickedIn(host).length;
  bar.nextElementSibling.textContent = fill(host.dataset.of, { done: bar.value, all: bar.max });
}

/**
 * Says one of the sentences of partials/check-said.html; with `items`, ticks those and no others, and offers the way back.
 * That gives back what this took and takes what it gave; what the reader ticked since stays.
 * @param {Element} host @param {string} sentence @param {Iterable<string>} [items] @param {Record<string, unknown>} [values] @param {() => void} [back] what else the way back undoes
 */
export function say(host, sentence, items, values, back) {
  const said = /** @type {HTMLElement} */ (host.querySelector("check-run > .check-said") ?? host.querySelector(".check-said"));
  const before = tickedIn(host);
  if (items && !back && said.querySelector("button") && `${before}` === `${[...items]}`) return said; // asked twice: the way back stays
  said.textContent = fill(said.dataset[sentence], values);
  if (!items) return said;
  tick(host, items);
  const after = tickedIn(host);
  if (`${before}` === `${after}` && !back) return said;
  const undo = document.createElement("button");
  undo.className = "button button-quiet";
  undo.textContent = said.dataset.undo;
  undo.onclick = () => {
    const now = tickedIn(host).filter((item) => before.includes(item) || !after.includes(item));
    tick(host, [...now, ...before.filter((item) => !after.includes(item))]);
    back?.();
    said.textContent = "";
    boxesOf(host).find((box) => box.checkVisibility())?.focus(); // this button is gone; the keyboard goes on where the list begins
  };
  said.append(" ", undo);
  return said;
}

/** Tells the reader, once, that what they tick will not last, or that what they had ticked is gone. @param {Element} host */
export function warnIfLost(host) {
  const sentence = store.trouble(owner(host).dataset.page);
  if (!sentence || host.getAttribute("data-warned") === sentence) return;
  host.setAttribute("data-warned", sentence);
  say(host, sentence);
}
