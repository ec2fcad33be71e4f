/** On paper a link is its address: each external one in the text gets a number, and a list at the end tells the addresses. */

/** @param {Element} main  if it has chapters, each is numbered on its own */
export function linkNotes(main) {
  for (const text of main.querySelectorAll(".prose:not(:has(.link-notes))")) number(text);
}

/** @param {Element} text */
function number(text) {
  const addresses = [];
  for (const link of text.querySelectorAll('a[href^="http"]')) {
    if (!addresses.includes(link.href)) addresses.push(link.href);
    link.dataset.note = `${addresses.indexOf(link.href) + 1}`;
  }
  if (!addresses.length) return;
  const notes = Object.assign(document.createElement("ol"), { className: "link-notes" });
  notes.append(...addresses.map((address) => Object.assign(document.createElement("li"), { textContent: address })));
  text.append(notes);
}
