/** Checklists as they stand, ticks and all, in Markdown for pasting elsewhere. */

/** @param {Element} element */
function words(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  copy.querySelector(".heading-link")?.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

/** @param {Element} item */
function lines(item) {
  const box = item.querySelector("input");
  const detail = item.querySelector(".check-detail > div");
  return `- [${box.checked ? "x" : " "}] ${words(box.nextElementSibling)}\n${detail ? `  ${words(detail)}\n` : ""}`;
}

/** @param {Element} host a list, or what holds lists and the headings that part them */
export function markdownOf(host) {
  let text = "";
  let heading = "";
  for (const part of host.querySelectorAll("h1, h2, h3, h4, .check-items > li")) {
    if (part.localName === "li") {
      text += heading + lines(part);
      heading = "";
    } else if (part.localName === "h1") {
      text = `# ${words(part)}\n\n`;
    } else {
      heading = `${text && !text.endsWith("\n\n") ? "\n" : ""}${"#".repeat(Number(part.localName[1]))} ${words(part)}\n\n`;
    }
  }
  return text;
}
