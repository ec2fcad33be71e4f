// The search as its readers meet it: a field, filters, and pages with the passages that match. Its words stand in partials/search-form.html.
// Behind the link in the header it is a dialog, whose form is that of the search page; on that page, the form itself.

import { arrive, leave, marked, openSearch, passages } from "../lib/search.js";

const root = new URL(document.documentElement.dataset.root, location.href);
const search = openSearch(`${root}search/`);
const recentKey = `handbook:searches:${root.pathname}`;
/** As long as a reader who goes on typing needs for the next letter: what is asked of pages waits for it. */
const PAUSE = 150;

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const fill = (sentence, value) => sentence.replace(/\{\w+\}/, value);

function recent() {
  try { return JSON.parse(localStorage.getItem(recentKey)) ?? []; } catch { return []; }
}
function remember(query) {
  const list = [query, ...recent().filter((other) => other !== query)].slice(0, 5);
  try { if (query) localStorage.setItem(recentKey, JSON.stringify(list)); } catch { /* it is not remembered */ }
}

/** @param {HTMLFormElement} form @param {HTMLDialogElement} [dialog] in which it is a combobox with its list */
function searchForm(form, dialog) {
  const { q: input, kind, topic } = form.elements;
  const [filters, status, correction, hits] = ["filters", "status", "correction", "hits"].map((name) => form.querySelector(`[data-${name}]`));
  const says = form.dataset;
  let turn = 0;
  let active;
  let wantedTopic = "";
  let words = new Set();

  const option = (href, ...children) => {
    const link = make("a", { href, className: "search-hit" }, ...children);
    if (dialog) Object.assign(link, { role: "option", id: `search-${Math.random()}`, tabIndex: -1, ariaSelected: "false" });
    return link;
  };
  const group = (name, ...children) => dialog ? make("div", { role: "group", ariaLabel: name }, ...children) : make("li", {}, ...children);

  function show(query, groups, line) {
    activate();
    hits.replaceChildren(...groups);
    hits.hidden = !groups.length;
    if (dialog) input.ariaExpanded = String(!hits.hidden);
    status.textContent = line;
    hits.dataset.resultsFor = query;
  }

  function activate(link) {
    if (active) active.ariaSelected = "false";
    active = link;
    if (!dialog) return;
    input.setAttribute("aria-activedescendant", link?.id ?? "");
    if (!link) return;
    link.ariaSelected = "true";
    link.scrollIntoView({ block: "nearest" });
  }

  /** Offers of a filter what some hit has. */
  function offer(select, names) {
    for (const choice of select.options) choice.hidden = choice.value && !names.includes(choice.value);
    select.parentElement.hidden = !select.value && names.length < 2;
  }

  async function ask(correct = true) {
    const own = ++turn;
    const query = input.value;
    correction.hidden = true;
    if (!query.trim()) {
      const list = recent().map((text) => option(`${root}search/?q=${encodeURIComponent(text)}`, text));
      filters.hidden = true;
      return show("", list.length ? [group(says.recent, make("p", { className: "search-recent" }, says.recent), ...list)] : [], "");
    }
    let answer;
    try {
      answer = await search(query, { kind: kind.value, topic: topic.value || wantedTopic, limit: dialog ? 10 : 30, correct });
    } catch (failure) {
      if (own === turn) show(query, [], says[failure.message] ?? says.damaged);
      return;
    }
    if (own !== turn) return;
    ({ words } = answer);
    if (topic.length < 2) topic.append(...answer.allTopics.map(([name, title]) => new Option(title, name, false, name === wantedTopic)));
    wantedTopic = "";
    offer(kind, answer.kinds);
    offer(topic, answer.topics.map(([name]) => name));
    filters.hidden = kind.parentElement.hidden && topic.parentElement.hidden;
    if (answer.corrected !== query) {
      correction.hidden = false;
      correction.firstElementChild.textContent = fill(says.corrected, answer.corrected);
      correction.lastElementChild.textContent = fill(says.instead, query);
    }
    const groups = answer.hits.map((hit) => {
      const about = [kind.querySelector(`[value=${hit.kind}]`)?.text, ...hit.topics.map(([, title]) => title)].filter(Boolean).join(" · ");
      const link = option(root + hit.address, make("b", {}, ...marked(hit.title, words)), make("small", {}, about));
      link.dataset.result = "";
      return group(hit.title, link);
    });
    const none = answer.allTopics.slice(0, 12).map(([name, title]) => group(title, option(`${root}topics/${name}/`, title)));
    // Of an address that asks, the first hits come whole: what is added to them later would move the others.
    const whole = dialog || own > 1 ? [] : groups.slice(0, 5);
    await Promise.all(whole.map(tell));
    if (own !== turn) return;
    show(query, groups.length ? groups : none, !answer.total ? fill(says.none, query) : answer.total === 1 ? says.one : fill(says.count, answer.total));
    setTimeout(() => {
      seen.disconnect();
      groups.slice(whole.length).forEach((group) => own === turn && seen.observe(group));
    }, PAUSE);
  }

  /** Hits about to come into view. */
  const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
    seen.unobserve(target);
    tell(target);
  }), { rootMargin: "400px" });

  /** Shows below a hit the passages of its page: the very file that opens when it is chosen. */
  async function tell(target) {
    const link = target.querySelector("a");
    const response = await fetch(link.href).catch(() => null);
    if (!response?.ok) return;
    for (const { id, heading, parts } of passages(await response.text(), words)) {
      const text = make("span", {}, ...parts);
      if (id) target.append(option(`${link.href}#${id}`, make("b", {}, ...marked(heading, words)), text));
      else link.append(text);
    }
  }

  form.addEventListener("input", () => {
    if (!dialog) history.replaceState(null, "", `?${new URLSearchParams(new FormData(form))}`);
    ask();
  });
  form.addEventListener("submit", () => remember(input.value));
  form.addEventListener("click", ({ target }) => {
    if (target === correction.lastElementChild) ask(false);
    const link = target.closest("a");
    if (!link) return;
    remember(input.value);
    leave(words);
    if (link.pathname !== location.pathname || link.search) return;
    dialog?.close(); // the page is here already
    setTimeout(arrive);
  });
  form.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...hits.querySelectorAll("a")];
    if (!dialog || event.isComposing || event.target !== input) return;
    if (step && links.length) {
      event.preventDefault();
      activate(links.at((links.indexOf(active) + step + (active || step > 0 ? 0 : 1)) % links.length));
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      active.click();
    }
  });
  if (dialog) {
    Object.assign(input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
    input.setAttribute("aria-controls", hits.id = "search-hits");
    hits.role = "listbox";
  } else {
    const asked = new URLSearchParams(location.search);
    input.value ||= asked.get("q") ?? ""; // what was typed before this script was there stays
    kind.value = asked.get("kind") ?? "";
    wantedTopic = asked.get("topic") ?? "";
  }
  return ask;
}

class SiteSearch extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (!link) return void searchForm(this.querySelector("form"))();
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open(link);
    });
    this.addEventListener("search-open", () => this.open(link));
  }

  async open(link) {
    this.dialog ??= await this.make(link.href);
    if (!this.dialog) return void location.assign(link.href);
    if (!this.dialog.open) this.dialog.showModal();
    this.ask();
    this.querySelector("input").select();
  }

  async make(address) {
    const response = await fetch(address).catch(() => null);
    const page = new DOMParser().parseFromString(await response?.text() ?? "", "text/html");
    const form = document.adoptNode(page.querySelector("site-search form"));
    if (!form) return null;
    const dialog = document.createElement("dialog");
    dialog.ariaLabel = form.dataset.label;
    dialog.append(form);
    form.action = address;
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
    form.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    this.append(dialog);
    this.ask = searchForm(form, dialog);
    return dialog;
  }
}

customElements.define("site-search", SiteSearch);
