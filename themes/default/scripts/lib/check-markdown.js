/** A checklist as its author wrote it, in Markdown for pasting elsewhere: the page carries it, ticks and addresses are filled in. */
import { tickedIn } from "./checks.js";

/** @param {Element} host a list, or a page of them */
export function markdownOf(host) {
  const copy = host.querySelector(":scope > template.check-markdown, .check-work > template.check-markdown").content.cloneNode(true);
  const ticked = tickedIn(host);
  for (const box of copy.querySelectorAll("[data-item]")) box.textContent = ticked.includes(box.dataset.item) ? "x" : " ";
  for (const link of copy.querySelectorAll("[data-to]")) link.textContent = new URL(link.textContent, location.href);
  return copy.textContent;
}
