// Starts the service worker that keeps what was read. It lives at the site's root, so that it covers the whole handbook.

const root = new URL(document.documentElement.dataset.root ?? "./", location.href);

/** The running worker's registration; never settles if workers are refused here. */
export const ready = navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname, updateViaCache: "none" })
  .then(() => navigator.serviceWorker.ready)
  .catch((error) => { console.info("not kept offline:", error.message); return new Promise(() => {}); });

// What was read while no worker ran.
ready.then(() => {
  try {
    ask({ type: "read", pages: (sessionStorage.getItem("handbook:read") ?? "").split(" ") }, () => {});
    sessionStorage.removeItem("handbook:read");
  } catch { /* storage blocked: nothing was written down */ }
});

/**
 * Asks the worker something and hears its answers until the last one.
 * @param {object} question
 * @param {(answer: {state: "none" | "keeping" | "kept" | "failed", count?: number, total?: number}) => void} hear
 */
export async function ask(question, hear) {
  const { active } = await ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => hear(data);
  active?.postMessage(question, [port2]);
}
