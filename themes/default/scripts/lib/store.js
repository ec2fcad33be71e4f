/**
 * The reader's progress: one record a page (its shape: records.d.ts), kept in `localStorage` and nowhere else.
 * Storage that is blocked, full or holds rubbish never throws: what cannot be written lives until the page goes.
 *
 * @import { PageRecord } from "./records.d.ts"
 */

const root = new URL(document.documentElement.dataset.root ?? "./", location.href).pathname;
const prefix = `handbook:1:${root}:`;

/** Where choices about display live; no page has this address. */
const CHOICES = "~";

/** What could not be written; `null` stands for a removal. @type {Map<string, string | null>} */
const unwritten = new Map();

/** @type {Set<(page: string) => void>} */
const listeners = new Set();

let available = true;

/** Pages whose record was rubbish. @type {Set<string>} */
const spoilt = new Set();

/** @template T  @param {() => T} access  @param {T} [otherwise] */
function guarded(access, otherwise) {
  try {
    return access();
  } catch {
    available = false;
    return otherwise;
  }
}

/** @param {string} page */
function read(page) {
  const key = prefix + page;
  const text = unwritten.has(key) ? unwritten.get(key) : guarded(() => localStorage.getItem(key));
  try {
    return plain(JSON.parse(text ?? "{}"));
  } catch {
    spoilt.add(page);
    // Rubbish counts as nothing; the next write replaces it.
    return {};
  }
}

/** @param {string} page  @param {string | null} text */
function write(page, text) {
  const key = prefix + page;
  unwritten.set(key, text);
  guarded(() => {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    unwritten.delete(key);
  });
  for (const listener of listeners) listener(page);
}

/** @param {any} value @returns {Record<string, any>} the value if it is a plain object, else an empty one */
const plain = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});

/** @param {unknown} value @returns {PageRecord} every part of the right shape, whatever was stored; unknown parts are kept */
function whole(value) {
  const record = plain(value);
  return {
    ...record,
    v: 1,
    title: `${record.title ?? ""}`,
    checks: plain(record.checks),
    runs: [record.runs ?? []].flat().map(plain),
    answers: plain(record.answers),
    cards: plain(record.cards),
  };
}

/** @param {PageRecord} record */
const isEmpty = ({ v, title, ...parts }) => Object.values(parts).every((part) => !Object.keys(part ?? {}).length);

/** For each id the younger entry. @param {object} one  @param {object} other  @param {(entry: any) => number} moment */
function younger(one, other, moment) {
  const merged = { ...one };
  for (const [id, entry] of Object.entries(other)) {
    if (!(id in merged) || moment(entry) >= moment(merged[id])) merged[id] = entry;
  }
  return merged;
}

/** @param {PageRecord} one  @param {PageRecord} other  @returns {PageRecord} nothing of either lost */
function merge(one, other) {
  const runs = new Map([...one.runs, ...other.runs].map((run) => [run.keys ? `${run.set} ${run.at}` : JSON.stringify(run), run]));
  return {
    ...one,
    ...other,
    title: other.title || one.title,
    checks: { ...one.checks, ...other.checks },
    runs: [...runs.values()],
    answers: younger(one.answers, other.answers, (answer) => answer?.at ?? 0),
    cards: younger(one.cards, other.cards, (card) => Date.parse(card?.last_review) || 0),
  };
}

export const store = {
  /** False as soon as the browser refused an access: progress then lasts as long as the page. */
  get available() {
    return available;
  },

  /** Whether what was kept for a page could not be read. @param {string} page */
  spoilt: (page) => spoilt.has(page),

  /** @param {string} page @returns {PageRecord} a copy; empty parts if nothing is stored */
  get: (page) => whole(read(page)),

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
  remove: (page) => write(page, null),

  /** Adds a record to what is there. @param {string} page  @param {unknown} record */
  merge: (page, record) => store.set(page, merge(store.get(page), whole(record))),

  /** What is kept of `from` goes on under `to`, also where attempts name its questions. @param {string} from  @param {string} to */
  move(from, to) {
    const pages = store.pages();
    if (from === to || !pages.includes(from)) return;
    for (const page of pages) {
      const text = JSON.stringify(store.get(page));
      if (text.includes(`"${from}#`)) store.set(page, JSON.parse(text.replaceAll(`"${from}#`, `"${to}#`)));
    }
    store.set(to, merge(store.get(from), store.get(to)));
    store.remove(from);
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

/** A page that moved names its old addresses; what was kept under them follows it. */
const main = document.querySelector("main[data-page]");
guarded(() => {
  for (const old of JSON.parse(main?.dataset.aliases || "[]")) store.move(old.replace(/^\//, ""), main.dataset.page);
});
