// The original's behaviour, as generate.mjs recorded it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "../actions.js";
import { firstError } from "../checks.js";
import { Store, stepsOf } from "../store.js";
import { expressions, plain, quietly, vectors } from "./helpers.mjs";
import { page } from "./page.mjs";

function each(name, check) {
  test(`the original's ${name}`, () =>
    quietly(async () => {
      for (const vector of vectors(name)) await check(vector, JSON.stringify(vector));
    }));
}

each("checks", ({ type, args, value, valid }, shown) => {
  const given = Object.fromEntries(Object.keys(args ?? {}).map((key, i) => [key, i]));
  const env = expressions(...Object.values(args ?? {}));
  assert.equal(firstError([[type, "message", given]], value, env) === "", valid, shown);
});

each("reads", ({ state, pointer, value }, shown) => {
  assert.deepEqual(new Store(state).get(stepsOf(pointer)), value, shown);
});

each("writes", ({ state, pointer, value, after }, shown) => {
  const store = new Store(state);
  const before = JSON.stringify(state);
  store.set(stepsOf(pointer), value);
  assert.deepEqual(plain(store.peek([])), after, shown);
  assert.equal(JSON.stringify(state), before, "the old state is left alone");
});

each("actions", async ({ state, actions, item, after }, shown) => {
  const { store, env, compiled } = page(state, actions, item);
  await run(compiled, env);
  assert.deepEqual(plain(store.peek([])), after, shown);
});
