/** A rule of a do/don't list as a question: the rule without its verdict, then do or don't. */
import { part } from "./say.js";

/** @param {Element} rule an item of a <rule-list> @param {string} page its address @param {string} title */
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
