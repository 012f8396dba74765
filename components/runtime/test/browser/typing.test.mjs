// Somebody types while the page follows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, spec } from "./site.mjs";

const field = spec(
  [
    ["Input", { label: "Name", name: "name", value: { $bindState: "/name" }, placeholder: { $state: "/name" } }],
    ["p", {}, { $template: "Hello ${/name}" }],
    ["p", { class: { $state: "/other" } }, { $state: "/other" }],
    ["ul", {}, [["li", {}, { $item: "" }]], { repeat: { statePath: "/list" } }],
  ],
  { name: "Ada Byron", other: "same", list: ["a", "b"] },
);

// type presses a key and says what changed in the document, and where the caret is.
async function type(page, key) {
  await page.evaluate(() => changes());
  await page.keyboard.press(key);
  return page.evaluate(() => {
    const { value, selectionStart, selectionEnd, id } = document.activeElement;
    return { seen: stopObserving().sort(), value, selectionStart, selectionEnd, id };
  });
}

test("typing touches only what depends on it and keeps the caret", () =>
  open(field, async (page) => {
    await page.evaluate(() => {
      const input = document.querySelector("input");
      input.focus();
      input.setSelectionRange(3, 3);
    });
    const expected = (value, caret) => ({
      seen: ["input placeholder", "input value", `text of p: Hello ${value}`],
      value,
      selectionStart: caret,
      selectionEnd: caret,
      id: "name",
    });
    assert.deepEqual(await type(page, "x"), expected("Adax Byron", 4));
    assert.deepEqual(await type(page, "Backspace"), expected("Ada Byron", 3));
    await page.evaluate(() => document.querySelector("input").setSelectionRange(1, 3));
    assert.deepEqual(await type(page, "l"), expected("Al Byron", 2));
  }));

test("what changes elsewhere leaves caret and selection where they are", () =>
  open(
    spec(
      [
        ["Input", { label: "Name", name: "name", value: { $bindState: "/name" }, placeholder: { $state: "/n" } }],
        ["Button", { label: "more" }, [], { on: { press: { action: "setState", params: { statePath: "/n", value: "new" } } } }],
      ],
      { name: "Ada Byron", n: "old" },
    ),
    async (page) => {
      const after = await page.evaluate(() => {
        const input = document.querySelector("input");
        input.focus();
        input.setSelectionRange(2, 5, "backward");
        const seen = changes(() => document.querySelector("button").click());
        const { selectionStart, selectionEnd, selectionDirection } = input;
        return { seen, selectionStart, selectionEnd, selectionDirection, focus: document.activeElement == input };
      });
      assert.deepEqual(after, { seen: ["input placeholder"], selectionStart: 2, selectionEnd: 5, selectionDirection: "backward", focus: true });
    },
  ));

test("a state that is set to a new text shows in a control that was typed into", () =>
  open(
    spec(
      [
        ["Input", { label: "Name", name: "name", value: { $bindState: "/name" } }],
        ["Textarea", { label: "Long", name: "long", value: { $bindState: "/name" } }],
        ["Button", { label: "clear" }, [], { on: { press: { action: "setState", params: { statePath: "/name", value: "" } } } }],
      ],
      { name: "Ada" },
    ),
    async (page) => {
      const values = () => page.evaluate(() => [document.querySelector("input").value, document.querySelector("textarea").value]);
      await page.fill("input", "typed");
      assert.deepEqual(await values(), ["typed", "typed"]);
      await page.fill("textarea", "two\nlines");
      assert.equal((await values())[1], "two\nlines");
      await page.click("text=clear");
      assert.deepEqual(await values(), ["", ""]);
    },
  ));
