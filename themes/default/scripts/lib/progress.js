/**
 * What quizzes, checklists and the reader's own pages have in common: the progress they keep, and the words they say.
 *
 * The reader's progress: one record a page (its shape: records.d.ts), kept in `localStorage` and nowhere else.
 * Storage that is blocked, full or holds rubbish never throws: what cannot be written lives until the page goes. So does
 * what is done on a page whose record a newer version of these scripts wrote: that record is left as it is.
 *
 * What is said, in the site's language, and the markup that is added: scripts hold no words. All of it stands in
 * templates/fetched/parts.html: one file for all pages that have questions or show progress, which name it.
 *
 * @import { PageRecord } from "./records.d.ts"
 */

/** Where the site begins. */
export const root = new URL(document.documentElement.dataset.root, location.href);
const prefix = `handbook:1:${root.pathname}:`;

/** Where choices about display live; no page has this address. */
const CHOICES = "~";

/** What could not be written; `null` stands for a removal. @type {Map<string, string | null>} */
const unwritten = new Map();

/** @type {Set<(page: string) => void>} */
const listeners = new Set();

/** False as soon as the browser refused an access: progress then lasts as long as the page. */
let available = true;

/** Pages of whose record something could not be read. @type {Set<string>} */
const spoilt = new Set();

/** The shape of records that these scripts know. */
const VERSION = 1;

/** @template T  @param {() => T} access  @param {T} [otherwise] */
function guarded(access, otherwise) {
  try {
    return access();
  } catch {
    available = false;
    return otherwise;
  }
}

/** @param {string | null | undefined} text  @returns {Record<string, any> | undefined} the record it is, if it is one */
function parsed(text) {
  try {
    const value = JSON.parse(text ?? "{}");
    if (isPlain(value)) return value;
  } catch {
    // Rubbish is no record.
  }
}

/** @param {string} key */
const stored = (key) => guarded(() => localStorage.getItem(key));

/** @param {string} page  @returns {Record<string, any>} rubbish counts as nothing, and the next write replaces it */
function read(page) {
  const key = prefix + page;
  const record = parsed(unwritten.has(key) ? unwritten.get(key) : stored(key));
  if (!record) spoilt.add(page);
  return record ?? {};
}

/** Whether a newer version wrote what is stored for a page. @param {string} page */
const isNewer = (page) => /** @type {any} */ (parsed(stored(prefix + page)))?.v > VERSION;

/** @param {string} page  @param {string | null} text  @param {boolean} [wanted]  whether the reader asked for it in so many words */
function write(page, text, wanted) {
  const key = prefix + page;
  unwritten.set(key, text);
  if (!wanted && isNewer(page)) available = false;
  else guarded(() => {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    unwritten.delete(key);
  });
  for (const listener of listeners) listener(page);
}

/** @param {any} value */
const isPlain = (value) => Object(value) === value && !Array.isArray(value);

/** A card's dates are objects until they are stored. @param {any} value */
const isDate = (value) => (typeof value === "string" || value instanceof Date) && Date.parse(value) > 0;

/** Whether an entry of each part is what it should be. @type {Record<string, (entry: any) => boolean>} */
const fits = {
  checks: (ticked) => typeof ticked === "boolean",
  answers: (answer) => Array.isArray(answer?.chosen),
  cards: (card) => isDate(card?.due) && card.state < 4,
  runs: (run) => (run?.keys ? isAttempt(run) : isListRun(run)),
};

/** @param {any} run */
const isAttempt = ({ keys, answers }) =>
  Array.isArray(keys) && keys.every((key) => typeof key === "string") && isPlain(answers) && Object.values(answers).every(Array.isArray);

/** @param {any} value  @param {number} [most] */
const isCount = (value, most) => Number.isInteger(value) && value >= 0 && !(value > most);

/** @param {any} run */
const isListRun = (run) =>
  isDate(run?.started) && (run.finished === undefined ? isCount(run.pause) : isDate(run.finished) && isCount(run.all) && isCount(run.done, run.all));

/** @param {any} value  @returns {PageRecord} every part of the right shape, whatever was stored; unknown parts are kept */
function whole(value) {
  const record = isPlain(value) ? value : {};
  const good = (/** @type {string} */ part) => Object.entries(Object(record[part])).filter(([, entry]) => fits[part](entry));
  // Ids may be any words: none must be found that was never put in, such as "constructor".
  const byId = (/** @type {string} */ part) => ({ __proto__: null, ...Object.fromEntries(good(part)) });
  return {
    ...record,
    v: VERSION,
    title: typeof record.title === "string" ? record.title : "",
    checks: byId("checks"),
    runs: good("runs").map(([, run]) => run),
    answers: byId("answers"),
    cards: byId("cards"),
  };
}

/** Whether something of a record is lost in {@link whole}. @param {any} record  @param {any} kept */
const isSpoilt = (record, kept) =>
  Object.keys(fits).some((part) => part in record && JSON.stringify(record[part]) !== JSON.stringify(kept[part]));

/** @param {PageRecord} record */
const isEmpty = ({ v, title, ...parts }) => Object.values(parts).every((part) => !Object.keys(part ?? {}).length);

/** For each id the younger entry. @param {object} one  @param {object} other  @param {(entry: any) => number} moment */
function younger(one, other, moment) {
  const merged = { __proto__: null, ...one };
  for (const [id, entry] of Object.entries(other)) {
    if (!(id in merged) || moment(entry) >= moment(merged[id])) merged[id] = entry;
  }
  return merged;
}

/** When a run last changed, in ms. @param {any} run */
const touched = ({ touched, at, started }) => touched ?? at ?? Date.parse(started);

/** @param {PageRecord} one  @param {PageRecord} other  @returns {PageRecord} nothing of either lost; of one attempt what was kept last */
function merge(one, other) {
  const all = [...one.runs, ...other.runs].sort((run, next) => touched(run) - touched(next));
  const runs = new Map(all.map((run) => [run.keys ? `${run.set} ${run.at}` : JSON.stringify(run), run]));
  return {
    ...one,
    ...other,
    title: other.title || one.title,
    checks: { ...one.checks, ...other.checks },
    runs: [...runs.values()],
    answers: younger(one.answers, other.answers, (answer) => answer.at ?? 0),
    cards: younger(one.cards, other.cards, (card) => Date.parse(card.last_review) || 0),
  };
}

export const store = {
  /** What a page's reader should know of what is kept for it. @param {string} [page]  @returns {"newer" | "lost" | "spoilt" | undefined} */
  trouble: (page) => (isNewer(page) ? "newer" : !available ? "lost" : spoilt.has(page) ? "spoilt" : undefined),

  /** @param {string} page @returns {PageRecord} a copy; empty parts if nothing is stored */
  get(page) {
    const record = read(page);
    const kept = whole(record);
    if (isSpoilt(record, kept)) spoilt.add(page);
    return kept;
  },

  /** @param {string} page  @param {object} record  an empty one leaves no trace */
  set(page, record) {
    const next = whole(record);
    write(page, isEmpty(next) ? null : JSON.stringify(next));
  },

  /** Reads, lets `change` edit the copy, writes. @param {string} page  @param {(record: PageRecord) => void} change */
  update(page, change) {
    const record = store.get(page);
    change(record);
    store.set(page, record);
  },

  /** @param {string} page */
  remove: (page) => write(page, null, true),

  /** All that is kept, as it is stored, to be put back as it was. @returns {[string, string | null | undefined][]} */
  all: () => store.pages().map((page) => [page, unwritten.get(prefix + page) ?? stored(prefix + page)]),

  /** @param {[string, string | null | undefined][]} all  what {@link store.all} gave; nothing else stays */
  restore(all) {
    for (const page of store.pages()) store.remove(page);
    for (const [page, text] of all) write(page, text ?? null, true);
  },

  /** Adds a record to what is there. @param {string} page  @param {unknown} record */
  merge: (page, record) => store.set(page, merge(store.get(page), whole(record))),

  /** What is kept of `from` goes on under `to`, also where attempts name its questions. @param {string} from  @param {string} to */
  move(from, to) {
    if (from === to || isNewer(from) || isNewer(to)) return;
    const pages = store.pages();
    for (const page of pages) {
      const text = JSON.stringify(store.get(page));
      if (text.includes(`"${from}#`)) store.set(page, JSON.parse(text.replaceAll(`"${from}#`, `"${to}#`)));
    }
    if (!pages.includes(from)) return;
    store.set(to, merge(store.get(from), store.get(to)));
    if (!unwritten.has(prefix + to)) store.remove(from);
  },

  /** @returns {string[]} addresses of all pages with something kept, sorted */
  pages() {
    const keys = new Set(guarded(() => Object.keys(localStorage), []));
    for (const [key, text] of unwritten) text === null ? keys.delete(key) : keys.add(key);
    keys.delete(prefix + CHOICES);
    return [...keys].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)).sort();
  },

  /** A choice about display, for the whole site. @param {string} name  @param {string} [value]  sets it */
  choice(name, value) {
    const choices = read(CHOICES);
    if (value !== undefined) write(CHOICES, JSON.stringify({ ...choices, [name]: value }));
    return value ?? choices[name];
  },

  /** @param {(page: string) => void} listener  called after every change, in this tab or another */
  onchange: (listener) => void listeners.add(listener),
};

addEventListener("storage", ({ key }) => {
  if (key?.startsWith(prefix)) for (const listener of listeners) listener(key.slice(prefix.length));
});

/** A page that moved names its old addresses, and so do its questions elsewhere; what was kept under them follows it. */
const main = document.querySelector("main");
guarded(() => {
  for (const { dataset } of document.querySelectorAll("[data-aliases]")) {
    for (const old of dataset.aliases.split(" ")) store.move(old, dataset.page ?? dataset.key.split("#")[0]);
  }
});

/**
 * Cards of what was missed (ts-fsrs) are kept by the page that owns the question. A question's key is its address,
 * "page/address/#id".
 * @param {string} key @returns {string[]} page, id
 */
export const split = (key) => key.split("#");

/** From the morning of its day on. @param {{due: string}} card */
export const isDue = ({ due }) => new Date(due).setHours(0, 0, 0, 0) <= Date.now();

/** @returns {{key: string, due: string}[]} every card of the handbook, the longest due first */
export const allCards = () =>
  store.pages()
    .flatMap((page) => Object.entries(store.get(page).cards).map(([id, { due }]) => ({ key: `${page}#${id}`, due })))
    .sort((one, other) => Date.parse(one.due) - Date.parse(other.due));

/** @param {string | URL} address @returns {Promise<Document>} rejects with a status if there is none */
export async function documentAt(address) {
  const response = await fetch(address);
  if (!response.ok) throw response.status;
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** A page of checklists names none. */
const parts = main.dataset.parts && (await documentAt(main.dataset.parts)).body;

/** @type {Record<string, string> | undefined} */
export const words = parts?.dataset;

/** @param {string} name @returns {any} a fresh copy of one piece of markup */
export const part = (name) => parts.querySelector(`[data-part=${name}]`).cloneNode(true);

/** @param {string} sentence @param {Record<string, unknown>} values what stands for "{name}" in it */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

/** One polite live region a page, for what a screen reader should say without moving there. */
const region = parts && part("region");
if (region) document.body.append(region);

/** @param {string} sentence */
export function announce(sentence) {
  region.textContent = sentence;
}

/** @type {HTMLElement | undefined} */
let shown;

/** A line at the foot of the window: what just happened, and the way back if there is one. @param {string} sentence @param {() => void} [undo] */
export function notice(sentence, undo) {
  shown?.remove();
  shown = part("notice");
  document.body.append(shown);
  // Only now, so that its role=status says it.
  shown.firstElementChild.textContent = sentence;
  const [back, close] = shown.querySelectorAll("button");
  back.hidden = !undo;
  const leave = (act) => () => (main.focus(), act?.(), shown.remove());
  back.onclick = leave(undo);
  close.onclick = leave();
  return shown;
}

let warned = false;

/** Says, once, that the browser keeps nothing, or that what it kept for `page` cannot be read. @param {string} [page] */
export function warnIfNotKept(page) {
  const isSpoilt = store.trouble(page) === "spoilt";
  const sentence = available ? isSpoilt && words.spoilt : words.notKept;
  if (warned || !sentence) return;
  warned = true;
  notice(sentence);
}
