/** Sentences and markup for quizzes in the page's language: scripts hold no words. From partials/quiz-parts.html. */
const parts = /** @type {HTMLTemplateElement | null} */ (document.getElementById("quiz-parts"));

/** @type {Record<string, string>} */
export const words = { ...parts?.dataset };

/** @param {string} name @returns {any} a fresh copy of one piece of markup */
export const part = (name) => parts.content.querySelector(`[data-part="${name}"]`).cloneNode(true);

/** @param {string} sentence @param {Record<string, unknown>} values what stands for "{name}" in it */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);
