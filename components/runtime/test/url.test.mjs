import assert from "node:assert/strict";
import { test } from "node:test";
import { Store, stepsOf } from "../store.js";
import { REFUSED, safeURL } from "../url.js";
import { vectors } from "./helpers.mjs";

test("addresses are allowed as engine/html allows them", () => {
  for (const { url, link, image } of vectors("urls")) {
    assert.equal(safeURL(url, "link"), link ? url : REFUSED, `link ${JSON.stringify(url)}`);
    assert.equal(safeURL(url, "image"), image ? url : REFUSED, `image ${JSON.stringify(url)}`);
  }
});

test("what is refused is refused again", () => assert.equal(safeURL(REFUSED, "link"), REFUSED));

test("pointers are read as engine/value reads them", () => {
  for (const { pointer, keys, indexes } of vectors("pointers")) {
    assert.deepEqual(stepsOf(pointer), keys, pointer);
    keys.forEach((key, i) => {
      const list = new Store(Array.from({ length: 4 }, (_, n) => n));
      assert.equal(list.get([key]), indexes[i] >= 0 && indexes[i] < 4 ? indexes[i] : undefined, `${pointer}: ${key}`);
    });
  }
});
