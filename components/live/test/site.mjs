// What the tests here share: a server that plays the messages of a page being written, and Chromium.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after } from "node:test";

const { chromium } = createRequire(new URL("../../conformance/package.json", import.meta.url))("playwright-core");
const file = (name) => readFileSync(new URL(name, import.meta.url));
const scripts = { "/live.js": file("../live.min.js"), "/runtime.js": file("../../runtime/runtime.min.js") };
// As edge/pages sends it.
const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src data:";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
after(() => browser.close());

// range is an element of the spec between its comments.
export const range = (n, html) => `<!--p${n}-->${html}<!--/p${n}-->`;
export const pending = (n) => range(n, '<span class="ui-pending" aria-hidden="true"></span>');

// Site is one page that is being written, of one epoch at a time.
export class Site {
  epoch = "a";
  seq = 0;
  connections = new Set();
  versions = []; // that connections began with
  refused = false; // the events

  // show is how the page stands.
  show(main, { style = "", title = "Live" } = {}) {
    this.html = this.document(`<main class="ui-page" data-live="/page/-/events?path=%2F" data-v="VERSION">${range(0, main)}</main>`, {
      style, title, tail: '<script type="module" src="/live.js"></script>',
    });
  }

  // finish is the ordinary page at the end.
  finish(main, { data, ...head } = {}) {
    const script = '<script type="module" src="/runtime.js"></script>';
    const tail = data ? `<script type="application/json" id="ui-data">${JSON.stringify(data)}</script>${script}` : "";
    this.html = this.document(`<main class="ui-page">${main}</main>`, { ...head, tail });
    this.broadcast("event: end\ndata: {}\n\n");
  }

  document(main, { lang = "en", style = "", title = "Live", tail }) {
    return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head><body>${main}${tail}</body></html>`;
  }

  // send sends a message to those who are connected.
  send(message) {
    this.seq++;
    this.broadcast(`id: ${this.epoch}-${this.seq}\ndata: ${JSON.stringify(message)}\n\n`);
  }

  broadcast(text) {
    for (const c of this.connections) c.write(text);
  }

  // drop breaks the connections.
  drop() {
    for (const c of this.connections) c.destroy();
    this.connections.clear();
  }

  answer(request, response) {
    const url = new URL(request.url, "http://x");
    if (scripts[url.pathname]) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(scripts[url.pathname]);
    } else if (url.pathname == "/page") {
      const html = this.html.replace("VERSION", `${this.epoch}-${this.seq}`);
      response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy }).end(html);
    } else if (url.pathname == "/page/-/events" && !this.refused) {
      if (url.searchParams.get("path") != "/") return response.writeHead(404).end();
      this.versions.push(request.headers["last-event-id"] ?? url.searchParams.get("v"));
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("retry: 50\n\n");
      this.connections.add(response);
      response.on("close", () => this.connections.delete(response));
    } else {
      response.writeHead(503).end();
    }
  }
}

// open shows a page and calls use with it, once it is connected. Errors of the page fail the test, but those expected.
export async function open(main, use, head, expected = []) {
  const site = new Site();
  site.show(main, head);
  const server = createServer((request, response) => site.answer(request, response)).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10000);
    const errors = [];
    page.on("pageerror", (e) => errors.push(String(e)));
    page.on("console", (m) => m.type() == "error" && !/status of 503|ERR_/.test(m.text()) && errors.push(m.text()));
    await page.goto(`http://127.0.0.1:${server.address().port}/page`);
    await until(() => site.connections.size);
    await use(page, site);
    const others = errors.filter((e) => !expected.some((x) => x.test(e)));
    if (others.length) throw new Error(others.join("\n"));
  } finally {
    await context.close();
    site.drop();
    server.close();
  }
}

// until waits for something here, shown for a text or its absence in the page.
export async function until(ok) {
  for (const end = Date.now() + 10000; !(await ok()); await new Promise((done) => setTimeout(done, 5))) {
    if (Date.now() > end) throw new Error(`not within 10 s: ${ok}`);
  }
}

// body is what main has, without what the browser is told of ranges.
export const body = (page) => page.evaluate(() => document.querySelector("main").innerHTML.replace(/<!--\/?p\d+-->/g, ""));
export const shown = (page, html) => until(async () => (await body(page)) == html);
