// Checklists on screen: what stays ticked, what can be taken along, and for whom it works.
import { AxeBuilder } from "@axe-core/playwright";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test, expect, handbook, writeFiles } from "./fixtures.mjs";

const HEAD = `---
title: Before the call
kind: checklist
when: Half an hour before
use: do-confirm
---

Why is in the guide.
`;
const LIST = `${HEAD}
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
const CHANGED = `${HEAD}
## After

- [ ] A date is set. {#date}
- [ ] Thanks went out, the same day. {#thanks}
- [ ] Notes are written. {#notes}
- [ ] What I promised has a day. {#promise}

## Before

- [ ] This one is new. {#new}
- [ ] The line works. {#line}
- [ ] I know when I'll stop. {#stop}
- [ ] I know the time in both zones. {#zones}
- [ ] Three questions stand on paper. {#questions}
- [ ] A glass of water is at hand. {#water}
`;
const FOUR = ["zones", "line", "thanks", "date"];
const FILES = { "content/index.md": "# Home\n", "content/call.md": LIST };

const box = (page, id) => page.locator(`input[data-item="${id}"]`);
const ticked = (page) => page.locator("input[data-item]:checked").evaluateAll((all) => all.map((one) => one.dataset.item).sort());
const words = (page) => page.locator(".check-bar .check-count span");
const said = (page) => page.locator("check-run .check-said");

async function tickFour(page, address) {
  await page.goto(address);
  for (const id of FOUR) await box(page, id).check();
  await expect(words(page)).toHaveText("4 of 9");
}

/** Builds the site anew with other files, where it is served; an empty one goes. */
async function change(site, files) {
  const root = dirname(site.folder);
  await writeFiles(root, files);
  for (const path of Object.keys(files)) if (!files[path]) await rm(join(root, path));
  await handbook("build", "--root", root, "--out", site.folder);
}

test("the same four stay ticked when items are added, reworded and moved", async ({ project, page }) => {
  const site = await project(FILES);
  await tickFour(page, `${site.url}call/`);
  await expect(page.locator("check-list .check-count span")).toHaveText(["2 of 5", "2 of 4"]);

  await change(site, { "content/call.md": CHANGED });
  await page.reload();
  await expect(words(page)).toHaveText("4 of 10");
  expect(await ticked(page)).toEqual([...FOUR].sort());
});

test("a page that moved keeps its ticks by its alias", async ({ project, page }) => {
  const site = await project(FILES);
  await tickFour(page, `${site.url}call/`);

  await change(site, { "content/talk.md": LIST.replace("kind:", "aliases: [/call/]\nkind:"), "content/call.md": "" });
  await page.goto(`${site.url}talk/`);
  await expect(words(page)).toHaveText("4 of 9");
  expect(await ticked(page)).toEqual([...FOUR].sort());
});

test("a shared address opens the same ticks elsewhere, and a reload keeps later ones", async ({ project, page, context, browser }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const site = await project(FILES);
  await tickFour(page, `${site.url}call/`);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(said(page)).toHaveText("Copied.");
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toBe(`${site.url}call/#ticks=zones,line,thanks,date`);

  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(address);
  await expect(words(elsewhere)).toHaveText("4 of 9");
  expect(await ticked(elsewhere)).toEqual([...FOUR].sort());
  expect(elsewhere.url()).toBe(`${site.url}call/`);
  await box(elsewhere, "water").check();
  await elsewhere.reload();
  await expect(words(elsewhere)).toHaveText("5 of 9");
  await elsewhere.context().close();
});

test("a shared address leaves out items it cannot know, and can be undone", async ({ project, page }) => {
  const site = await project(FILES);
  await tickFour(page, `${site.url}call/`);
  await page.goto(`${site.url}call/#ticks=water,gone,constructor,__proto__`);
  await expect(said(page)).toContainText("Ticks in the link: 4. Of these in this list: 1");
  expect(await ticked(page)).toEqual(["water"]);
  await said(page).getByRole("button", { name: "Undo" }).click();
  expect(await ticked(page)).toEqual([...FOUR].sort());
});

for (const added of ["&x=1", "?utm_source=chat&utm_medium=x", ".", ")", "%20", "%E2%80%9D).", "#", ";", "&ticks=water", "?"]) {
  test(`what a messenger appends does no harm: “${added}”`, async ({ project, page }) => {
    const site = await project(FILES);
    await page.goto(`${site.url}call/#ticks=zones,line,thanks,date${added}`);
    await expect(words(page)).toHaveText("4 of 9");
    expect(await ticked(page)).toEqual([...FOUR].sort());
    await expect(said(page)).toContainText("Ticks in the link: 4. Of these in this list: 4");
  });
}

test("what a messenger encodes, and names with marks in them, are read", async ({ project, page }) => {
  const site = await project({ ...FILES, "content/call.md": LIST.replace("{#line}", "{#l,i&n;e.}").replace("{#water}", "{#w+ä?}") });
  await page.goto(`${site.url}call/#ticks%3Dzones%2Cthanks%2Cdate`);
  await expect(words(page)).toHaveText("3 of 9");
  expect(await ticked(page)).toEqual(["date", "thanks", "zones"]);
  await page.goto(`${site.url}call/`);
  await box(page, "l,i&n;e.").check();
  await box(page, "w+ä?").check();
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.reload();
  await page.getByRole("button", { name: "Share" }).click();
  const address = await said(page).locator("textarea").inputValue();
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${site.url}progress/`);
  await page.goto(`${address}.`);
  await expect(words(page)).toHaveText("5 of 9");
});

test("a blank list is shared as one, whatever the author ticked", async ({ project, page }) => {
  const site = await project({ ...FILES, "content/call.md": LIST.replace("- [ ] The line", "- [x] The line") });
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(`${site.url}call/`);
  await box(page, "line").uncheck();
  await page.getByRole("button", { name: "Share" }).click();
  const address = await said(page).locator("textarea").inputValue();
  expect(address).toBe(`${site.url}call/#ticks=`);

  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  for (const added of ["", "&x=1", ".", "%20"]) {
    await page.goto(address + added);
    await expect(words(page)).toHaveText("0 of 9");
    await expect(said(page)).toContainText("nothing ticked");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(words(page)).toHaveText("1 of 9");
  }
});

for (const junk of [",", ",,", "zones,,line", "%E0%A4%A", "zones line", "<img src=x>", "nobody-knows-this", "x".repeat(9000), "zones%00"]) {
  test(`junk in the address changes nothing: “${junk.slice(0, 20)}”`, async ({ project, page }) => {
    const site = await project(FILES);
    await tickFour(page, `${site.url}call/`);
    await page.goto(`${site.url}call/#ticks=${junk}`);
    await expect(said(page)).toContainText("Nothing was changed");
    expect(await ticked(page)).toEqual([...FOUR].sort());
  });
}

test("reset can be undone", async ({ project, page }) => {
  const site = await project(FILES);
  await tickFour(page, `${site.url}call/`);
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(words(page)).toHaveText("0 of 9");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(words(page)).toHaveText("4 of 9");
  await page.reload();
  await expect(words(page)).toHaveText("4 of 9");
});

test("an author's tick is where it starts; reset takes it too, and undo brings it back", async ({ project, page }) => {
  const site = await project({ ...FILES, "content/call.md": LIST.replace("- [ ] The line", "- [x] The line") });
  await page.goto(`${site.url}call/`);
  await expect(words(page)).toHaveText("1 of 9");
  await box(page, "line").uncheck();
  await page.reload();
  await expect(words(page)).toHaveText("0 of 9");
  await box(page, "line").check();
  await box(page, "zones").check();
  await page.getByRole("button", { name: "Reset" }).click();
  expect(await ticked(page)).toEqual([]);
  await page.reload();
  await expect(words(page)).toHaveText("0 of 9"); // now what is kept has been shown
  expect(await ticked(page)).toEqual([]);
  await box(page, "line").check();
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await ticked(page)).toEqual(["line"]);
  expect(await page.evaluate(() => localStorage.getItem("handbook:1:/:call/")), "as it was before anybody touched it").toBe(null);
});

test("undo gives back what reset took and keeps what was ticked since", async ({ project, page }) => {
  const site = await project(FILES);
  await tickFour(page, `${site.url}call/`);
  await page.getByRole("button", { name: "Reset" }).click();
  await box(page, "water").check();
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await ticked(page)).toEqual([...FOUR, "water"].sort());
  await page.reload();
  await expect(words(page)).toHaveText("5 of 9");

  // A link takes and gives: the same there.
  await page.goto(`${site.url}call/#ticks=zones,stop`);
  await expect(words(page)).toHaveText("2 of 9");
  await box(page, "notes").check();
  await box(page, "zones").uncheck();
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await ticked(page)).toEqual(["line", "thanks", "date", "water", "notes"].sort());
});

test("a run that was undone has never been, and what was ticked in it stays", async ({ project, page }) => {
  const site = await project(FILES);
  await tickFour(page, `${site.url}call/`);
  await page.getByRole("button", { name: "Start a run" }).click();
  await box(page, "water").check();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Start a run" })).toBeVisible();
  await expect(box(page, "notes")).toBeVisible();
  await expect(box(page, "zones")).toBeFocused();
  expect(await ticked(page)).toEqual([...FOUR, "water"].sort());
  await page.reload();
  await expect(page.locator(".check-run-said")).toBeEmpty();
  await expect(words(page)).toHaveText("5 of 9");
});

test("reset and undo in the middle of a run leave the run where it is", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}call/`);
  await page.getByRole("button", { name: "Start a run" }).click();
  await box(page, "zones").check();
  await page.getByRole("button", { name: "Next pause" }).click();
  await box(page, "notes").check();
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(words(page)).toHaveText("0 of 9");
  await box(page, "date").check();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".check-run-said")).toContainText("Pause 2 of 2");
  await expect(box(page, "notes")).toBeFocused();
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.locator(".check-run-said")).toContainText("3 of 9");
});

test("the list can be copied as Markdown, ticks and all", async ({ project, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const site = await project(FILES);
  await tickFour(page, `${site.url}call/`);
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect(said(page)).toHaveText("Copied.");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("# Before the call\n\nWhen: Half an hour before\n\nHow: Do your work, then stop and confirm each line.\n\nWhy is in the guide.\n\n## Before\n\n- [x] I know the time in both zones.\n- [ ] Three questions stand on paper.\n  The most important first.\n- [x] The line works.\n");
  expect(text).toContain("\n\n## After\n\n- [ ] Notes are written.\n");
  expect(text.match(/- \[x\]/g)).toHaveLength(4);
});

test("the copy on the page and the published one say the same, but for the ticks and where they lead", async ({ project, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const list = `${LIST}\n- [ ] *This* \\* \`- [ ] code\` and [home](index.md#x). {#more}\n  - [x] Within & <b>in</b>. {#within}\n    - [ ] Deep. {#deep}\n  - Plain.\n`;
  const copied = async (site) => {
    await page.goto(`${site.url}call/`);
    await expect(words(page)).toHaveText("1 of 12");
    await page.getByRole("button", { name: "Copy as Markdown" }).click();
    await expect(said(page)).toHaveText("Copied.");
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const files = { "content/index.md": "# Home\n\n## X\n", "content/call.md": list };
  const site = await project(files);
  const published = await (await page.request.get(`${site.url}call/index.md`)).text();
  expect(published).toContain("[home](../#x).\n  - [x] Within & in.\n    - [ ] Deep.\n  - Plain.\n");
  expect(await copied(site)).toBe(published.replace("](../#x)", `](${site.url}#x)`));
  await box(page, "deep").check();
  await box(page, "within").uncheck();
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("\n  - [ ] Within & in.\n    - [x] Deep.\n");
  expect(text).toContain("`- [ ] code`");

  const known = await project({ ...files, "content/handbook.yaml": "base_url: https://handbook.example/sub/\n" });
  expect(await copied(known)).toBe(await (await page.request.get(`${known.url}call/index.md`)).text());
});

test("every box of a list that mixes tasks and plain items works, and so do lists within", async ({ project, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const guide = "# Guide\n\n- [ ] One. {#one}\n- Plain, *it is*.\n  - [ ] Within. {#within}\n    A detail.\n- [x] Two. {#two}\n";
  const site = await project({ ...FILES, "content/guide.md": guide });
  await page.goto(`${site.url}guide/`);
  const count = page.locator(".check-count span");
  await expect(count).toHaveText(["1 of 3"]);
  for (const id of ["one", "within"]) await box(page, id).check();
  await page.reload();
  await expect(count).toHaveText(["3 of 3"]);
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect(page.locator(".check-said")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("- [x] One.\n- Plain, *it is*.\n  - [x] Within.\n    A detail.\n- [x] Two.\n");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(count).toHaveText(["0 of 3"]);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
});

test("the page leads to its plain Markdown", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}call/`);
  const address = await page.getByRole("link", { name: "plain Markdown" }).evaluate((link) => link.href);
  const answer = await page.request.get(address);
  expect(await answer.text()).toContain("- [ ] Three questions stand on paper.\n  The most important first.\n");
});

test("a tick that comes before its script is kept", async ({ project, page }) => {
  const site = await project(FILES);
  let arrive;
  const late = new Promise((resolve) => { arrive = resolve; });
  await page.route("**/elements/check-list.js", (route) => late.then(() => route.continue()));
  await page.goto(`${site.url}call/`);
  await box(page, "line").check();
  arrive();
  await expect(words(page)).toHaveText("1 of 9");
  await page.reload();
  await expect(words(page)).toHaveText("1 of 9");
  expect(await ticked(page)).toEqual(["line"]);
});

test("without a clipboard the text is there to be copied by hand", async ({ project, page }) => {
  const site = await project(FILES);
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(`${site.url}call/`);
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect(said(page).locator("textarea")).toBeFocused();
  await expect(said(page).locator("textarea")).toHaveValue(/- \[ \] The line works\./);
  await expect(said(page).locator("textarea")).toHaveAccessibleName(/Copy it from here/);
});

test("a run goes pause by pause, survives a reload and leaves a dated line", async ({ project, page }) => {
  const site = await project(FILES);
  await tickFour(page, `${site.url}call/`);
  await page.getByRole("button", { name: "Start a run" }).click();
  await expect(words(page)).toHaveText("0 of 9");
  await expect(page.locator(".check-run-said")).toContainText("Pause 1 of 2");
  await expect(box(page, "zones")).toBeFocused();
  await expect(box(page, "notes")).toBeHidden();
  await box(page, "zones").check();
  await page.reload();
  await expect(page.locator(".check-run-said")).toContainText("Pause 1 of 2");
  await page.getByRole("button", { name: "Next pause" }).click();
  await expect(box(page, "zones")).toBeHidden();
  await expect(box(page, "notes")).toBeFocused();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.locator(".check-run-said")).toContainText(/^Finished .+: 2 of 9\.$/);
  await expect(box(page, "zones")).toBeVisible();
  await page.reload();
  await page.getByText("Earlier runs").click();
  await expect(page.locator(".check-runs li")).toHaveText([/\d{4}.+: 2 of 9$/]);
  await page.getByRole("button", { name: "Forget these runs" }).click();
  await expect(page.locator(".check-runs")).toBeHidden();
});

test("a run that is stopped leaves no line", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}call/`);
  await page.getByRole("button", { name: "Start a run" }).click();
  await page.getByRole("button", { name: "Stop the run" }).click();
  await expect(box(page, "notes")).toBeVisible();
  await expect(page.locator(".check-runs")).toBeHidden();
});

test("a list inside a guide keeps its ticks and has its own tools", async ({ project, page }) => {
  const site = await project({ "content/index.md": "# Home\n", "content/guide.md": "---\ntitle: Guide\n---\n\nSome text.\n\n- [ ] One thing. {#one}\n- [ ] Another. {#two}\n\nMore text.\n" });
  await page.goto(`${site.url}guide/`);
  await box(page, "two").check();
  await page.reload();
  await expect(page.locator(".check-count span")).toHaveText("1 of 2");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(page.locator(".check-count span")).toHaveText("0 of 2");
});

test("two tabs agree", async ({ project, page, context }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}call/`);
  const other = await context.newPage();
  await other.goto(`${site.url}call/`);
  await box(page, "water").check();
  await expect(words(other)).toHaveText("1 of 9");
});

test.describe("storage", () => {
  const refuse = (page, method) =>
    page.addInitScript((method) => {
      Storage.prototype[method] = () => { throw new DOMException("no", "QuotaExceededError"); };
    }, method);

  test("that is blocked: ticks work until the page goes, and the reader is told", async ({ project, page }) => {
    const site = await project(FILES);
    await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } }));
    await tickFour(page, `${site.url}call/`);
    await expect(said(page)).toContainText("storage for this site is blocked or full");
    await page.getByRole("button", { name: "Start a run" }).click();
    await page.getByRole("button", { name: "Next pause" }).click();
    await page.getByRole("button", { name: "Finish" }).click();
    await expect(page.locator(".check-run-said")).toContainText("0 of 9");
  });

  test("that is full: the reader is told at the first tick", async ({ project, page }) => {
    const site = await project(FILES);
    await refuse(page, "setItem");
    await page.goto(`${site.url}call/`);
    await box(page, "zones").check();
    await expect(words(page)).toHaveText("1 of 9");
    await expect(said(page)).toContainText("storage for this site is blocked or full");
  });

  /** Puts `text` where what is kept for the list lies. */
  const keep = (page, text) => page.evaluate((text) => localStorage.setItem("handbook:1:/:call/", text), text);
  const keptText = (page) => page.evaluate(() => localStorage.getItem("handbook:1:/:call/"));

  const RUBBISH = [
    "{", "null", "[]", "7", '"x"', '{"checks":7,"runs":{"started":"never"}}', '{"checks":["zones"],"title":{"toString":1}}',
    '{"checks":{"zones":"no","line":1,"water":null,"stop":{"x":1}}}', '{"runs":[null,7,{"keys":3,"answers":4},{"started":"2026-01-01"}]}',
    '{"runs":[{"started":"2026-01-01T00:00:00Z","finished":"yesterday"}],"cards":{"x":null},"answers":{"x":null}}',
    `{"checks":{${Array.from({ length: 40_000 }, (_, number) => `"${"x".repeat(20)}${number}":"yes"`)}}}`,
  ];
  for (const rubbish of RUBBISH) {
    test(`that holds ${rubbish.slice(0, 60)} does no harm, and the reader is told`, async ({ project, page }) => {
      const site = await project(FILES);
      await page.goto(`${site.url}call/`);
      await keep(page, rubbish);
      await page.reload();
      await expect(words(page)).toHaveText("0 of 9");
      await expect(said(page)).toContainText("cannot be read");
      await expect(page.locator(".check-runs")).toBeHidden();
      await page.locator("input[data-item]:visible").first().check();
      await page.reload();
      await expect(words(page)).toHaveText("1 of 9");
      await expect(said(page)).toBeEmpty();
      await keep(page, rubbish);
      await page.goto(`${site.url}progress/`);
      await expect(page.locator("my-progress")).toContainText("call/");
    });
  }

  test("that holds a run with a pause that is gone goes on at the last one", async ({ project, page }) => {
    const site = await project(FILES);
    await page.goto(`${site.url}call/`);
    await keep(page, '{"runs":[{"started":"2026-01-01T10:00:00Z","pause":99}]}');
    await page.reload();
    await expect(page.locator(".check-run-said")).toContainText("Pause 2 of 2");
    await expect(page.getByRole("button", { name: "Finish" })).toBeVisible();
  });

  for (const newer of ['{"v":99}', '{"v":2,"checks":{"zones":true},"more":{"a":[1]}}']) {
    test(`that a newer version wrote is left as it is: ${newer}`, async ({ project, page }) => {
      const site = await project(FILES);
      await page.goto(`${site.url}call/`);
      await keep(page, newer);
      await page.reload();
      await expect(said(page)).toContainText("newer version");
      await box(page, "water").check();
      await box(page, "line").check();
      await box(page, "water").uncheck();
      await expect(box(page, "line")).toBeChecked();
      await box(page, "line").uncheck();
      expect(await keptText(page)).toBe(newer);
      await page.goto(`${site.url}progress/`);
      await page.getByRole("button", { name: "Forget everything" }).click();
      expect(await keptText(page)).toBe(null);
      await page.getByRole("button", { name: "Undo" }).click();
      expect(await keptText(page)).toBe(newer);
    });
  }

  test("an item may have any name", async ({ project, page }) => {
    const site = await project({ ...FILES, "content/call.md": LIST.replace("{#line}", "{#constructor}").replace("{#stop}", "{#valueOf}") });
    await page.goto(`${site.url}call/`);
    await expect(words(page)).toHaveText("0 of 9");
    await box(page, "valueOf").check();
    await page.reload();
    await expect(words(page)).toHaveText("1 of 9");
    expect(await ticked(page)).toEqual(["valueOf"]);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("boxes tick, details unfold, nothing dead is shown", async ({ project, page }) => {
    const site = await project(FILES);
    await page.goto(`${site.url}call/`);
    await expect(page.getByText("Half an hour before")).toBeVisible();
    await expect(page.getByRole("checkbox")).toHaveCount(9);
    await page.getByText("The line works.").click();
    await expect(box(page, "line")).toBeChecked();
    await expect(page.getByText("The most important first.")).toBeHidden();
    await page.locator("summary", { hasText: "Three questions" }).click();
    await expect(page.getByText("The most important first.")).toBeVisible();
    await expect(page.locator("main").getByRole("button")).toHaveCount(0);
    await expect(page.locator("main progress:visible")).toHaveCount(0);
  });
});

test("the keyboard alone does all of it", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}call/`);
  await expect(words(page)).toHaveText("0 of 9");
  const reach = async (target) => {
    for (let step = 0; step < 80; step += 1) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error("never reached");
  };
  await reach(page.getByRole("button", { name: "Print…" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Print…" })).toBeFocused();
  await reach(box(page, "questions"));
  await page.keyboard.press("Space");
  await reach(page.locator("summary", { hasText: "Three questions" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("The most important first.")).toBeVisible();
  await reach(page.getByRole("button", { name: "Reset" }));
  await page.keyboard.press("Enter");
  await expect(words(page)).toHaveText("0 of 9");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(words(page)).toHaveText("1 of 9");
  await expect(box(page, "zones")).toBeFocused();
});

for (const [look, media] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" } })) {
  test(`axe finds nothing, in ${look}`, async ({ project, page }) => {
    test.slow();
    const site = await project(FILES);
    await page.emulateMedia(media);
    await tickFour(page, `${site.url}call/`);
    const clean = async () => expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.getByRole("button", { name: "Show details" }).click();
    await clean();
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByRole("button", { name: "Start a run" }).click();
    await clean();
    await page.getByRole("button", { name: "Print…" }).click();
    await clean();
  });
}

test("nothing is cut off at 320 pixels or with text twice as large", async ({ project, page }) => {
  const site = await project(FILES);
  for (const [width, size] of [[320, "100%"], [1280, "200%"], [640, "200%"]]) {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`${site.url}call/`);
    await page.evaluate((size) => (document.documentElement.style.fontSize = size), size);
    await page.getByRole("button", { name: "Show details" }).click();
    await page.getByRole("button", { name: "Print…" }).click();
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll("main, main *")].filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".visually-hidden")).map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(wide, `${width} px at ${size}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const button = page.getByRole("dialog").getByRole("button", { name: "Cancel" });
    await button.scrollIntoViewIfNeeded();
    await button.click();
  }
});
