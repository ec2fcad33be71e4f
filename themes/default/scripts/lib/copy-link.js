// Copies the address of a heading, and says so where the eye is and to a screen reader.

/** @param {HTMLAnchorElement} link */
export async function copyLink(link) {
  try { await navigator.clipboard.writeText(link.href); } catch { return; }
  const said = link.textContent;
  link.dataset.copied = "";
  link.setAttribute("role", "status");
  link.textContent = "✓";
  setTimeout(() => {
    delete link.dataset.copied;
    link.removeAttribute("role");
    link.textContent = said;
  }, 2000);
}
