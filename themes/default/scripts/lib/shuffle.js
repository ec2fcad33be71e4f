/**
 * Shuffling that belongs to an attempt: the same seed gives the same order after a reload, and since each thing's place
 * hangs on its own key, a question that the author adds leaves the order of the others as it was.
 */

/** FNV-1a. @param {string} text */
const hash = (text) => [...text].reduce((value, letter) => Math.imul(value ^ letter.codePointAt(0), 0x01000193), 0x811c9dc5);

export const newSeed = () => Math.floor(Math.random() * 2 ** 32);

/** @template T @param {Iterable<T>} things @param {(thing: T) => string} keyOf @param {number} seed @returns {T[]} */
export const shuffled = (things, keyOf, seed) =>
  [...things].sort((one, other) => hash(keyOf(one) + seed) - hash(keyOf(other) + seed));
