// The search as readers meet it: dialog and page, by keyboard and pointer, with results, without, and when its files are broken.
import { AxeBuilder } from "@axe-core/playwright";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, expect } from "./fixtures.mjs";

const SITE = {
  "content/handbook.yaml": "title: Small\nbase_url: https://example.org/small/\nsettings: {offline: false}\n",
  "content/synonyms.yaml": "- [DM, direct message]\n",
  "content/index.md": "# Small\n\n- [Requests](first-contact/requests.md)\n",
  "content/first-contact/index.md": "---\ntitle: First contact\n---\n\nStrangers, mostly.\n",
  "content/first-contact/requests.md":
    "---\ntitle: Connection requests\ntopics: [first-contact]\n---\n\nBefore you send one.\n\n## Writing a note\n\nA direct message that says why.\n\n## Waiting\n\nGive strangers a fortnight; the invitation stays open.\n",
  "content/first-contact/list.md":
    "---\ntitle: Before you send\nkind: checklist\ntopics: [profile]\n---\n\n- [ ] The request names a reason.\n- [ ] The picture is recent.\n",
  "content/secret.md": "---\ntitle: Secret garden\nsearch: {hidden: true}\n---\n\nHidden zanzibar.\n",
  "content/drawer/index.md": "---\ntitle: Drawer\nsearch: false\n---\n\nOld things.\n",
  "content/drawer/thing.md": "# Thing\n\nAnother zanzibar.\n",
  "content/ja.md": "# 日本語の手引き\n\n知らない人に招待状を送る前に自己紹介を書きます。\n",
  "content/ar.md": "# مُقَدِّمَة\n\nالتَّعَارُفُ بين الناس\n",
  "content/el.md": "# Ευγένεια\n\nΗ πρώτη πρόσκληση είναι σύντομη.\n",
};

const field = (page) => page.getByRole("combobox", { name: "Search the handbook" });
const hits = (page, query) => page.locator(`[data-results-for="${query}"] a[data-result]`);

/** Asks the search page. */
async function ask(page, site, query, rest = "") {
  await page.goto(`${site.url}search/?q=${encodeURIComponent(query)}${rest}`);
  await expect(page.locator("[data-results-for]")).toHaveAttribute("data-results-for", query);
  return page.locator("a[data-result] b").allTextContents();
}

test("a slash opens the dialog; arrows choose, Enter opens the passage with its words marked", async ({ project, page }) => {
  const site = await project(SITE, { prefix: "/some/where" });
  await page.goto(`${site.url}first-contact/`);
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("fortnight");
  await expect(hits(page, "fortnight")).toHaveCount(1);
  await expect(page.getByRole("status")).toHaveText("1 page");
  await expect(page.getByRole("option", { name: /Waiting/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const chosen = page.getByRole("listbox").getByRole("option", { selected: true });
  await expect(chosen).toContainText("Waiting");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", await chosen.getAttribute("id"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${site.url}first-contact/requests/#waiting`);
  await expect(page.locator("main mark")).toHaveText(["fortnight"]);
  await expect(page.locator("main mark")).toBeInViewport();
});

test("Escape closes the dialog and gives the focus back", async ({ project, page }) => {
  const site = await project(SITE);
  await page.goto(site.url);
  const link = page.getByRole("link", { name: "Search", exact: true }).first();
  await link.focus();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(link).toBeFocused();
});

test("a misspelt word is corrected, with a way back", async ({ project, page }) => {
  const site = await project(SITE);
  expect(await ask(page, site, "conection")).toContain("Connection requests");
  await expect(page.getByText("These are pages for “connection”.")).toBeVisible();
  await page.getByRole("button", { name: "Search for “conection” all the same" }).click();
  await expect(page.getByRole("status")).toContainText("Nothing found");
  await expect(page.getByRole("link", { name: "First contact" }).first()).toBeVisible();
});

test("synonyms find what is called otherwise; hidden pages and folders stay hidden", async ({ project, page }) => {
  const site = await project(SITE);
  expect(await ask(page, site, "dm")).toEqual(["Connection requests"]);
  expect(await ask(page, site, "zanzibar")).toEqual([]);
});

test("other scripts: two characters, with and without marks", async ({ project, page }) => {
  const site = await project(SITE);
  for (const query of ["招待", "日本", "紹介"]) expect(await ask(page, site, query), query).toEqual(["日本語の手引き"]);
  for (const query of ["مقدمة", "مُقَدِّمَة", "التعارف"]) expect(await ask(page, site, query), query).toEqual(["مُقَدِّمَة"]);
  for (const query of ["ευγενεια", "Ευγένεια", "προσκληση", "ΠΡΌΣΚΛΗΣΗ"]) expect(await ask(page, site, query), query).toEqual(["Ευγένεια"]);
});

test("filters by kind and topic, from the address too", async ({ project, page }) => {
  const site = await project(SITE);
  expect((await ask(page, site, "request")).length).toBeGreaterThan(1);
  await page.getByLabel("Kind").selectOption("checklist");
  await expect(page.locator("a[data-result] b")).toHaveText(["Before you send"]);
  expect(page.url()).toContain("kind=checklist");
  expect(await ask(page, site, "request", "&topic=first-contact")).toEqual(["Connection requests"]);
});

test("recent searches come back, and a blocked store is no harm", async ({ project, page, context }) => {
  const site = await project(SITE);
  await ask(page, site, "fortnight");
  await page.locator("a[data-result]").first().click();
  await page.waitForURL(/requests/);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: "fortnight" })).toBeVisible();
  await context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get() { throw new Error("blocked"); } });
  });
  const other = await context.newPage();
  expect(await ask(other, site, "fortnight")).toEqual(["Connection requests"]);
});

test("damaged, old and missing files give a sentence, never an error", async ({ project, page, complaints }) => {
  test.setTimeout(180_000);
  const site = await project(SITE);
  const folder = join(site.folder, "search");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".txt"));
  let seed = 7;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  for (const name of names) {
    const whole = await readFile(join(folder, name));
    const flipped = Buffer.from(whole);
    flipped[random(whole.length)] ^= 1 << random(8);
    const spoilt = [whole.subarray(0, random(whole.length)), flipped, Buffer.from(`hb9${whole.subarray(3)}`), Buffer.alloc(0)];
    for (const bytes of spoilt) {
      await writeFile(join(folder, name), bytes);
      await page.goto(`${site.url}search/?q=conection+request`);
      await expect(page.getByRole("status"), name).toHaveText(/page|published|damaged|loaded/);
    }
    await writeFile(join(folder, name), whole);
  }
  await writeFile(join(folder, "index.txt"), "");
  await page.goto(site.url);
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("x");
  await expect(page.getByRole("status")).toContainText("damaged");
  expect(complaints.filter((line) => !line.includes("404"))).toEqual([]);
  complaints.length = 0;
});

test("no query throws", async ({ project, page }) => {
  const site = await project(SITE);
  await page.goto(`${site.url}search/`);
  const queries = ["a'", "’’s", "\ud800", "\u{1f642}\u{1f3fd}", "日", "ﬃ ½ ﷺ", "ـ", "\u0301", "a".repeat(5000), "x ".repeat(300), "\\ \" ' < & %", "no-such-thing ".repeat(9), "constructor __proto__"];
  for (const query of queries) {
    await page.locator("input[name=q]").fill(query);
    await expect(page.getByRole("status"), `after ${query.slice(0, 40)}`).toHaveText(/page|Nothing/);
  }
});

test("an address that asks is answered in place: nothing moves", async ({ project, page }) => {
  const site = await project(SITE);
  await page.goto(`${site.url}search/?q=request`);
  await expect(hits(page, "request").first()).toBeVisible();
  await page.waitForTimeout(1000);
  const moved = await page.evaluate(() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; })).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
  }));
  expect(moved).toBeLessThan(0.01);
});

test("axe finds nothing in dialog and page", async ({ project, page }) => {
  test.setTimeout(120_000);
  const site = await project(SITE);
  const check = async (state) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), state).toEqual([]);
  };
  await ask(page, site, "request");
  await page.waitForTimeout(400);
  await check("page with results");
  await page.emulateMedia({ colorScheme: "dark" });
  await check("page with results, dark");
  await page.emulateMedia({ colorScheme: "light" });
  await ask(page, site, "qqqqqqqq");
  await check("page without");
  await page.goto(site.url);
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await check("dialog, open");
  let arrive;
  const arrived = new Promise((resolve) => (arrive = resolve));
  await page.route("**/index.txt", async (route) => (await arrived, route.continue()));
  await page.reload();
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("request");
  await page.waitForTimeout(400);
  await expect(hits(page, "request")).toHaveCount(0);
  await check("dialog, loading");
  arrive();
  await expect(hits(page, "request").first()).toBeVisible();
  await page.waitForTimeout(400);
  await check("dialog with results");
  await field(page).fill("qqqqqqqq");
  await expect(page.getByRole("status")).toContainText("Nothing");
  await check("dialog without");
  await page.route("**/index.txt", (route) => route.fulfill({ status: 200, body: "no" }));
  await page.reload();
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("request");
  await expect(page.getByRole("status")).toContainText("damaged");
  await check("dialog in error");
});

test("an OpenSearch description offers the search to the browser", async ({ project, page, request }) => {
  const site = await project(SITE);
  await page.goto(site.url);
  const link = page.locator('link[rel="search"]');
  await expect(link).toHaveAttribute("type", "application/opensearchdescription+xml");
  const description = await (await request.get(new URL(await link.getAttribute("href"), page.url()).href)).text();
  expect(description).toContain('template="https://example.org/small/search/?q={searchTerms}"');
});

test("on the search page the key leads to its own field, not to a dialog over it", async ({ project, page }) => {
  const site = await project(SITE);
  await ask(page, site, "fortnight");
  await page.locator("main").focus();
  await page.keyboard.press("/");
  await expect(page.locator("main input[type=search]")).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
