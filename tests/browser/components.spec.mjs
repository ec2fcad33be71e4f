// A picture of each component: light on a wide screen, dark on the narrowest. What is not meant to change shows here when
// a shared style does.
//
// The pictures are in pictures/, and are the same on every machine: all text is set in boxes/, two tiny faces of our own in
// which every letter is a box; nothing moves, nothing blinks, nothing is left to chance or to the clock.
//
// When a component was changed on purpose, renew its pictures and look at what became of them before you commit:
//
//   tests/run browser components.spec.mjs --update-snapshots
//
// Browsers round corners and draw shadows each in their own way: with another Chromium than the one that made the pictures
// nothing is compared. Renew them then, and say below which it is.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test, expect } from "./fixtures.mjs";

/** The major version of Chromium that made the pictures. */
const MADE_WITH = "156";

const VIEWS = {
  "wide-light": { viewport: { width: 1280, height: 3000 }, colorScheme: "light" },
  "narrow-dark": { viewport: { width: 320, height: 4000 }, colorScheme: "dark" },
};
/** Less than this of a picture may differ: another version of the browser may round a corner otherwise. Letters take little
    room, so a bigger share would let their colour change unseen. */
const SAME = { maxDiffPixelRatio: 0.003, threshold: 0.02, animations: "disabled", caret: "hide", scale: "css" };

for (const [view, options] of Object.entries(VIEWS)) {
  test.describe(view, () => {
    test.use({ ...options, deviceScaleFactor: 1 });

    test("components look as they did", async ({ project, page, browser }) => {
      const [version] = browser.version().split(".");
      test.skip(version !== MADE_WITH, `the pictures are of Chromium ${MADE_WITH}, this is ${version}`);
      test.setTimeout(240_000);
      const site = await project(await files());
      await page.addInitScript(() => { Math.random = () => 0.25; });
      const look = (name, part) => expect.soft(part, name).toHaveScreenshot(`${name}-${view}.png`, SAME);
      for (const show of [frame, texts, checklist, questions, result, search, printing]) {
        await show({ page, look, open: (address) => open(page, site.url + address) });
      }
    });
  });
}

async function open(page, url) {
  await page.goto(url);
  await page.evaluate(() => Promise.all([document.fonts.load("1em Boxes"), document.fonts.load("bold 1em Boxes")]));
}

/** What stands around a page's text. */
async function frame({ page, look, open }) {
  await open("guide/sources/");
  await look("header", page.locator(".top"));
  await look("page-header", page.locator(".page-header"));
  await look("sources", page.locator(".sources"));
  await look("pager", page.locator(".pager"));
  await page.locator(".toc details").evaluate((details) => { details.open = true; });
  await look("contents", page.locator(".toc"));

  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: 640 });
  const button = page.locator(".nav-button");
  if (await button.isVisible()) await button.click();
  await page.mouse.move(width - 1, 300);
  await look("nav", page.locator(".nav"));
  await page.setViewportSize({ width, height });

  await open("");
  await look("cards", page.locator(".below").first());
}

/** What Markdown becomes. */
async function texts({ page, look, open }) {
  for (const name of Object.keys(TEXTS)) {
    await open(`guide/${name}/`);
    if (name === "rules") await page.locator(".rules-test").waitFor();
    await look(name, page.locator(".prose"));
  }
}

async function checklist({ page, look, open }) {
  await open("guide/before/");
  await page.getByRole("checkbox", { name: "It has a name on it" }).check();
  await page.locator(".check-detail > summary").click();
  await page.mouse.move(0, 600);
  await look("check-bar", page.locator(".check-bar"));
  await look("checklist", page.locator(".check-body"));
}

/** Each form of question, before and after an answer that is wrong in part. */
async function questions({ page, look, open }) {
  await open("guide/questions/");
  for (const form of ["choose-one", "choose-all", "order", "judge", "specimen"]) {
    const question = page.locator(`quiz-question[data-form="${form}"]`);
    await expect(question).toHaveAttribute("data-state", "open");
    await look(`question-${form}`, question);
    if (form.startsWith("choose")) await question.locator("input").first().check();
    if (form === "judge") for (const box of await question.locator("input[value$=':do']").all()) await box.check();
    await question.locator(".question-actions button").first().click();
    await expect(question).toHaveAttribute("data-state", /right|wrong/);
    await page.mouse.move(0, 0);
    await look(`question-${form}-answered`, question);
  }
}

async function result({ page, look, open }) {
  await open("guide/practice/");
  await page.locator("quiz-question.current input").first().check();
  await page.locator("quiz-question.current form button").click();
  await page.locator("[data-do=next]").click();
  await page.mouse.move(0, 0);
  await look("quiz-result", page.locator(".quiz-result"));
}

async function search({ page, look, open }) {
  await open("guide/sources/");
  await page.keyboard.press("/");
  await page.locator("dialog input[name=q]").fill("letter");
  await expect(page.locator("dialog .search-hit + .search-hit")).not.toHaveCount(0); // passages, from the pages themselves
  await page.waitForLoadState("networkidle");
  await look("search", page.locator("site-search dialog"));
}

async function printing({ page, look, open }) {
  await open("guide/before/");
  await page.locator("print-dialog > button").click();
  await page.mouse.move(0, 0);
  await look("print-dialog", page.locator("print-dialog dialog"));
}

/** The handbook that holds one of each. */
async function files() {
  const face = (name) => readFile(join(import.meta.dirname, "boxes", name));
  const guides = Object.entries(TEXTS).map(([name, text]) => [`content/guide/${name}.md`, `---\ntitle: ${name}\nsearch: {hidden: true}\n---\n\n${text}`]);
  return {
    "content/handbook.yaml": "title: Letters\ndescription: How to write one.\ntheme: boxes\n",
    "content/sources.yaml": SOURCES,
    "content/boxes.woff2": await face("boxes.woff2"),
    "content/boxes-bold.woff2": await face("boxes-bold.woff2"),
    "themes/boxes/theme.yaml": "name: Boxes\nextends: default\n",
    "themes/boxes/styles/components/zz-boxes.css": FACES,
    "content/index.md": "---\ntitle: Letters\n---\n\nStart with [the reason](guide/sources.md).\n",
    "content/guide/index.md": "---\ntitle: Writing\ndescription: What goes into a letter and what had better stay out of it.\n---\n\nAbout writing.\n",
    "content/guide/sources.md": GUIDE,
    "content/guide/before.md": CHECKLIST,
    "content/guide/practice.md": `---\ntitle: Practice\nkind: quiz\norder: 3\n---\n\n## What comes first? {#first}\n\n${CHOICES}`,
    "content/guide/questions.md": QUESTIONS,
    ...Object.fromEntries(guides),
  };
}

const FACES = `
@font-face { font-family: Boxes; src: url("../boxes.woff2"); }
@font-face { font-family: Boxes; font-weight: 700; src: url("../boxes-bold.woff2"); }
@layer boxes { *, ::before, ::after { font-family: Boxes !important; font-style: normal !important; } }
`;

const SOURCES = `
ada: {title: Letters to a friend, author: Ada, year: 1843, publisher: The Press, url: 'https://example.org/letters'}
ben: {title: On ink, author: Ben, year: 1851, note: Only the second chapter.}
`;

const GUIDE = `---
title: Say why you write
description: Two lines that decide whether a stranger reads on.
topics: [letters, strangers]
sources: [ada, ben]
reviewed: 2026-11-22
order: 1
---

A letter without a reason is a letter to nobody.

## How long a letter is {#long}

Shorter than you think.

### And shorter still {#shorter}

Once more.

## What next {#next}

A letter is read once more.
`;

const CHECKLIST = `---
title: Before you post it
description: Four lines, half a minute.
kind: checklist
when: When the letter is written and the envelope still open.
use: do-confirm
topics: [letters]
order: 2
---

## The letter {#letter}

- [ ] It has a name on it. {#name}
- [ ] It has a reason in its first two lines, in words that fit nobody else. {#reason}
  If it fits ten people, it is not a reason yet.

## The envelope {#envelope}

- [ ] It has a stamp. {#stamp}
`;

const CHOICES = `- [ ] The price.
  It can wait.
- [x] The reason.
  They want to know.
- [ ] A compliment that would fit anybody who has ever written anything.
  They have read it before.
`;

const QUESTIONS = `---
title: Questions
topics: [letters]
order: 4
search: {hidden: true}
---

\`\`\`quiz
What comes first in a letter to somebody you have never met? {#one}

${CHOICES}\`\`\`

\`\`\`quiz
What do you leave out? {#all}

- [ ] Your name.
  Whom would they answer?
- [x] The price.
  It can wait.
- [x] Praise.
  It says nothing.
\`\`\`

\`\`\`quiz
Put the parts of a letter in order. {#order}

1. The greeting.
   It says to whom.
2. The reason.
   It says why.
3. The question.
4. The name.
\`\`\`

\`\`\`quiz
Do or don't? {#judge}

- **Do** say what caught your interest. {#judge-1}
  It is easier to answer.
- **Don't** send the same text twice. {#judge-2}
  They talk to one another.
\`\`\`

\`\`\`quiz
Would you send this? {#mail}

> Dear Sir or Madam, I'd like to add you to my network. Our synergies are mutual.

**Don't** send it: there is no reason in it.

1. "Sir or Madam" shows that the name was not read.
2. "add you to my network" is what the platform writes.
\`\`\`
`;

/** Pages of which the text is one component. */
const TEXTS = {
  rules: `- **Do** say what caught your interest. {#why}
  It is easier to answer.
- **Don't** send the same text twice, not even to people who cannot know one another. {#twice}
  They talk.
`,
  alerts: ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"].map((kind) => `> [!${kind}]\n> Read it aloud before you post it, all of it.\n`).join("\n"),
  table: `| Where | Characters | Who reads it | When they answer | What they keep |
| :-- | --: | :-: | --- | --- |
| Letter | 900 | One person | In a week | All of it |
| Card | 240 | The postman too | Seldom | The picture |
`,
  footnotes: `A letter is read twice.[^1] A card is not.[^2]

[^1]: Once at the door, once at the table, if it has a reason in it.
[^2]: Ben says so.
`,
  figures: `## In numbers {#figures}

- **2 lines** decide whether it is read.
- **900** characters are enough.
- **1 week** until you ask again.
`,
  "in-short": `## In short {#in-short}

- Say why you write.
- Ask one thing, and make it one that can be answered in a line or two.
`,
  letter: `This one was answered:

> Dear Ada,
>
> your note on the engine made me look twice. May I ask how long it took?
`,
};
