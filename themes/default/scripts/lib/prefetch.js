// Asks for a page of this handbook as soon as its link is pointed at or touched, so that it is there when it is followed.

const root = new URL(document.documentElement.dataset.root ?? "./", location.href).href;
const asked = new Set([location.href.split("#")[0]]);
let timer = 0;

/** @param {Event} event */
export function consider(event) {
  clearTimeout(timer);
  const link = event.target instanceof Element && event.target.closest("a");
  if (!link || link.hasAttribute("download")) return;
  const address = link.href.split("#")[0];
  if (!address.startsWith(root) || !address.endsWith("/") || asked.has(address)) return;
  timer = setTimeout(() => {
    asked.add(address);
    const hint = document.createElement("link");
    hint.rel = "prefetch";
    hint.href = address;
    document.head.append(hint);
  }, event.type === "pointerover" ? 65 : 0);
}

if (!(/** @type {any} */ (navigator).connection?.saveData)) {
  for (const type of ["pointerover", "touchstart", "focusin"]) document.addEventListener(type, consider, { passive: true });
}
