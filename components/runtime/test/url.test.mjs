import assert from "node:assert/strict";
import { test } from "node:test";
import { Store, stepsOf } from "../store.js";
import { REFUSED, app, linkTo, safeURL } from "../url.js";
import { vectors } from "./helpers.mjs";

test("addresses are allowed as engine/html allows them", () => {
  for (const { url, link, image } of vectors("urls")) {
    assert.equal(safeURL(url, "link"), link ? url : REFUSED, `link ${JSON.stringify(url)}`);
    assert.equal(safeURL(url, "image"), image ? url : REFUSED, `image ${JSON.stringify(url)}`);
  }
});

test("what is refused is refused again", () => assert.equal(safeURL(REFUSED, "link"), REFUSED));

test("links that are relative to the root of the site lead into the app", (t) => {
  t.after(() => delete app.base);
  const links = {
    "/": "/app/x1/", "/about?a=b#c": "/app/x1/about?a=b#c", "/app/x10": "/app/x1/app/x10", "/app": "/app/x1/app", "/\\host": "/app/x1/\\host",
    "/app/x1": "/app/x1", "/app/x1/about": "/app/x1/about", "/app/x1?a": "/app/x1?a", "/app/x1#a": "/app/x1#a",
    "//host/about": "//host/about", about: "about", "#a": "#a", "https://host/": "https://host/", "": "", "javascript:x": REFUSED,
  };
  for (const link of Object.keys(links)) assert.equal(linkTo(link), safeURL(link, "link"), `${link} without an app`);
  app.base = "/app/x1";
  for (const [link, address] of Object.entries(links)) assert.equal(linkTo(link), address, link);
});

test("pointers are read as engine/value reads them", () => {
  for (const { pointer, keys, indexes } of vectors("pointers")) {
    assert.deepEqual(stepsOf(pointer), keys, pointer);
    keys.forEach((key, i) => {
      const list = new Store(Array.from({ length: 4 }, (_, n) => n));
      assert.equal(list.get([key]), indexes[i] >= 0 && indexes[i] < 4 ? indexes[i] : undefined, `${pointer}: ${key}`);
    });
  }
});
