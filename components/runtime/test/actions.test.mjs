import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "../actions.js";
import { stepsOf } from "../store.js";
import { quietly } from "./helpers.mjs";
import { page } from "./page.mjs";

const set = (statePath, value, more) => ({ action: "setState", params: { statePath, value }, ...more });

// press runs actions on a page and returns the state after them, and what the page was asked.
async function press(state, actions, changeEnv) {
  const { store, env, gone, compiled } = page(state, actions);
  Object.assign(env, changeEnv);
  const told = await quietly(() => run(compiled, env));
  return { state: store.peek([]), gone, ...told };
}

test("actions are done when run returns, without waiting", async () => {
  const { store, env, compiled } = page({}, [set("/a", 1, { onSuccess: [set("/b", 2)] }), set("/c", 3)]);
  const done = run(compiled, env);
  assert.deepEqual(store.peek([]), { a: 1, b: 2, c: 3 });
  await done;
});

test("what is not an expression stands for itself", async () => {
  const { store, env, index } = page({}, []);
  await run([["setState", { statePath: "/a", value: "text" }], ["setState", { statePath: index("/b"), value: true }]], env);
  assert.deepEqual(store.peek([]), { a: "text", b: true });
});

test("the place below an item may be any pointer", async () => {
  for (const [pointer, after] of [["f", { f: 1 }], ["/f", { f: 1 }], ["a~1b", { "a/b": 1 }], ["f/0", { f: [1] }], ["", 1]]) {
    const { store, env, index } = page({ items: [{}] }, [], 0);
    await run([["setState", { statePath: [pointer, 0], value: index(1) }]], env);
    assert.deepEqual(store.peek(["items", "0"]), after, pointer);
  }
});

test("keys of an item's path are escaped", async () => {
  const { store, env, index } = page({ "a/b": { "~1": {} } }, []);
  env.steps = ([pointer]) => ["a/b", "~1", ...stepsOf(pointer)];
  await run([["setState", { statePath: ["c", 0], value: index(1) }]], env);
  assert.deepEqual(store.peek([]), { "a/b": { "~1": { c: 1 } } });
});

test("an action's changes are one batch", async () => {
  const { store, env, compiled } = page({ draft: "x" }, [{ action: "pushState", params: { statePath: "/l", value: 1, clearStatePath: "/draft" } }]);
  const notes = [];
  store.effect(() => notes.push([store.get(["l"]), store.get(["draft"])]));
  await run(compiled, env);
  assert.deepEqual(notes, [[undefined, "x"], [[1], ""]]);
});

test("onSuccess: actions, values or an address", async () => {
  assert.deepEqual((await press({}, [set("/a", 1, { onSuccess: [set("/b", { $state: "/a" })] })])).state, { a: 1, b: 1 });
  assert.deepEqual((await press({}, [set("/a", 1, { onSuccess: { set: { "/b": { $state: "/a" }, c: 3 } } })])).state, { a: 1, b: 1, c: 3 });
  assert.deepEqual((await press({}, [set("/a", 1, { onSuccess: { navigate: "/done" } })])).gone, ["/done"]);
});

const FAILING = { action: "pushState", params: { statePath: "/n", value: 1 } };

test("an action that fails runs onError and the list goes on", async () => {
  const more = { onSuccess: [set("/no", 1)], onError: { set: { "/why": "$error.message", "/b": "$error" } } };
  const { state, errors } = await press({ n: 5 }, [{ ...FAILING, ...more }, set("/after", 1)]);
  assert.match(state.why, /iterable|function/);
  assert.deepEqual([state.n, state.no, state.b, state.after, errors.length], [5, undefined, "$error", 1, 0]);
  assert.deepEqual((await press({ n: 5 }, [{ ...FAILING, onError: [set("/b", 2)] }])).state, { n: 5, b: 2 });
  assert.deepEqual((await press({ n: 5 }, [{ ...FAILING, onError: { navigate: "/sorry" } }])).gone, ["/sorry"]);
});

test("an action that fails without onError ends the list, is reported, and does not reject", async () => {
  const { state, errors } = await press({ n: 5 }, [FAILING, set("/after", 1)]);
  assert.deepEqual([state, errors.length], [{ n: 5 }, 1]);
});

test("what fails after an action runs its onError", async () => {
  const { state } = await press({ n: 5 }, [set("/a", 1, { onSuccess: [FAILING], onError: [set("/b", 2)] })]);
  assert.deepEqual(state, { n: 5, a: 1, b: 2 });
});

test("navigate goes to allowed addresses only", async () => {
  const go = (href, more) => press({}, [{ action: "navigate", params: { href }, ...more }]);
  for (const href of ["/about", "#x", "https://x.example", "mailto:a@b.co", "tel:1", "?q=1", ""]) assert.deepEqual((await go(href)).gone, [href]);
  for (const href of ["javascript:alert(1)", " JAVA\nSCRIPT:x", "java&#115;cript:x", "data:text/html,x", "about:blank", "blob:x"]) {
    const { gone, errors } = await go(href);
    assert.deepEqual([gone, errors.length], [[], 1], href);
  }
  for (const href of [undefined, null, {}, 5, ["/x"]]) assert.deepEqual((await go(href)).gone, []);
  assert.deepEqual((await go("javascript:x", { onError: [set("/refused", true)] })).state, { refused: true });
});

const CONFIRM = { title: "Sure?", message: { $template: "Delete ${/name}?" }, variant: "danger" };

test("confirm asks with resolved options before any action", async () => {
  const asked = [];
  const confirm = async (options) => (asked.push(options), true);
  const actions = [set("/a", { $state: "/name" }, { confirm: CONFIRM }), { action: "navigate", params: { href: "/x" }, confirm: { title: "Go?" } }];
  const { state, gone } = await press({ name: "it" }, actions, { confirm });
  assert.deepEqual(asked, [{ title: "Sure?", message: "Delete it?", variant: "danger" }, { title: "Go?" }]);
  assert.deepEqual([state.a, gone], ["it", ["/x"]]);
});

test("a no ends everything quietly", async () => {
  const confirm = async () => false;
  const asking = set("/b", 1, { confirm: CONFIRM, onError: [set("/error", 1)] });
  const { state, errors } = await press({}, [set("/a", 1), asking, set("/c", 1)], { confirm });
  assert.deepEqual([state, errors], [{ a: 1 }, []]);
  const nested = await press({}, [set("/a", 1, { onSuccess: [asking, set("/c", 1)], onError: [set("/e", 1)] }), set("/d", 1)], { confirm });
  assert.deepEqual(nested.state, { a: 1 });
});

test("params are resolved when the action runs, after the answer", async () => {
  const { store, env, compiled } = page({ n: 1 }, [set("/seen", { $state: "/n" }, { confirm: {} })]);
  env.confirm = async () => (store.set(["n"], 2), true);
  await run(compiled, env);
  assert.equal(store.peek(["seen"]), 2);
});

test("a dialog that fails is reported", async () => {
  const confirm = () => Promise.reject(new Error("no dialog"));
  const { state, errors } = await press({}, [set("/a", 1, { confirm: {} })], { confirm });
  assert.deepEqual([state, errors.length], [{}, 1]);
});

test("ids are fresh, deep in the value, and only in pushState", async () => {
  const value = JSON.parse('{"id":"$id","a":[{"$id":true},"x"],"b":{"$id":1,"c":2},"d":null,"__proto__":"$id"}');
  const { state } = await press({}, [{ action: "pushState", params: { statePath: "/l", value } }, set("/s", "$id")]);
  assert.equal(JSON.stringify(state), '{"l":[{"id":"id-1","a":["id-2","x"],"b":{"$id":1,"c":2},"d":null,"__proto__":"id-3"}],"s":"$id"}');
});

test("several actions in one watch all run, although the first sets it off again", async () => {
  const { store, env, compiled } = page({ a: 1, n: 0 }, [set("/a", 5), set("/b", { $state: "/a" }), set("/c", "last")]);
  store.watch(["a"], () => run(compiled, env));
  store.set(["a"], 2);
  assert.deepEqual(store.peek([]), { a: 5, n: 0, b: 5, c: "last" });
});

test("watchers in a cycle through lists of actions end", async () => {
  const more = (path) => [set("/x", 1), { action: "pushState", params: { statePath: path, value: 1 } }, set("/y", 1, { onSuccess: [set("/z", 1)] })];
  const one = page({ a: [], b: [] }, more("/b"));
  const two = page({}, more("/a"));
  const env = { ...two.env, store: one.store, value: two.env.value };
  one.store.watch(["a"], () => run(one.compiled, one.env));
  one.store.watch(["b"], () => run(two.compiled, env));
  const { errors } = await quietly(async () => {
    one.store.set(["a"], [0]);
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  assert.equal(errors.length, 1);
  assert.ok(one.store.peek(["a"]).length <= 101);
});

test("hostile places", async () => {
  const deep = "/a".repeat(200_000);
  const { state, errors } = await press({ list: [] }, [
    set("/__proto__/polluted", 1), set("/constructor/prototype/polluted", 1), set("/list/4294967295", 1), set("/list/__proto__", []), set("/", 1),
    set(5, 1, { onError: [set("/failed", true)] }), set({}, 1, { onError: [] }), set(deep, 1, { onError: [set("/deep", true)] }),
  ]);
  assert.equal({}.polluted, undefined);
  assert.equal(errors.length, 0);
  assert.equal(JSON.stringify(state), '{"list":[],"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"failed":true,"deep":true}');
});
