// What the author sees besides the page: the faults, over the page as long as there are any; a badge for warnings; a
// panel on the page itself. All of it stands in a shadow tree, so that the theme's styles and scripts do not meet it.
import { element, report } from "./findings.js";

/** @param {string} base the path that the site stands at */
export function bar(base) {
  const host = document.createElement("handbook-author");
  const root = host.attachShadow({ mode: "open" });
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${base}.handbook/client.css` });
  const overlay = element("section", "overlay", { hidden: true });
  const panel = element("section", "panel", { hidden: true });
  const draft = element("span", "draft", { hidden: true, textContent: "Draft" });
  const badge = element("button", "badge", { hidden: true, type: "button" });
  const about = element("button", "about", { type: "button", textContent: "?", title: "About this page (?)", ariaExpanded: "false" });
  const strip = element("div", "strip", {}, draft, badge, about);
  overlay.setAttribute("role", "alert");
  root.append(sheet, overlay, panel, strip);
  host.setAttribute("role", "complementary");
  host.setAttribute("aria-label", "For the author");
  document.body.append(host);

  /** @type {any[]} */ const changes = [];
  /** @type {any} */ let state = { findings: { errors: 0, warnings: 0, list: [] } };

  /** @param {boolean} isOpen */
  function toggle(isOpen) {
    panel.hidden = !isOpen;
    about.ariaExpanded = `${isOpen}`;
    if (isOpen) describe(base, panel, changes);
  }
  /** @param {boolean} isOpen */
  function show(isOpen) {
    overlay.hidden = !isOpen;
    if (isOpen) overlay.replaceChildren(...report(state.findings, () => show(false)));
  }
  about.onclick = () => toggle(panel.hidden);
  badge.onclick = () => show(overlay.hidden);
  document.addEventListener("keydown", (event) => {
    const target = event.composedPath()[0];
    const isTyping = target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/.test(target.localName));
    if (event.key === "?" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) toggle(panel.hidden);
    if (event.key === "Escape") (show(false), toggle(false));
  });
  facts(base).then((page) => { draft.hidden = !page?.draft; });

  return {
    /** @param {any} now what the server says of the files on disk */
    tell(now) {
      changes.push(...now.changes);
      const isSame = JSON.stringify(now.findings) === JSON.stringify(state.findings);
      state = now;
      const { errors, warnings } = now.findings;
      badge.hidden = errors + warnings === 0;
      badge.textContent = errors ? `${errors} error${errors === 1 ? "" : "s"}` : `${warnings} warning${warnings === 1 ? "" : "s"}`;
      badge.classList.toggle("bad", errors > 0);
      about.classList.remove("lost");
      if (!isSame) show(errors > 0);
      if (!panel.hidden) describe(base, panel, changes);
      facts(base).then((page) => { draft.hidden = !page?.draft; });
    },
    /** Nobody answers any more. */
    lost() {
      about.classList.add("lost");
      about.title = "The server does not answer; waiting for it";
    },
  };
}

/** What the server knows of the page on screen. @param {string} base @returns {Promise<any>} */
async function facts(base) {
  const address = location.pathname.slice(base.length);
  const response = await fetch(`${base}.handbook/page/${address}`);
  return response.ok ? response.json() : null;
}

/** @param {string} base @param {HTMLElement} panel @param {any[]} changes */
async function describe(base, panel, changes) {
  const page = await facts(base);
  const parts = [element("h2", "", { textContent: "This page" })];
  if (page) {
    const source = page.open ? element("a", "", { href: page.open, textContent: page.source }) : element("code", "", { textContent: page.source });
    const words = `${page.words} words, ${page.minutes} min to read${page.draft ? ", a draft: not part of a build" : ""}`;
    parts.push(element("p", "", {}, source), element("p", "", { textContent: words }));
    const count = page.findings.length;
    parts.push(element("p", "", { textContent: count ? `${count} to mend here:` : "Nothing to mend here." }));
    parts.push(element("ul", "", {}, ...page.findings.map((/** @type {any} */ { code, message }) => element("li", "", { textContent: `${code}: ${message}` }))));
  } else {
    parts.push(element("p", "", { textContent: "Made by handbook itself." }));
  }
  parts.push(element("h2", "", { textContent: "What changed" }));
  const lines = changes.slice(-8).reverse().map(({ files, milliseconds }) => element("li", "", { textContent: `${files.join(", ")}: ${milliseconds} ms` }));
  parts.push(lines.length ? element("ol", "", {}, ...lines) : element("p", "", { textContent: "Nothing since this page was loaded." }));
  panel.replaceChildren(...parts);
}
