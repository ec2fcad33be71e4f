/**
 * Checklists: one task list, all lists of a checklist page together, a run through them. The ticks are kept by page and
 * item id, so they stay when items move.
 *
 * What the elements share takes a host: any element that holds boxes, a <check-list> or a <check-page>.
 */
import { fill, store } from "../lib/progress.js";

/** One task list. */
class CheckList extends HTMLElement {
  connectedCallback() {
    const show = () => {
      restore(this);
      count(this);
      if (!this.closest("check-page")) warnIfLost(this); // which speaks for all its lists
    };
    const early = boxesOf(this).filter((box) => box.checked !== box.defaultChecked); // ticked while this script was on its way
    show();
    for (const box of early) box.checked = !box.defaultChecked;
    this.addEventListener("change", () => save(this));
    store.onchange(show); // here or in another tab
    serve(this);
    if (early.length) save(this);
  }
}

/** @param {Element} host @returns {HTMLInputElement[]} */
const boxesOf = (host) => [...host.querySelectorAll("input[data-item]")];

/** @param {Element} host @returns {string[]} the ids of the ticked items */
const tickedIn = (host) => boxesOf(host).filter((box) => box.checked).map((box) => box.dataset.item);

/** Whose progress the boxes are: on a /print/ page their chapter's, elsewhere the page's. @param {Element} host */
const owner = (host) => /** @type {HTMLElement} */ (host.closest("[data-page]"));

/** @param {Element} host */
const kept = (host) => store.get(owner(host).dataset.page);

/** @param {Element} host @param {(record: any) => void} change */
const keep = (host, change) =>
  store.update(owner(host).dataset.page, (record) => {
    record.title = owner(host).querySelector("h1, h2").textContent.trim();
    change(record);
  });

/** Shows what is kept. An item that the reader never touched stays as its author left it. @param {Element} host */
function restore(host) {
  const { checks } = kept(host);
  for (const box of boxesOf(host)) box.checked = checks[box.dataset.item] ?? box.defaultChecked;
}

/** @param {Element} host */
const save = (host) =>
  keep(host, ({ checks }) => {
    for (const { dataset, checked, defaultChecked } of boxesOf(host)) {
      if (checked === defaultChecked) delete checks[dataset.item];
      else checks[dataset.item] = checked;
    }
  });

/** Ticks these items and no others, as if the reader had. @param {Element} host @param {Iterable<string>} items */
function tick(host, items) {
  const wanted = new Set(items);
  for (const box of boxesOf(host)) {
    if (box.checked === wanted.has(box.dataset.item)) continue;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Bar and words: “4 of 9”. @param {HTMLElement} host */
function count(host) {
  const bar = host.querySelector("progress");
  bar.value = tickedIn(host).length;
  bar.nextElementSibling.textContent = fill(host.dataset.of, { done: bar.value, all: bar.max });
}

/**
 * Says one of the sentences of frame/check_said.html; with `items`, ticks those and no others, and offers the way back.
 * That gives back what this took and takes what it gave; what the reader ticked since stays.
 * @param {Element} host @param {string} sentence @param {Iterable<string>} [items] @param {Record<string, unknown>} [values] @param {() => void} [back] what else the way back undoes
 */
function say(host, sentence, items, values, back) {
  // A list of a document to print has no place of its own.
  const said = /** @type {HTMLElement} */ (host.querySelector(".check-said") ?? document.querySelector(".check-said"));
  const before = tickedIn(host);
  if (items && !back && said.querySelector("button") && `${before}` === `${[...items]}`) return said; // asked twice: the way back stays
  said.textContent = fill(said.dataset[sentence], values);
  if (!items) return said;
  tick(host, items);
  const after = tickedIn(host);
  if (`${before}` === `${after}` && !back) return said;
  const undo = Object.assign(document.createElement("button"), { className: "button button-quiet", textContent: said.dataset.undo });
  undo.onclick = () => {
    const now = tickedIn(host).filter((item) => before.includes(item) || !after.includes(item));
    tick(host, [...now, ...before.filter((item) => !after.includes(item))]);
    back?.();
    said.textContent = "";
    boxesOf(host).find((box) => box.checkVisibility())?.focus(); // this button is gone; the keyboard goes on where the list begins
  };
  said.append(" ", undo);
  return said;
}

/** Tells the reader, once, that what they tick will not last, or that what they had ticked is gone. @param {HTMLElement} host */
function warnIfLost(host) {
  const sentence = store.trouble(owner(host).dataset.page);
  if (!sentence || host.dataset.warned === sentence) return;
  host.dataset.warned = sentence;
  say(host, sentence);
}

/** What the buttons of a checklist do, for one list and for a page of them. @type {Record<string, (host: Element, button: Element) => void>} */
const tools = {
  reset: (host) => say(host, "reset", []), // all of them, also those that the author put there: who resets wants a blank list
  copy: (host) => copy(host, markdownOf(host)),
  share: (host) => share(host, addressOf(tickedIn(host))),
  print: async (host) => {
    await import("./print-dialog.js"); // it stands at the foot of the page, and wakes only near the screen
    host.dispatchEvent(new CustomEvent("print-list", { bubbles: true }));
  },
  details: (host, button) => {
    const open = button.ariaPressed !== "true";
    button.ariaPressed = open;
    for (const detail of host.querySelectorAll(".check-detail")) detail.open = open;
  },
};

/** Wires the host's buttons; a list inside a page leaves unknown ones to the page. @param {Element} host */
const serve = (host) =>
  host.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button?.closest("check-list, check-page") === host) tools[button.dataset.do]?.(host, button);
  });

/** On a phone the system's own sheet, elsewhere the clipboard. @param {Element} host @param {string} address */
const share = (host, address) =>
  navigator.share && matchMedia("(pointer: coarse)").matches
    ? navigator.share({ title: document.title, url: address }).catch(() => {}) // the reader thought better of it
    : copy(host, address);

/** @param {Element} host @param {string} text */
async function copy(host, text) {
  try {
    await navigator.clipboard.writeText(text);
    say(host, "copied");
  } catch {
    const field = document.createElement("textarea"); // no clipboard without https, or it is forbidden
    field.value = text;
    const said = say(host, "copyByHand");
    field.ariaLabel = said.textContent;
    said.append(field);
    field.select();
  }
}

// Ticks as the fragment of an address: `#ticks=first-item,second-item`; `#ticks=` shares a blank list. Written by anybody,
// so nothing in it is trusted, and passed on by messengers, which append things and encode what they like.
const OPENING = /^#ticks(?:=|%3d)/i;
const ID = /^[\p{L}\p{M}\p{N}_.:-]{1,200}$/u;

/** @param {string[]} items */
const addressOf = (items) => `${new URL(`#ticks=${items.map(encodeURIComponent)}`, location.href)}`;

/**
 * @param {string} fragment
 * @param {Set<string>} here  the page's own items: what is one of them needs no mending
 * @returns {string[] | null | undefined} the items; null if malformed; undefined if it shares nothing
 */
function itemsIn(fragment, here) {
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

/** A checklist as its author wrote it, in Markdown for pasting elsewhere: the page carries it, ticks and addresses are filled in. @param {Element} host */
function markdownOf(host) {
  const copy = host.querySelector(":scope > template.check-markdown, .check-work > template.check-markdown").content.cloneNode(true);
  const ticked = tickedIn(host);
  for (const box of copy.querySelectorAll("[data-item]")) box.textContent = ticked.includes(box.dataset.item) ? "x" : " ";
  for (const link of copy.querySelectorAll("[data-to]")) link.textContent = new URL(link.textContent, location.href);
  return copy.textContent;
}

/** All lists of a checklist page together: overall progress, the page's tools, ticks shared by address. */
class CheckPage extends HTMLElement {
  connectedCallback() {
    const show = () => {
      count(this);
      warnIfLost(this);
    };
    store.onchange(show);
    serve(this);
    show();
    addEventListener("hashchange", () => this.#open());
    this.#open();
  }

  /** Shows the ticks that the address brings. They become the reader's own, so the address is cleared for a reload to keep later ones. */
  #open() {
    const here = new Set(boxesOf(this).map((box) => box.dataset.item));
    const items = itemsIn(location.hash, here);
    if (items === undefined) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    const known = items?.filter((item) => here.has(item));
    if (items?.length === 0) say(this, "blank", []);
    else if (!known?.length) say(this, "junk");
    else say(this, "shared", known, { known: known.length, all: items.length });
  }
}

/** How many runs are remembered. */
const REMEMBERED = 10;

/** @typedef {{started: string, pause?: number, finished?: string, done?: number, all?: number}} Run  `pause` only while it goes on */

/** A run through a checklist: one pause at a time, and a dated line for each run that was finished. It never leaves the browser. */
class CheckRun extends HTMLElement {
  #page = this.closest("check-page");
  #start = this.#page.querySelector("[data-do=run]");
  /** What belongs to each pause: its list, and all that stands between it and the list before. @type {Element[][]} */
  #pauses = [];

  connectedCallback() {
    let pause = [];
    for (const part of this.#page.querySelector(".check-body").children) {
      pause.push(part);
      if (part.localName === "check-list") pause = (this.#pauses.push(pause), []);
    }
    this.#start.addEventListener("click", () => this.#do("start"));
    this.#page.addEventListener("click", ({ target }) => this.#do(target.closest("button[data-run]")?.dataset.run));
    store.onchange(() => this.#show());
    this.#show();
  }

  /** @returns {Run[]} the newest first; attempts at quizzes (which have `keys`) are kept beside them */
  get #runs() {
    return kept(this).runs.filter((run) => !run.keys).sort((one, other) => Date.parse(other.started) - Date.parse(one.started));
  }

  /** @param {string | undefined} action */
  #do(action) {
    if (!action) return;
    this.querySelector(".check-said").textContent = "";
    let runs = this.#runs;
    const [run] = runs;
    if (action !== "start" && action !== "forget" && (!run || run.finished)) return; // another tab ended it
    const now = new Date().toISOString();
    if (action === "start") {
      if (tickedIn(this.#page).length) say(this.#page, "run", [], {}, () => this.#unstart(now));
      runs = [{ started: now, pause: 0 }, ...runs.filter((run) => run.finished)];
    } else if (action === "next") run.pause = Math.min(run.pause + 1, this.#pauses.length - 1);
    else if (action === "stop") runs.shift();
    else if (action === "forget") runs = runs.filter((run) => !run.finished);
    else runs[0] = { started: run.started, finished: now, done: tickedIn(this.#page).length, all: boxesOf(this.#page).length };
    keep(this, (record) => (record.runs = [...record.runs.filter((run) => run.keys), ...runs.slice(0, REMEMBERED)]));
    this.#focus(runs[0]);
  }

  /** With the ticks that it took away, the run that began then has never been. @param {string} started */
  #unstart(started) {
    keep(this, (record) => (record.runs = record.runs.filter((run) => run.finished || run.started !== started)));
  }

  /** Takes the keyboard to where the reader goes on. @param {Run | undefined} run */
  #focus(run) {
    const parts = run && !run.finished && this.#pauses[run.pause];
    (parts ? boxesOf(parts.at(-1))[0] : this.#start).focus({ preventScroll: true });
    (parts?.[0] ?? this.#page).scrollIntoView();
  }

  #show() {
    const runs = this.#runs;
    const [run] = runs;
    const going = !!run && !run.finished;
    const last = this.#pauses.length - 1;
    const pause = going ? Math.min(run.pause, last) : -1;
    this.#pauses.forEach((parts, number) => parts.forEach((part) => part.toggleAttribute("data-later", going && number !== pause)));
    this.#start.hidden = going;
    this.querySelector(".check-tools").hidden = !going;
    this.querySelector("[data-run=next]").hidden = pause === last;
    this.querySelector("[data-run=finish]").hidden = pause !== last;
    const { where, finished, line } = this.dataset;
    this.querySelector(".check-run-said").textContent = run ? this.#words(going ? where : finished, run) : "";
    this.#list(runs.filter((run) => run.finished).map((run) => this.#words(line, run)));
  }

  /** @param {string} sentence @param {Run} run */
  #words(sentence, run) {
    const time = new Date(run.finished ?? run.started).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    const pauses = this.#pauses.length;
    return fill(sentence, { ...run, pause: Math.min(run.pause + 1, pauses), pauses, time });
  }

  /** @param {string[]} sentences one for each finished run */
  #list(sentences) {
    const lines = sentences.map((textContent) => Object.assign(document.createElement("li"), { textContent }));
    this.#page.querySelector(".check-runs ol").replaceChildren(...lines);
    this.#page.querySelector(".check-runs").hidden = !lines.length;
  }
}

// The page last: it counts what the lists have shown.
customElements.define("check-list", CheckList);
customElements.define("check-run", CheckRun);
customElements.define("check-page", CheckPage);
