// A server of hand-written pages of an app, in the form in which Placard serves them, and of what is around the app.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout as after } from "node:timers/promises";

const script = (name) => readFileSync(new URL(`../../${name}.min.js`, import.meta.url));
const scripts = { "/-/navigate-1.js": script("navigate"), "/-/runtime-1.js": script("runtime") };
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'";

// document is a page: {title, main, head?, lang?, data?}, with the base of its app.
const document = ({ title, main, head = "", lang = "en", data }, base) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head>` +
  `<body><main class="ui-page" data-base="${base}">${main}</main>` +
  (data ? `<script type="application/json" id="ui-data">${JSON.stringify(data)}</script><script type="module" src="/-/runtime-1.js"></script>` : "") +
  `<script type="module" src="/-/navigate-1.js"></script></body></html>`;

// serve answers with pages by path: a page, which may also have {status, delay in ms, base}, or {location}, or {type,
// body}, and with {broken} scripts cannot fetch it. requests are those that came for pages: [path, Accept].
export async function serve(pages, base) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = request.url;
    if (scripts[path]) return response.writeHead(200, { "Content-Type": "text/javascript" }).end(scripts[path]);
    if (path == "/favicon.ico") return response.writeHead(204).end();
    const page = pages[path];
    if (!page) return response.writeHead(404, { "Content-Type": "text/plain" }).end("nothing");
    requests.push([path, request.headers.accept]);
    if (page.delay) await after(page.delay);
    if (page.broken && request.headers["sec-fetch-dest"] == "empty") return response.destroy();
    if (page.location) return response.writeHead(302, { Location: page.location }).end();
    const { status = 200, type = "text/html; charset=utf-8", body = document(page, page.base ?? base) } = page;
    response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": policy, "Cache-Control": "no-store" }).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => new Promise((closed) => (server.closeAllConnections(), server.close(closed)));
  return { origin: `http://127.0.0.1:${server.address().port}`, requests, close };
}
