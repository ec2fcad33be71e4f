/**
 * What quizzes say, in the page's language, and the markup they add: scripts hold no words. All of it stands in
 * partials/quiz-parts.html, which comes along with every page that has questions.
 */
import { store } from "./store.js";

const parts = /** @type {HTMLTemplateElement} */ (document.getElementById("_quiz-parts"));

/** @type {Record<string, string>} */
export const words = parts.dataset;

/** @param {string} name @returns {any} a fresh copy of one piece of markup */
export const part = (name) => parts.content.querySelector(`[data-part=${name}]`).cloneNode(true);

/** @param {string} sentence @param {Record<string, unknown>} values what stands for "{name}" in it */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

/** One polite live region a page, for what a screen reader should say without moving there. */
const region = part("region");
document.body.append(region);

/** @param {string} sentence */
export function announce(sentence) {
  region.textContent = sentence;
}

/** @type {HTMLElement | undefined} */
let shown;

/** A line at the foot of the window: what just happened, and the way back if there is one. @param {string} sentence @param {() => void} [undo] */
export function notice(sentence, undo) {
  shown?.remove();
  shown = part("notice");
  document.body.append(shown);
  // Only now, so that its role=status says it.
  shown.firstElementChild.textContent = sentence;
  const [back, close] = shown.querySelectorAll("button");
  back.hidden = !undo;
  back.onclick = () => (undo(), shown.remove());
  close.onclick = () => shown.remove();
  return shown;
}

let warned = false;

/** Says, once, that the browser keeps nothing, or that what it kept for `page` cannot be read. @param {string} [page] */
export function warnIfNotKept(page) {
  const isSpoilt = page !== undefined && store.trouble(page) === "spoilt";
  const trouble = store.available ? isSpoilt && words.spoilt : words.notKept;
  if (trouble && !warned) notice(trouble);
  warned ||= !!trouble;
}
