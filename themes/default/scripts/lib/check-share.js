/** Ticks as the fragment of an address: `#ticks=first-item,second-item`. Written by anybody, so nothing in it is trusted. */
const OPENING = "#ticks=";
const ID = /^[\p{L}\p{M}\p{N}_.:-]{1,200}$/u;

/** @param {string[]} items */
export const addressOf = (items) =>
  location.href.replace(/#.*/, "") + (items.length ? OPENING + items.map(encodeURIComponent).join(",") : "");

/** @param {string} fragment @returns {string[] | null | undefined} the items; null if malformed; undefined if it shares nothing */
export function itemsIn(fragment) {
  if (!fragment.startsWith(OPENING)) return undefined;
  try {
    const items = fragment.slice(OPENING.length).split(",").map(decodeURIComponent);
    return items.every((item) => ID.test(item)) ? items : null;
  } catch {
    return null;
  }
}
