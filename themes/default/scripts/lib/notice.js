/** A line at the foot of the window: what just happened, and the way back if there is one. */
import { store } from "./store.js";
import { part, words } from "./words.js";

/** @type {HTMLElement | undefined} */
let shown;

/** @param {string} sentence @param {() => void} [undo] */
export function notice(sentence, undo) {
  shown?.remove();
  shown = part("notice");
  document.body.append(shown);
  const [back, close] = shown.querySelectorAll("button");
  back.hidden = !undo;
  back.onclick = () => (undo(), shown.remove());
  close.onclick = () => shown.remove();
  shown.querySelector("p").textContent = sentence; // after it stands in the page, so that its role=status says it
}

let warned = false;

/** Says, once a page, that the browser keeps nothing. */
export function warnIfNotKept() {
  if (store.available || warned) return;
  warned = true;
  notice(words.notKept);
}
