/**
 * Ticks as the fragment of an address: `#ticks=first-item,second-item`; `#ticks=` shares a blank list. Written by anybody,
 * so nothing in it is trusted, and passed on by messengers, which append things and encode what they like.
 */
const OPENING = /^#ticks(?:=|%3d)/i;
const ID = /^[\p{L}\p{M}\p{N}_.:-]{1,200}$/u;

/** @param {string[]} items */
export const addressOf = (items) => `${location.href.replace(/#.*/, "")}#ticks=${items.map(encodeURIComponent)}`;

/**
 * @param {string} fragment
 * @param {Set<string>} here  the page's own items: what is one of them needs no mending
 * @returns {string[] | null | undefined} the items; null if malformed; undefined if it shares nothing
 */
export function itemsIn(fragment, here) {
  if (!OPENING.test(fragment)) return undefined;
  // Ours has none of these: from the first on it is somebody else's.
  const [list] = fragment.replace(OPENING, "").split(/[&?#;]/);
  try {
    const items = list.split(",").map(decodeURIComponent).flatMap((item) => (here.has(item) ? item : item.split(",")));
    const last = items.pop() ?? "";
    // The address ended a sentence.
    const mended = here.has(last) ? last : last.replace(/[\s\p{P}]+$/u, "");
    if (!items.length && !mended) return list.includes(",") ? null : [];
    items.push(mended);
    return items.every((item) => here.has(item) || ID.test(item)) ? [...new Set(items)] : null;
  } catch {
    return null;
  }
}
