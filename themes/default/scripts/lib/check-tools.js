/** What the buttons of a checklist do, for one list and for a page of them. */
import { say, tickedIn } from "./checks.js";
import { addressOf } from "./check-share.js";
import { markdownOf } from "./check-markdown.js";

/** @param {Element} host */
const tools = {
  reset: (host) => say(host, "reset", []), // all of them, also those that the author put there: who resets wants a blank list
  copy: (host) => copy(host, markdownOf(host)),
  share: (host) => share(host, addressOf(tickedIn(host))),
  print: async (host) => {
    await import("../elements/print-dialog.js"); // it stands at the foot of the page, and wakes only near the screen
    host.dispatchEvent(new CustomEvent("print-list", { bubbles: true }));
  },
  details: (host, button) => {
    const open = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", `${open}`);
    for (const detail of host.querySelectorAll(".check-detail")) detail.open = open;
  },
};

/** Wires the host's buttons; a list inside a page leaves unknown ones to the page. @param {Element} host */
export const serve = (host) =>
  host.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button?.closest("check-list, check-page") === host) tools[button.dataset.do]?.(host, button);
  });

/** On a phone the system's own sheet, elsewhere the clipboard. @param {Element} host @param {string} address */
const share = (host, address) =>
  navigator.share && matchMedia("(pointer: coarse)").matches
    ? navigator.share({ title: document.title, url: address }).catch(() => {}) // the reader thought better of it
    : copy(host, address);

/** @param {Element} host @param {string} text */
async function copy(host, text) {
  try {
    await navigator.clipboard.writeText(text);
    say(host, "copied");
  } catch {
    const field = document.createElement("textarea"); // no clipboard without https, or it is forbidden
    field.value = text;
    const said = say(host, "copyByHand");
    field.ariaLabel = said.textContent;
    said.append(field);
    field.select();
  }
}
