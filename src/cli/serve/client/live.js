// Brings what was edited into the page: a style by changing the sheet, the page on screen by changing its main part
// where it differs, all else by loading the page anew.
import { update } from "./morph.js";
import { bar } from "./panel.js";

/** @param {Record<string, any>} page what client.js knows of the page as it was sent */
export function start(page) {
  const shown = bar(page.base);
  let session = 0;
  let work = Promise.resolve();
  /** @type {EventSource | undefined} */
  let source;

  /** @param {MessageEvent<string>} event */
  function told({ data }) {
    const state = JSON.parse(data);
    if (session && state.session !== session) return anew("the server was started again");
    const isNews = session !== 0;
    session = state.session;
    shown.tell(state);
    work = work.then(() => follow(page, isNews ? state.changes : [], state.theme)).catch(anew);
  }
  function listen() {
    source = new EventSource(`${page.base}.handbook/events`);
    source.onmessage = told;
    source.onerror = () => shown.lost();
  }
  // A browser opens six connections to a server at most: pages in the background must not keep them.
  document.addEventListener("visibilitychange", () => (document.hidden ? source?.close() : listen()));
  if (!document.hidden) listen();
}

/** Loads the page anew, since it cannot be changed where it stands. @param {unknown} reason */
function anew(reason) {
  console.info("handbook loads the page anew:", reason);
  location.reload();
}

/** @param {Record<string, any>} page @param {{ kind: string }[]} changes @param {string} theme */
async function follow(page, changes, theme) {
  if (changes.some(({ kind }) => kind === "all")) return anew("more than this page changed");
  const isRestyled = changes.some(({ kind }) => kind === "style");
  if (isRestyled) await restyle(theme);
  if (!isRestyled || changes.some(({ kind }) => kind === "content")) await refresh(page);
}

/** Puts the sheets of the theme as it is now in the place of the old ones, once they are there. @param {string} theme */
async function restyle(theme) {
  const sheets = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll("link[rel=stylesheet][href*='theme-']"));
  await Promise.all([...sheets].map((old) => new Promise((resolve, reject) => {
    const sheet = /** @type {HTMLLinkElement} */ (old.cloneNode());
    sheet.href = old.href.replace(/theme-[0-9a-f]+\//, `${theme}/`);
    sheet.onload = () => (old.remove(), resolve(sheet));
    sheet.onerror = reject;
    old.after(sheet);
  })));
}

/** Fetches the page on screen and shows where it differs. @param {Record<string, any>} page */
async function refresh(page) {
  const response = await fetch(location.href, { cache: "no-cache" });
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const script = /** @type {HTMLElement | null} */ (fresh.querySelector("script[data-tag]"));
  if (script?.dataset.tag === page.tag) return;
  const main = fresh.querySelector("main");
  script?.remove();
  if (!main || !page.sent || page.frameOf(fresh) !== page.frame) return anew("more than its main part changed");
  page.sent = update(page.sent, main, page.photograph);
  page.tag = script?.dataset.tag;
  document.title = fresh.title;
  await wake(main);
  document.dispatchEvent(new CustomEvent("handbook-updated"));
}

/** Loads the scripts of custom elements that the page did not have before. @param {Element} main */
async function wake(main) {
  const names = new Set([...main.querySelectorAll("*")].map(({ localName }) => localName));
  const unknown = [...names].filter((name) => name.includes("-") && !customElements.get(name));
  const theme = new URL(document.documentElement.dataset.themePath ?? "", location.href);
  const load = async (/** @type {string} */ name) => (await import(new URL("scripts/main.js", theme).href)).wake(name);
  await Promise.all(unknown.map(load));
}
