// Wakes what a page holds, each part when it is needed, so that reading a page loads no more than this file.
// A part's script is elements/<tag>.js, or that of an element it always stands with; a page without scripts is complete, they only add to it.

/** When an element's script is loaded: at once, near the viewport, when touched, when touched or the page is scrolled. @type {Record<string, "now" | "near" | "touch" | "scroll">} */
const when = {
  "quiz-set": "now", "review-session": "now", "review-due": "now", "my-progress": "now", "offline-copy": "now",
  "check-page": "now", "quiz-question": "near", "rule-list": "near", "check-list": "near", "print-dialog": "near",
  "site-search": "touch", "page-toc": "scroll",
};

/** Elements whose script is another's. @type {Record<string, string>} */
const within = { "check-page": "check-list", "check-run": "check-list", "review-session": "my-progress" };

const { dataset } = /** @type {HTMLElement} */ (document.querySelector("script[src$='/main.js']"));
export const wake = (/** @type {string} */ name, moment = when[name]) => import(`./elements/${within[name] ?? name}.js`).catch((error) => {
  if (moment === "now" || moment === "near") delete document.documentElement.dataset.js;
  console.error(error);
});
const once = (/** @type {EventTarget} */ target, /** @type {string[]} */ types, /** @type {(event: Event) => void} */ act) => {
  for (const type of types) target.addEventListener(type, act, { once: true, passive: true });
};

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) { near.unobserve(target); wake(target.localName); }
  }
}, { rootMargin: "300px" });

for (const element of document.querySelectorAll(Object.keys(when).join())) {
  const name = element.localName;
  const moment = element.hasAttribute("data-now") ? "now" : when[name];
  if (moment === "now") wake(name, moment);
  if (moment === "near") near.observe(element);
  if (moment === "touch" || moment === "scroll") once(element, ["pointerenter", "focusin"], () => wake(name));
  if (moment === "scroll") once(window, ["scroll"], () => wake(name));
}
if (document.querySelector(".footnote-ref")) once(document, ["pointermove", "scroll", "keydown"], () => import("./lib/side-notes.js"));

// While the drawer is open, the keyboard stays in it.
const drawer = /** @type {HTMLElement} */ (document.querySelector(".nav"));
const here = drawer?.querySelector("[aria-current]");
/** Shows where one is in a long list of pages. */
const reveal = () => here && (drawer.scrollTop += here.getBoundingClientRect().top - drawer.getBoundingClientRect().top - drawer.clientHeight / 2);
reveal();
drawer?.addEventListener("toggle", reveal);
drawer?.addEventListener("beforetoggle", (/** @type {any} */ { newState }) => {
  for (const beside of document.querySelectorAll(".top, main, .foot, .skip")) /** @type {HTMLElement} */ (beside).inert = newState === "open";
});

document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest(".heading-link");
  if (link) import("./lib/copy-link.js").then(({ copyLink }) => copyLink(/** @type {HTMLAnchorElement} */ (link)));
});
document.addEventListener("keydown", (event) => {
  const search = document.querySelector("site-search");
  const held = event.ctrlKey || event.metaKey;
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  const alone = event.key === "/" && !held && !typing && document.documentElement.dataset.slash !== "off";
  if (!search || event.altKey || !(alone || (event.key === "k" && held && !event.shiftKey))) return;
  event.preventDefault();
  const field = document.querySelector("site-search[data-page] input");
  if (field) return /** @type {HTMLElement} */ (field).focus();
  wake("site-search").then(() => search.dispatchEvent(new CustomEvent("search-open")));
});
try { if (sessionStorage.getItem("handbook:marks")) import("./lib/search.js").then(({ arrive }) => arrive()); } catch { /* storage blocked: nothing to mark */ }
if ("prefetch" in dataset) once(document, ["pointerover", "touchstart"], (event) => import("./lib/prefetch.js").then(({ consider }) => consider(event)));
if ("offline" in dataset && "serviceWorker" in navigator) {
  // Who reads on before the worker runs has this page kept all the same, see lib/offline.js.
  try { sessionStorage.setItem("handbook:read", `${sessionStorage.getItem("handbook:read") ?? ""} ${location.origin}${location.pathname}`.slice(-4000)); } catch { /* storage blocked */ }
  const start = () => import("./lib/offline.js");
  once(document, ["pointerdown", "keydown", "scroll"], start);
  setTimeout(start, 3000);
}
