// Footnotes beside the text on screens wide enough: a copy of each note stands in the margin at its number.
// The notes at the end of the text stay as they are, for narrow screens, paper and screen readers.

for (const reference of document.querySelectorAll(".footnote-ref")) place(reference);

/** @param {Element} reference  the number in the text */
export function place(reference) {
  const link = reference.querySelector("a");
  const note = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!note || reference.closest("li, table, blockquote, aside")) return;
  const aside = document.createElement("small");
  aside.className = "sidenote";
  aside.ariaHidden = "true";
  aside.textContent = `${link.textContent} ${note.textContent?.replace("↩", "").trim()}`;
  reference.after(aside);
}
