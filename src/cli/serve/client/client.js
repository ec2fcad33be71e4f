// Runs in each page of `handbook serve`, before every other script: it sees the page as it was sent, and keeps what
// an edit will be compared with. All else is in live.js.
{
  const { dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const sent = photograph(document.querySelector("main"));
  const frame = frameOf(document);
  import(`${dataset.base}.handbook/live.js`).then(({ start }) => start({ ...dataset, sent, frame, photograph, frameOf }));

  /**
   * An element as it was sent, and the live one that scripts have worked on since.
   * @param {Element | null} element @param {Element | null} live
   * @returns {import("./morph.js").Photograph | null}
   */
  function photograph(element, live = element) {
    if (!element || !live) return null;
    const children = [...element.children].map((child, index) => photograph(child, live.children[index] ?? null));
    const shell = /** @type {Element} */ (element.cloneNode(false)).outerHTML;
    const text = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    return { live, html: element.outerHTML, shell, children, isBox: !text && !element.localName.includes("-") };
  }

  /** What stands around the main part, whichever theme folder it names. @param {Document} page */
  function frameOf(page) {
    const body = /** @type {HTMLElement} */ (page.body.cloneNode(true));
    body.querySelector("main")?.remove();
    return body.outerHTML.replace(/theme-[0-9a-f]+\//g, "");
  }
}
