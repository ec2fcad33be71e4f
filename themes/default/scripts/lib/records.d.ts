/**
 * What the reader's progress looks like in `localStorage`: one record a page. No browser loads this file; it is for
 * people and for the type checker.
 *
 * Everything hangs on ids (of items, questions, options), never on positions: an author may insert, reorder and retitle
 * without an answer landing on another question.
 */

/** What was last answered to a question, wherever it was asked. */
export interface Answer {
  /** Keys of what was chosen; see `Sheet.chosen` in elements/quiz-question.js. */
  chosen: string[];
  right: boolean;
  /** When, in ms. */
  at: number;
}

/** One attempt at a set of questions. `set` and `at` identify it. (A checklist keeps runs of its own shape, without `keys`.) */
export interface Run {
  /** Which set of the page: "" for the page's own quiz, else the id of a do/don't list. */
  set: string;
  /** When it began, in ms. */
  at: number;
  /** When it last changed, in ms. */
  touched?: number;
  /** What the shuffle hangs on. */
  seed: number;
  /** The questions in the order asked, each "page/address/#question-id". */
  keys: string[];
  /** Question key -> what was chosen. */
  answers: Record<string, string[]>;
  /** While only these are asked again: what was missed. */
  repeat?: string[];
  /** How many were right the first time. */
  first?: number;
  /** How many are right now, repeats included. */
  right?: number;
  /** When the last question was answered, in ms. */
  done?: number;
}

/** One run through a checklist. `pause` is there while it goes on, the rest once it is finished. */
export interface ListRun {
  started: string;
  pause?: number;
  finished?: string;
  done?: number;
  all?: number;
}

export interface PageRecord {
  v: 1;
  /** The page's title when it was last touched, for the progress page. */
  title: string;
  /** Checklist items whose box differs from how the author left it. */
  checks: Record<string, boolean>;
  runs: (Partial<Run> & Partial<ListRun>)[];
  /** By question or rule id. */
  answers: Record<string, Answer>;
  /** Spaced-repetition cards of ts-fsrs as JSON, by question or rule id. */
  cards: Record<string, { due: string; last_review?: string }>;
}
