/**
 * One question. The page holds it complete (a form, and the answer in a <details>); this element checks what was chosen
 * and then shows the answer in place of the form, with what the reader said marked in it.
 *
 * Inside a <quiz-set> or <review-session> that element says when to ask and what comes next; alone, the question
 * remembers its last answer and can be tried again. Each answer is an "answer" event that bubbles.
 */
import { announce, fill, isDue, part, split, store, warnIfNotKept, words } from "../lib/progress.js";

export class QuizQuestion extends HTMLElement {
  /** @type {Sheet} */
  #sheet;
  #seed = 0;
  /** @type {HTMLDetailsElement} */
  #answer = this.querySelector(".answer");
  #verdict = part("verdict");

  connectedCallback() {
    // Moved within the page.
    if (this.#sheet) return;
    this.#sheet = new Sheet(this);
    this.#answer.before(this.#verdict);
    this.#sheet.form.addEventListener("submit", (event) => this.#submit(event));
    // What was chosen before this script came is not taken back, nor moved from under the finger.
    if (this.#sheet.form.matches(":focus-within, :has(:checked)")) this.dataset.state = "open";
    else this.ask(Math.random());
    if (!this.closest("quiz-set, review-session")) this.#standAlone();
  }

  /** The question's address, "page/#id": what everything kept about it hangs on. */
  get key() {
    return this.dataset.key;
  }

  get isRight() {
    return this.dataset.state === "right";
  }

  /** Blank, shuffled for one attempt. @param {number} seed */
  ask(seed) {
    this.dataset.state = "open";
    this.#answer.open = false;
    this.#sheet.clear((this.#seed = seed));
    for (const mark of this.querySelectorAll(".answer-mark")) mark.remove();
  }

  /** Answered, just now or on an earlier visit. @param {string[]} chosen @returns {boolean} whether that is an answer (still) */
  show(chosen) {
    const sheet = this.#sheet;
    const fits = sheet.choose(chosen);
    const { isRight } = sheet;
    // Paper shows the question unanswered.
    sheet.clear(this.#seed);
    if (!fits) return false;
    this.dataset.state = isRight ? "right" : "wrong";
    this.#verdict.textContent = words[this.dataset.state];
    this.#answer.open = true;
    [...sheet.answers.children].forEach((line, index) => this.#mark(line, index, chosen));
    return true;
  }

  /** Puts the focus where the question begins. */
  enter() {
    focusOn(this.querySelector("legend"));
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value;
    if (pressed) this.#sheet.choose([pressed]);
    const { chosen, missing } = this.#sheet;
    if (missing) {
      // The browser's own bubble, in the page's words.
      missing.setCustomValidity(words.chooseFirst);
      missing.reportValidity();
      return missing.setCustomValidity("");
    }
    this.show(chosen);
    announce(this.isRight ? words.right : `${words.wrong} ${fill(words.rightIs, { answer: this.#rightAnswer })}`);
    focusOn(this.#answer.children[1]);
    this.#verdict.scrollIntoView({ block: "nearest" });
    record(this.key, this.dataset.title, chosen, this.isRight);
    this.dispatchEvent(new CustomEvent("answer", { bubbles: true, detail: { key: this.key, chosen, right: this.isRight } }));
  }

  /** In words, for who can't see the marks. */
  get #rightAnswer() {
    const said = [...this.#answer.querySelectorAll("[data-right] :is(.rule-word, .answer-label)")];
    return said.map(({ textContent }) => textContent.trim().replace(/[^.?!]$/, "$&.")).join(" ");
  }

  /** Says beside one line of the answer what the reader made of it. @param {HTMLElement} line @param {number} index @param {string[]} chosen */
  #mark(line, index, chosen) {
    const { key, right } = line.dataset;
    const { form } = this.dataset;
    const place = chosen.indexOf(right ?? key);
    const isHit = form === "order" ? place === index : place >= 0;
    line.dataset.state = right ? (isHit ? "hit" : "missed") : isHit ? "wrong" : "";
    const sentences = { order: [words.placeRight, words.placeWrong], judge: [words.agreed, words.opposite] };
    const [hit, miss] = sentences[form === "specimen" ? "judge" : form] ?? [words.yours];
    const said = isHit ? hit : miss;
    if (!said) return;
    const mark = part("mark");
    mark.textContent = fill(said, { place: place + 1 });
    line.querySelector(".answer-line").append(" ", mark);
  }

  /** A question in a page's text. */
  #standAlone() {
    const [page, id] = split(this.key);
    const before = store.get(page).answers[id]?.chosen;
    if (before) this.show(before);
    const again = part("again");
    this.#answer.append(again);
    again.onclick = () => {
      this.ask(Math.random());
      this.enter();
    };
  }
}

/** Where reading goes on. @param {any} element */
function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
}

/**
 * What an answer leaves behind: the last answer of each question with the page that owns it and, for what was missed, a
 * card that says when it comes back (FSRS, spaced by whole days).
 *
 * What was right at once never becomes a card; a right answer moves a card only when it was due, since a repeat within
 * minutes says little about memory.
 * @param {string} key @param {string} title of the page that owns the question @param {string[]} chosen @param {boolean} right
 */
async function record(key, title, chosen, right) {
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

/**
 * A rule of a do/don't list as a question: the rule without its verdict, then do or don't.
 * @param {Element} rule an item of a <rule-list> @param {string} page its address @param {string} title
 */
export function questionOf(rule, page, title) {
  const question = part("judge");
  const find = (/** @type {string} */ selector) => question.querySelector(selector);
  Object.assign(question.dataset, { key: `${page}#${rule.id}`, title });
  for (const choice of question.querySelectorAll("[value]")) choice.value = `${rule.id}:${choice.value}`;
  Object.assign(find(".answers > li").dataset, { key: rule.id, right: `${rule.id}:${rule.dataset.verdict}` });
  find(".rule-word").dataset.verdict = rule.dataset.verdict;
  for (const [from, to] of [["text", ".judged-rule"], ["word", ".rule-word"], ["text", ".answer-label"], ["why", ".answer-why"]]) {
    find(to).append(...(rule.querySelector(`.rule-${from}`)?.cloneNode(true).childNodes ?? []));
  }
  return question;
}

/** @param {Iterable<HTMLElement>} elements */
const keysOf = (elements) => [...elements].map(({ dataset }) => dataset.key);

/**
 * The answer sheet of one question: what can be chosen, what is chosen, what would be right. In all forms but the ordering
 * one chooses native inputs, and an answer is the list of their values; an ordering's is the list of its steps.
 *
 * Values are keys made from ids and texts, so an answer kept from an earlier visit fits again only where it belongs.
 */
class Sheet {
  #isOrder;
  #isFixed;
  /** @type {HTMLInputElement[]} */
  #inputs;
  /** Options, rules or steps; a single verdict has none. @type {HTMLElement | null} */
  #rows;
  /** The rows as the author ordered them. @type {HTMLElement[]} */
  #given;

  /** @param {HTMLElement} question */
  constructor(question) {
    this.form = question.querySelector("form");
    this.answers = /** @type {HTMLElement} */ (question.querySelector(".answers"));
    this.#isOrder = question.dataset.form === "order";
    this.#isFixed = "fixed" in question.dataset;
    this.#inputs = [...this.form.querySelectorAll("input")];
    this.#rows = this.form.querySelector(".rows");
    this.#given = [...(this.#rows?.children ?? [])];
    if (this.#isOrder) makeSortable(this.#rows);
  }

  /** @returns {string[]} */
  get chosen() {
    return this.#isOrder ? keysOf(this.#rows.children) : this.#inputs.filter(({ checked }) => checked).map(({ value }) => value);
  }

  /** @returns {string[]} as the author's answer says */
  get #right() {
    return [...this.answers.querySelectorAll("[data-right]")].map(({ dataset }) => dataset.right);
  }

  get isRight() {
    const lists = [this.chosen, this.#right];
    const [chosen, right] = this.#isOrder ? lists : lists.map((list) => list.sort());
    return `${chosen}` === `${right}`;
  }

  /** The first input that still wants an answer. */
  get missing() {
    return this.#inputs.find(({ name }) => !this.#inputs.some((input) => input.name === name && input.checked));
  }

  /** @param {string[]} values @returns {boolean} whether they are an answer to this question, still */
  choose(values) {
    if (!this.#isOrder) {
      for (const input of this.#inputs) input.checked = values.includes(input.value);
      return this.chosen.length === values.length && !this.missing;
    }
    const steps = values.map((value) => this.#given.find(({ dataset }) => dataset.key === value));
    const fits = steps.every(Boolean) && new Set(steps).size === this.#given.length;
    if (fits) this.#rows.append(...steps);
    return fits;
  }

  /** Blank, in the order that belongs to the attempt; the answers follow the options. @param {number} seed */
  clear(seed) {
    this.form.reset();
    if (!this.#rows) return;
    const order = this.#isFixed ? [...this.#given] : shuffled(this.#given, ({ dataset }) => dataset.key, seed);
    if (this.#isOrder && `${keysOf(order)}` === `${this.#right}`) order.push(order.shift());
    this.#rows.append(...order);
    if (this.#isOrder) return;
    for (const key of keysOf(order)) this.answers.append([...this.answers.children].find(({ dataset }) => dataset.key === key));
  }
}

/** FNV-1a. @param {string} text */
const hash = (text) => [...text].reduce((value, letter) => Math.imul(value ^ letter.codePointAt(0), 0x01000193), 0x811c9dc5);

/**
 * Shuffling that belongs to an attempt: the same seed gives the same order after a reload, and since each thing's place
 * hangs on its own key, a question that the author adds leaves the order of the others as it was.
 * @template T @param {Iterable<T>} things @param {(thing: T) => string} keyOf @param {number} seed @returns {T[]}
 */
export const shuffled = (things, keyOf, seed) =>
  [...things].sort((one, other) => hash(keyOf(one) + seed) - hash(keyOf(other) + seed));

/**
 * Lets a list's items move: by two buttons each, by the arrow keys while one of them has the focus, by dragging.
 * Whoever moves an item hears where it is now.
 * @param {HTMLElement} list
 */
function makeSortable(list) {
  for (const item of list.children) addButtons(/** @type {HTMLElement} */ (item));

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (button) move(button.closest("li"), Number(button.dataset.move), button);
  });

  list.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(event.target.closest("li"), by, event.target);
  });

  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    const wanted = event.pointerType === "mouse" ? !event.target.closest("button") : event.target.closest(".grip");
    if (item && wanted && event.button === 0) drag(item, event);
  });
}

/** @param {HTMLElement} item */
function addButtons(item) {
  const buttons = part("move");
  for (const button of buttons.querySelectorAll("button")) button.ariaLabel = fill(button.ariaLabel, { step: nameOf(item) });
  item.append(buttons);
}

/** @param {Element} item */
const nameOf = (item) => item.querySelector(".step-label").textContent.trim();

/** @param {HTMLElement} item @param {number} by @param {HTMLElement} focused what keeps the focus: moving an element loses it */
function move(item, by, focused) {
  if (by < 0) item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  focused.focus();
  tell(item);
}

/** @param {HTMLElement} item */
function tell(item) {
  const all = [...item.parentElement.children];
  announce(fill(words.moved, { step: nameOf(item), place: all.indexOf(item) + 1, count: all.length }));
}

/** @param {HTMLElement} item @param {PointerEvent} start */
function drag(item, start) {
  const list = item.parentElement;
  start.preventDefault();
  list.setPointerCapture(start.pointerId);
  item.classList.add("dragged");
  const follow = (/** @type {PointerEvent} */ { clientY }) => {
    const others = [...list.children].filter((other) => other !== item);
    const next = others.find((other) => {
      const { top, bottom } = other.getBoundingClientRect();
      return clientY < (top + bottom) / 2;
    });
    if (next !== item.nextElementSibling) list.insertBefore(item, next ?? null);
  };
  const drop = () => {
    list.removeEventListener("pointermove", follow);
    item.classList.remove("dragged");
    tell(item);
  };
  list.addEventListener("pointermove", follow);
  list.addEventListener("lostpointercapture", drop, { once: true });
}

customElements.define("quiz-question", QuizQuestion);
