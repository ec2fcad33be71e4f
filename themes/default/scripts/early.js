// Before the first paint, so that nothing flashes or jumps: `data-js`, which says that modules run here, and what the reader
// chose in the menu: the colour scheme, and whether "/" alone opens the search (WCAG 2.1.4 wants a way to switch that off).
// Runs as a classic script in the head: keep it tiny.
{
  const root = document.documentElement;
  const chosen = { scheme: "", slash: "" };
  try {
    for (const name of /** @type {("scheme" | "slash")[]} */ (Object.keys(chosen))) chosen[name] = localStorage.getItem(`handbook:${name}`) ?? "";
  } catch { /* storage blocked: the device's scheme it is */ }
  const use = () => {
    const scheme = chosen.scheme || (root.dataset.scheme ?? "");
    if (scheme === "light" || scheme === "dark") root.dataset.theme = scheme;
    else delete root.dataset.theme;
    root.dataset.slash = chosen.slash;
  };
  if ("noModule" in HTMLScriptElement.prototype) root.dataset.js = "";
  use();

  addEventListener("error", ({ target }) => {
    if (target instanceof HTMLScriptElement) delete root.dataset.js;
  }, true);
  addEventListener("DOMContentLoaded", () => {
    for (const control of document.querySelectorAll(".nav select, .nav input")) {
      if (control instanceof HTMLSelectElement) control.value = chosen.scheme;
      if (control instanceof HTMLInputElement) control.checked = !chosen.slash;
    }
  });
  addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && target.name === "scheme") chosen.scheme = target.value;
    else if (target instanceof HTMLInputElement && target.name === "slash") chosen.slash = target.checked ? "" : "off";
    else return;
    use();
    try { localStorage.setItem(`handbook:${target.name}`, chosen[target.name]); } catch { /* holds for this page only */ }
  });
}
