// Quizzes as readers meet them: asked, answered, kept, repeated, reviewed, printed; for everybody, and whatever the
// browser keeps or refuses to keep.
import { AxeBuilder } from "@axe-core/playwright";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test, expect } from "./fixtures.mjs";
import { paper } from "./paper.mjs";
import { FILES, GUIDE, QUESTIONS, TEXTS, quiz } from "./quiz-site.mjs";

// Whole quizzes are answered here, click by click, also on machines that are busy with something else.
test.describe.configure({ timeout: 120_000 });

const PRACTICE = "contact/practice/";
/** The site without its quiz page. */
const { "content/contact/practice.md": _, ...OTHERS } = FILES;
const LOOKS = { light: {}, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" } };

const question = (page, id) => page.locator(`quiz-question#${id}`);
const current = (page) => page.locator("quiz-question.current");
const place = (page) => page.locator(".quiz-bar p");
const next = (page) => page.locator("[data-do=next]");

/** Opens a page and waits until its quiz runs. */
async function open(page, address, view) {
  await page.goto(address);
  await page.locator("quiz-set[data-view]").waitFor();
  if (view && (await page.locator("quiz-set").getAttribute("data-view")) !== view) await page.locator("[data-do=view]").click();
}

/** Opens the guide and has the rules of its list asked. */
async function openRules(page, site) {
  await page.goto(`${site.url}contact/why/`);
  await page.getByRole("button", { name: "Test yourself" }).click();
  await page.locator("quiz-set[data-set][data-view]").waitFor();
}

/** Answers a question, right or wrong, with the mouse. */
async function answer(asked, right = true) {
  const form = await asked.getAttribute("data-form");
  const rights = await asked.locator(".answers [data-right]").evaluateAll((all) => all.map(({ dataset }) => dataset.right));
  if (form === "order") return answerOrder(asked, rights, right);
  const inputs = await asked.locator("form input").evaluateAll((all) => all.map(({ value }) => value));
  const other = (value) => (value.endsWith(":do") ? value.replace(/do$/, "dont") : value.replace(/dont$/, "do"));
  const wrong = form.startsWith("choose") ? [inputs.sort().find((value) => !rights.includes(value))] : rights.map(other);
  const wanted = right ? rights : wrong;
  if (await asked.locator("button.verdict").count()) return asked.locator(`button[value="${wanted[0]}"]`).click();
  for (const value of wanted) await asked.locator(`input[value="${value}"]`).check();
  await asked.locator("form button").click();
}

/** Moves each step to its place by its buttons; a wrong order is the right one with its first two swapped. */
async function answerOrder(asked, rights, right) {
  const wanted = right ? rights : [rights[1], rights[0], ...rights.slice(2)];
  for (const [index, key] of wanted.entries()) {
    const at = async () => (await steps(asked)).indexOf(key);
    while ((await at()) > index) await asked.locator(`.steps > [data-key="${key}"] [data-move="-1"]`).click();
  }
  await asked.locator("form > p button").click();
}

const steps = (asked) => asked.locator(".steps > li").evaluateAll((all) => all.map(({ dataset }) => dataset.key));

/** Answers the whole quiz one question at a time; `missed` holds the ids to get wrong. */
async function answerAll(page, missed = []) {
  const asked = [];
  for (;;) {
    const id = await current(page).getAttribute("id");
    asked.push(id);
    await answer(current(page), !missed.includes(id));
    await next(page).click();
    if (await page.locator(".quiz-result").isVisible()) return asked;
  }
}

/** What is kept, by page address. */
const kept = (page) =>
  page.evaluate(() => Object.fromEntries(Object.keys(localStorage).map((key) => [key.split(":").slice(3).join(":"), JSON.parse(localStorage[key])])));

/** Another build of the site finds what was kept on this one: two servers are two origins. */
const carry = async (page) => {
  const entries = await page.evaluate(() => ({ ...localStorage }));
  await page.addInitScript((entries) => {
    if (!sessionStorage.carried) for (const [key, text] of Object.entries(entries)) localStorage.setItem(key, text);
    sessionStorage.carried = "yes";
  }, entries);
};

const expectNoBarrier = async (page, when) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]), when).toEqual([]);
};

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("every prompt, option and why can be read, and no answer shows before it is asked for", async ({ project, page }) => {
    const site = await project(FILES);
    await page.goto(site.url + PRACTICE);
    for (const { id } of QUESTIONS) {
      const asked = question(page, id);
      await expect(asked.locator("legend").first()).toBeVisible();
      await expect(asked.locator(".answers")).toBeHidden();
      await asked.locator("summary").click();
      for (const why of await asked.locator(".answer-why, .clues li").all()) await expect(why).toBeVisible();
    }
    await expect(page.getByText("It costs one line and opens a conversation, one-a.")).toBeVisible();
    await expect(page.locator("quiz-set button:visible")).toHaveCount(0);
    await page.goto(`${site.url}contact/why/`);
    await expect(page.locator(".rule-why").first()).toBeVisible();
  });
});

test("a choice made before the script came stays, and nothing moves from under the finger", async ({ project, page }) => {
  const site = await project(FILES);
  let arrive = () => {};
  const waiting = new Promise((resolve) => { arrive = resolve; });
  await page.route("**/quiz-question.js", async (route) => { await waiting; await route.continue(); });
  await page.goto(`${site.url}contact/why/`);
  const values = () => page.locator("quiz-question input").evaluateAll((all) => all.map(({ value }) => value));
  const before = await values();
  await page.locator("quiz-question input").nth(1).check();
  arrive();
  await expect(page.locator("quiz-question[data-state=open]")).toHaveCount(1);
  await expect(page.locator("quiz-question input").nth(1)).toBeChecked();
  expect(await values()).toEqual(before);
});

test.describe("an attempt", () => {
  test("misses 3 of 10, repeats those 3 and keeps the 7", async ({ project, page }) => {
    const site = await project(FILES);
    await open(page, site.url + PRACTICE);
    const missed = ["one-a", "order-b", "mail-a"];
    const asked = await answerAll(page, missed);
    expect(new Set(asked)).toEqual(new Set(QUESTIONS.map(({ id }) => id)));
    await expect(page.locator(".quiz-score")).toHaveText("7 of 10 right");
    await page.getByRole("button", { name: "Repeat what you missed (3)" }).click();
    await expect(place(page)).toHaveText("Question 1 of 3");
    const again = await answerAll(page, ["one-a"]);
    expect(new Set(again)).toEqual(new Set(missed));
    await expect(page.locator(".quiz-score")).toHaveText("9 of 10 right");
    await expect(page.locator(".quiz-first")).toHaveText("7 of 10 the first time");
    await page.reload();
    await expect(page.locator(".quiz-score")).toHaveText("9 of 10 right");
  });

  test("goes on at question 5 after a reload, in the same order", async ({ project, page }) => {
    const site = await project(FILES);
    await open(page, site.url + PRACTICE);
    const ids = () => page.locator("quiz-set > quiz-question").evaluateAll((all) => all.map(({ id }) => id));
    const options = () => page.locator("#one-a .options li").evaluateAll((all) => all.map(({ dataset }) => dataset.key));
    for (let done = 0; done < 4; done += 1) {
      await answer(current(page), done !== 1);
      await next(page).click();
    }
    const before = [await ids(), await options()];
    await page.reload();
    await page.locator("quiz-set[data-view]").waitFor();
    await expect(place(page)).toHaveText("Question 5 of 10");
    expect([await ids(), await options()]).toEqual(before);
    await page.getByRole("button", { name: "All on one page" }).click();
    await expect(page.locator('quiz-question:is([data-state="right"], [data-state="wrong"])')).toHaveCount(4);
    await expect(page.locator('quiz-question[data-state="wrong"]')).toHaveCount(1);
    await page.reload();
    await expect(page.getByRole("button", { name: "One at a time" })).toBeVisible();
  });

  test("is shuffled anew each time, unless the author says not to", async ({ project, page }) => {
    const site = await project({ ...FILES, "content/fixed.md": quiz(TEXTS, "shuffle: false\nshow: all\n") });
    await open(page, site.url + PRACTICE);
    const ids = () => page.locator("quiz-set > quiz-question").evaluateAll((all) => all.map(({ id }) => id));
    const orders = new Set();
    for (let load = 0; load < 4; load += 1) {
      orders.add(`${await ids()}`);
      await page.reload();
      await page.locator("quiz-set[data-view]").waitFor();
    }
    expect(orders.size).toBeGreaterThan(2);
    await page.goto(`${site.url}fixed/`);
    await expect(page.locator("quiz-set[data-view=all]")).toBeVisible();
    expect(await ids()).toEqual(QUESTIONS.map(({ id }) => id));
    for (const { id } of QUESTIONS) await expect(question(page, id)).toBeVisible();
  });

  test("says the author's band", async ({ project, page }) => {
    const bands = "bands: [{from: 0, text: Read it again.}, {from: 70, text: Nearly there.}, {from: 100, text: All of it!}]\n";
    const site = await project({ ...FILES, "content/contact/practice.md": quiz(TEXTS, bands) });
    await open(page, site.url + PRACTICE);
    await answerAll(page, ["one-a", "one-b"]);
    await expect(page.locator(".quiz-band")).toHaveText("Nearly there.");
  });

  test("draws anew each time from the whole handbook", async ({ project, page }) => {
    const site = await project(FILES);
    await open(page, `${site.url}contact/final/`);
    const keys = () => page.locator("quiz-set > quiz-question").evaluateAll((all) => all.map(({ dataset }) => dataset.key));
    const first = await keys();
    expect(first).toHaveLength(6);
    expect(first.filter((key) => /why\/#(say-why|no-default|read-first)/.test(key))).toHaveLength(2);
    await answer(current(page), false);
    await expect(current(page).locator(".question-origin a")).toBeVisible();
    await page.reload();
    await page.locator("quiz-set[data-view]").waitFor();
    expect(await keys()).toEqual(first);
    const draws = new Set([`${first.toSorted()}`]);
    while ((await next(page).isVisible()) && !(await page.locator(".quiz-result").isVisible())) {
      if ((await current(page).getAttribute("data-state")) === "open") await answer(current(page));
      await next(page).click();
    }
    for (let more = 0; more < 3; more += 1) {
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await page.locator("quiz-set[data-view]").waitFor();
      draws.add(`${(await keys()).toSorted()}`);
    }
    expect(draws.size).toBeGreaterThan(1);
  });
});

test("a link after the answer is the way to what teaches it, also where the question is drawn", async ({ project, page }) => {
  const text = `${TEXTS[0]}\nMore: [Say why](why.md#say-why).\n`;
  const site = await project({ ...FILES, "content/contact/practice.md": quiz([text, TEXTS[5]]), "content/contact/final.md": "---\ntitle: Final\nkind: quiz\ndraw: {questions: 9}\n---\n" });
  for (const address of [PRACTICE, "contact/final/"]) {
    await open(page, site.url + address, "all");
    const asked = page.locator('quiz-question[data-key$="practice/#one-a"]');
    await answer(asked);
    await expect(asked.locator(".answer-after a")).toHaveAttribute("href", "../../contact/why/#say-why");
    await expect(asked.locator(".question-origin")).toHaveCount(0);
  }
  await open(page, site.url + PRACTICE, "all");
  await answer(question(page, "one-b"));
  await expect(question(page, "one-b").locator(".question-origin a")).toHaveAttribute("href", "../../contact/");
});

test("an answer says what was chosen, what is right and why of both, once aloud, and leads to what teaches it", async ({ project, page }) => {
  const site = await project(FILES);
  await open(page, site.url + PRACTICE, "all");
  await page.evaluate(() => {
    window.said = [];
    new MutationObserver(() => window.said.push(document.querySelector("[aria-live]").textContent)).observe(document.querySelector("[aria-live]"), { childList: true });
  });
  for (const { id, form } of QUESTIONS.slice(0, 5)) {
    const asked = question(page, id);
    if (form === "order") await answer(asked.locator(":scope"), false);
    else await answer(asked, false);
    await expect(asked.locator(".verdict-said")).toHaveText("Not quite.");
    for (const why of await asked.locator(".answer-why").all()) await expect(why).toBeVisible();
    await expect(asked.locator(".question-origin a")).toHaveAttribute("href", "../../contact/");
    expect(await asked.evaluate((element) => element.querySelector(".answer").contains(document.activeElement)), `focus in ${id}`).toBe(true);
  }
  const said = await page.evaluate(() => window.said.filter((sentence) => !sentence.includes("now number")));
  expect(said).toHaveLength(5);
  expect(said[0]).toBe("Not quite. The answer: Ask why they connected, one-a.");
  expect(said[3]).toMatch(/^Not quite\. The answer: (Do|Don’t)\. .*\. (Do|Don’t)\. /);
  const one = question(page, "one-a");
  await expect(one.locator('[data-state="wrong"] .answer-mark')).toHaveText("Your answer");
  await expect(one.locator('[data-state="missed"]')).toContainText("Ask why they connected, one-a.");
  const mail = question(page, "mail-a");
  await expect(mail.locator("mark")).toHaveText(["Sir or Madam", "add you to my network"]);
  await expect(mail.locator(".clues li")).toHaveCount(2);
  await expect(mail.locator(".specimen").first()).toBeHidden();
});

test("a specimen's clues are marked also for who judged it right", async ({ project, page }) => {
  const site = await project(FILES);
  await open(page, site.url + PRACTICE, "all");
  await expect(question(page, "mail-a").locator("mark").first()).toBeHidden();
  await answer(question(page, "mail-a"), true);
  await expect(question(page, "mail-a").locator("mark").first()).toBeVisible();
});

test("an answer that is missing is asked for", async ({ project, page }) => {
  const site = await project(FILES);
  await open(page, site.url + PRACTICE, "all");
  for (const id of ["one-a", "all-a", "judge-a"]) {
    await question(page, id).locator("form > p button").click();
    await expect(question(page, id)).toHaveAttribute("data-state", "open");
    expect(await question(page, id).evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
});

test("steps are dragged with a mouse and with a finger", async ({ project, browser }) => {
  const site = await project(FILES);
  for (const hasTouch of [false, true]) {
    const context = await browser.newContext({ hasTouch, viewport: { width: 500, height: 900 } });
    const page = await context.newPage();
    await open(page, site.url + PRACTICE, "all");
    const asked = question(page, "order-a");
    await asked.scrollIntoViewIfNeeded();
    const before = await steps(asked);
    const from = await asked.locator(".grip").first().boundingBox();
    const to = await asked.locator(".steps > li").last().boundingBox();
    const start = [from.x + 5, from.y + 5];
    const end = [from.x + 5, to.y + to.height - 2];
    if (hasTouch) await swipe(page, start, end);
    else {
      await page.mouse.move(...start);
      await page.mouse.down();
      await page.mouse.move(start[0], (start[1] + end[1]) / 2, { steps: 5 });
      await page.mouse.move(...end, { steps: 5 });
      await page.mouse.up();
    }
    expect(await steps(asked)).toEqual([...before.slice(1), before[0]]);
    await context.close();
  }
});

/** A finger from one point to another, as the browser's own input sees it. */
async function swipe(page, [x, y], [toX, toY]) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [{ x, y }]);
  for (let part = 1; part <= 8; part += 1) await touch("touchMove", [{ x: x + ((toX - x) * part) / 8, y: y + ((toY - y) * part) / 8 }]);
  await touch("touchEnd", []);
}

test.describe("keys", () => {
  test("a quiz of every form needs nothing but the keyboard", async ({ project, page }) => {
    const site = await project({ ...FILES, "content/contact/practice.md": quiz(TEXTS.slice(0, 5)) });
    await open(page, site.url + PRACTICE);
    await page.locator("[data-do=view]").focus();
    const reach = async (selector) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
      }
      throw new Error(`the Tab key never reaches ${selector}`);
    };
    for (let done = 0; done < 5; done += 1) {
      const form = await current(page).getAttribute("data-form");
      if (form === "choose-one") await reach(".current .options input").then(() => page.keyboard.press("Space"));
      if (form === "choose-all") await reach(".current .options input").then(() => page.keyboard.press("Space"));
      if (form === "judge") {
        for (const _ of [0, 1]) await reach(".current .judged input").then(() => page.keyboard.press("Space"));
      }
      if (form === "order") {
        const before = await steps(current(page));
        await reach(".current [data-move='1']");
        await page.keyboard.press("ArrowDown");
        expect(await steps(current(page))).toEqual([before[1], before[0], ...before.slice(2)]);
        await page.keyboard.press("ArrowUp");
        expect(await steps(current(page))).toEqual(before);
      }
      await reach(".current form .question-actions button");
      await page.keyboard.press("Enter");
      await expect(current(page)).toHaveAttribute("data-state", /right|wrong/);
      await reach("[data-do=next]");
      await page.keyboard.press("Enter");
    }
    await expect(page.locator(".quiz-result [role=heading]")).toBeFocused();
    await reach("[data-do=restart]");
    await page.keyboard.press("Enter");
    await expect(place(page)).toHaveText("Question 1 of 5");
    expect(await current(page).evaluate((element) => element.contains(document.activeElement))).toBe(true);
  });
});

for (const [look, media] of Object.entries(LOOKS)) {
  test(`axe finds no barrier before, during and after, in ${look}`, async ({ project, page }) => {
    test.setTimeout(300_000);
    const site = await project(FILES);
    await page.emulateMedia({ ...media, reducedMotion: "reduce" });
    await open(page, site.url + PRACTICE, "all");
    await expectNoBarrier(page, "before");
    for (const { id } of QUESTIONS.slice(0, 5)) await answer(question(page, id), id.startsWith("o"));
    await expectNoBarrier(page, "during");
    for (const { id } of QUESTIONS.slice(5)) await answer(question(page, id), false);
    await expectNoBarrier(page, "after");
    await page.goto(`${site.url}progress/`);
    await page.getByRole("button", { name: "Forget: Practice" }).click();
    await expectNoBarrier(page, "progress");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.clock.install({ time: Date.now() + 2 * 864e5 });
    await page.goto(`${site.url}review/`);
    await page.locator("review-session quiz-question").waitFor();
    await expectNoBarrier(page, "review");
    await page.goto(`${site.url}contact/why/`);
    await page.locator("rule-list").scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Test yourself" }).click();
    await expectNoBarrier(page, "test");
  });
}

test("every control has a name and room for a finger", async ({ project, page }) => {
  const site = await project(FILES);
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, site.url + PRACTICE, "all");
  const controls = page.locator("quiz-set :is(button, input, summary, a), .quiz-paper :is(input, a)");
  const bad = await controls.evaluateAll((all) =>
    all
      .filter((element) => element.checkVisibility())
      .map((element) => [element.outerHTML.slice(0, 90), (element.closest("label") ?? element).getBoundingClientRect(), element.closest("p, li")])
      .filter(([html, { width, height }, text]) => (width < 24 || height < 24) && !(html.startsWith("<a") && text))
      .map(([html]) => html),
  );
  expect(bad).toEqual([]);
  const tree = await page.locator("quiz-set").ariaSnapshot();
  expect(tree.split("\n").filter((line) => /^\s*- (button|radio|checkbox)( \[.*\])?$/.test(line)), "nameless controls").toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test.describe("what is kept", () => {
  test("stays with its question when others come, go, move and are reworded, and when the page moves", async ({ project, page }) => {
    const site = await project(FILES);
    await open(page, site.url + PRACTICE, "all");
    for (const { id } of QUESTIONS) if (id !== "judge-b") await answer(question(page, id), id !== "one-a");
    const before = await kept(page);
    await carry(page);

    const reworded = TEXTS.map((text) => text.replace("A stranger sends", "Somebody sends").replace("\n- [ ] Refuse it, one-a.", "\n- [ ] A new option.\n  Not asked before.\n- [ ] Refuse it, one-a."));
    const added = TEXTS[0].replaceAll("one-a", "one-new").replace("A stranger", "A robot");
    const there = await project({ ...OTHERS, "content/moved.md": quiz([added, ...reworded.reverse()], "aliases: [/contact/practice/]\n") });
    await open(page, `${there.url}moved/`, "all");
    for (const { id } of QUESTIONS) {
      const state = id === "judge-b" ? "open" : id === "one-a" ? "wrong" : "right";
      await expect(question(page, id), id).toHaveAttribute("data-state", state);
    }
    await expect(question(page, "one-new")).toHaveAttribute("data-state", "open");
    await expect(question(page, "one-a").locator('[data-state="wrong"]')).toContainText("Accept it and move on, one-a.");
    const after = await kept(page);
    expect(Object.keys(after)).not.toContain(PRACTICE);
    expect(after["moved/"].answers).toEqual(before[PRACTICE].answers);
  });

  const OF_PRACTICE = `[data-key^="${PRACTICE}"]`;
  for (const [what, which] of Object.entries({ "questions that move": OF_PRACTICE, "others only": `:not(${OF_PRACTICE})` })) {
    test(`of a drawn quiz goes on, also when it is opened before the page that its questions moved to: ${what} are answered`, async ({ project, page }) => {
      const site = await project(FILES);
      await open(page, `${site.url}contact/final/`, "all");
      const asked = page.locator(`quiz-question:not(.aside)${which}`);
      await answer(asked.nth(0));
      await answer(asked.nth(1), false);
      const [before] = (await kept(page))["contact/final/"].runs;
      await carry(page);
      const there = await project({ ...OTHERS, "content/moved.md": quiz(TEXTS, "aliases: [/contact/practice/]\n") });
      await open(page, `${there.url}contact/final/`, "all");
      await expect(place(page)).toHaveText("2 of 6 answered");
      const [after] = (await kept(page))["contact/final/"].runs;
      const moved = (text) => JSON.parse(JSON.stringify(text).replaceAll(`"${PRACTICE}#`, '"moved/#'));
      expect(before.keys.some((key) => key.startsWith(PRACTICE))).toBe(true);
      expect(after).toEqual(moved(before));
    });
  }

  test("of a list's rules goes on when another rule comes first", async ({ project, page }) => {
    const site = await project(FILES);
    const answered = () => page.locator("quiz-question[data-state=right], quiz-question[data-state=wrong]").evaluateAll((all) => all.map(({ dataset }) => dataset.key).sort());
    await openRules(page, site);
    await answer(current(page));
    await next(page).click();
    await answer(current(page), false);
    const before = await answered();
    expect(before).toHaveLength(2);
    await carry(page);
    const first = "- **Do** greet them by name. {#greet}\n  They see that you mean them.\n";
    const there = await project({ ...FILES, "content/contact/why.md": GUIDE.replace("- **Do** say what", `${first}- **Do** say what`) });
    await openRules(page, there);
    expect(await answered()).toEqual(before);
    await expect(place(page)).toContainText("of 4");
    await answer(current(page));
    await openRules(page, there);
    expect(await answered()).toHaveLength(3);
  });

  test.describe("an attempt goes on, or ends, when its author takes away what was open in it", () => {
    const text = (id) => QUESTIONS.find((question) => question.id === id).text;
    const few = (...texts) => ({ ...FILES, "content/contact/practice.md": quiz(texts) });
    const THREE = [text("one-a"), text("one-b"), text("all-a")];
    const result = (page) => page.locator(".quiz-score");

    /** The quiz as its reader left it, and as they find it once its author has changed it. */
    async function changed(project, page, before, act, after, address = PRACTICE) {
      const site = await project(before);
      await open(page, site.url + address, "all");
      await act();
      await carry(page);
      const there = await project(after);
      await open(page, there.url + address, "one");
    }

    test("the open question is gone", async ({ project, page }) => {
      const act = async () => {
        await answer(question(page, "one-a"));
        await answer(question(page, "one-b"), false);
      };
      await changed(project, page, few(...THREE), act, few(...THREE.slice(0, 2)));
      await expect(result(page)).toHaveText("1 of 2 right");
      await page.locator("[data-do=restart]").click();
      await expect(place(page)).toHaveText("Question 1 of 2");
    });

    test("what was to be repeated is another question now", async ({ project, page }) => {
      const act = async () => {
        for (const id of ["one-a", "one-b", "all-a"]) await answer(question(page, id), id !== "one-b");
        await page.locator("[data-do=repeat]").click();
      };
      await changed(project, page, few(...THREE), act, few(THREE[0], THREE[1].replaceAll("one-b", "one-c"), THREE[2]));
      await expect(current(page)).toHaveAttribute("id", "one-c");
      await answer(current(page));
      await next(page).click();
      await expect(result(page)).toHaveText("3 of 3 right");
    });

    test("after a repeat an option of another question is reworded", async ({ project, page }) => {
      const act = async () => {
        for (const id of ["one-a", "one-b", "all-a"]) await answer(question(page, id), id !== "one-b");
        await page.locator("[data-do=repeat]").click();
        await answer(question(page, "one-b"));
        await expect(result(page)).toHaveText("3 of 3 right");
      };
      await changed(project, page, few(...THREE), act, few(THREE[0].replace("Ask why they connected", "Write back"), ...THREE.slice(1)));
      await expect(current(page)).toHaveAttribute("id", "one-a");
      await answer(current(page));
      await next(page).click();
      await expect(result(page)).toHaveText("3 of 3 right");
    });

    test("the rest of what was drawn is gone", async ({ project, page }) => {
      const draw = { "content/contact/final.md": "---\ntitle: Final\nkind: quiz\ndraw: {questions: 3}\n---\n", "content/contact/why.md": "# Say why\n" };
      const act = async () => {
        await answer(question(page, "contact--practice-one-a"));
        await answer(question(page, "contact--practice-all-a"));
      };
      await changed(project, page, { ...few(...THREE), ...draw }, act, { ...few(THREE[0], THREE[2]), ...draw }, "contact/final/");
      await expect(result(page)).toHaveText("2 of 2 right");
    });

    test("a rule of a list is gone", async ({ project, page }) => {
      const site = await project(FILES);
      await openRules(page, site);
      await page.locator("quiz-set[data-set] [data-do=view]").click();
      for (const id of ["say-why", "no-default"]) await answer(page.locator(`quiz-set[data-set] quiz-question[data-key$="#${id}"]`));
      await carry(page);
      const there = await project({ ...FILES, "content/contact/why.md": GUIDE.replace(/- \*\*Do\*\* read[^#]*#read-first\}\n.*\n/, "") });
      await openRules(page, there);
      await expect(place(page)).toHaveText("0 of 2 answered");
    });

    test("of a finished one questions are gone, and with them their part of the score", async ({ project, page }) => {
      const act = async () => {
        for (const id of ["one-a", "one-b", "all-a"]) await answer(question(page, id), id !== "all-a");
        await expect(result(page)).toHaveText("2 of 3 right");
      };
      await changed(project, page, few(...THREE), act, few(...THREE.slice(1)));
      await expect(result(page)).toHaveText("1 of 2 right");
      await expect(page.locator(".quiz-first")).toBeEmpty();
    });
  });

  test("an answer whose option is gone is asked again", async ({ project, page }) => {
    const site = await project(FILES);
    await open(page, site.url + PRACTICE, "all");
    await answer(question(page, "one-a"), false);
    await answer(question(page, "one-b"));
    await carry(page);
    const other = await project({ ...FILES, "content/contact/practice.md": quiz(TEXTS.map((text) => text.replace("Accept it and move on, one-a", "Smile"))) });
    await open(page, other.url + PRACTICE, "all");
    await expect(question(page, "one-a")).toHaveAttribute("data-state", "open");
    await expect(question(page, "one-b")).toHaveAttribute("data-state", "right");
  });

  for (const [what, script] of Object.entries({
    "refuses every access": () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } }),
    "is full": () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; },
  })) {
    test(`storage that ${what}: the quiz works, and says once that nothing will be kept`, async ({ project, page }) => {
      const site = await project(FILES);
      await page.addInitScript(script);
      await open(page, site.url + PRACTICE);
      await answer(current(page), false);
      await expect(page.locator(".notice")).toContainText("will not be kept");
      await page.locator(".notice").getByRole("button", { name: "Close" }).click();
      await next(page).click();
      await answer(current(page));
      await expect(page.locator(".notice")).toHaveCount(0);
      await next(page).click();
      for (let more = 0; more < 8; more += 1) {
        await answer(current(page));
        await next(page).click();
      }
      await expect(page.locator(".quiz-score")).toHaveText("9 of 10 right");
      await expect(page.locator(".quiz-due")).toBeHidden();
      await page.goto(`${site.url}progress/`);
      await page.goto(`${site.url}review/`);
      await expect(page.locator(".review-status")).toContainText("Nothing");
    });
  }

  test("rubbish in the store counts as nothing", async ({ project, page }) => {
    const site = await project(FILES);
    for (const rubbish of ["{", "[]", "3", '"x"', "null", '{"runs":3,"answers":[],"cards":"x"}', '{"runs":[{"keys":["x"],"set":""}],"answers":{"one-a":{"chosen":["y"]}}}']) {
      await page.goto(site.url);
      await page.evaluate((text) => localStorage.setItem("handbook:1:/:contact/practice/", text), rubbish);
      await open(page, site.url + PRACTICE);
      await expect(place(page), rubbish).toHaveText("Question 1 of 10");
      await page.goto(`${site.url}progress/`);
      await expect(page.locator(".progress")).toBeVisible();
      await page.goto(`${site.url}review/`);
      await expect(page.locator(".review-status")).not.toBeEmpty();
    }
  });
});

test("a do/don't list can be asked in place, without its answers showing first", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}contact/why/`);
  await page.locator("rule-list").scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Test yourself" }).click();
  await expect(page.locator(".rules")).toBeHidden();
  await expect(place(page)).toHaveText("Question 1 of 3");
  await expect(current(page).locator(".answer")).toBeHidden();
  await answer(current(page), false);
  await expect(current(page).locator(".answer-why")).toBeVisible();
  await next(page).click();
  await answer(current(page));
  await page.reload();
  await page.locator("rule-list").scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Test yourself" }).click();
  await expect(place(page)).toHaveText("Question 3 of 3");
  await answer(current(page));
  await next(page).click();
  await expect(page.locator(".quiz-score")).toHaveText("2 of 3 right");
  await page.getByRole("button", { name: "Back to the list" }).click();
  await expect(page.locator(".rules")).toBeVisible();
  await expect(page.getByRole("button", { name: "Test yourself" })).toBeFocused();
});

test("a question in a page's text remembers its answer and can be tried again", async ({ project, page }) => {
  const site = await project(FILES);
  await page.goto(`${site.url}contact/why/`);
  const asked = question(page, "friend");
  await asked.scrollIntoViewIfNeeded();
  await expect(asked).toHaveAttribute("data-state", "open");
  await answer(asked, false);
  await page.reload();
  await asked.scrollIntoViewIfNeeded();
  await expect(asked).toHaveAttribute("data-state", "wrong");
  await asked.getByRole("button", { name: "Try again" }).click();
  await answer(asked);
  await expect(asked).toHaveAttribute("data-state", "right");
});

test.describe("review", () => {
  test("what was missed comes back when it is due, then later and later", async ({ project, page }) => {
    const site = await project(FILES);
    const start = new Date("2026-11-22T10:00:00");
    await page.clock.install({ time: start });
    const wait = (days) => page.clock.setSystemTime(new Date(start.getTime() + days * 864e5));
    await open(page, site.url + PRACTICE, "all");
    await answer(question(page, "one-a"), false);
    await answer(question(page, "mail-a"), false);
    await answer(question(page, "one-b"));
    await page.goto(`${site.url}contact/why/`);
    await page.locator("rule-list").scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Test yourself" }).click();
    await answer(current(page), false);
    const rule = (await current(page).getAttribute("data-key")).split("#")[1];
    await expect.poll(async () => Object.keys((await kept(page))["contact/why/"].cards)).toEqual([rule]);

    await page.goto(`${site.url}review/`);
    await expect(page.locator(".review-status")).toContainText("Nothing to review today. The next review is on November 23, 2026.");
    await wait(1);
    await page.goto(site.url);
    await expect(page.getByRole("link", { name: "Questions to review (3)" })).toBeVisible();
    await page.goto(`${site.url}review/`);
    const asked = page.locator("review-session quiz-question");
    const ids = [];
    for (let at = 1; at <= 3; at += 1) {
      await expect(page.locator(".review-status")).toHaveText(`Question ${at} of 3`);
      ids.push((await asked.getAttribute("data-key")).split("#")[1]);
      await answer(asked, ids.at(-1) !== "mail-a");
      await expect(asked.getByRole("link", { name: "Read more" })).toHaveAttribute("href", new RegExp(`^${site.url}contact/.+#${ids.at(-1)}$`));
      await next(page).click();
    }
    expect(ids.toSorted()).toEqual(["mail-a", "one-a", rule].toSorted());
    await expect(page.locator(".review-status")).toContainText("2 of 3 right");
    const { cards } = (await kept(page))[PRACTICE];
    expect(new Date(cards["one-a"].due).getTime()).toBeGreaterThan(new Date(cards["mail-a"].due).getTime());
  });

  test("follows a question to where its page moved, and forgets one that is gone", async ({ project, page }) => {
    const site = await project(FILES);
    await open(page, site.url + PRACTICE, "all");
    await answer(question(page, "one-a"), false);
    await answer(question(page, "one-b"), false);
    await expect.poll(async () => Object.keys((await kept(page))[PRACTICE].cards).length).toBe(2);
    await carry(page);
    const texts = TEXTS.filter((text) => !text.includes("one-b"));
    const there = await project({ ...OTHERS, "content/moved.md": quiz(texts, "aliases: [/contact/practice/]\n") });
    await page.clock.install({ time: Date.now() + 2 * 864e5 });
    await page.goto(`${there.url}review/`);
    const asked = page.locator("review-session quiz-question");
    await expect(asked).toHaveAttribute("data-key", /#one-a$/);
    await answer(asked);
    await next(page).click();
    await expect(page.locator(".review-status")).toContainText("Done for today");
    await expect.poll(async () => Object.keys((await kept(page))["moved/"].cards)).toEqual(["one-a"]);
    expect(Object.keys(await kept(page))).not.toContain(PRACTICE);
  });
});

test.describe("progress", () => {
  test("goes to a file and back without loss, and is forgotten with a way back", async ({ project, page }) => {
    const site = await project(FILES);
    await open(page, site.url + PRACTICE);
    await answerAll(page, ["one-a"]);
    await page.goto(`${site.url}contact/why/`);
    await question(page, "friend").scrollIntoViewIfNeeded();
    await answer(question(page, "friend"));
    await page.goto(`${site.url}progress/`);
    await expect(page.locator(".progress li").filter({ hasText: "Practice" })).toContainText("Last result: 9 of 10");
    const before = await kept(page);

    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save to a file" }).click()]);
    const file = await download.path();
    await page.getByRole("button", { name: "Forget: Say why" }).click();
    await expect(page.locator(".progress li")).toHaveCount(1);
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await kept(page)).toEqual(before);
    await page.getByRole("button", { name: "Forget everything" }).click();
    await expect(page.locator(".progress li")).toHaveCount(0);
    expect(await kept(page)).toEqual({});
    await page.getByLabel("Load from a file").setInputFiles(file);
    await expect(page.locator(".progress li")).toHaveCount(2);
    expect(await kept(page)).toEqual(before);
    // An attempt that went on since the file was saved, or was begun, is not taken back by it.
    await open(page, site.url + PRACTICE);
    await page.getByRole("button", { name: "Repeat" }).click();
    await answer(current(page));
    const further = (await kept(page))[PRACTICE].runs;
    await page.goto(`${site.url}progress/`);
    await page.getByLabel("Load from a file").setInputFiles(file);
    await expect(page.locator(".notice")).toContainText("Undo");
    expect((await kept(page))[PRACTICE].runs).toEqual(further);
    const now = await kept(page);
    await page.getByLabel("Load from a file").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
    await expect(page.locator(".notice")).toContainText("Nothing was changed");
    expect(await kept(page)).toEqual(now);
  });
});

test.describe("on paper", () => {
  const numbers = (pages) => pages.map((text) => [...text.matchAll(/^\s*(\d+)\. /gm)].map(([, number]) => Number(number)));

  for (const state of ["unanswered", "answered", "without JavaScript"]) {
    test(`a quiz ${state}: every question once and whole, then the key on pages of its own`, async ({ project, browser }) => {
      const site = await project(FILES);
      const context = await browser.newContext({ javaScriptEnabled: state !== "without JavaScript" });
      const page = await context.newPage();
      await page.goto(site.url + PRACTICE);
      if (state !== "without JavaScript") await page.locator("quiz-set[data-view]").waitFor();
      if (state === "answered") await answerAll(page, ["one-a"]);
      const { pages } = await paper(page);
      const key = pages.findIndex((text) => text.trimStart().startsWith("Answers"));
      expect(key).toBeGreaterThan(0);
      expect(pages[0], "the title is not alone").toMatch(/^\s*1\. /m);
      const [sheet, answers] = [pages.slice(0, key), pages.slice(key)].map((part) => part.join("\n"));
      for (const { id, text } of QUESTIONS) {
        const prompt = /^## (.*?) \{/.exec(text)[1];
        expect(sheet.split(prompt).length - 1, prompt).toBe(1);
        const on = sheet.split("\n").length && pages.slice(0, key).filter((one) => one.includes(prompt))[0];
        for (const line of lastLines[id.split("-")[0]]) expect(on, `${id} is not split`).toMatch(new RegExp(`${line}, ${id}`, "i"));
        expect(answers, `why of ${id}`).toMatch(new RegExp(`${whys[id.split("-")[0]]}, ${id}`));
        const whole = pages.slice(key).find((one) => one.includes(`${whys[id.split("-")[0]]}, ${id}`));
        for (const line of lastLines[id.split("-")[0]]) expect(whole, `the answer of ${id} is not split`).toContain(`${line}, ${id}`);
        expect(sheet, `no why of ${id} on the sheet`).not.toMatch(new RegExp(`${whys[id.split("-")[0]]}, ${id}`));
      }
      for (const words of ["Check my answer", "Next", "All on one page", "Print the answers", "Not quite", "Your answer", "Start again"]) {
        expect(pages.join("\n"), words).not.toContain(words);
      }
      expect(numbers(pages.slice(0, key)).flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      await page.locator('[name="key"]').uncheck();
      const without = (await paper(page)).pages.join("\n");
      expect(without).not.toContain("Answers");
      expect(without).not.toContain("It costs one line");
      await context.close();
    });
  }

  test("a section's document leaves the answers out when asked so, without a script too", async ({ project, browser }) => {
    const site = await project(FILES);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.url}print/contact/`);
    for (const has of [true, false]) {
      const text = (await paper(page)).pages.join("\n");
      for (const words of ["Put a week of settling in in order", "A friend asks you for an introduction"]) expect(text).toContain(words);
      for (const words of ["Answers", "It costs one line", "So that your word still counts"]) expect(text.includes(words), words).toBe(has);
      await page.locator('[name="key"]').uncheck();
    }
    await context.close();
  });

  const lastLines = { one: ["Accept it and move on", "Ask why they connected", "Refuse it"], all: ["Whether contacts are told", "Whether the photo is recent"], order: ["Ask colleagues", "Comment on a post"], judge: ["say what caught your interest", "add a price list"], mail: ["Our synergies are mutual"] };
  const whys = { one: "It costs one line and opens a conversation", all: "It gives nothing away", order: "Customs differ", judge: "It turns a hello into an offer", mail: "shows that the name was not read" };
});

test("scripts of quizzes, checklists and progress stay within 12 kB, and the scheduler loads only where it is used", async ({ project, page }) => {
  const site = await project(FILES);
  const theme = (await readdir(site.folder)).find((name) => name.startsWith("theme-"));
  const requests = [];
  page.on("requestfinished", (request) => requests.push(request.url()));
  await open(page, site.url + PRACTICE);
  await answer(current(page));
  expect(requests.filter((url) => url.includes("ts-fsrs"))).toEqual([]);
  await next(page).click();
  await answer(current(page), false);
  await expect.poll(() => requests.filter((url) => url.includes("ts-fsrs")).length).toBe(1);
  const scripts = join(site.folder, theme, "scripts");
  const others = /^([^/]+|vendor\/.+|elements\/(offline-copy|page-toc|print-dialog|site-search)\.js|lib\/(copy-link|link-notes|offline|prefetch|search|side-notes)\.js)$/;
  const files = (await readdir(scripts, { recursive: true })).filter((name) => name.endsWith(".js") && !others.test(name));
  expect(files).toContain("lib/progress.js");
  const sizes = await Promise.all(files.map(async (name) => gzipSync(await readFile(join(scripts, name)), { level: 9 }).length));
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(12_000); // each as it is sent
});
