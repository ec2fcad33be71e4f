// What the build writes for other programs, read by parsers that are not ours: Python's csv and XML, a GIFT parser from npm.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import gift from "gift-pegjs";
import { test, expect } from "./fixtures.mjs";
import { FILES, QUESTIONS, TEXTS, quiz } from "./quiz-site.mjs";

/** Text that every format has to escape in its own way. */
const NASTY = `## Is 1 = 2: {yes}, ~no, #1 & <b>"quoted"</b>, \\\\ 'and' so on? {#nasty}

- [x] A "quote", a comma; a \`<tag>\` & {brace} -> arrow. 50% = half
  Why: because #hash ~tilde.

  A second paragraph.
- [ ] Don't.
`;
const SITE = {
  ...FILES,
  "content/contact/practice.md": quiz([...TEXTS, NASTY], "topics: [contact]\n"),
};
const IDS = [...QUESTIONS.map(({ id }) => id), "nasty"].map((id) => `contact/practice/#${id}`);

/** Runs Python with `program`; what it prints is JSON. */
const python = async (program, ...args) => JSON.parse((await promisify(execFile)("python3", ["-c", `import json, sys\n${program}`, ...args])).stdout);

const CSV = `import csv\nprint(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))))`;
const ANKI = `import csv
lines = open(sys.argv[1], encoding="utf-8", newline="").read().split("\\n")
head = [line for line in lines if line.startswith("#")]
print(json.dumps([head, list(csv.reader([line for line in lines if line and not line.startswith("#")], delimiter="\\t", quoting=csv.QUOTE_NONE))]))`;
const QTI = `import zipfile, xml.etree.ElementTree as tree
package = zipfile.ZipFile(sys.argv[1])
assert package.testzip() is None
Q, C = "{http://www.imsglobal.org/xsd/imsqti_v2p1}", "{http://www.imsglobal.org/xsd/imscp_v1p1}"
read = lambda name: tree.fromstring(package.read(name))
listed = [f.get("href") for f in read("imsmanifest.xml").iter(C + "file")]
assert sorted(listed) == sorted(n for n in package.namelist() if n != "imsmanifest.xml"), listed
items = []
for ref in read("test.xml").iter(Q + "assessmentItemRef"):
    item = read(ref.get("href"))
    choices = {c.get("identifier"): "".join(c.itertext()) for c in item.iter(Q + "simpleChoice")}
    right = [v.text for v in item.find(Q + "responseDeclaration").iter(Q + "value")]
    assert right and set(right) <= set(choices), (right, choices)
    items.append({"id": item.get("identifier"), "kind": item.find(Q + "responseDeclaration").get("cardinality"), "choices": list(choices.values()), "right": [choices[r] for r in right], "why": "".join(item.find(Q + "modalFeedback").itertext())})
print(json.dumps(items))`;

test("each export is linked and holds every question under its id", async ({ project, page }) => {
  const site = await project(SITE);
  const at = (file) => join(site.folder, "contact/practice", file);
  await page.goto(`${site.url}contact/practice/`);
  for (const [label, file] of Object.entries({ CSV: "quiz.csv", Anki: "quiz-anki.txt", "Moodle (GIFT)": "quiz-gift.txt", "QTI 2.1": "quiz-qti.zip" })) {
    await expect(page.getByRole("link", { name: label, exact: true })).toHaveAttribute("href", `../../contact/practice/${file}`);
  }

  const rows = await python(CSV, at("quiz.csv"));
  expect(rows.map(({ id }) => id)).toEqual(IDS);
  expect(rows[0]).toMatchObject({ form: "choose-one", answer: "Ask why they connected, one-a.", page: "Practice", topics: "contact" });
  expect(rows[10].options).toMatch(/^A "quote", a comma; a <tag> & \{brace\} -> arrow\. 50% = half\nDon['’]t\.$/);

  const [head, notes] = await python(ANKI, at("quiz-anki.txt"));
  expect(head).toContain("#guid column:1");
  expect(notes.map(([guid]) => guid)).toEqual(IDS);
  for (const note of notes) expect(note).toHaveLength(4);
  expect(notes[0][3]).toBe("contact");

  const items = await python(QTI, at("quiz-qti.zip"));
  expect(items.map(({ id }) => id)).toEqual(IDS);
  expect(items.slice(0, 5).map(({ kind }) => kind)).toEqual(["single", "multiple", "ordered", "multiple", "single"]);
  expect(items[2].right[0]).toBe("Ask colleagues, order-a.");
  expect(items[0].why).toContain("It costs one line and opens a conversation, one-a.");

  const questions = gift.parse(await readFile(at("quiz-gift.txt"), "utf8")).filter(({ type }) => type !== "Category");
  expect(questions.map(({ title }) => title)).toEqual(IDS);
  expect(questions.slice(0, 5).map(({ type }) => type)).toEqual(["MC", "MC", "Matching", "MC", "MC"]);
  for (const { type, choices } of questions) {
    if (type !== "MC") continue;
    const rights = choices.filter(({ isCorrect, weight }) => isCorrect || weight > 0);
    expect(rights.length).toBeGreaterThan(0);
  }
  expect(questions[10].stem.text).toContain("Is 1 = 2: {yes}, ~no, #1");
});

test("a drawn quiz exports all that it draws from, and rules as questions", async ({ project }) => {
  const site = await project(SITE);
  const rows = await python(CSV, join(site.folder, "contact/final/quiz.csv"));
  expect(rows).toHaveLength(IDS.length + 4);
  expect(rows.find(({ id }) => id === "contact/why/#no-default")).toMatchObject({ form: "choose-one", answer: "Don’t", why: "It says nothing about either of you." });
  const topic = await python(CSV, join(site.folder, "topics/contact/quiz/quiz.csv"));
  expect(topic.length).toBeGreaterThan(IDS.length);
});
