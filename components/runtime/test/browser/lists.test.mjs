// Repeats keep the nodes of the items that stay.
import assert from "node:assert/strict";
import { test } from "node:test";
import { button, open, set, spec } from "./site.mjs";

const items = (ids) => [...ids].map((id) => ({ id, text: `item ${id}` }));

// list is a repeat with a field in each item that is bound to nothing: what is typed there is the node's own.
const list = (...buttons) =>
  spec(
    [
      ["ul", { id: "list" }, [["li", { id: { $item: "id" } }, [
        ["span", {}, { $template: "${text} at ${index}" }],
        ["span", {}, { $index: true }],
        ["input", { "aria-label": "note" }],
      ]]], { repeat: { statePath: "/items", key: "id" } }],
      ...buttons,
    ],
    { items: items("abcd") },
  );

// rearranged presses a button while somebody is in the field of item b, and says what became of the nodes.
const rearranged = (page) =>
  page.evaluate(() => {
    const all = () => [...document.querySelectorAll("#list > li")];
    const before = new Map(all().map((li) => [li.id, li]));
    const field = before.get("b").querySelector("input");
    field.value = "a note";
    field.focus();
    field.setSelectionRange(1, 3);
    document.querySelector("main button").click();
    return {
      ids: all().map((li) => li.id).join(""),
      indexes: all().map((li) => li.querySelectorAll("span")[1].textContent).join(""),
      kept: all().filter((li) => before.get(li.id) == li).map((li) => li.id).join(""),
      field: [field.value, document.activeElement == field, field.selectionStart, field.selectionEnd],
    };
  });

const field = ["a note", true, 1, 3];
for (const [name, action, want] of [
  ["reversed", set("/items", items("dcba")), { ids: "dcba", indexes: "0123", kept: "dcba", field }],
  ["in another order", set("/items", items("bdac")), { ids: "bdac", indexes: "0123", kept: "bdac", field }],
  ["with a new one in front", set("/items", items("xabcd")), { ids: "xabcd", indexes: "01234", kept: "abcd", field }],
  ["with new ones in between", set("/items", items("axbycdz")), { ids: "axbycdz", indexes: "0123456", kept: "abcd", field }],
  ["without the first", { action: "removeState", params: { statePath: "/items", index: 0 } }, { ids: "bcd", indexes: "012", kept: "bcd", field }],
  ["without others", set("/items", items("b")), { ids: "b", indexes: "0", kept: "b", field }],
  ["without that one", set("/items", items("ca")), { ids: "ca", indexes: "01", kept: "ca", field: ["a note", false, 1, 3] }],
]) {
  test(`a list ${name} keeps the nodes of its items, and focus`, () =>
    open(list(button("go", action)), async (page) => assert.deepEqual(await rearranged(page), want)));
}

test("appending one to 1,000 items adds its nodes and changes nothing else", (t) =>
  open(
    spec(
      [
        ["ul", { id: "list" }, [["li", { class: { $item: "id" } }, [["span", {}, { $item: "text" }], ["b", {}, { $index: true }]]]],
          { repeat: { statePath: "/items", key: "id" } }],
        button("append", { action: "pushState", params: { statePath: "/items", value: { id: "new", text: "one more" } } }),
      ],
      { items: Array.from({ length: 1000 }, (_, i) => ({ id: `i${i}`, text: `item ${i}` })) },
    ),
    async (page) => {
      const { seen, last, ms } = await page.evaluate(() => {
        const button = document.querySelector("main button");
        const seen = changes(() => {
          const before = performance.now();
          button.click();
          globalThis.ms = performance.now() - before;
        });
        return { seen, ms, last: document.querySelector("#list").lastElementChild.textContent };
      });
      t.diagnostic(`appending to 1,000 items took ${ms.toFixed(1)} ms`);
      assert.equal(last, "one more1000");
      assert.deepEqual(seen, ["in ul +comment +li"]);
    },
  ));

test("an item of 1,000 that changes changes one text", () =>
  open(
    spec(
      [
        ["ul", {}, [["li", {}, { $item: "text" }]], { repeat: { statePath: "/items", key: "id" } }],
        button("change", set("/items/500/text", "changed")),
      ],
      { items: Array.from({ length: 1000 }, (_, i) => ({ id: i, text: `item ${i}` })) },
    ),
    async (page) => {
      const seen = await page.evaluate(() => changes(() => document.querySelector("main button").click()));
      assert.deepEqual(seen, ["text of li: changed"]);
    },
  ));

test("items with one key are told apart, also from one whose key looks like theirs", () =>
  open(
    spec(
      [
        ["ul", {}, [["li", {}, { $item: "text" }]], { repeat: { statePath: "/items", key: "id" } }],
        button("turn", set("/items", [{ id: "a 1", text: "3" }, { id: "1 a", text: "4" }, { id: "a", text: "1" }, { id: "a", text: "2" }])),
      ],
      { items: [{ id: "a", text: "1" }, { id: "a", text: "2" }, { id: "a 1", text: "3" }, { id: "1 a", text: "4" }] },
    ),
    async (page) => {
      const shown = () => page.$$eval("li", (all) => all.map((li) => li.textContent).join(""));
      assert.equal(await shown(), "1234");
      await page.click("text=turn");
      assert.equal(await shown(), "3412");
    },
  ));

test("where the parser moves elements, nothing is written in a wrong place", () =>
  open(
    spec(
      [
        ["tr", {}, [["td", { class: { $state: "/a" } }, "lost"]]],
        ["p", { id: "b", class: { $state: "/a" } }, { $state: "/b" }],
        ["p", { id: "still", class: "kept" }, "still"],
        button("change", set("/a", "other")),
      ],
      { a: "a", b: "b" },
    ),
    async (page) => {
      await page.click("text=change");
      assert.equal(await page.textContent("#b"), "b");
      assert.equal(await page.getAttribute("#still", "class"), "kept");
    },
    { errors: [/misplaced/] },
  ));
