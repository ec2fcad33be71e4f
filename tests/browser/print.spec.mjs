// Paper: what a checklist, a guide and the whole handbook are once they are printed.
import { AxeBuilder } from "@axe-core/playwright";
import { test, expect } from "./fixtures.mjs";
import { paper, places, text } from "./paper.mjs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const CALL = `---
title: Before the call
description: Ten minutes that save an hour.
kind: checklist
when: Half an hour before
use: do-confirm
reviewed: 2026-11-22
---

Why is in [the guide](guide.md).

## Before

- [ ] I know the time in both zones. {#zones}
- [ ] Three questions stand on paper. {#questions}
  The most important first.
- [ ] The line works. {#line}
- [ ] I know when I'll stop. {#stop}
- [ ] A glass of water is at hand. {#water}

## After

- [ ] Notes are written. {#notes}
- [ ] Thanks went out. {#thanks}
- [ ] What I promised has a day. {#promise}
- [ ] A date is set. {#date}
`;
const GUIDE = `---
title: Guide
---

See [the list](call.md), [a work](https://example.org/book) and [another](https://example.net/b), then [the work again](https://example.org/book).

- [ ] One thing. {#one}

## Second

- [ ] Another. {#two}
`;
const FILES = {
  "content/handbook.yaml": "title: Small\nbase_url: https://handbook.example/sub/\n",
  "content/index.md": "# Small\n\nHello.\n",
  "content/call.md": CALL,
  "content/guide.md": GUIDE,
};

const box = (page, id) => page.locator(`input[data-item="${id}"]`);
const marked = ({ boxes }) => boxes.filter((one) => one.marked).length;

/** Opens the page with `window.print` only noted, so that the paper can be looked at while the choices hold. */
async function open(page, address) {
  await page.addInitScript(() => { window.print = () => { window.printed = true; }; });
  await page.goto(address);
}

/** The page's code would look like boxes. */
const withoutCodes = (page) => page.evaluate(() => document.querySelectorAll(".print-code").forEach((code) => code.remove()));

test("ticks print as marked boxes, as many as there are", async ({ project, page }) => {
  const site = await project(FILES);
  await open(page, `${site.url}call/`);
  for (const id of ["zones", "line", "thanks", "date"]) await box(page, id).check();
  await withoutCodes(page);
  for (const format of ["A4", "Letter"]) {
    const sheet = await paper(page, format);
    expect(sheet.pages).toHaveLength(1);
    expect(sheet.boxes).toHaveLength(9);
    expect(marked(sheet)).toBe(4);
    expect(Math.min(...sheet.boxes.map(({ millimetres }) => millimetres))).toBeGreaterThanOrEqual(4);
  }
});

test("the dialog: blank, without details, without lines, the list alone", async ({ project, page }) => {
  const site = await project(FILES);
  await open(page, `${site.url}call/`);
  await box(page, "zones").check();
  await withoutCodes(page);
  const whole = (await paper(page)).pages[0];
  expect(whole).toMatch(/1 ?\/ ?1\s*$/);
  for (const words of ["Before the call", "Half an hour before", "Why is in", "The most important first.", "Date", "Name", "22 November 2026", "https://handbook.example/sub/call/"]) expect(whole).toContain(words);
  for (const words of ["Share", "Start a run", "1 of 9", "Search", "Copy as Markdown"]) expect(whole).not.toContain(words);

  await page.getByRole("button", { name: "Print…" }).click();
  await expect(page.getByLabel("This checklist")).toBeChecked();
  await page.getByLabel("Blank").check();
  await page.getByLabel("Details", { exact: true }).uncheck();
  await page.getByLabel("Lines for date and name").uncheck();
  await page.getByRole("dialog").getByRole("button", { name: "Print", exact: true }).click();
  await page.waitForFunction(() => window.printed);
  const sheet = await paper(page);
  expect(sheet.boxes).toHaveLength(9);
  expect(marked(sheet)).toBe(0);
  for (const words of ["Before the call", "Half an hour before", "Thanks went out."]) expect(sheet.pages[0]).toContain(words);
  for (const words of ["Why is in", "The most important first.", "Date", "Name"]) expect(sheet.pages[0]).not.toContain(words);

  // The choices were for that one time.
  expect(marked(await paper(page))).toBe(1);
});

test("Escape prints nothing", async ({ project, page }) => {
  const site = await project(FILES);
  await open(page, `${site.url}call/`);
  await page.getByRole("button", { name: "Print…" }).click();
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => window.printed)).toBeUndefined();
});

test("a list of several sheets says on each which it is, in boxes as large", async ({ project, page }) => {
  const items = Array.from({ length: 70 }, (_, number) => `- [ ] Thing number ${number}. {#i${number}}\n  And why.\n`).join("");
  const site = await project({ ...FILES, "content/call.md": CALL + items }, { args: ["--allow", "checklist-too-long", "--allow", "pause-too-long"] });
  await page.goto(`${site.url}call/`);
  await withoutCodes(page);
  for (const format of ["A4", "Letter"]) {
    const { pages, boxes } = await paper(page, format);
    expect(pages.length).toBeGreaterThan(1);
    for (const [number, sheet] of pages.entries()) {
      expect(squeeze(sheet.trimStart().split("\n")[0])).toBe("Before the call");
      expect(squeeze(sheet)).toMatch(new RegExp(`${number + 1} ?/ ?${pages.length}$`));
    }
    expect(boxes).toHaveLength(79);
    expect(Math.min(...boxes.map(({ millimetres }) => millimetres))).toBeGreaterThanOrEqual(4);
  }
  await page.goto(`${site.url}print/`);
  const heads = (await text(page)).map((sheet) => squeeze(sheet.trimStart().split("\n")[0]));
  expect(heads.filter((head) => head === "1 Before the call").length).toBeGreaterThan(1);
});

test("one of several lists on a page can be printed alone", async ({ project, page }) => {
  const site = await project(FILES);
  await open(page, `${site.url}guide/`);
  await page.locator("check-list").nth(1).getByRole("button", { name: "Print…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Print", exact: true }).click();
  await page.waitForFunction(() => window.printed);
  const { pages, boxes } = await paper(page);
  expect(boxes).toHaveLength(1);
  expect(pages[0]).toContain("Another.");
  expect(pages[0]).toContain("Second");
  expect(pages[0]).not.toContain("One thing.");
  expect(pages[0]).not.toContain("See the list");
});

test("a list far from the foot of its page can be printed at once", async ({ project, page }) => {
  const site = await project({ ...FILES, "content/guide.md": GUIDE + "\nMore.\n".repeat(200) });
  await open(page, `${site.url}guide/`);
  await page.locator("check-list").first().getByRole("button", { name: "Print…" }).click();
  await expect(page.getByRole("dialog").getByLabel("This checklist")).toBeChecked();
});

test("external addresses stand as numbered notes, once each", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}guide/`);
  await page.locator("print-dialog").scrollIntoViewIfNeeded();
  await page.waitForFunction(() => customElements.get("print-dialog"));
  const words = (await text(page)).join("");
  expect(words).toMatch(/a work\s*\[1\].+another\s*\[2\].+the work again\s*\[1\]/s);
  expect(words.match(/https:\/\/example\.org\/book/g)).toHaveLength(1);
  expect(words.match(/https:\/\/example\.net\/b/g)).toHaveLength(1);
});

test("a checklist's external addresses are on its sheet", async ({ project, page }) => {
  const site = await project({ ...FILES, "content/call.md": CALL.replace("The line works.", "The [line](https://example.org/line) works.") });
  await open(page, `${site.url}call/`);
  await page.waitForFunction(() => customElements.get("print-dialog"));
  const pages = await text(page);
  expect(pages).toHaveLength(1);
  expect(pages[0]).toMatch(/The line\s*\[1\] works\..+https:\/\/example\.org\/line/s);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a plain list with boxes prints well, folded parts open", async ({ project, page }) => {
    const site = await project(FILES);
    await page.goto(`${site.url}call/`);
    const { pages, boxes } = await paper(page);
    expect(boxes.length).toBeGreaterThanOrEqual(9);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain("The most important first.");
    await page.goto(`${site.url}guide/`);
    expect((await text(page))[0]).toContain("https://example.org/book");
  });
});

test("zbar reads the page's address from the code on the sheet", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}call/`);
  expect((await paper(page)).codes).toEqual(["https://handbook.example/sub/call/"]);
});

test("were the handbook's address known, zbar would read each checklist's from its sheet", async ({ project, page }) => {
  test.setTimeout(180_000);
  const content = join(import.meta.dirname, "../../content");
  const names = (await readdir(content, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(content.length));
  const files = Object.fromEntries(await Promise.all(names.map(async (name) => [`content${name}`, await readFile(content + name, "utf8")])));
  const settings = files["content/handbook.yaml"];
  expect(settings).not.toMatch(/^base_url:/m);
  const site = await project({ ...files, "content/handbook.yaml": `base_url: https://handbook.example/sub/\n${settings}` });
  const lists = await checklists(site);
  expect(lists.length).toBeGreaterThan(9);
  for (const [number, address] of lists.entries()) {
    await page.goto(site.url + address);
    const { pages, codes } = await paper(page, number % 2 ? "A4" : "Letter");
    expect([pages.length, codes], address).toEqual([1, [`https://handbook.example/sub/${address}`]]);
  }
  // In a document to print, each list keeps its own.
  await page.goto(`${site.url}print/${lists[0].split("/")[0]}/`);
  expect((await paper(page)).codes).toContain(`https://handbook.example/sub/${lists[0]}`);
});

test("without a base address there is no code", async ({ project, page }) => {
  const site = await project({ ...FILES, "content/handbook.yaml": "title: Small\n" });
  await page.goto(`${site.url}call/`);
  expect((await paper(page)).codes).toEqual([]);
});

test("dark mode prints dark on white", async ({ project, page }) => {
  const site = await project(FILES);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${site.url}call/`);
  await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
  for (const share of (await paper(page)).dark) expect(share).toBeLessThan(0.1);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const [ink, ground] = await page.evaluate(() => [getComputedStyle(document.querySelector("h1")).color, getComputedStyle(document.body).backgroundColor]);
  expect([ink, ground]).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
});

test("every checklist of the handbook is one sheet of A4 and of Letter, ticked or not", async ({ handbook, page }) => {
  test.setTimeout(180_000);
  const lists = await checklists(handbook);
  expect(lists).not.toEqual([]);
  for (const address of lists) {
    await page.goto(handbook.url + address);
    const items = await page.locator("input[data-item]").count();
    await withoutCodes(page);
    const blank = await paper(page, "Letter");
    expect([blank.pages.length, blank.boxes.length, marked(blank)], `${address}: pages, boxes, ticks`).toEqual([1, items, 0]);
    for (const one of await page.locator("input[data-item]").all()) await one.check();
    expect(await text(page, "A4"), address).toHaveLength(1);
    expect(await text(page, "Letter"), address).toHaveLength(1);
  }
});

test("the whole handbook is one document whose links are its own", async ({ handbook, page }) => {
  test.setTimeout(120_000);
  await page.goto(`${handbook.url}print/`);
  const { dead, doubled, outside } = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    const links = [...document.querySelectorAll("main a[href]")].filter((link) => !link.closest("print-dialog, .breadcrumbs"));
    const inside = links.filter((link) => link.getAttribute("href").startsWith("#"));
    return {
      dead: inside.map((link) => decodeURIComponent(link.hash.slice(1))).filter((id) => !ids.includes(id)),
      doubled: ids.filter((id, place) => ids.indexOf(id) !== place),
      outside: links.filter((link) => link.host === location.host && !link.getAttribute("href").startsWith("#")).map((link) => link.href),
    };
  });
  expect(dead).toEqual([]);
  expect(doubled).toEqual([]);
  expect(outside.filter((address) => /\/$|\.html$/.test(address)), "pages left out of the document").toEqual([]);

  const numbers = await page.locator(".print-contents a span:first-child").allTextContents();
  expect(numbers.length).toBeGreaterThan(1);
  expect(await page.locator(".print-chapter .print-number").allTextContents()).toEqual(numbers);
});

test("in the printed handbook each chapter opens a page and no page ends with a heading", async ({ handbook, page }) => {
  test.setTimeout(180_000);
  await page.goto(`${handbook.url}print/`);
  const titles = (await page.locator(".print-chapter > h2").allInnerTexts()).map(squeeze);
  const headings = new Set((await page.locator("main :is(h1, h2, h3, h4)").allInnerTexts()).map(squeeze));
  const pages = await text(page);
  const lines = pages.map((all) => all.split("\n").map(squeeze).filter(Boolean));
  for (const title of titles) expect(lines.filter(([first]) => title.startsWith(first)).length, title).toBeGreaterThan(0);
  const first = lines.findIndex(([line]) => titles[0].startsWith(line));
  for (const [number, all] of lines.entries()) {
    expect(all.at(-1).replaceAll(" ", "")).toBe(`${number + 1}/${pages.length}`);
    if (number >= first) expect(headings.has(all.at(-2)), `page ${number + 1} ends with “${all.at(-2)}”`).toBe(false);
  }
});

test("a chapter's title never stands alone, however high its first part is", async ({ project, page }) => {
  const lines = (count, line) => Array.from({ length: count }, (_, number) => line(number)).join("");
  const quiz = (title, options) => `---\ntitle: ${title}\nkind: quiz\n---\n\n## Which one of them?\n\n${lines(options, (number) => `- [${number ? " " : "x"}] Option ${number}.\n  Since.\n`)}\n## Now?\n\n> One message.\n\n**Do** send it: it is short.\n\n1. "One message" is all of it.\n`;
  const files = { "content/index.md": "# Small\n" };
  for (const count of [34, 38, 40, 42, 44, 46, 52]) {
    files[`content/q/quote${count}.md`] = `# Quote ${count}\n\n> First\\\n${lines(count, (number) => `> line ${number}\\\n`)}> last\n`;
    files[`content/q/code${count}.md`] = `# Code ${count}\n\n## Section\n\n\`\`\`\n${lines(count, (number) => `line ${number}\n`)}\`\`\`\n`;
    files[`content/q/quiz${count}.md`] = quiz(`Quiz ${count}`, count - 10);
  }
  files["content/q/short.md"] = "---\ntitle: Short\nkind: quiz\n---\n\n" + quiz("", 3).split("---\n\n")[1];
  const site = await project(files, { args: ["--allow", "option-without-why"] });
  await page.goto(`${site.url}print/`);
  const titles = (await page.locator(".print-chapter > h2").allInnerTexts()).map(squeeze);
  for (const sheet of await text(page)) {
    const [first, ...more] = sheet.split("\n").map(squeeze).filter(Boolean);
    if (titles.includes(first)) expect(more.length, `below “${first}”`).toBeGreaterThan(3);
  }
});

test("in the contents no column ends with a section parted from its first chapter", async ({ project, page }) => {
  test.setTimeout(180_000);
  for (const first of [0, 1, 2, 3]) {
    const files = { "content/index.md": "# Small\n", "content/a/index.md": "---\ntitle: Sectiona\norder: 1\n---\n" };
    for (let number = 0; number < first; number += 1) files[`content/a/p${number}.md`] = `# Pagea${number}\n`;
    for (const letter of "bcdefghijklmnopqrst") {
      files[`content/${letter}/index.md`] = `---\ntitle: Section${letter}\norder: 2\n---\n`;
      for (const number of [0, 1, 2]) files[`content/${letter}/p${number}.md`] = `# Page${letter}${number}\n`;
    }
    const site = await project(files);
    await page.goto(`${site.url}print/`);
    const words = await places(page);
    for (const letter of "bcdefghijklmnopqrst") {
      const [section, chapter] = [`Section${letter}`, `Page${letter}0`].map((wanted) => words.find(({ word }) => word === wanted));
      expect([chapter.sheet, chapter.x, chapter.y > section.y], `${letter} with ${first} before`).toEqual([section.sheet, section.x, true]);
    }
  }
});

test("what belongs together stays on one page", async ({ handbook, page }) => {
  await page.goto(`${handbook.url}print/`);
  await page.emulateMedia({ media: "print" });
  const torn = await page.evaluate(() => {
    const styles = (selector, property, wanted) =>
      [...document.querySelectorAll(`main ${selector}`)].filter((element) => element.checkVisibility() && getComputedStyle(element)[property] !== wanted).map((element) => element.outerHTML.slice(0, 80));
    return [
      ...styles(":is(tr, blockquote, figure, pre, .alert, .check-item, .moment, .print-sheet, .rule)", "breakInside", "avoid"),
      ...styles(":is(h1, h2, h3, h4, h5, h6)", "breakAfter", "avoid"),
      ...styles("thead", "display", "table-header-group"),
    ];
  });
  expect(torn).toEqual([]);
});

test("axe finds nothing in a document to print and in its dialog", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}print/`);
  const clean = async () => expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await clean();
  await page.getByRole("button", { name: "Print…" }).click();
  await clean();
});

test("ticks made on their page are on the paper of the whole", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}call/`);
  for (const id of ["zones", "line", "thanks", "date"]) await box(page, id).check();
  await page.goto(`${site.url}print/`);
  await expect(page.locator("input[data-item]:checked")).toHaveCount(4);
  await withoutCodes(page);
  expect(marked(await paper(page))).toBe(4);
});

const squeeze = (text) => text.replace(/\s+/g, " ").trim();

/** The addresses of the site's checklist pages. */
async function checklists(site) {
  const files = (await readdir(site.folder, { recursive: true })).filter((file) => file.endsWith("index.html"));
  const texts = await Promise.all(files.map((file) => readFile(join(site.folder, file), "utf8")));
  return files.filter((_, place) => texts[place].includes("<check-page")).map((file) => file.slice(0, -"index.html".length));
}
