// Answers, for one line {before, after} of pages each, in what the browser's runtime differs from the server:
// before is opened, which must change nothing; its last button is pressed, which must make it look like after.
// engine/differential_test.go starts it and says what the pages are.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const at = (path) => new URL(path, import.meta.url);
const { chromium } = createRequire(at("../../../conformance/package.json"))("playwright-core");
const runtime = readFileSync(at("../../runtime.min.js"));
const tools = readFileSync(at("normal.mjs"), "utf8").replaceAll("export ", "");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
const page = await browser.newPage();
await page.addInitScript(tools);
let pages, errors;
page.on("pageerror", (e) => errors.push(e.stack));
page.on("console", (m) => m.type() == "error" && !/Failed to load resource/.test(m.text()) && errors.push(m.text()));

// Nothing leaves this machine: what a page's random addresses load is not there.
await page.route("**/*", (route) => {
  const { pathname, host } = new URL(route.request().url());
  if (host != "placard.test") return route.abort();
  if (pathname == "/") return route.fulfill({ contentType: "text/html", body: pages.before });
  if (pathname == "/-/runtime.js") return route.fulfill({ contentType: "text/javascript", body: runtime });
  return route.fulfill({ status: 404 });
});

// Both are asked after the events that the runtime's changes set off, like toggle and close, have been delivered.
const settled = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
const shown = () => page.evaluate(() => normal(document.querySelector("main")));
const parsed = (html) =>
  page.evaluate((html) => normal(new DOMParser().parseFromString(html, "text/html").querySelector("main")), html);

// nesting is markup without attributes, as the serialiser writes it.
const nesting = (markup) =>
  markup
    .replace(/<([a-z0-9]+)(?:\s+[^\s=>]+(?:="[^"]*")?)*\s*>/g, "<$1>")
    .replace(/<(textarea|pre)>\n/g, "<$1>")
    .replaceAll("&nbsp;", "\xa0")
    .replace(/\r\n?/g, "\n");

// misnested tells that the parser moved or dropped what may not stand where the spec has it, such as a row or text
// outside of a table's cells. The marks are then not where the runtime looks for them, and nothing is compared.
async function misnested(html) {
  const main = html.slice(html.indexOf("<main"), html.lastIndexOf("</main>") + "</main>".length);
  const read = await page.evaluate((html) => new DOMParser().parseFromString(html, "text/html").querySelector("main")?.outerHTML, html);
  return !read || nesting(main) != nesting(read);
}

async function compare(when, html) {
  await page.evaluate(settled);
  const [want, got] = [await parsed(html), await shown()];
  if (errors.length) return `${when}, the page says:\n${errors.join("\n")}`;
  const i = want.findIndex((line, i) => line != got[i]);
  if (i < 0 && want.length == got.length) return "";
  const at = i < 0 ? want.length : i;
  return `${when}\nthe server has\n${want.slice(Math.max(0, at - 4), at + 4).join("\n")}\nthe browser has\n${got.slice(Math.max(0, at - 4), at + 4).join("\n")}`;
}

async function differences() {
  errors = [];
  if (await misnested(pages.before) || await misnested(pages.after)) return null;
  await page.goto("http://placard.test/");
  if (!(await page.$("#ui-data"))) return "the page has no data for the runtime";
  const opened = await compare("as opened", pages.before);
  if (opened) return opened;
  await page.evaluate(() => [...document.querySelectorAll("main button")].at(-1).click());
  return compare("after the state has changed", pages.after);
}

for await (const line of createInterface({ input: process.stdin })) {
  pages = JSON.parse(line);
  const difference = await differences().catch((e) => `the browser: ${e.message}`);
  console.log(JSON.stringify(difference));
}
await browser.close();
