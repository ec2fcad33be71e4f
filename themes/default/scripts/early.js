// Before the first paint, so that nothing flashes or jumps: the colour scheme, with the switch for it, and `data-js`, which
// says that modules run here.
// Runs as a classic script in the head: keep it tiny.
{
  const root = document.documentElement;
  const key = "handbook:scheme";
  const use = (/** @type {string} */ scheme) => {
    if (scheme === "light" || scheme === "dark") root.dataset.theme = scheme;
    else delete root.dataset.theme;
  };
  let chosen = "";
  try { chosen = localStorage.getItem(key) ?? ""; } catch { /* storage blocked: the device's scheme it is */ }
  if ("noModule" in HTMLScriptElement.prototype) root.dataset.js = "";
  use(chosen || (root.dataset.scheme ?? ""));

  addEventListener("error", ({ target }) => {
    if (target instanceof HTMLScriptElement) delete root.dataset.js;
  }, true);
  addEventListener("DOMContentLoaded", () => {
    for (const select of document.querySelectorAll("select")) if (select.name === "scheme") select.value = chosen;
  });
  addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.name !== "scheme") return;
    use(target.value || (root.dataset.scheme ?? ""));
    try { localStorage.setItem(key, target.value); } catch { /* holds for this page only */ }
  });
}
