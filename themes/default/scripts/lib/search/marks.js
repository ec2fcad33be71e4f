// A query's words in a text: marked, on the page that was chosen, and in what is shown of it before.

import { tokens } from "./text.js";

const kept = "handbook:marks";

/** @param {string} text @param {Set<string>} words @returns {(string | HTMLElement)[]} */
export function marked(text, words, from = 0, to = text.length) {
  const parts = [];
  for (const { form, start, end } of tokens(text)) {
    if (!words.has(form) || start < from || end > to) continue;
    parts.push(text.slice(from, start), Object.assign(document.createElement("mark"), { textContent: text.slice(start, end) }));
    from = end;
  }
  return [...parts, text.slice(from, to)];
}

/** Leaves the words for the page that opens next. @param {Set<string>} words */
export function leave(words) {
  try { sessionStorage.setItem(kept, JSON.stringify([...words])); } catch { /* storage blocked: it opens without marks */ }
}

/** Marks in this page what the search left, and goes there. */
export function arrive() {
  const words = new Set(JSON.parse(sessionStorage.getItem(kept) ?? "[]"));
  sessionStorage.removeItem(kept);
  const main = document.querySelector("main");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const parts = marked(node.data, words);
    if (parts[1]) node.replaceWith(...parts);
  }
  (document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? main.querySelector("mark"))?.scrollIntoView({ block: "center" });
}

/**
 * The passages of a page that hold most of the words, by section; an empty id is what precedes the first heading.
 * @param {string} html @param {Set<string>} words
 */
export function passages(html, words) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  for (const chrome of main.querySelectorAll("nav, .heading-link, site-search")) chrome.remove();
  const count = (text) => new Set(tokens(text).map(({ form }) => form).filter((form) => words.has(form))).size;
  const sections = [{ id: "", heading: "", most: 0, score: 0, parts: [] }];
  for (const block of main.querySelectorAll("h2,h3,h4,h5,h6,p,li,td,dd,pre,legend,label")) {
    const text = block.textContent.replace(/\s+/g, " ").trim();
    let section = sections.at(-1);
    if (block.matches("[id]:is(h2,h3,h4,h5,h6)")) {
      section = { id: block.id, heading: text, most: 0, score: count(text), parts: [] };
      sections.push(section);
    } else if (count(text) > section.most) {
      section.score += count(text) - section.most;
      section.most = count(text);
      const from = text.lastIndexOf(" ", Math.max(0, tokens(text).find(({ form }) => words.has(form)).start - 50)) + 1;
      const to = text.indexOf(" ", from + 160);
      section.parts = [from ? "…" : "", ...marked(text, words, from, to < 0 ? text.length : to), to < 0 ? "" : "…"];
    }
  }
  return sections.filter(({ score }) => score).sort((a, b) => b.score - a.score).slice(0, 3);
}
