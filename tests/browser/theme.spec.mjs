// The default theme: no barrier that axe finds on any kind of page in any scheme, what a first view costs, and what
// keyboard, no-JavaScript, offline and settings promise.
import AxeBuilder from "@axe-core/playwright";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test, expect } from "./fixtures.mjs";

const SOURCES = "ada: {title: Letters, author: Ada, year: 1843, url: 'https://example.org/letters'}\n";
const GUIDE = `---
title: Say why you write
description: Two lines that decide.
topics: [letters]
sources: [ada]
reviewed: 2026-11-22
aliases: [/old/why/]
---

Say why.[^1] Then ask.

> Dear Ada, your note on the engine made me look twice.

> [!TIP]
> Read it aloud.

## How long {#long}

| Where | Characters |
| --- | ---: |
| Letter | 900 |

### Shorter still

Once more.

## In short {#in-short}

- Say why.

## Do and don't

- **Do** say what caught your interest. {#why}
  It is easier to answer.
- **Don't** send the same text twice. {#twice}
  They talk to one another.

## What next

Go on.

[^1]: Ada says so.
`;
const CHECKLIST = `---
title: Before you post it
kind: checklist
when: When the letter is written.
use: do-confirm
topics: [letters]
---

## The letter

- [ ] It has a name on it. {#name}
- [ ] It has a date. {#date}
`;
const QUIZ = `---
title: Practice
kind: quiz
topics: [letters]
---

## What comes first? {#first}

- [ ] The price.
  It can wait.
- [x] The reason.
  They want to know.
`;
const FILES = {
  "content/handbook.yaml": "title: Letters\ndescription: How to write one.\nlanguage: en\n",
  "content/sources.yaml": SOURCES,
  "content/index.md": "---\ntitle: Letters\n---\n\nStart with [the reason](write/why.md).\n",
  "content/write/index.md": "---\ntitle: Writing\n---\n\nAbout writing.\n",
  "content/write/why.md": GUIDE,
  "content/write/before.md": CHECKLIST,
  "content/write/practice.md": QUIZ,
};
const KINDS = {
  home: "", section: "write/", guide: "write/why/", checklist: "write/before/", quiz: "write/practice/", topics: "topics/",
  topic: "topics/letters/", drawn: "topics/letters/quiz/", sources: "sources/", search: "search/", review: "review/", progress: "progress/",
  missing: "404.html",
};
const VIEWS = {
  light: {},
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
  "320 px": { viewport: { width: 320, height: 640 } },
  "200 % zoom": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
};

for (const [view, options] of Object.entries(VIEWS)) {
  test.describe(view, () => {
    test.use(options);
    test("axe finds no barrier on any kind of page", async ({ project, page }) => {
      test.setTimeout(240_000);
      const site = await project(FILES);
      for (const [kind, address] of Object.entries(KINDS)) await expectNoBarrier(page, site.url + address, kind);
    });
  });
}

test("axe finds no barrier in a handbook that runs from right to left", async ({ project, page }) => {
  test.setTimeout(240_000);
  const site = await project({ ...FILES, "content/handbook.yaml": "title: رسائل\nlanguage: ar\n" });
  for (const [kind, address] of Object.entries(KINDS)) await expectNoBarrier(page, site.url + address, kind);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
});

test("the first view of a guide is small, quick and still", async ({ project, page }) => {
  const site = await project(FILES);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.slice(1)));
  await page.goto(`${site.url}write/why/`, { waitUntil: "networkidle" });
  expect(asked.length, asked.join(" ")).toBeLessThanOrEqual(5);

  const sizes = await Promise.all(asked.map((path) => compressed(join(site.folder, path.endsWith("/") ? `${path}index.html` : path))));
  const sum = (wanted) => sizes.filter((_, index) => wanted(asked[index])).reduce((total, size) => total + size, 0);
  expect(sum(() => true)).toBeLessThanOrEqual(40_000);
  expect(sum((path) => path.endsWith(".css"))).toBeLessThanOrEqual(16_000);
  expect(sum((path) => path.endsWith(".js"))).toBeLessThanOrEqual(12_000);
  expect(await layoutShift(page)).toBe(0);
});

test("the menu is a drawer on a phone, and a keyboard opens and leaves it", async ({ project, page }) => {
  const site = await project(FILES);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${site.url}write/why/`);
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#_nav")).toBeVisible();
  await expect(page.locator(".nav-close")).toBeFocused();
  await expect(page.locator("main")).toHaveJSProperty("inert", true);
  await page.keyboard.press("Escape");
  await expect(page.locator("#_nav")).toBeHidden();
  await expect(page.locator(".nav-button")).toBeFocused();
  await expect(page.locator("main")).toHaveJSProperty("inert", false);
});

test("the chosen colours hold on the next page from its first paint", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}write/why/`);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole("combobox").selectOption("dark");
  expect(await ground()).not.toBe(light);
  const dark = await ground();
  await page.goto(`${site.url}write/before/`, { waitUntil: "commit" });
  await page.waitForFunction(() => document.body);
  expect(await ground()).toBe(dark);
  await expect(page.getByRole("combobox")).toHaveValue("dark");
});

test("the key that opens the search alone can be switched off", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}write/why/`);
  await page.getByRole("checkbox", { name: "opens the search" }).uncheck();
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "opens the search" })).not.toBeChecked();
  await expect(page.locator("html")).toHaveAttribute("data-slash", "off");
});

test("the contents follow the reader, and a heading's link is copied", async ({ project, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const site = await project(FILES);
  await page.setViewportSize({ width: 1280, height: 400 });
  await page.goto(`${site.url}write/why/`);
  await page.locator("#long").hover();
  await page.locator("#long .heading-link").click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.url}write/why/#long`);
  await expect(page.getByRole("status")).toHaveText("Link copied");
  await expect(page.locator("#long .heading-link")).toHaveRole("link");
  await page.mouse.wheel(0, 300);
  await expect(page.locator(".toc a[aria-current]")).toHaveCount(1);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  test("pages are whole, the menu opens, and nothing that needs a script shows", async ({ project, page }) => {
    const site = await project(FILES);
    await page.goto(`${site.url}write/why/`);
    await expect(page.getByText("It is easier to answer.")).toBeVisible();
    expect(await page.locator(".needs-js").evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(0);
    await page.locator(".nav-button").click();
    await page.locator("#_nav").getByRole("link", { name: "Before you post it" }).click();
    await expect(page).toHaveURL(`${site.url}write/before/`);
    await page.goto(`${site.url}old/why/`);
    await expect(page).toHaveURL(`${site.url}write/why/`);
  });
});

test("what was read opens without a network, and everything once it is kept", async ({ project, page, complaints }) => {
  const site = await project(FILES, { prefix: "/any/sub/path" });
  await page.goto(`${site.url}write/why/`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto(`${site.url}write/before/`);
  await site.close();
  for (const address of ["", "write/why/", "write/before/"]) {
    await page.goto(site.url + address);
    await expect(page.locator("main h1"), address).toBeVisible();
    expect(await page.evaluate(() => document.styleSheets[0]?.cssRules.length), address).toBeGreaterThan(9);
  }
  await page.goto(`${site.url}topics/`);
  await expect(page.getByRole("heading", { name: "No network" })).toBeVisible();
  complaints.length = 0;
});

test("the whole handbook is kept when asked for", async ({ project, page, complaints }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}progress/`);
  await page.locator("offline-copy button").click();
  await expect(page.locator("offline-copy [role=status]")).toHaveText("The whole handbook is kept on this device.");
  await site.close();
  for (const [kind, address] of Object.entries(KINDS)) {
    await page.goto(site.url + address);
    await expect(page.locator("main h1"), kind).toBeVisible();
  }
  complaints.length = 0;
});

test("settings and a second theme change what is seen", async ({ project, page }) => {
  const settings = 'title: Letters\nsettings:\n  accent: "#7a2e5d"\n  footer: Printed by hand\n  footer_links:\n    - {title: Imprint, href: write/}\n';
  const own = await project({ ...FILES, "content/handbook.yaml": settings });
  await page.goto(own.url);
  await expect(page.locator(".foot")).toContainText("Printed by hand");
  await expect(page.locator(".hero .button").first()).toHaveCSS("background-color", "rgb(122, 46, 93)");

  const plain = await project({ ...FILES, "content/handbook.yaml": "title: Letters\ntheme: plain\n" });
  await page.goto(`${plain.url}write/why/`);
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await expect(page.locator(".nav-button")).toBeVisible();
});

async function expectNoBarrier(page, url, kind) {
  await page.goto(url);
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), kind).toEqual([]);
}

async function compressed(file) {
  return gzipSync(await readFile(file), { level: 9 }).length;
}

async function layoutShift(page) {
  return page.evaluate(() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += /** @type {any} */ (entry).value; }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 500);
  }));
}
