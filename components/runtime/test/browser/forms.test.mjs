// Checks of fields, forms and watchers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { button, open, set, spec } from "./site.mjs";

const required = [{ type: "required", message: "Please fill this in" }];
const short = [...required, { type: "minLength", message: "Too short", args: { min: 3 } }];
const validate = { action: "validateForm" };
const name = (more) => ["Input", { label: "Name", name: "name", value: { $bindState: "/name" }, checks: short, ...more }];

// mistake is what a page says of its field: the message, and whether a screen reader is told.
const mistake = (page) =>
  page.evaluate(() => [document.querySelector(".ui-error")?.textContent ?? "", document.querySelector("[name=name]").ariaInvalid]);
const fine = ["", null];

test("validateOn change checks with every keystroke", () =>
  open(spec([name({ validateOn: "change" })], { name: "" }), async (page) => {
    await page.focus("input");
    assert.deepEqual(await mistake(page), fine);
    await page.keyboard.press("a");
    assert.deepEqual(await mistake(page), ["Too short", "true"]);
    await page.keyboard.press("Backspace");
    assert.deepEqual(await mistake(page), ["Please fill this in", "true"]);
    await page.keyboard.type("abc");
    assert.deepEqual(await mistake(page), fine);
    assert.equal(await page.inputValue("input"), "abc");
  }));

for (const validateOn of [undefined, "blur"]) {
  test(`validateOn ${validateOn ?? "unsaid"} of an Input checks when the focus leaves`, () =>
    open(spec([name({ validateOn }), button("next")], { name: "" }), async (page) => {
      await page.focus("input");
      await page.keyboard.type("ab");
      assert.deepEqual(await mistake(page), fine);
      await page.keyboard.press("Tab");
      assert.deepEqual(await mistake(page), ["Too short", "true"]);
      await page.focus("input");
      await page.keyboard.press("End");
      await page.keyboard.press("c");
      await page.keyboard.press("Tab");
      assert.deepEqual(await mistake(page), fine);
    }));
}

test("validateOn submit checks only when the form is validated", () =>
  open(spec([name({ validateOn: "submit" }), button("send", validate)], { name: "" }), async (page) => {
    await page.focus("input");
    await page.keyboard.type("a");
    await page.keyboard.press("Tab");
    assert.deepEqual(await mistake(page), fine);
    await page.click("text=send");
    assert.deepEqual(await mistake(page), ["Too short", "true"]);
  }));

const ways = {
  Select: { props: { options: ["a", "b"], value: { $bindState: "/name" } }, bad: "", act: (page) => page.selectOption("select", "a") },
  Radio: { props: { options: ["a", "b"], value: { $bindState: "/name" } }, bad: "", act: (page) => page.click("text=b") },
  Textarea: { props: { value: { $bindState: "/name" } }, bad: "", act: (page) => page.fill("textarea", "text").then(() => page.click("text=send")) },
  Checkbox: { props: { checked: { $bindState: "/name" } }, bad: null, act: (page) => page.click("input") },
  Switch: { props: { checked: { $bindState: "/name" } }, bad: null, act: (page) => page.click("[role=switch]") },
};
for (const [type, { props, bad, act }] of Object.entries(ways)) {
  test(`${type} shows its mistake until it is right`, () =>
    open(spec([[type, { label: "Name", name: "name", checks: required, ...props }], button("send", validate)], { name: bad }), async (page) => {
      const shown = () => page.$$eval(".ui-error", (all) => all.map((e) => e.textContent).join());
      await page.click("text=send");
      assert.equal(await shown(), "Please fill this in");
      await act(page);
      assert.equal(await shown(), "");
    }));
}

test("validateForm says what is wrong, of the fields that are shown", () =>
  open(
    spec(
      [
        name({ validateOn: "submit" }),
        ["Input", { label: "Mail", name: "mail", value: { $bindState: "/mail" }, checks: [{ type: "email", message: "No address" }], validateOn: "submit" }],
        ["div", {}, [["Input", { label: "Hidden", name: "hidden", value: { $bindState: "/hidden" }, checks: required }]], { visible: { $state: "/all" } }],
        button("send", validate),
        button("show", set("/all", true)),
        ["p", { id: "valid" }, { $template: "${/formValidation/valid}" }],
        ["p", { id: "errors" }, { $join: { $state: "/formValidation/errors/~1mail" } }],
      ],
      { name: "Ada", mail: "x", hidden: "", all: false },
    ),
    async (page) => {
      const valid = () => page.textContent("#valid");
      assert.equal(await valid(), "");
      await page.click("text=send");
      assert.equal(await valid(), "false");
      assert.equal(await page.textContent("#errors"), "No address");
      await page.fill("[name=mail]", "ada@example.com");
      await page.click("text=send");
      assert.equal(await valid(), "true");
      await page.click("text=show");
      await page.click("text=send");
      assert.equal(await valid(), "false");
      assert.equal(await page.textContent(".ui-error"), "Please fill this in");
    },
  ));

test("a field in a repeat has its own mistake, which goes with its item", () =>
  open(
    spec(
      [
        ["ul", {}, [["li", {}, [["Input", { label: "Name", name: "name", value: { $bindItem: "name" }, checks: required }]]]], { repeat: { statePath: "/items", key: "id" } }],
        button("turn", set("/items", [{ id: 2, name: "b" }, { id: 1, name: "" }])),
      ],
      { items: [{ id: 1, name: "" }, { id: 2, name: "b" }] },
    ),
    async (page) => {
      const mistakes = () => page.$$eval("li", (all) => all.map((li) => li.querySelector(".ui-error")?.textContent ?? ""));
      await page.focus("li input");
      await page.keyboard.press("Tab");
      assert.deepEqual(await mistakes(), ["Please fill this in", ""]);
      await page.click("text=turn");
      assert.deepEqual(await mistakes(), ["", "Please fill this in"]);
    },
  ));

test("a watcher runs when its value changes, and not at the start", () =>
  open(
    spec(
      [
        ["Input", { label: "From", name: "from", value: { $bindState: "/from" } }, [], {
          watch: { "/from": [set("/to", { $template: "to ${/from}" }), set("/twice", { $template: "${/to}!" })] },
        }],
        ["p", { id: "to" }, { $template: "${/to} ${/twice}" }],
      ],
      { from: "a", to: "nothing" },
    ),
    async (page) => {
      assert.equal(await page.textContent("#to"), "nothing ");
      await page.fill("input", "b");
      assert.equal(await page.textContent("#to"), "to b to b!");
    },
  ));

test("watchers in a cycle end", () =>
  open(
    spec(
      [
        button("go", set("/a", 1)),
        ["p", { id: "a" }, { $state: "/a" }, { watch: { "/a": set("/b", { $math: "add", a: { $state: "/a" }, b: 1 }), "/b": set("/a", { $math: "add", a: { $state: "/b" }, b: 1 }) } }],
        ["p", { id: "alive" }, { $state: "/alive" }],
        button("still", set("/alive", "yes")),
      ],
      { a: 0, b: 0 },
    ),
    async (page) => {
      await page.click("text=go");
      await page.click("text=still");
      assert.equal(await page.textContent("#alive"), "yes");
    },
    { errors: [/endless/] },
  ));
