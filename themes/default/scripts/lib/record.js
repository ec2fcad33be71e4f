/**
 * What an answer leaves behind: the last answer of each question with the page that owns it and, for what was missed, a
 * card that says when it comes back (FSRS, spaced by whole days).
 *
 * What was right at once never becomes a card; a right answer moves a card only when it was due, since a repeat within
 * minutes says little about memory.
 */
import { isDue, split } from "./cards.js";
import { warnIfNotKept } from "./say.js";
import { store } from "./store.js";

/** @param {string} key @param {string} title of the page that owns the question @param {string[]} chosen @param {boolean} right */
export async function record(key, title, chosen, right) {
  const [page, id] = split(key);
  const now = new Date();
  store.update(page, (record) => {
    record.title = title;
    record.answers[id] = { chosen, right, at: now.getTime() };
  });
  warnIfNotKept();
  const card = store.get(page).cards[id];
  if (right && !(card && isDue(card))) return;
  const { fsrs, createEmptyCard, Rating } = await import("../vendor/ts-fsrs.js");
  const byDays = fsrs({ enable_short_term: false });
  const next = byDays.next(card ?? createEmptyCard(now), now, right ? Rating.Good : Rating.Again);
  store.update(page, ({ cards }) => void (cards[id] = next.card));
}
