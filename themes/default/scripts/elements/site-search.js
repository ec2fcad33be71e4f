/** The search: behind the link in the header a dialog, whose form is that of the search page; on that page, the form itself. */
import { searchForm } from "../lib/search/form.js";

class SiteSearch extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (!link) return void searchForm(this.querySelector("form"))();
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open(link);
    });
    this.addEventListener("search-open", () => this.open(link));
  }

  async open(link) {
    this.dialog ??= await this.make(link.href);
    if (!this.dialog) return void location.assign(link.href);
    if (!this.dialog.open) this.dialog.showModal();
    this.ask();
    this.querySelector("input").select();
  }

  async make(address) {
    const response = await fetch(address).catch(() => null);
    const page = new DOMParser().parseFromString(await response?.text() ?? "", "text/html");
    const form = document.adoptNode(page.querySelector("site-search form"));
    if (!form) return null;
    const dialog = document.createElement("dialog");
    dialog.ariaLabel = form.dataset.label;
    dialog.append(form);
    form.action = address;
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
    form.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    this.append(dialog);
    this.ask = searchForm(form, dialog);
    return dialog;
  }
}

customElements.define("site-search", SiteSearch);
