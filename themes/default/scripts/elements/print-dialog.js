/** Asks what should be on paper, leaves the answers on <html> for the print styles, and hands over to the browser's own dialog. */
import { linkNotes } from "../lib/link-notes.js";

const paper = document.documentElement.dataset;
const main = document.querySelector("main");

class PrintDialog extends HTMLElement {
  #dialog = this.querySelector("dialog");
  /** The one list to print, if a list was asked for by its own button. @type {Element | undefined} */
  #list;

  connectedCallback() {
    this.querySelector("button").addEventListener("click", () => this.#open());
    document.addEventListener("print-list", ({ target }) => this.#open(target));
    this.#dialog.addEventListener("close", () => this.#dialog.returnValue === "print" && this.#print());
    addEventListener("beforeprint", () => this.#unfold());
    addEventListener("afterprint", () => this.#clear());
    if (main.querySelector("check-list")) import("./check-list.js"); // ticks are due on paper, seen on screen or not
  }

  /** @param {EventTarget} [list] */
  #open(list) {
    this.#list = list;
    if (list) this.querySelector("[value=list]").checked = true;
    this.#dialog.returnValue = ""; // so that Escape prints nothing
    this.#dialog.showModal();
  }

  #print() {
    const answers = new FormData(this.querySelector("form"));
    paper.printWhat = answers.get("what") ?? "page";
    paper.printTicks = answers.get("ticks") ?? "mine";
    paper.printDetails = answers.has("details") ? "in" : "out";
    paper.printLines = answers.has("lines") ? "in" : "out";
    this.#list?.setAttribute("data-print-this", "");
    print();
  }

  /** Browsers without ::details-content print what is folded only if it is open. */
  #unfold() {
    linkNotes(main);
    for (const folded of main.querySelectorAll("details:not([open])")) {
      folded.open = true;
      folded.setAttribute("data-print-open", "");
    }
  }

  #clear() {
    for (const answer of ["printWhat", "printTicks", "printDetails", "printLines"]) delete paper[answer];
    this.#list?.removeAttribute("data-print-this");
    for (const unfolded of main.querySelectorAll("[data-print-open]")) {
      unfolded.open = false;
      unfolded.removeAttribute("data-print-open");
    }
  }
}

customElements.define("print-dialog", PrintDialog);
