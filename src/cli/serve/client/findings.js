// Faults as the terminal shows them: what, where, the line with the words underlined, what to do. Everything is set
// as text, so that nothing an author writes can run here.

/**
 * @param {string} name @param {string} className @param {Record<string, unknown>} properties @param {Node[]} children
 * @returns {any}
 */
export function element(name, className, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** The whole overlay. @param {any} findings @param {() => void} close @returns {HTMLElement[]} */
export function report({ errors, warnings, list }, close) {
  const count = (/** @type {number} */ number, /** @type {string} */ noun) => number ? [`${number} ${noun}${number === 1 ? "" : "s"}`] : [];
  const title = [...count(errors, "error"), ...count(warnings, "warning")].join(" and ");
  const note = errors ? "The last good version is shown until this is mended." : "The pages work; you should know all the same.";
  const button = element("button", "close", { type: "button", textContent: "Hide", onclick: close });
  const header = element("header", "", {}, element("h2", "", { textContent: title }), element("p", "", { textContent: note }), button);
  const rest = errors + warnings - list.length;
  const more = rest > 0 ? [element("p", "", { textContent: `And ${rest} more, in the terminal.` })] : [];
  return [header, ...list.map(one), ...more];
}

/** One fault. @param {any} finding @returns {HTMLElement} */
function one({ severity, code, message, help, file, place, open }) {
  const where = place ? `${file}:${place.line}:${place.column}` : file;
  const link = open ? element("a", "where", { href: open, textContent: where }) : element("span", "where", { textContent: where });
  const title = element("h3", severity, {}, element("b", "", { textContent: `${severity}[${code}]` }), `: ${message}`);
  const parts = [title, element("p", "", {}, link)];
  if (place) parts.push(excerpt(place));
  if (help) parts.push(element("p", "help", { textContent: help }));
  return element("article", "", {}, ...parts);
}

/** The line with its words marked. @param {any} place @returns {HTMLElement} */
function excerpt({ line, before, words, after }) {
  return element("pre", "", {}, element("span", "number", { textContent: `${line} | ` }), before, element("mark", "", { textContent: words || " " }), after);
}
