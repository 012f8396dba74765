// A page is written while its visitor is there already.
import assert from "node:assert/strict";
import { test } from "node:test";
import { send, set, visit } from "./site.mjs";

const add = (path, value) => ({ op: "add", path, value });
const element = (id, type, props, more) => add(`/elements/${id}`, { type, props, ...more });

test("what was entered while the page was written is in its state when it is finished", async () => {
  const { id, url } = await send("POST", "?stream=1");
  await send("PATCH", `/${id}?stream=1`, add("/root", "r"), element("r", "Stack", {}, { children: ["name", "sure", "hello", "clear"] }),
    element("name", "Input", { label: "Name", name: "name", value: { $bindState: "/name" } }), add("/state", { name: "Ada", sure: false }));
  await visit(url, async (page) => {
    await page.fill("input", "Ada Byron");
    await page.evaluate(() => document.querySelector("input").setSelectionRange(1, 2));
    await send("PATCH", `/${id}?stream=1`, element("sure", "Checkbox", { label: "Sure", name: "sure", checked: { $bindState: "/sure" } }));
    await page.getByLabel("Sure").check();
    await page.focus("input");
    await send("PATCH", `/${id}`, element("hello", "Text", { text: { $template: "Hello ${/name}, ${/sure}" } }),
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
  const { id, url } = await send("POST", "?stream=1");
  await send("PATCH", `/${id}?stream=1`, add("/root", "r"), element("r", "ul", {}, { children: ["a"] }));
  await visit(url, async (page) => {
    assert.equal(await page.locator(".ui-pending").count(), 1);
    await send("PATCH", `/${id}`, add("/elements/a", { type: "li", text: "one" }));
    await page.locator("li", { hasText: "one" }).waitFor();
    assert.equal(await page.locator("main[data-live]").count(), 0);
  }, { script: false });
});
