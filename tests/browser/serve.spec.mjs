// `handbook serve` in a browser: what an edit does to the page on screen, and what its author is shown.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARY, expect, test as base, writeFiles } from "./fixtures.mjs";

const FILES = {
  "content/handbook.yaml": "title: Small\ntheme: mine\n",
  "content/index.md": "# Home\n\n[Page](page.md), [other](other.md)\n",
  "content/other.md": "# Other\n\nText.\n",
  "content/page.md": `# Page

First paragraph.

- [ ] One thing
- [ ] Another thing

${"Filler.\n\n".repeat(60)}

\`\`\`quiz
What is right?

- [ ] This.
  It is wrong.
- [x] That.
  It is right.
\`\`\`

Last paragraph.
`,
  "themes/mine/theme.yaml": "extends: default\n",
};

const test = base.extend({
  /** What stands in the project besides FILES when it is served. */
  more: [{}, { option: true }],

  /** A project that is served: its address, and a way to edit it. */
  live: async ({ context, more }, use) => {
    const root = await mkdtemp(join(tmpdir(), "handbook-live-"));
    await writeFiles(root, { ...FILES, ...more });
    const child = spawn(BINARY, ["serve", "--port", "0", "--root", root, "--editor", "vscode"], { stdio: ["ignore", "pipe", "ignore"] });
    const url = await new Promise((resolve) => child.stdout.once("data", (data) => resolve(/http:\S+/.exec(data)[0])));
    await use({
      url,
      child,
      write: (path, text) => writeFiles(root, { [path]: text }),
      edit: async (path, from, to) => {
        const text = await readFile(join(root, path), "utf8");
        expect(text).toContain(from);
        // Whole at once: a file that is emptied before it is written is, on a busy machine, seen empty.
        await writeFile(join(root, "edited"), text.replace(from, to));
        await rename(join(root, "edited"), join(root, path));
      },
    });
    for (const page of context.pages()) await page.close();
    child.kill();
    await rm(root, { recursive: true });
  },
});

/** Opens `path` and waits until the page listens. Whether it is loaded anew shows in a mark that a load would lose. */
async function open(page, live, path) {
  page.on("console", (message) => /loads the page anew/.test(message.text()) && (page.anew ??= []).push(message.text()));
  await page.goto(live.url + path);
  await expect(page.locator("handbook-author")).toBeAttached();
  await page.evaluate(() => { window.mark = "same page"; });
}
const isSamePage = (page) => page.evaluate(() => window.mark === "same page");
async function expectSamePage(page) {
  expect(page.anew, "why the page was loaded anew").toBeUndefined();
  expect(await isSamePage(page)).toBe(true);
}

test("an edit of the page on screen changes only that, and keeps scroll, ticks and an open question", async ({ live, page }) => {
  await open(page, live, "page/");
  await page.getByRole("checkbox", { name: "Another thing" }).check();
  await page.getByRole("radio", { name: "That." }).scrollIntoViewIfNeeded();
  await page.waitForFunction(() => customElements.get("quiz-question")); // it wakes as it comes near
  await page.getByRole("radio", { name: "That." }).check();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(300);
  await live.edit("content/page.md", "Last paragraph.", "Final paragraph, edited.");
  await expect(page.getByText("Final paragraph, edited.")).toBeVisible();
  await live.edit("content/page.md", "First paragraph.", "First paragraph, edited.");
  await expect(page.getByText("First paragraph, edited.")).toBeAttached();
  await expectSamePage(page);
  await expect(page.getByRole("checkbox", { name: "Another thing" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "That." })).toBeChecked();
  expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(60);
});

test("blocks come, go and move without the page being loaded anew", async ({ live, page }) => {
  await open(page, live, "page/");
  await live.edit("content/page.md", "First paragraph.", "Zeroth.\n\nFirst paragraph.\n\n> A quotation.");
  await expect(page.locator("main blockquote")).toHaveText("A quotation.");
  await live.edit("content/page.md", "Zeroth.\n\nFirst paragraph.\n\n> A quotation.", "> A quotation.\n\nFirst paragraph.");
  await expect(page.locator("main").getByText("Zeroth.")).toHaveCount(0);
  const order = await page.locator("main p").evaluateAll((all) => all.slice(0, 2).map((p) => p.textContent.trim()));
  expect(order).toEqual(["A quotation.", "First paragraph."]);
  await expectSamePage(page);
});

test("a checklist that an edit adds works", async ({ live, page }) => {
  await open(page, live, "other/");
  await live.edit("content/other.md", "Text.", "Text.\n\n- [ ] New thing\n");
  await page.getByRole("checkbox", { name: "New thing" }).check();
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "New thing" })).toBeChecked();
});

test("an edit of a style changes the sheet, not the page", async ({ live, page }) => {
  await open(page, live, "page/");
  for (const colour of ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]) {
    await live.write("themes/mine/styles/components/mine.css", `h1 { color: ${colour} !important; }`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("color", colour);
  }
  await expectSamePage(page);
});

test("an edit of another page leaves this one alone", async ({ live, page }) => {
  await open(page, live, "page/");
  await live.edit("content/other.md", "Text.", "Other text.");
  await page.keyboard.press("?");
  await expect(page.getByText("content/other.md: ")).toBeVisible();
  await expectSamePage(page);
});

for (const [what, path, text, words] of [
  ["a template", "themes/mine/templates/kinds/guide.html", '{% extends "base.html" %}{% block main %}<h1>Mine</h1>{% endblock %}', "Mine"],
  ["the settings", "content/handbook.yaml", "title: Renamed\ntheme: mine\n", "Renamed"],
]) {
  test(`an edit of ${what} loads the page anew`, async ({ live, page }) => {
    await open(page, live, "page/");
    await live.write(path, text);
    await expect(page.locator("body")).toContainText(words);
    await expect.poll(() => isSamePage(page)).toBe(false);
  });
}

test("a fault is shown over the last good page, and goes away with its mending", async ({ live, page }) => {
  await open(page, live, "page/");
  await live.edit("content/page.md", "First paragraph.", "See <b>[there](othre.md)</b>.");
  const overlay = page.getByRole("alert");
  await expect(overlay).toContainText("error[broken-link]", { timeout: 1500 });
  await expect(overlay).toContainText("content/page.md:3:16");
  await expect(overlay).toContainText("See <b>[there](othre.md)</b>.");
  await expect(overlay.locator("mark")).toHaveText("othre.md");
  await expect(overlay.getByRole("link")).toHaveAttribute("href", /^vscode:\/\/file\/.*\/content\/page\.md:3:16$/);
  await expect(page.getByText("First paragraph.")).toBeAttached();
  await live.edit("content/page.md", "othre.md", "other.md");
  await expect(overlay).toBeHidden();
  await expect(page.getByRole("link", { name: "there" })).toBeVisible();
  await expectSamePage(page);
});

test("nothing in a report runs", async ({ live, page }) => {
  await open(page, live, "page/");
  await live.edit("content/page.md", "First paragraph.", '[x](<nowhere.md"><img src=x onerror=alert(1)>)\n\n[<script>alert(1)</script>](gone.md)');
  await expect(page.getByRole("alert")).toContainText("<script>alert(1)</script>");
  expect(await page.locator("handbook-author img").count()).toBe(0);
});

test("a warning is a badge", async ({ live, page }) => {
  await open(page, live, "page/");
  await live.edit("content/page.md", "First paragraph.", "First.\n\n#### Too deep");
  const badge = page.getByRole("button", { name: "1 warning" });
  await expect(badge).toBeVisible();
  await expect(page.getByRole("alert")).toBeHidden();
  await badge.click();
  await expect(page.getByRole("alert")).toContainText("warning[heading-jump]");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alert")).toBeHidden();
});

test("the panel tells of the page, and a draft is marked", async ({ live, page }) => {
  await live.write("content/draft.md", "---\ndraft: true\n---\n# Draft\n\nThree words here.\n");
  await expect.poll(async () => (await page.request.get(`${live.url}draft/`)).status()).toBe(200);
  await open(page, live, "draft/");
  await expect(page.getByText("Draft", { exact: true }).last()).toBeVisible();
  await page.keyboard.press("?");
  const panel = page.getByRole("complementary", { name: "For the author" });
  await expect(panel.getByRole("link", { name: "content/draft.md" })).toHaveAttribute("href", /^vscode:/);
  await expect(panel).toContainText("a draft: not part of a build");
});

test("a page that was 404 appears once it is written", async ({ live, page, complaints }) => {
  await open(page, live, "later/");
  await live.write("content/later.md", "# Later\n");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Later");
  complaints.splice(0); // the browser reports the 404
});

test.describe("a theme that is broken from the start", () => {
  test.use({ more: { "themes/mine/templates/base.html": "{% if %}" } });

  test("shows why, and the page once it is mended", async ({ live, page, complaints }) => {
    await open(page, live, "page/");
    await expect(page.getByRole("alert")).toContainText("themes/mine/templates/base.html");
    await live.write("themes/mine/templates/base.html", "<!doctype html><html><head></head><body><main><h1>Mended</h1>{% block main %}{% endblock %}</main></body></html>");
    await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText("Mended");
    complaints.splice(0); // the browser reports the 404
  });
});
