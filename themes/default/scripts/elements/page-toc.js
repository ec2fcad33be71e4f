// <page-toc>: marks the heading one is reading in the contents, and folds them again after a choice on a narrow screen.

class PageToc extends HTMLElement {
  connectedCallback() {
    const links = [...this.querySelectorAll("a")];
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const mark = () => {
      const line = innerHeight * 0.3;
      const read = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top < line);
      links.forEach((link, index) => {
        if (index === read) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    };
    let asked = false;
    addEventListener("scroll", () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => { asked = false; mark(); });
    }, { passive: true });
    this.addEventListener("click", ({ target }) => {
      const details = this.querySelector("details");
      if (details && target instanceof HTMLAnchorElement) details.open = false;
    });
    mark();
  }
}

customElements.define("page-toc", PageToc);
