// A page is written while its visitor is there already.
import assert from "node:assert/strict";
import { test } from "node:test";
import { send, set, visit } from "./site.mjs";

const add = (path, value) => ({ op: "add", path, value });
const element = (id, type, props, more) => add(`/elements/${id}`, { type, props, ...more });

test("what was entered while the page was written is in its state when it is finished", async () => {
  const { id, url } = await send("POST", "artifacts?stream=1");
  await send("PATCH", `artifacts/${id}?stream=1`, add("/root", "r"), element("r", "Stack", {}, { children: ["name", "sure", "hello", "clear"] }),
    element("name", "Input", { label: "Name", name: "name", value: { $bindState: "/name" } }), add("/state", { name: "Ada", sure: false }));
  await visit(url, async (page) => {
    await page.fill("input", "Ada Byron");
    await page.evaluate(() => document.querySelector("input").setSelectionRange(1, 2));
    await send("PATCH", `artifacts/${id}?stream=1`, element("sure", "Checkbox", { label: "Sure", name: "sure", checked: { $bindState: "/sure" } }));
    await page.getByLabel("Sure").check();
    await page.focus("input");
    await send("PATCH", `artifacts/${id}`, element("hello", "Text", { text: { $template: "Hello ${/name}, ${/sure}" } }),
      add("/elements/clear", { type: "Button", props: { label: "Clear" }, on: { press: set("/name", "") } }));
    await page.waitForFunction(() => document.body.textContent.includes("Hello Ada Byron, true"));
    const { focus, from, to } = await page.evaluate(() => {
      const input = document.querySelector("input");
      return { focus: document.activeElement == input, from: input.selectionStart, to: input.selectionEnd };
    });
    assert.deepEqual({ focus, from, to }, { focus: true, from: 1, to: 2 });
    await page.click("text=Clear");
    await page.waitForFunction(() => document.querySelector("input").value == "" && document.body.textContent.includes("Hello , true"));
  });
});

test("without script the page is loaded again while it is written", async () => {
  const { id, url } = await send("POST", "artifacts?stream=1");
  await send("PATCH", `artifacts/${id}?stream=1`, add("/root", "r"), element("r", "ul", {}, { children: ["a"] }));
  await visit(url, async (page) => {
    assert.equal(await page.locator(".ui-pending").count(), 1);
    await send("PATCH", `artifacts/${id}`, add("/elements/a", { type: "li", text: "one" }));
    await page.locator("li", { hasText: "one" }).waitFor();
    assert.equal(await page.locator("main[data-live]").count(), 0);
  }, { script: false });
});

test("a page of an app grows into its layout, and the finished app is gone through", async () => {
  const { id, url } = await send("POST", "apps?stream=1");
  const name = { type: "Input", props: { label: "Name", name: "name", value: { $bindState: "/name" } } };
  await send("PATCH", `apps/${id}?stream=1`, add("/routes/~1/page", { root: "r", elements: { r: { type: "Stack", children: ["name", "go"] }, name } }));
  await visit(url, async (page) => {
    await page.fill("input", "typed");
    await send("PATCH", `apps/${id}?stream=1`, add("/routes/~1/page/elements/go", { type: "Link", props: { label: "Other", href: "/other" } }),
      add("/layouts/main", { root: "l", elements: { l: { type: "section", children: ["h", "s"] }, h: { type: "h2", text: "Head" }, s: { type: "Slot" } } }),
      add("/routes/~1/layout", "main"));
    await page.waitForSelector("section h2 + div input");
    assert.equal(await page.inputValue("input"), "typed");
    await send("PATCH", `apps/${id}`, add("/metadata/title", "An app"),
      add("/routes/~1other", { page: { root: "r", elements: { r: { type: "h1", text: { $template: "Hello ${/name}" } } } }, layout: "main" }));
    await page.waitForFunction(() => document.title == "An app" && !document.querySelector("main[data-live]"));
    assert.equal(await page.inputValue("input"), "typed");
    await page.click("text=Other");
    await page.waitForSelector("h1");
    assert.equal(new URL(page.url()).pathname, `/app/${id}/other`);
  });
});
