// Pages without a script, and what pages must not do with one. That no page breaks its policy is checked by every test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { button, open, publish, set, spec } from "./site.mjs";

test("a page that does nothing in the browser has no script", async () => {
  const still = spec([["p", {}, { $state: "/a" }], ["ul", {}, [["li", {}, { $item: "" }]], { repeat: { statePath: "/l" } }], ["Card", { title: "x" }]], { a: "b", l: [1] });
  const page = await (await fetch(await publish(still))).text();
  assert.match(page, /<p>b<\/p>/);
  assert.doesNotMatch(page, /<script|data-k|<!--/);
});

test("a page that does something runs under a policy", async () => {
  const answer = await fetch(await publish(spec([button("go", set("/a", 1))])));
  const policy = answer.headers.get("content-security-policy");
  assert.match(policy, /script-src[^;]*'self'/);
  assert.doesNotMatch(policy.match(/script-src[^;]*/)[0], /unsafe/);
});

test("without its script a page shows its first state, and native controls work", () =>
  open(
    spec(
      [
        ["h1", {}, { $state: "/title" }],
        ["Checkbox", { label: "agree", name: "agree", checked: { $bindState: "/agree" } }],
        ["Select", { label: "Size", name: "size", options: ["S", "M"], value: { $bindState: "/size" } }],
        ["Input", { label: "Name", name: "name", value: { $bindState: "/name" } }],
        ["Accordion", { items: [{ title: "More", content: "all of it" }] }],
        ["Popover", { trigger: "note", content: "A note" }],
        ["ul", {}, [["li", {}, { $item: "" }]], { repeat: { statePath: "/list" } }],
      ],
      { title: "Hello", agree: true, size: "M", name: "Ada", list: ["a", "b"] },
    ),
    async (page) => {
      assert.equal(await page.textContent("h1"), "Hello");
      assert.deepEqual(await page.$$eval("li", (all) => all.map((li) => li.textContent)), ["a", "b"]);
      assert.deepEqual([await page.inputValue("[name=name]"), await page.inputValue("select")], ["Ada", "M"]);
      await page.uncheck("[name=agree]");
      await page.selectOption("select", "S");
      await page.fill("[name=name]", "Bob");
      await page.click("summary");
      assert.equal(await page.isVisible("text=all of it"), true);
      await page.click("text=note");
      assert.equal(await page.isVisible("text=A note"), true);
    },
    { blocked: true },
  ));

const refused = "about:blank#refused";
const addresses = [
  ["javascript:alert(1)", refused],
  [" JaVa\tscript:alert(1)", refused],
  ["java\nscript:alert(1)", refused],
  ["\u0001javascript:alert(1)", refused],
  ["java&#115;cript:alert(1)", refused],
  ["data:text/html,<script>alert(1)</script>", refused],
  ["vbscript:x", refused],
  ["https://example.com/a?b=c&d", "https://example.com/a?b=c&d"],
  ["/a:b", "/a:b"],
];

test("an address that is computed in the browser is refused like on the server", () =>
  open(
    spec(
      [
        ["Textarea", { label: "Address", name: "address", value: { $bindState: "/url" } }],
        ["a", { id: "a", href: { $state: "/url" } }, "link"],
        ["Link", { label: "Link", href: { $template: "${/url}" } }],
        ["div", {}, [["a", { id: "new", href: { $state: "/url" } }, "new"]], { visible: { $state: "/url" } }],
      ],
      { url: "" },
    ),
    async (page) => {
      for (const [typed, want] of addresses) {
        await page.fill("textarea", "");
        await page.fill("textarea", typed);
        const hrefs = await page.$$eval("main a", (all) => all.map((a) => a.getAttribute("href")));
        assert.deepEqual(hrefs, [want, want, want], JSON.stringify(typed));
      }
    },
  ));

test("what is typed never becomes markup", () =>
  open(
    spec(
      [
        ["Textarea", { label: "Text", name: "text", value: { $bindState: "/text" } }],
        ["p", { id: "p", title: { $state: "/text" }, class: { $state: "/text" } }, { $state: "/text" }],
        ["div", {}, [["p", { id: "new", title: { $state: "/text" } }, { $state: "/text" }]], { visible: { $state: "/text" } }],
        ["Table", { columns: ["A"], rows: [[{ $state: "/text" }]] }],
      ],
      { text: "" },
    ),
    async (page) => {
      const evil = `"><img src=x onerror="alert(1)"></p></textarea><!--/--><script>alert(1)</script>&lt;`;
      await page.fill("textarea", evil);
      const shown = await page.$$eval("#p, #new, td", (all) => all.map((e) => e.textContent));
      assert.deepEqual(shown, [evil, evil, evil]);
      assert.deepEqual(await page.$$eval("#p, #new", (all) => all.map((e) => e.title)), [evil, evil]);
      assert.equal(await page.$("main img, main script"), null);
    },
  ));

test("an action does not go where a link may not", () =>
  open(
    spec([["Input", { label: "Address", name: "address", value: { $bindState: "/url" } }], button("go", { action: "navigate", params: { href: { $state: "/url" } } })], { url: "" }),
    async (page) => {
      await page.fill("input", "javascript:document.title='owned'");
      const before = page.url();
      await page.click("text=go");
      assert.equal(page.url(), before);
      assert.notEqual(await page.title(), "owned");
    },
    { errors: [/refused javascript:/] },
  ));

test("a style that is computed in the browser loads nothing and stays in its place", () =>
  open(
    spec(
      [
        ["Input", { label: "Style", name: "style", value: { $bindState: "/style" } }],
        ["p", { id: "text", style: { $state: "/style" } }, "text"],
        ["p", { id: "object", style: { color: { $state: "/style" }, margin: 4 } }, "object"],
        ["Skeleton", { width: { $state: "/style" } }],
      ],
      { style: "" },
    ),
    async (page) => {
      const styles = () => page.$$eval("#text, #object, .ui-skeleton", (all) => all.map((e) => e.getAttribute("style") ?? ""));
      for (const bad of ["background:url(//evil.example)", "x;background:URL('//evil.example')", "u\\72l(//evil.example)", 'red}"', '"red', "image-set('//evil.example/a' 1x)", "red;position:fixed"]) {
        await page.fill("input", bad);
        for (const style of await styles()) assert.doesNotMatch(style, /evil|[{}"\\]|^color:.*position/i, bad);
      }
      await page.fill("input", "red");
      assert.equal((await styles())[1], "color:red;margin:4px");
    },
  ));
