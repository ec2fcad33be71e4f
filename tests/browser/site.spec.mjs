// The bundled handbook, as a browser meets it: every page opens under the design's policy without a
// complaint, at a phone's width too, and works under a sub-path.
import { readFile, readdir } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { test, expect } from "./fixtures.mjs";

test("every page of the handbook opens without a complaint", async ({ handbook, page }) => {
  test.setTimeout(180_000);
  for (const address of await addresses(handbook)) {
    const response = await page.goto(handbook.url + address);
    expect(response.status(), address).toBe(200);
    await expect(page.locator("h1"), address).toHaveCount(1);
  }
});

test("no page is wider than a phone", async ({ handbook, page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of await addresses(handbook)) {
    await page.goto(handbook.url + address);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(excess, `${address} scrolls sideways`).toBeLessThanOrEqual(0);
  }
});

test("a site works under a sub-path", async ({ project, page }) => {
  const site = await project(
    { "content/index.md": "# Home\n\n[There](a/b.md)\n", "content/a/b.md": "# There\n" },
    { prefix: "/deep/down" },
  );
  await page.goto(site.url);
  await page.getByRole("link", { name: "There" }).first().click();
  await expect(page).toHaveURL(`${site.url}a/b/`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There");
});

/** The addresses of all pages of a built site, relative to its root; redirects have no heading and are left out. */
async function addresses({ folder }) {
  const files = await readdir(folder, { recursive: true });
  const pages = files.filter((file) => file.split(sep).at(-1) === "index.html").sort();
  const texts = await Promise.all(pages.map((file) => readFile(join(folder, file), "utf8")));
  return pages.filter((_, index) => texts[index].includes("<h1")).map((file) => encodeURI(dirname(file).split(sep).join("/")));
}
