// The keyboard patterns of the ARIA Authoring Practices.
import assert from "node:assert/strict";
import { test } from "node:test";
import { button, focused, open, set, spec } from "./site.mjs";

const options = ["One", "Two", "Three"].map((label) => ({ label, value: label.toLowerCase() }));

// walk presses keys and asks after each what is focused.
async function walk(page, steps) {
  for (const [key, want] of steps) {
    await page.keyboard.press(key);
    assert.equal(await focused(page), want, `after ${key}`);
  }
}

const shown = (page) => page.textContent("#shown");
const tabs = (meta) =>
  spec(
    [
      button("before"),
      ["Tabs", { tabs: options, value: { $bindState: "/tab" } }, [["p", { id: "shown" }, { $state: "/tab" }]]],
      button("after"),
    ],
    { tab: "one" },
    meta,
  );

for (const [dir, next, previous] of [["ltr", "ArrowRight", "ArrowLeft"], ["rtl", "ArrowLeft", "ArrowRight"]]) {
  test(`tabs ${dir}: arrows go around and select, Home and End go to the ends`, () =>
    open(tabs({ dir }), async (page) => {
      await page.focus("text=before");
      await walk(page, [["Tab", "One"], [next, "Two"]]);
      assert.equal(await shown(page), "two");
      await walk(page, [[next, "Three"], [next, "One"], [previous, "Three"], ["Home", "One"], ["End", "Three"]]);
      assert.equal(await shown(page), "three");
      const selected = await page.$$eval("[role=tab]", (all) => all.map((tab) => [tab.ariaSelected, tab.tabIndex]));
      assert.deepEqual(selected, [["false", -1], ["false", -1], ["true", 0]]);
      await walk(page, [["Tab", "after"], ["Shift+Tab", "Three"]]);
    }));
}

test("tabs that are bound to nothing keep for themselves which one is chosen", () =>
  open(spec([["Tabs", { tabs: options, defaultValue: "two" }]]), async (page) => {
    const selected = () => page.$eval("[role=tab][aria-selected=true]", (tab) => tab.textContent);
    assert.equal(await selected(), "Two");
    await page.click("text=Three");
    assert.equal(await selected(), "Three");
  }));

test("toggle group of one: arrows choose, around the ends", () =>
  open(spec([["ToggleGroup", { items: options, value: { $bindState: "/v" } }], ["p", { id: "shown" }, { $state: "/v" }]], { v: "one" }), async (page) => {
    await page.focus("text=One");
    await walk(page, [["ArrowRight", "Two"], ["ArrowDown", "Three"], ["ArrowRight", "One"], ["ArrowUp", "Three"], ["Home", "One"], ["End", "Three"]]);
    assert.equal(await shown(page), "three");
    const checked = await page.$$eval("[role=radio]", (all) => all.map((one) => one.ariaChecked).join());
    assert.equal(checked, "false,false,true");
  }));

test("toggle group of several: arrows only move, Space presses", () =>
  open(spec([["ToggleGroup", { type: "multiple", items: options, value: { $bindState: "/v" } }], ["p", { id: "shown" }, { $state: "/v" }]], { v: "" }), async (page) => {
    await page.focus("text=One");
    await walk(page, [["ArrowRight", "Two"]]);
    assert.equal(await shown(page), "");
    await walk(page, [["Space", "Two"], ["End", "Three"], ["Enter", "Three"]]);
    assert.equal(await shown(page), "two,three");
    await walk(page, [["Enter", "Three"]]);
    assert.equal(await shown(page), "two");
  }));

const items = [{ label: "Apple", value: "a" }, { label: "Banana", value: "b" }, { label: "Blueberry", value: "c" }];
const menu = spec(
  [["DropdownMenu", { label: "fruit", items, value: { $bindState: "/v" } }], ["p", { id: "shown" }, { $state: "/v" }], button("after")],
  { v: "" },
);

test("menu: opens on its first item; arrows, Home, End and letters move; Enter chooses and closes", () =>
  open(menu, async (page) => {
    const isOpen = () => page.$eval("[role=menu]", (menu) => menu.matches(":popover-open"));
    await page.focus("text=fruit");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.role == "menuitem");
    assert.equal(await focused(page), "Apple");
    assert.equal(await page.getAttribute("[aria-haspopup]", "aria-expanded"), "true");
    await walk(page, [["ArrowDown", "Banana"], ["ArrowUp", "Apple"], ["ArrowUp", "Blueberry"], ["Home", "Apple"], ["End", "Blueberry"], ["a", "Apple"], ["b", "Banana"], ["b", "Blueberry"]]);
    await page.keyboard.press("Enter");
    assert.equal(await shown(page), "c");
    assert.equal(await isOpen(), false);
    assert.equal(await focused(page), "fruit");
    await page.waitForFunction(() => document.querySelector("[aria-haspopup]").ariaExpanded == "false");
  }));

test("menu: Escape closes and gives the focus back, Tab closes and goes on", () =>
  open(menu, async (page) => {
    const inMenu = () => page.waitForFunction(() => document.activeElement.role == "menuitem");
    await page.focus("text=fruit");
    await page.keyboard.press("Enter");
    await inMenu();
    await walk(page, [["Escape", "fruit"]]);
    await page.keyboard.press("Enter");
    await inMenu();
    await page.keyboard.press("Tab");
    assert.equal(await page.$eval("[role=menu]", (menu) => menu.matches(":popover-open")), false);
    assert.equal(await shown(page), "");
  }));

test("accordion: Enter opens one and closes the other; arrows, Home and End move", () =>
  open(spec([["Accordion", { items: ["A", "B", "C"].map((title) => ({ title, content: `about ${title}` })) }]]), async (page) => {
    const expanded = () => page.$$eval("summary", (all) => all.map((s) => s.ariaExpanded).join());
    const becomes = (want) => page.waitForFunction((want) => [...document.querySelectorAll("summary")].map((s) => s.ariaExpanded).join() == want, want);
    assert.equal(await expanded(), "false,false,false");
    await page.focus("summary");
    await page.keyboard.press("Enter");
    await becomes("true,false,false");
    assert.equal(await page.isVisible("text=about A"), true);
    await walk(page, [["ArrowDown", "B"], ["ArrowDown", "C"], ["ArrowDown", "A"], ["ArrowUp", "C"], ["Home", "A"], ["End", "C"]]);
    await page.keyboard.press("Space");
    await becomes("false,false,true");
    assert.equal(await page.isVisible("text=about A"), false);
  }));

test("carousel: arrows and buttons scroll, a button at an end is off", () =>
  open(spec([["Carousel", { items: [..."abcdefgh"].map((title) => ({ title, description: "text" })) }]]), async (page) => {
    const at = () => page.$eval("[data-slot=carousel-content]", (c) => Math.round(c.scrollLeft));
    const moved = (from) => page.waitForFunction((from) => Math.round(document.querySelector("[data-slot=carousel-content]").scrollLeft) != from, from);
    const previous = page.getByRole("button", { name: "Previous slide" });
    const next = page.getByRole("button", { name: "Next slide" });
    assert.deepEqual([await previous.isDisabled(), await next.isDisabled(), await at()], [true, false, 0]);
    await next.focus();
    await page.keyboard.press("ArrowRight");
    await moved(0);
    await page.waitForFunction(() => !document.querySelector("[data-slot=carousel-previous]").disabled);
    const first = await at();
    await next.click();
    await moved(first);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction(() => document.querySelector("[data-slot=carousel-content]").scrollLeft == 0);
    await page.waitForFunction(() => document.querySelector("[data-slot=carousel-previous]").disabled);
  }));

test("radio: arrows choose, around the ends", () =>
  open(spec([["Radio", { label: "Size", name: "size", options: ["S", "M", "L"], value: { $bindState: "/v" } }], ["p", { id: "shown" }, { $state: "/v" }]], { v: "S" }), async (page) => {
    await page.focus("input:checked");
    for (const [key, want] of [["ArrowDown", "M"], ["ArrowRight", "L"], ["ArrowDown", "S"], ["ArrowUp", "L"]]) {
      await page.keyboard.press(key);
      assert.equal(await shown(page), want);
      assert.equal(await page.$eval(":focus", (e) => e.value), want);
    }
  }));

test("slider: arrows step, Home and End go to the ends, and the state is a number", () =>
  open(
    spec(
      [
        ["Slider", { label: "Volume", min: 0, max: 10, step: 2, value: { $bindState: "/v" } }],
        ["p", { id: "shown" }, { $cond: { $state: "/v", gte: 8 }, $then: "loud", $else: "quiet" }],
        button("set", set("/v", 2)),
      ],
      { v: 4 },
    ),
    async (page) => {
      const slider = page.getByRole("slider", { name: "Volume" });
      await slider.focus();
      for (const [key, want] of [["ArrowRight", "6"], ["ArrowLeft", "4"], ["End", "10"], ["Home", "0"], ["ArrowUp", "2"], ["End", "10"]]) {
        await page.keyboard.press(key);
        assert.equal(await slider.inputValue(), want, key);
        assert.equal(await page.textContent(".ui-slider-value"), want);
      }
      assert.equal(await shown(page), "loud");
      await page.click("text=set");
      assert.equal(await slider.inputValue(), "2");
    },
  ));

test("toggle, switch and check box: Space changes them and the state", () =>
  open(
    spec(
      [
        ["Toggle", { label: "bold", pressed: { $bindState: "/a" } }],
        ["Switch", { label: "wifi", name: "wifi", checked: { $bindState: "/b" } }],
        ["Checkbox", { label: "agree", name: "agree", checked: { $bindState: "/c" } }],
        ["p", { id: "shown" }, { $template: "${/a} ${/b} ${/c}" }],
      ],
      { a: false, b: false, c: true },
    ),
    async (page) => {
      await page.focus("text=bold");
      await page.keyboard.press("Space");
      await page.getByRole("switch", { name: "wifi" }).press("Space");
      await page.getByRole("checkbox", { name: "agree" }).press("Space");
      assert.equal(await shown(page), "true true false");
      assert.equal(await page.getAttribute("button", "aria-pressed"), "true");
    },
  ));
