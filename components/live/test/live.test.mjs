// A page that is being written, as its visitors see it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { body, open, pending, range, shown, until } from "./site.mjs";

const ul = (...items) => range(1, `<ul>${items.join("")}</ul>`);
const li = (n, text = `item ${n}`) => range(n, `<li>${text}</li>`);

test("elements come, change, go, and stand in the order that they are said in", () =>
  open(ul(li(2), pending(3)), async (page, site) => {
    await page.evaluate(() => (globalThis.second = document.querySelector("li")));
    site.send({ parts: [[3, li(3)]] });
    await shown(page, "<ul><li>item 2</li><li>item 3</li></ul>");
    site.send({ parts: [[4, li(4), 3], [5, li(5), 4]] });
    await shown(page, "<ul><li>item 2</li><li>item 3</li><li>item 4</li><li>item 5</li></ul>");
    site.send({ parts: [[1, ul(li(5), li(2, "changed"), li(6), li(4))]] });
    await shown(page, "<ul><li>item 5</li><li>changed</li><li>item 6</li><li>item 4</li></ul>");
    assert.ok(await page.evaluate(() => document.querySelectorAll("li")[1] == second), "the node was moved, not made anew");
    site.send({ parts: [[99, li(99)], [98, li(98), 97], [1, ul()]] }); // what is not there is passed over
    await shown(page, "<ul></ul>");
  }));

test("an element goes from one parent to another, in and out of what changes with it", () =>
  open(range(1, `<div>${range(2, `<p>${range(3, "<b>x</b>")}</p>`)}${range(4, "<div></div>")}</div>`), async (page, site) => {
    await page.evaluate(() => (globalThis.b = document.querySelector("b")));
    const same = () => page.evaluate(() => document.querySelector("b") == b);
    site.send({ parts: [[2, range(2, "<p></p>")], [4, range(4, `<div>${range(3, "<b>x</b>")}</div>`)]] });
    await shown(page, "<div><p></p><div><b>x</b></div></div>");
    assert.ok(await same());
    site.send({ parts: [[1, range(1, `<div>${range(4, `<div>${range(2, `<p>${range(3, "<b>y</b>")}</p>`)}</div>`)}</div>`)]] });
    await shown(page, "<div><div><p><b>y</b></p></div></div>");
    assert.ok(await same());
    site.send({ parts: [[1, range(1, `<div><section>${range(3, "<b>z</b>")}</section>${range(4, "<i></i>")}</div>`)]] });
    await shown(page, "<div><section><b>z</b></section><i></i></div>");
    assert.ok(await same());
  }));

test("rows come into a table, and options into a select", () =>
  open(`<table><tbody>${range(1, "<tr><td>1</td></tr>")}</tbody></table>${range(3, "<select></select>")}`, async (page, site) => {
    site.send({ parts: [[2, range(2, `<tr>${range(5, "<td>2</td>")}</tr>`), 1], [3, range(3, `<select>${range(4, "<option>a</option>")}</select>`)]] });
    await shown(page, "<table><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table><select><option>a</option></select>");
  }));

test("title, language, direction, scheme and styles follow", () =>
  open("<p>x</p>", async (page, site) => {
    site.send({ title: "New <title>", lang: "ar", dir: "rtl", class: "dark", style: "p{color:rgb(1,2,3)}" });
    await until(async () => (await page.title()) == "New <title>");
    const about = () => page.evaluate(() => [...document.documentElement.attributes].map((a) => a.name + a.value).sort().join());
    assert.equal(await about(), "classdark,dirrtl,langar");
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("p")).color), "rgb(1, 2, 3)");
    site.send({ title: "New", lang: "en", dir: "", class: "" });
    await until(async () => (await page.title()) == "New");
    assert.equal(await about(), "langen");
  }));

const form = (extra = "", label = "Name") =>
  range(1, `<form>${extra}${range(2, `<label>${label}<input id="name" value="Ada"></label>`)}${range(3, '<input type="checkbox" id="c">')}` +
    `${range(4, '<textarea id="t">text</textarea>')}${range(5, '<select id="s"><option>a</option><option>b</option></select>')}` +
    `${range(6, '<details id="d"><summary>s</summary>x</details>')}</form>`);

// enter does what a visitor does.
async function enter(page) {
  await page.check("#c");
  await page.fill("#t", "typed\ntext");
  await page.selectOption("#s", "b");
  await page.click("summary");
  await page.fill("#name", "Ada Byron");
  await page.evaluate(() => document.querySelector("#name").setSelectionRange(2, 5, "backward"));
}

const entered = (page) =>
  page.evaluate(() => {
    const $ = (id) => document.getElementById(id);
    const { value, selectionStart, selectionEnd, selectionDirection } = $("name");
    return [document.activeElement.id, value, selectionStart, selectionEnd, selectionDirection, $("c").checked, $("t").value, $("s").value, $("d").open].join();
  });
const all = "name,Ada Byron,2,5,backward,true,typed\ntext,b,true";

test("focus, caret and all that was entered survive what changes around and in a form", () =>
  open(form(), async (page, site) => {
    await enter(page);
    assert.equal(await entered(page), all);
    site.send({ parts: [[1, form(range(7, "<p>new</p>"), "Your name").replace('value="Ada"', 'value="Eve" class="x"')]] });
    await until(() => page.$("input.x"));
    assert.equal(await entered(page), all);
    assert.equal(await page.textContent("label"), "Your name");
    // The form goes into something new, which the browser can do without taking the focus away.
    site.send({ parts: [[0, range(0, `<section>${form()}</section>`)]] });
    await until(() => page.$("section form"));
    assert.equal(await entered(page), (await page.evaluate(() => "moveBefore" in Element.prototype)) ? all : all.replace("name,", ","));
  }));

test("scroll positions survive", () =>
  open(range(1, `<div style="height:100px;overflow:auto">${range(2, "<p style='height:900px'>x</p>")}</div>`) + range(3, "<p style='height:3000px'>y</p>"), async (page, site) => {
    await page.evaluate(() => (scrollTo(0, 400), (document.querySelector("div").scrollTop = 300)));
    site.send({ parts: [[1, range(1, `<div style="height:100px;overflow:auto" class="x">${range(2, "<p style='height:900px'>z</p>")}</div>`)]] });
    await until(() => page.$("div.x"));
    assert.deepEqual(await page.evaluate(() => [scrollY, document.querySelector("div").scrollTop]), [400, 300]);
  }));

test("a broken connection goes on from the last message", () =>
  open(ul(), async (page, site) => {
    site.send({ parts: [[1, ul(li(2))]] });
    await shown(page, "<ul><li>item 2</li></ul>");
    site.drop();
    await until(() => site.connections.size);
    assert.deepEqual(site.versions, ["a-0", "a-1"]);
    site.send({ parts: [[3, li(3), 2]] });
    await shown(page, "<ul><li>item 2</li><li>item 3</li></ul>");
  }));

test("another epoch numbers ranges anew, and what was entered stays in its control", () =>
  open(range(1, '<input id="a">') + range(2, '<input id="b">'), async (page, site) => {
    await page.fill("#b", "typed");
    site.drop();
    await until(() => site.connections.size);
    [site.epoch, site.seq] = ["b", 7];
    site.send({ title: "T", style: "", parts: [[0, range(0, range(2, '<input id="a">') + range(1, '<input id="b" class="x">'))]] });
    await until(() => page.$("#b.x"));
    assert.deepEqual(await page.evaluate(() => ["a", "b"].map((id) => document.getElementById(id).value)), ["", "typed"]);
    site.send({ parts: [[2, range(2, '<input id="a" class="y">')]] });
    await until(() => page.$("#a.y"));
  }));

test("what the HTML parser moves elsewhere is asked for as a whole", () =>
  open(range(1, `<p>${range(2, "<p>in a p</p>")}</p>`), async (page, site) => {
    site.show(range(1, `<p>${range(2, "<p>new</p>")}</p>`));
    site.send({ parts: [[1, range(1, `<p>${range(2, "<p>new</p>")}</p>`)]] });
    await until(async () => (await page.textContent("main")) == "new");
    await until(() => site.connections.size);
  }, undefined, [/TypeError/]));

test("at the end the ordinary page takes its place, with what was entered", () =>
  open(form() + pending(9), async (page, site) => {
    await enter(page);
    await page.evaluate(() => (globalThis.here = document.querySelector("#name")));
    site.finish(form("<p>last</p>").replace(/<!--.*?-->/g, ""), { title: "Done", lang: "de", style: "p{color:rgb(4,5,6)}" });
    await until(async () => (await page.title()) == "Done");
    await until(async () => !(await page.$("body > script")));
    assert.equal(await entered(page), all);
    const { html, same, attributes } = await page.evaluate(() => ({
      html: document.querySelector("main").innerHTML.replace(' open=""', ""),
      same: document.querySelector("#name") == here,
      attributes: [...document.querySelector("main").attributes].map((a) => a.name),
    }));
    assert.ok(same);
    assert.deepEqual(attributes, ["class"]);
    assert.equal(html, form("<p>last</p>").replace(/<!--.*?-->/g, ""));
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("p")).color), "rgb(4, 5, 6)");
    assert.equal(site.connections.size, 0);
  }));

test("what happens next is asked for when the events are refused", () =>
  open("<p>x</p>", async (page, site) => {
    site.refused = true;
    site.drop();
    site.show("<p>y</p>"); // still being written
    await shown(page, "<p>y</p>");
    site.finish("<p>z</p>");
    await until(async () => (await page.evaluate(() => document.querySelector("main").innerHTML)) == "<p>z</p>");
  }));

test("a message that makes no sense ends with the page as it is", () =>
  open(ul(), async (page, site) => {
    site.finish("<p>whole</p>");
    await shown(page, "<p>whole</p>");
    assert.equal(await body(page), "<p>whole</p>");
  }));
