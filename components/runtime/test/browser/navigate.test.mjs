// Going from page to page of an app with navigate.js, as it is bundled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "./app.mjs";
import { visit } from "./site.mjs";

const base = "/app/x1";
const nav = ["", "/b", "/long", "/slow", "/json", "/other", "/out", "/gone", "/broken", "/missing", "/failing", "/moved", "/live", "/live2", "/still"]
  .map((path) => `<a id="to${path.replace("/", "-")}" href="${base}${path}">${path || "home"}</a> `)
  .join("");
const tall = `<div style="height:3000px">tall</div>`;

// count is a page with a button that counts up n, which all such pages have, and one for own; watched counts the watcher.
const press = (path, x) => [2, [], [[0, 0, [["setState", { statePath: path, value: x }]]]]];
const counting = (title, own, more = {}) => ({
  title,
  main:
    `${nav}<h1>${title}</h1><button id="n" data-k>n</button><button id="own" data-k>own</button><button id="go" data-k>go</button>` +
    `<p id="shown"><!--$-->0,${own},0<!--/--></p><!--?--><!--/--><a id="link" data-k href="${base}/b">link</a>`,
  data: {
    b: [
      press("/n", 0), press("/own", 1), [2, [], [[0, 0, [["navigate", { href: "/b?from=action" }]]]]],
      [1, 2], [3, 3, ["<p id=some>some</p>"]], [2, [["href", "/b", 3]]], [6, ["/n", [["setState", { statePath: "/watched", value: 4 }]]]],
    ],
    x: [[29, "add", [1, "n"], [0, 1]], [29, "add", [1, "own"], [0, 1]], [7, [1, "n"], ",", [1, "own"], ",", [1, "watched"]], [1, "n"], [29, "add", [1, "watched"], [0, 1]]],
    u: base,
    s: { n: 0, own, watched: 0, ...more },
  },
});

const pages = {
  [base]: { title: "Home", lang: "de", head: `<meta name="description" content="home"><style>h1{color:rgb(255,0,0)}</style><link rel="ui-loading" href="${base}/-/loading.json">`, main: `${nav}<h1>Home</h1>${tall}<p id="end">end</p><a id="fragment" href="#end">to the end</a> <a id="far" href="${base}/long#part">part</a> <a id="load" href="${base}/b" download>b</a> <a id="blank" href="${base}/b" target="_blank">b</a> <a id="outside" href="/elsewhere">out</a> <a id="near" href="${base}y/">near</a>` },
  [`${base}/b`]: { title: "B", head: `<meta name="description" content="b"><style>h1{color:rgb(0,0,255)}</style><link rel="ui-loading" href="${base}/-/loading.json">`, main: `${nav}<h1>B</h1>${tall}` },
  [`${base}/b?from=action`]: { title: "B by action", main: `${nav}<h1>B</h1>` },
  [`${base}/long`]: { title: "Long", main: `${nav}<h1>Long</h1>${tall}<h2 id="part">Part</h2>${tall}` },
  [`${base}/slow`]: { title: "Slow", main: `${nav}<h1>Slow</h1>`, delay: 1000 },
  [`${base}/json`]: { type: "application/json", body: "{}" },
  [`${base}/other`]: { title: "Other app", main: "<h1>Other</h1>", base: "/app/x2" },
  [`${base}/out`]: { location: "/elsewhere" },
  [`${base}/gone`]: { location: `${base}/nowhere` },
  [`${base}/broken`]: { title: "Mended", main: "<h1>Mended</h1>", broken: true },
  [`${base}/missing`]: { title: "Not found", main: `${nav}<h1>Not found</h1>`, status: 404 },
  [`${base}/failing`]: { title: "Failed", main: `${nav}<h1>Failed</h1>`, status: 500 },
  [`${base}/moved`]: { location: `${base}/b` },
  [`${base}/live`]: counting("Live", 5),
  [`${base}/live2`]: counting("Live two", 7, { more: 1 }),
  [`${base}/still`]: { title: "Still", main: `${nav}<h1>Still</h1>` },
  [`${base}/-/loading.json`]: { type: "application/json", body: JSON.stringify([["^/slow$", "<h1>Loading</h1>"], ["", "<h1>Wrong</h1>"]]) },
  [`${base}y/`]: { title: "Near", main: "<h1>Near</h1>" },
  "/elsewhere": { title: "Elsewhere", main: "<h1>Elsewhere</h1>" },
};

// walk opens a page of the app; same() tells whether its document is still there.
async function walk(path, use, options) {
  const { origin, requests, close } = await serve(pages, base);
  try {
    await visit(origin + base + path, async (page) => {
      await page.evaluate(() => (window.marked = true));
      const same = () => page.evaluate(() => !!window.marked);
      const shows = (heading) => page.waitForFunction((text) => document.querySelector("h1")?.textContent == text, heading);
      const at = () => page.url().slice((origin + base).length);
      const y = () => page.evaluate(() => Math.round(scrollY));
      await use({ page, requests, same, shows, at, y, origin });
    }, options);
  } finally {
    await close();
  }
}

const color = () => getComputedStyle(document.querySelector("h1")).color;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

test("a link shows another page in the same document", () =>
  walk("", async ({ page, requests, same, shows, at }) => {
    const icon = await page.evaluate(() => (document.head.firstElementChild.kept = true));
    assert.equal(await page.evaluate(color), "rgb(255, 0, 0)");
    await page.click("#to-b");
    await shows("B");
    assert.deepEqual([await same(), at(), await page.title()], [true, "/b", "B"]);
    assert.equal(await page.evaluate(color), "rgb(0, 0, 255)");
    assert.deepEqual(
      await page.evaluate(() => [document.documentElement.lang, document.querySelectorAll("title, meta[name=description], style").length, document.querySelector("meta[name=description]").content, document.head.firstElementChild.kept]),
      ["en", 3, "b", icon],
    );
    assert.deepEqual(requests.at(-1), [`${base}/b`, "text/html"]);
    await page.goBack();
    await shows("Home");
    assert.deepEqual([await same(), at(), await page.title(), await page.evaluate(() => document.documentElement.lang)], [true, "", "Home", "de"]);
    await page.goForward();
    await shows("B");
    assert.equal(await same(), true);
  }));

test("with motion, pages change in a view transition", () =>
  walk("", async ({ page, same, shows }) => {
    await page.evaluate(() => {
      const start = document.startViewTransition;
      document.startViewTransition = function (change) {
        window.transitions = (window.transitions ?? 0) + 1;
        return start.call(document, change);
      };
    });
    await page.click("#to-b");
    await shows("B");
    assert.deepEqual([await same(), await page.evaluate(() => window.transitions)], [true, 1]);
  }, { reducedMotion: "no-preference" }));

test("the focus goes to the new page and its title is told", () =>
  walk("", async ({ page, shows }) => {
    await page.focus("#to-b");
    await page.keyboard.press("Enter");
    await shows("B");
    assert.equal(await page.evaluate(() => document.activeElement == document.querySelector("main")), true);
    assert.equal(await page.textContent("[role=status]"), "B");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "to");
  }));

test("pages begin at the top, and are left where they were when one comes back", () =>
  walk("/b", async ({ page, same, shows, y }) => {
    await page.evaluate(() => scrollTo(0, 700));
    await page.evaluate(() => document.querySelector("#to").click());
    await shows("Home");
    assert.equal(await y(), 0);
    await page.evaluate(() => scrollTo(0, 300));
    await wait(300);
    await page.goBack();
    await shows("B");
    assert.equal(await y(), 700);
    await page.goForward();
    await shows("Home");
    assert.deepEqual([await y(), await same()], [300, true]);
    await page.reload();
    assert.equal(await y(), 300);
  }));

test("fragments: of another page they are scrolled to, of the same one the browser does it", () =>
  walk("", async ({ page, requests, same, shows, at, y }) => {
    await page.evaluate(() => document.querySelector("#fragment").click());
    await page.waitForFunction(() => scrollY > 1000);
    assert.deepEqual([at(), requests.filter(([path]) => path == base).length], ["#end", 1]);
    await page.goBack();
    await page.waitForFunction(() => scrollY == 0 && !location.hash);
    await page.click("#far");
    await shows("Long");
    assert.equal(at(), "/long#part");
    assert.ok((await y()) > 2000);
    assert.equal(await same(), true);
  }));

test("a link to the page itself shows it anew, in the same entry", () =>
  walk("", async ({ page, requests, same }) => {
    const length = () => page.evaluate(() => history.length);
    const before = await length();
    await page.evaluate(() => (document.querySelector("h1").textContent = "changed"));
    await page.click("#to");
    await page.waitForFunction(() => document.querySelector("h1").textContent == "Home");
    assert.deepEqual([await length(), await same(), requests.filter(([path]) => path == base).length], [before, true, 2]);
  }));

test("clicks that mean something else are left to the browser", () =>
  walk("", async ({ page }) => {
    const taken = (selector, event) =>
      page.evaluate(([selector, event]) => {
        let prevented;
        addEventListener("click", (e) => ((prevented = e.defaultPrevented), e.preventDefault()), { once: true });
        document.querySelector(selector).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...event }));
        return prevented;
      }, [selector, event]);
    for (const event of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }]) assert.equal(await taken("#to-b", event), false, JSON.stringify(event));
    for (const selector of ["#load", "#blank", "#outside", "#near", "#fragment", "h1"]) assert.equal(await taken(selector, {}), false, selector);
    assert.equal(await taken("#to-b", {}), true);
  }));

test("what is no page of the app is loaded by the browser", async () => {
  for (const [id, path, text] of [["json", "/json", "{}"], ["other", "/other", "Other"], ["out", null, "Elsewhere"], ["gone", "/nowhere", "nothing"]]) {
    await walk("", async ({ page, same, at, origin }) => {
      await page.click(`#to-${id}`);
      await page.waitForFunction((text) => document.body?.textContent.includes(text), text);
      assert.equal(await same(), false, id);
      if (path) assert.equal(at(), path);
      else assert.equal(page.url(), `${origin}/elsewhere`);
    }, { errors: id == "gone" ? [/404/, /404/] : [] });
  }
});

test("a page that cannot be fetched is loaded by the browser", () =>
  walk("", async ({ page, same, shows, at }) => {
    await page.click("#to-broken");
    await shows("Mended");
    assert.deepEqual([await same(), at()], [false, "/broken"]);
  }, { errors: [/Failed to load resource/] }));

test("a page that has moved within the app is shown at its address", () =>
  walk("", async ({ page, same, shows, at }) => {
    await page.click("#to-moved");
    await shows("B");
    assert.deepEqual([await same(), at()], [true, "/b"]);
  }));

for (const [path, heading] of [["missing", "Not found"], ["failing", "Failed"]]) {
  test(`the app's own page is shown for what is ${path}`, () =>
    walk("", async ({ page, same, shows, at }) => {
      await page.click(`#to-${path}`);
      await shows(heading);
      assert.deepEqual([await same(), at(), await page.title()], [true, `/${path}`, heading]);
    }, { errors: [/Failed to load resource/] }));
}

test("a newer visit ends an older one", () =>
  walk("", async ({ page, same, shows, at }) => {
    await page.evaluate(() => (document.querySelector("#to-slow").click(), document.querySelector("#to-b").click()));
    await shows("B");
    await wait(1200);
    assert.deepEqual([await same(), at(), await page.title(), await page.evaluate(() => history.length)], [true, "/b", "B", 3]);
  }));

// ready waits until the page has what it shows while another one takes long.
async function ready(requests) {
  while (!requests.some(([path]) => path.endsWith("loading.json"))) await wait(20);
  await wait(200);
}

test("while a page takes long, what its route has for that is shown", () =>
  walk("", async ({ page, requests, same, shows, at }) => {
    await ready(requests);
    await page.evaluate(() => scrollTo(0, 500));
    await page.evaluate(() => document.querySelector("#to-slow").click());
    await shows("Loading");
    assert.equal(at(), "");
    await shows("Slow");
    assert.deepEqual([await same(), at()], [true, "/slow"]);
    await page.goBack();
    await shows("Home");
    assert.equal(await page.evaluate(() => Math.round(scrollY)), 500);
  }));

test("going back while a page takes long shows what was shown", () =>
  walk("", async ({ page, requests, same, shows, at }) => {
    await ready(requests);
    await page.click("#fragment");
    await page.evaluate(() => document.querySelector("#to-slow").click());
    await shows("Loading");
    await page.goBack();
    await shows("Home");
    await wait(1200);
    assert.deepEqual([await same(), at(), await page.title()], [true, "", "Home"]);
  }));

test("a page is fetched ahead when the pointer rests on its link, once", () =>
  walk("", async ({ page, requests, shows }) => {
    const fetched = page.waitForResponse(/\/long$/);
    await page.hover("#to-long");
    await fetched;
    await page.click("#to-long");
    await shows("Long");
    assert.equal(requests.filter(([path]) => path == `${base}/long`).length, 1);
  }));

test("without the script, links are links", () =>
  walk("", async ({ page, same, shows, at }) => {
    await page.click("#to-b");
    await shows("B");
    assert.deepEqual([await same(), at()], [false, "/b"]);
  }, { blocked: true }));

const shown = (page) => page.textContent("#shown");

test("state that begins alike on both pages goes along, the rest is the page's own", () =>
  walk("/live", async ({ page, same, shows }) => {
    await page.click("#n");
    await page.click("#n");
    await page.click("#own");
    assert.equal(await shown(page), "2,6,2");
    await page.click("#to-live2");
    await shows("Live two");
    await page.waitForSelector("#some");
    assert.equal(await shown(page), "2,7,2", "no watcher has run for what was kept");
    await page.click("#n");
    assert.equal(await shown(page), "3,7,3");
    await page.click("#to-still");
    await shows("Still");
    await page.click("#to-live");
    await shows("Live");
    assert.equal(await shown(page), "3,5,3", "a page without state between them changes nothing");
    assert.equal(await same(), true);
  }));

test("the page before is stopped", () =>
  walk("/live", async ({ page, shows }) => {
    await page.evaluate(() => (window.old = document.querySelector("#shown")));
    await page.click("#to-live2");
    await shows("Live two");
    await page.click("#n");
    assert.deepEqual([await shown(page), await page.evaluate(() => old.textContent)], ["1,7,1", "0,5,0"]);
  }));

test("a page with the first behaviour brings the runtime", () =>
  walk("", async ({ page, same, shows }) => {
    await page.click("#to-live");
    await shows("Live");
    await page.waitForFunction(() => document.querySelector("script[src*=runtime]"));
    await page.waitForFunction(() => (document.querySelector("#n").click(), document.querySelector("#shown").textContent != "0,5,0"));
    assert.equal(await same(), true);
  }));

test("the navigate action stays in the document, and its address is the app's", () =>
  walk("/live", async ({ page, same, at }) => {
    await page.click("#go");
    await page.waitForFunction(() => document.title == "B by action");
    assert.deepEqual([await same(), at()], [true, "/b?from=action"]);
  }));

test("the browser gives links the base that the server gives them", () =>
  walk("/live", async ({ page }) => {
    assert.equal(await page.getAttribute("#link", "href"), `${base}/b`);
  }));
