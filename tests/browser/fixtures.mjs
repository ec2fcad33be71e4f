// What the specs share. `import { test, expect } from "./fixtures.mjs"`, then ask for
//
//   handbook   the site of this repository's own content/, built once a worker: { url, folder }
//   project    (files, options?) => { url, folder }: builds a handbook from inline files and serves it;
//              options: { args: ["--warn", "x"], prefix: "/sub/path" }
//
// Every page that a test opens is watched: an error in the console, a script that throws, a breach of
// the Content-Security-Policy or a request to another host fails the test. A test that expects
// complaints reads and empties `complaints`.
import { test as base, expect } from "@playwright/test";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { serve } from "./server.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
/** The binary under test. */
export const BINARY = process.env.HANDBOOK_BIN ?? join(ROOT, "target/debug/handbook");

export { expect };

export const test = base.extend({
  handbook: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "handbook-own-"));
      const site = await buildAndServe(ROOT, join(folder, "public"), {});
      await use(site);
      await site.close();
      await rm(folder, { recursive: true });
    },
    { scope: "worker", timeout: 60_000 },
  ],

  project: async ({ context }, use) => {
    const cleanups = [];
    await use(async (files, options = {}) => {
      const root = await mkdtemp(join(tmpdir(), "handbook-test-"));
      cleanups.push(() => rm(root, { recursive: true }));
      await writeFiles(root, files);
      const site = await buildAndServe(root, join(root, "public"), options);
      cleanups.push(site.close);
      return site;
    });
    for (const page of context.pages()) await page.close(); // else what they still ask for is refused, and counts as a complaint
    for (const cleanup of cleanups.reverse()) await cleanup();
  },

  complaints: [
    async ({ context }, use) => {
      const complaints = [];
      context.on("page", (page) => watch(page, complaints));
      await use(complaints);
      expect(complaints, "complaints of the pages opened").toEqual([]);
    },
    { auto: true },
  ],
});

/** Builds the handbook at `root` into `folder` and serves it. */
async function buildAndServe(root, folder, { args = [], prefix }) {
  await handbook("build", "--root", root, "--out", folder, ...args);
  return { folder, ...(await serve(folder, { prefix })) };
}

/** Runs the binary; fails with all it printed when it does. */
export async function handbook(...args) {
  return promisify(execFile)(BINARY, args, { maxBuffer: 64 * 1024 * 1024 }).catch((error) => {
    throw new Error(`handbook ${args.join(" ")}\n${error.stdout}${error.stderr || error.message}`);
  });
}

/** Writes `files`, a mapping of path to text, below `root`. */
export async function writeFiles(root, files) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

/** Notes all that `page` should not do. */
function watch(page, complaints) {
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "127.0.0.1") complaints.push(`asked elsewhere: ${request.url()}`);
  });
}
