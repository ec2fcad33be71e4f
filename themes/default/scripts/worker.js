// The service worker: keeps the pages that were read, or the whole handbook, for use without a network.
//
// In: requests of this site's pages. Out: the network's answer while there is one, else the copy that was kept.
// What it never does is mix two builds. A theme's files have the theme's hash in their address, so a page finds the theme it
// was made for; a page is kept only if it names this worker's theme; a new build's worker fetches anew every page that was
// kept, checks that the site did not change meanwhile, and only then takes over. One cache a build; the one before is left
// for pages still open in it.
// A classic script, loaded by /sw.js, which says which build this is.

const worker = /** @type {any} */ (self);
const { version, theme, missing } = /** @type {{version: string, theme: string, missing: string}} */ (worker.handbook);
const scope = /** @type {string} */ (worker.registration.scope);
const family = `handbook ${scope} `;
const current = family + version;
const mark = new URL("offline.json", scope).href;
const themed = new URL(`${theme}/`, scope).href;
const patience = 4000;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope) || request.headers.has("range")) return;
  if (/\/theme-[0-9a-f]+\//.test(request.url)) event.respondWith(themeFile(request));
  else if (request.mode === "navigate" || request.destination === "image") event.respondWith(page(event));
  else event.respondWith(fetch(request).catch(() => kept(request)));
});
worker.addEventListener("message", (/** @type {any} */ event) => {
  const say = (/** @type {object} */ answer) => event.ports[0]?.postMessage(answer);
  const acts = { state: () => state(say), keep: () => keepAll(say), drop: () => drop(say), read: () => keepRead(event.data.pages) };
  const act = acts[/** @type {"state"} */ (event.data.type)];
  if (act) event.waitUntil(act());
});

/** Fetches this build's theme, the home page, the pages open now and all that an earlier build kept. */
async function install() {
  const { files } = await listed();
  const addresses = files.map((/** @type {string} */ file) => new URL(file, scope).href);
  const wanted = new Set([scope, ...addresses.filter((/** @type {string} */ address) => address.startsWith(themed))]);
  const known = new Set([scope, ...addresses]);
  const open = await worker.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const before = (await earlier()).map((request) => request.url);
  const whole = before.includes(mark);
  for (const address of whole ? addresses : [...open.map((/** @type {any} */ client) => client.url.split(/[?#]/)[0]), ...before]) {
    if (known.has(address)) wanted.add(address);
  }
  await fill([...wanted], whole ? [mark] : []);
  await worker.skipWaiting();
}

async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(family));
  const old = names.filter((name) => name !== current);
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** What the newest other build of this handbook kept. @returns {Promise<readonly Request[]>} */
async function earlier() {
  const names = (await caches.keys()).filter((name) => name.startsWith(family) && name !== current);
  const last = names.at(-1);
  return last ? (await caches.open(last)).keys() : [];
}

/** The list of this build's files; fails if the site is of another build by now. */
async function listed() {
  const response = await fetch(mark, { cache: "no-store" });
  const list = await response.json();
  if (list.version !== version) throw new Error("the site was built anew");
  return list;
}

/**
 * Fetches addresses into this build's cache, all or none; a file that the host does not hand out, such as one whose name
 * begins with a dot, is done without.
 * @param {string[]} addresses
 * @param {string[]} last  written when all the others are there
 * @param {(count: number) => void} [tell]
 */
async function fill(addresses, last = [], tell) {
  const answers = /** @type {[string, Response][]} */ ([]);
  const queue = [...addresses];
  const fetchSome = async () => {
    for (let address = queue.shift(); address; address = queue.shift()) {
      const response = await fetch(address, { cache: "no-cache" });
      if (response.ok) answers.push([address, new Response(await response.blob(), { headers: response.headers })]);
      else if (needed(address)) throw new Error(`${response.status} ${address}`);
      tell?.(answers.length);
    }
  };
  await Promise.all([1, 2, 3, 4, 5, 6].map(fetchSome));
  const list = await listed();
  const cache = await caches.open(current);
  await Promise.all(answers.map(([address, response]) => cache.put(address, response)));
  for (const address of last) await cache.put(address, Response.json(list));
}

/** Pages and the theme's files. @param {string} address */
function needed(address) {
  return address.endsWith("/") || address.startsWith(themed);
}

/** Addresses of a theme never change what they hold: any copy will do. @param {Request} request */
async function themeFile(request) {
  for (const name of [current, ...(await caches.keys()).filter((name) => name.startsWith(family)).reverse()]) {
    const copy = await (await caches.open(name)).match(request.url);
    if (copy) return copy;
  }
  return fetch(request);
}

/** A page or picture: from the network if it answers in time, and then kept; else the copy. @param {any} event */
async function page(event) {
  const { request } = event;
  const asked = fetch(request).then((response) => {
    if (response.ok && !response.redirected) event.waitUntil(remember(request, response.clone()));
    return response;
  });
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  const first = await Promise.race([asked.catch(() => null), late]);
  return first ?? await copyOf(request) ?? asked.catch(() => kept(request));
}

/** Keeps an answer if it belongs to this worker's theme; if not, a newer build is out and so is its worker. */
async function remember(/** @type {Request} */ request, /** @type {Response} */ response) {
  const address = request.url.split(/[?#]/)[0];
  if (request.mode === "navigate" && !(await response.clone().text()).includes(`${theme}/style.css`)) return worker.registration.update();
  await (await caches.open(current)).put(address, response);
}

async function copyOf(/** @type {Request} */ request) {
  return (await caches.open(current)).match(request.url, { ignoreSearch: true });
}

/** The copy of a file; for a page that was not kept, a page that says so. @param {Request} request */
async function kept(request) {
  const copy = await copyOf(request);
  if (copy) return copy;
  return request.mode === "navigate" ? new Response(missing.replace("{scope}", scope), { status: 503, headers: { "content-type": "text/html; charset=utf-8" } }) : Response.error();
}

async function state(/** @type {(answer: object) => void} */ say) {
  say({ state: (await (await caches.open(current)).match(mark)) ? "kept" : "none" });
}

async function keepAll(/** @type {(answer: object) => void} */ say) {
  try {
    const { files } = await listed();
    const total = files.length;
    say({ state: "keeping", count: 0, total });
    await fill(files.map((/** @type {string} */ file) => new URL(file, scope).href), [mark], (count) => say({ state: "keeping", count, total }));
    say({ state: "kept" });
  } catch (error) {
    console.info("not kept:", error);
    say({ state: "failed" });
  }
}

/** Keeps pages that were read before this worker ran. @param {string[]} pages */
async function keepRead(pages) {
  const { files } = await listed();
  const known = new Set(files.map((/** @type {string} */ file) => new URL(file, scope).href));
  const cache = await caches.open(current);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  await fill(pages.filter((page) => known.has(page) && !there.has(page))).catch(() => {}); // no network by now
}

/** Forgets all but the theme and the home page. */
async function drop(/** @type {(answer: object) => void} */ say) {
  const cache = await caches.open(current);
  for (const request of await cache.keys()) {
    if (!request.url.startsWith(themed) && request.url !== scope) await cache.delete(request);
  }
  say({ state: "none" });
}
