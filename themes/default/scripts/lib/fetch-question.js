/** A question from the page that owns it, as it stands there now. A card whose page or id is gone is forgotten. */
import { split } from "./cards.js";
import { questionOf } from "./rule-question.js";
import { fill, part, words } from "./say.js";
import { store } from "./store.js";

const root = new URL(document.documentElement.dataset.root, location.href);

/** @param {string} key @returns {Promise<any>} an element; undefined if it is no longer there; rejects if that can't be told */
export async function fetchQuestion(key) {
  const [page, id] = split(key);
  const address = new URL(page, root);
  const response = await fetch(address);
  const forget = () => store.update(page, ({ cards }) => void delete cards[id]);
  if (response.status === 404) return forget();
  if (!response.ok) throw response;
  const there = new DOMParser().parseFromString(await response.text(), "text/html");
  const main = there.querySelector("main");
  if (there.querySelector("[http-equiv=refresh]")) {
    const moved = new URL(main.querySelector("a").getAttribute("href"), address).href.replace(root.href, "");
    store.move(page, moved);
    return fetchQuestion(`${moved}#${id}`);
  }
  const found = there.getElementById(decodeURIComponent(id));
  const { title } = main.dataset;
  const question = found?.matches(".rule") ? questionOf(found, page, title) : found?.matches("quiz-question") && found;
  if (!question) return forget();
  for (const name of ["href", "src"]) {
    for (const link of question.querySelectorAll(`[${name}]`)) link.setAttribute(name, new URL(link.getAttribute(name), address).href);
  }
  const origin = part("origin");
  Object.assign(origin.firstElementChild, { href: `${address}#${id}`, textContent: fill(words.read, { title }) });
  question.querySelector(".answer").append(origin);
  return document.importNode(question, true);
}
