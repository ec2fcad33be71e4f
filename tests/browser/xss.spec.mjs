// The payloads of tests/xss in Chromium, without the policy that would stop them: no dialog opens, whether a
// page loads, is clicked through or moved over. tests/xss.rs writes the same project.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { BINARY, writeFiles, handbook, test, expect } from "./fixtures.mjs";
import { serve } from "./server.mjs";

const FOLDER = join(import.meta.dirname, "../xss");

// Two workers share the pages.
for (const half of [0, 1]) {
  test(`no payload runs (half ${half + 1} of the pages)`, async ({ browser }) => {
    test.setTimeout(600_000);
    expect(await alerts(browser, await project(), half)).toEqual([]);
  });
}

test("a payload that runs is seen", async ({ browser }) => {
  const files = { "content/index.md": "# Home\n\n<script>alert(1)</script>\n<a href='javascript:alert(2)'>x</a>\n" };
  files["content/handbook.yaml"] = "markdown: {raw_html: allow}\n";
  expect(await alerts(browser, files, 0)).toContainEqual(expect.stringMatching(/^1 on /));
});

/** Opens every second page of a project's site and returns the alerts that were raised there. */
async function alerts(browser, files, half) {
  const root = await mkdtemp(join(tmpdir(), "handbook-xss-"));
  await writeFiles(root, files);
  const codes = await codesFound(root);
  await handbook("build", "--root", root, ...codes.flatMap((code) => ["--warn", code]));
  const site = await serve(join(root, "public"), { policy: false });
  const context = await browser.newContext();
  const page = await context.newPage();
  const raised = [];
  await page.exposeBinding("alert", (_, message) => raised.push(`${message} on ${decodeURI(page.url())}`));
  const pages = (await readdir(join(root, "public"), { recursive: true })).filter((file) => file.endsWith("index.html"));
  for (const file of pages.filter((_, index) => index % 2 === half)) {
    await page.goto(site.url + file.split("/").slice(0, -1).map(encodeURIComponent).join("/"));
    await page.evaluate(provoke);
  }
  await page.waitForTimeout(500);
  await context.close();
  await site.close();
  await rm(root, { recursive: true });
  return raised;
}

/** Moves over, focuses and clicks everything that a payload may have made, without leaving the page. */
function provoke() {
  addEventListener("click", (event) => event.target.closest("a[href^='http'], a:not([href^='java' i])") && event.preventDefault());
  addEventListener("submit", (event) => event.preventDefault());
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    for (const kind of ["mouseover", "focus", "click"]) {
      element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
    }
  }
}

/** The project: each payload in each place where an author writes. */
async function project() {
  const [payloads, template, settings, works] = await Promise.all(
    ["payloads.txt", "page.md", "handbook.yaml", "sources.yaml"].map((name) => readFile(join(FOLDER, name), "utf8")),
  );
  const lines = payloads.trimEnd().split("\n");
  const all = JSON.stringify(lines.join(""));
  const files = {
    "content/index.md": "# Home\n",
    "content/handbook.yaml": settings.replaceAll("PAYLOAD_JSON", () => all),
    "content/sources.yaml": works.replaceAll("PAYLOAD_JSON", () => all),
  };
  lines.forEach((payload, index) => {
    files[`content/page-${index}.md`] = template
      .replaceAll("PAYLOAD_JSON", () => JSON.stringify(payload))
      .replaceAll("PAYLOAD", () => payload)
      .replaceAll("NUMBER", String(index));
    const name = [...payload.replaceAll("/", "\u2215")].slice(0, 60).join("");
    files[`content/names/${name}.md`] = "Text of a page named by its file.\n";
  });
  return files;
}

/** The codes of all that `handbook check` finds, so that the build can go on despite them. */
async function codesFound(root) {
  const run = promisify(execFile)(BINARY, ["check", "--format", "json", "--root", root], { maxBuffer: 1 << 28 });
  const { stdout } = await run.catch((error) => error);
  return [...new Set(stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line).code))];
}
