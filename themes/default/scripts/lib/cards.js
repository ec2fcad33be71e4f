/**
 * Cards of what was missed (ts-fsrs), by the page that owns the question.
 * A question's key is its address, "page/address/#id".
 */
import { store } from "./store.js";

/** @param {string} key @returns {string[]} page, id */
export const split = (key) => key.split("#");

/** From the morning of its day on. @param {{due: string}} card */
export const isDue = ({ due }) => new Date(due).setHours(0, 0, 0, 0) <= Date.now();

/** @returns {{key: string, due: string}[]} every card of the handbook, the longest due first */
export const allCards = () =>
  store.pages()
    .flatMap((page) => Object.entries(store.get(page).cards).map(([id, { due }]) => ({ key: `${page}#${id}`, due })))
    .sort((one, other) => Date.parse(one.due) - Date.parse(other.due));
