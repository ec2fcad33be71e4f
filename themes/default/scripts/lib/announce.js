/** One polite live region a page, for what a screen reader should say without moving there. */
const region = Object.assign(document.createElement("p"), { className: "visually-hidden", ariaLive: "polite" });
document.body.append(region);

/** @param {string} sentence */
export function announce(sentence) {
  region.textContent = sentence;
}
