// A plain static file server, as a host would run one: index.html for folders, 404.html for what is
// missing, and the Content-Security-Policy that the design promises to work under.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/**
 * Serves `folder` on a port that the system assigns.
 *
 * @param {string} folder the output of `handbook build`
 * @param {{ prefix?: string, policy?: boolean }} [options] `prefix`: the sub-path to serve it under, `/some/where`;
 *   `policy`: whether the Content-Security-Policy is sent, as it is by default
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 */
export async function serve(folder, { prefix = "", policy = true } = {}) {
  const server = createServer((request, response) => {
    answer(folder, prefix, request).then(
      ({ status, headers, body }) => {
        if (policy) response.setHeader("content-security-policy", POLICY);
        response.writeHead(status, headers).end(body);
      },
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}${prefix}/`, close };
}

/** The answer to one request. */
async function answer(folder, prefix, request) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  if (!path.startsWith(`${prefix}/`)) return reply(404, ".txt", "outside the site");
  const relative = normalize(path.slice(prefix.length)).split(sep).join("/");
  const found = await fileAt(folder, relative);
  if (found === "folder") {
    return { status: 301, headers: { location: `${encodeURI(prefix + relative)}/` }, body: "" };
  }
  if (found) return reply(200, extname(found), await readFile(found));
  const missing = await fileAt(folder, "/404.html");
  return reply(404, ".html", missing ? await readFile(missing) : "not found");
}

/** The file that answers `path`; `"folder"` when a slash is missing at its end; `undefined` when there is none. */
async function fileAt(folder, path) {
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  const kind = await stat(file).catch(() => undefined);
  if (kind?.isDirectory()) return "folder";
  return kind?.isFile() ? file : undefined;
}

function reply(status, extension, body) {
  const headers = {
    "content-type": TYPES[extension] ?? "application/octet-stream",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
  };
  return { status, headers, body };
}
