// What a page is on paper: the PDF that the browser would print, read by tools that are not ours.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const DOTS_PER_INCH = 150;
const DOTS_PER_MM = DOTS_PER_INCH / 25.4;

/**
 * Prints `page` as it stands, without backgrounds, as a browser does unless told otherwise; the text of each page.
 *
 * @param {import("@playwright/test").Page} page
 * @param {"A4" | "Letter"} [format]
 * @returns {Promise<string[]>}
 */
export const text = (page, format) => printed(page, format, pagesOf);

/**
 * The same, and what can be seen: every square drawn to be ticked by hand, what zbar reads, and for each page the
 * share of it that is dark.
 *
 * @param {import("@playwright/test").Page} page
 * @param {"A4" | "Letter"} [format]
 * @returns {Promise<{ pages: string[], boxes: { marked: boolean, millimetres: number }[], codes: string[], dark: number[] }>}
 */
export const paper = (page, format) =>
  printed(page, format, async (file, folder) => {
    await run("pdftoppm", ["-r", String(DOTS_PER_INCH), "-gray", file, join(folder, "page")]);
    const names = (await readdir(folder)).filter((name) => name.endsWith(".pgm")).sort();
    const images = await Promise.all(names.map(async (name) => readPgm(await readFile(join(folder, name)))));
    const codes = await Promise.all(names.map((name) => decode(join(folder, name))));
    return {
      pages: await pagesOf(file),
      boxes: images.flatMap(squares),
      codes: codes.flat(),
      dark: images.map(({ dots }) => dots.reduce((sum, dot) => sum + (dot < 128 ? 1 : 0), 0) / dots.length),
    };
  });

/**
 * Every word on the paper and where it stands, in points.
 *
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<{ sheet: number, x: number, y: number, word: string }[]>}
 */
export const places = (page) =>
  printed(page, "A4", async (file) => {
    const { stdout } = await run("pdftotext", ["-bbox", file, "-"], { maxBuffer: 64 * 1024 * 1024 });
    const words = (sheet) => [...sheet.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</g)];
    const sheets = stdout.split("<page ").slice(1);
    return sheets.flatMap((all, sheet) => words(all).map(([, x, y, word]) => ({ sheet, x: Number(x), y: Number(y), word })));
  });

/** Prints `page` to a file that lives as long as `look` takes. */
async function printed(page, format = "A4", look) {
  const folder = await mkdtemp(join(tmpdir(), "handbook-paper-"));
  try {
    const file = join(folder, "page.pdf");
    await writeFile(file, await page.pdf({ format, printBackground: false }));
    return await look(file, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function pagesOf(file) {
  const { stdout } = await run("pdftotext", ["-layout", file, "-"], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.split("\f").slice(0, -1);
}

/** What zbar reads in a picture; it exits with 4 when there is nothing. */
const decode = (file) =>
  run("zbarimg", ["-q", "--raw", file]).then(({ stdout }) => stdout.trim().split("\n"), () => []);

/** A picture in the grey format of netpbm. */
function readPgm(bytes) {
  const [header, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString("latin1"));
  return { width: Number(width), height: Number(height), dots: bytes.subarray(header.length) };
}

/** The outlines of squares between 3 and 6 mm, and whether something is drawn inside. */
function squares({ width, height, dots }) {
  const seen = new Uint8Array(dots.length);
  const found = [];
  for (let start = 0; start < dots.length; start += 1) {
    if (seen[start] || dots[start] > 128) continue;
    const shape = outline(start, { width, height, dots, seen });
    const wide = shape.right - shape.left + 1;
    const high = shape.bottom - shape.top + 1;
    const millimetres = Math.min(wide, high) / DOTS_PER_MM;
    if (Math.abs(wide - high) > 2 || millimetres < 3 || millimetres > 6) continue;
    if (!isFrame(shape, { width, dots })) continue;
    found.push({ millimetres, marked: isMarked(shape, { width, dots }) });
  }
  return found;
}

/** The extent of the dark dots that touch each other, from `start` on. */
function outline(start, { width, dots, seen }) {
  const shape = { left: Infinity, right: 0, top: Infinity, bottom: 0 };
  const open = [start];
  seen[start] = 1;
  while (open.length) {
    const dot = open.pop();
    const [x, y] = [dot % width, Math.floor(dot / width)];
    Object.assign(shape, { left: Math.min(shape.left, x), right: Math.max(shape.right, x), top: Math.min(shape.top, y), bottom: Math.max(shape.bottom, y) });
    for (const next of [dot - 1, dot + 1, dot - width, dot + width]) {
      if (next < 0 || next >= dots.length || seen[next] || dots[next] > 128) continue;
      seen[next] = 1;
      open.push(next);
    }
  }
  return shape;
}

/** Whether all four edges are drawn without a gap. */
function isFrame({ left, right, top, bottom }, { width, dots }) {
  const dark = (x, y) => [-1, 0, 1].some((by) => dots[y * width + x + by] < 160 || dots[(y + by) * width + x] < 160);
  for (let x = left + 1; x < right; x += 1) if (!dark(x, top) || !dark(x, bottom)) return false;
  for (let y = top + 1; y < bottom; y += 1) if (!dark(left, y) || !dark(right, y)) return false;
  return true;
}

/** Whether a tick is drawn within the frame. */
function isMarked({ left, right, top, bottom }, { width, dots }) {
  let dark = 0;
  for (let y = top + 5; y < bottom - 4; y += 1) for (let x = left + 5; x < right - 4; x += 1) dark += dots[y * width + x] < 128 ? 1 : 0;
  return dark > 8;
}
