// What opens above the page: dialogs, confirmations, popovers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { button, focused, open, set, spec } from "./site.mjs";

const dialog = (type) =>
  spec(
    [
      button("open", set("/open", true)),
      ["p", { id: "state" }, { $cond: { $state: "/open" }, $then: "open", $else: "closed" }],
      [type, { title: "Title", openPath: "/open" }, [
        ["Input", { label: "First", name: "first" }],
        button("inside", set("/pressed", "yes")),
        ["p", { id: "pressed" }, { $state: "/pressed" }],
      ]],
      button("behind"),
    ],
    { open: false },
  );

const isOpen = (page) => page.evaluate(() => document.querySelector("dialog").matches(":modal"));
const inDialog = (page) => page.evaluate(() => !!document.activeElement.closest("dialog"));
const state = (page) => page.textContent("#state");

for (const type of ["Dialog", "Drawer"]) {
  test(`${type}: the focus goes in, stays, and goes back when Escape closes`, () =>
    open(dialog(type), async (page) => {
      await page.focus("text=open");
      await page.keyboard.press("Enter");
      assert.equal(await isOpen(page), true);
      assert.equal(await focused(page), "first");
      const seen = new Set();
      for (let i = 0; i < 8; i++) {
        await page.keyboard.press(i < 5 ? "Tab" : "Shift+Tab");
        // Between the last and the first control the focus is with the browser's own controls.
        if (await page.evaluate(() => document.activeElement != document.body)) assert.equal(await inDialog(page), true);
        seen.add(await page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent));
      }
      assert.ok(seen.has("Close") && seen.has("inside"), [...seen].join());
      await page.keyboard.press("Escape");
      assert.equal(await isOpen(page), false);
      await page.waitForFunction(() => document.querySelector("#state").textContent == "closed");
      assert.equal(await focused(page), "open");
    }));

  test(`${type}: its button closes it and the state knows; it opens again`, () =>
    open(dialog(type), async (page) => {
      for (let i = 0; i < 2; i++) {
        await page.click("text=open");
        assert.equal(await state(page), "open");
        await page.click("text=inside");
        assert.equal(await page.textContent("#pressed"), "yes");
        await page.click("dialog [aria-label=Close]");
        await page.waitForFunction(() => document.querySelector("#state").textContent == "closed");
        assert.equal(await isOpen(page), false);
      }
    }));
}

test("a dialog that is open in the first state is a modal one", () => {
  const opened = dialog("Dialog");
  opened.state.open = true;
  return open(opened, async (page) => {
    assert.equal(await isOpen(page), true);
    assert.equal(await inDialog(page), true);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelector("#state").textContent == "closed");
  });
});

test("a dialog that closes leaves a state alone that says closed in another way", () =>
  open(
    spec(
      [button("close", set("/open", "")), ["p", { id: "raw" }, { $template: "${/open}." }], ["Dialog", { title: "T", openPath: "/open" }]],
      { open: "yes" },
    ),
    async (page) => {
      const closed = page.evaluate(() => new Promise((done) => document.querySelector("dialog").addEventListener("close", () => setTimeout(done))));
      await page.evaluate(() => document.querySelector("main button").click());
      await closed;
      assert.equal(await page.textContent("#raw"), ".");
    },
  ));

const asking = (extra) =>
  spec(
    [button("go", { ...set("/done", "done"), confirm: { title: "Sure?", message: "It cannot be undone.", ...extra } }), ["p", { id: "done" }, { $state: "/done" }]],
    { done: "not yet" },
  );

for (const [name, answer, want] of [
  ["Confirm", (page) => page.click("dialog >> text=Confirm"), "done"],
  ["Cancel", (page) => page.click("dialog >> text=Cancel"), "not yet"],
  ["Escape", (page) => page.keyboard.press("Escape"), "not yet"],
]) {
  test(`an action asks first: ${name}`, () =>
    open(asking(), async (page) => {
      await page.focus("text=go");
      await page.keyboard.press("Enter");
      const box = page.getByRole("alertdialog", { name: "Sure?" });
      assert.match(await box.textContent(), /It cannot be undone\./);
      assert.equal(await page.textContent("#done"), "not yet");
      await answer(page);
      await box.waitFor({ state: "detached" });
      assert.equal(await page.textContent("#done"), want);
      assert.equal(await focused(page), "go");
    }));
}

test("a dangerous action begins with the focus on Cancel", () =>
  open(asking({ variant: "danger", confirmLabel: "Delete" }), async (page) => {
    await page.click("text=go");
    assert.equal(await focused(page), "Cancel");
    await page.click("dialog >> text=Delete");
    await page.waitForFunction(() => document.querySelector("#done").textContent == "done");
  }));

test("what is asked is text, and what is missing is empty", () =>
  open(asking({ title: "<b>Sure</b>", message: null, cancelLabel: "\"No\"" }), async (page) => {
    await page.click("text=go");
    assert.deepEqual(await page.$$eval("dialog :is(h2, p, button)", (all) => all.map((e) => e.textContent)), ["<b>Sure</b>", "", '"No"', "Confirm"]);
    assert.equal(await focused(page), "Confirm");
  }));

test("a popover opens and closes, and its button says so", () =>
  open(spec([["Popover", { trigger: "more", content: "A note" }]]), async (page) => {
    const expanded = () => page.getAttribute("button", "aria-expanded");
    assert.equal(await expanded(), "false");
    await page.click("button");
    await page.getByRole("dialog", { name: "more" }).waitFor();
    await page.waitForFunction(() => document.querySelector("button").ariaExpanded == "true");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelector("button").ariaExpanded == "false");
  }));
