// Copies the address of a heading, and says so where the eye is and to a screen reader.

/** Stands there empty before it says something, so that it is heard. */
const status = document.createElement("p");
status.className = "visually-hidden";
status.role = "status";
document.body.append(status);

/** @param {HTMLAnchorElement} link */
export async function copyLink(link) {
  try { await navigator.clipboard.writeText(link.href); } catch { return; }
  const said = link.textContent;
  link.classList.add("copied");
  link.textContent = "✓";
  status.textContent = /** @type {HTMLElement} */ (document.querySelector("[data-link-copied]")).dataset.linkCopied;
  setTimeout(() => {
    link.classList.remove("copied");
    link.textContent = said;
    status.textContent = "";
  }, 2000);
}
