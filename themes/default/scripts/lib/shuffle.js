/**
 * Shuffling that belongs to an attempt: the same seed gives the same order after a reload, and since each thing's place
 * hangs on its own key, a question that the author adds leaves the order of the others as it was.
 */

/** FNV-1a with a final mix. @param {string} text */
function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

export const newSeed = () => Math.floor(Math.random() * 2 ** 32);

/** @template T @param {Iterable<T>} things @param {(thing: T) => string} keyOf @param {number} seed @returns {T[]} */
export const shuffled = (things, keyOf, seed) =>
  [...things].sort((one, other) => hash(`${seed} ${keyOf(one)}`) - hash(`${seed} ${keyOf(other)}`));
