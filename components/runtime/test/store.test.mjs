import assert from "node:assert/strict";
import { test } from "node:test";
import { Store, pointerOf, stepsOf, unfollowed } from "../store.js";
import { quietly } from "./helpers.mjs";

// log makes an effect that notes the value at pointer each time it runs.
function log(store, pointer, notes = []) {
  store.effect(() => notes.push(store.get(stepsOf(pointer))));
  return notes;
}

test("pointers become steps and back", () => {
  assert.deepEqual(stepsOf("/a/b~1c"), ["a", "b/c"]);
  assert.deepEqual(stepsOf("a/b"), ["a", "b"]);
  assert.deepEqual(stepsOf("/~01"), ["~1"]);
  assert.deepEqual(stepsOf(""), []);
  assert.deepEqual(stepsOf("/"), []);
  assert.deepEqual(stepsOf("//"), ["", ""]);
  assert.equal(pointerOf(["a~/", 0]), "/a~0~1/0");
  for (const steps of [[], ["~1"], ["/", "~"], ["a", "", "b"]]) assert.deepEqual(stepsOf(pointerOf(steps)), steps);
});

test("get finds own members and items only", () => {
  const store = new Store({ list: [1, 2], text: "abc", none: null });
  const at = (pointer) => store.get(stepsOf(pointer));
  assert.deepEqual(at(""), { list: [1, 2], text: "abc", none: null });
  assert.equal(at("/list/1"), 2);
  assert.equal(at("/list/1st"), 2);
  assert.equal(at("/none"), null);
  for (const pointer of ["/list/2", "/list/-", "/list/-1", "/list/length", "/list/map", "/text/0", "/text/length", "/none/x", "/x/y",
    "/constructor", "/__proto__", "/__proto__/toString", "/list/__proto__", "/toString/name"]) {
    assert.equal(at(pointer), undefined, pointer);
  }
});

test("set copies what is on the way and nothing else", () => {
  const state = { a: { b: [1, { c: 2 }], d: {} }, e: {} };
  const copy = structuredClone(state);
  const store = new Store(state);
  store.set(["a", "b", "1", "c"], 3);
  const now = store.peek([]);
  assert.deepEqual(now, { a: { b: [1, { c: 3 }], d: {} }, e: {} });
  assert.deepEqual(state, copy);
  assert.equal(now.e, state.e);
  assert.equal(now.a.d, state.a.d);
});

test("the same value changes nothing", () => {
  const store = new Store({ a: { b: NaN } });
  const before = store.peek([]);
  const notes = log(store, "");
  store.set(["a", "b"], NaN);
  store.set(["a"], before.a);
  store.set(["x", "y"], undefined);
  assert.equal(store.peek([]), before);
  assert.equal(notes.length, 1);
});

test("missing parents are made: lists for numbers, else objects", () => {
  const store = new Store({ text: "t", none: null });
  store.set(["a", "0", "b"], 1);
  store.set(["text", "x"], 2);
  store.set(["none", "0"], 3);
  store.set(["c", "-"], 4);
  assert.deepEqual(store.peek([]), { text: { x: 2 }, none: [3], a: [{ b: 1 }], c: { "-": 4 } });
});

test("undefined deletes a member, and leaves an item's place", () => {
  const store = new Store({ a: { b: 1, c: 2 }, list: [1, 2] });
  store.set(["a", "b"], undefined);
  store.set(["list", "0"], undefined);
  assert.deepEqual(store.peek([]), { a: { c: 2 }, list: [undefined, 2] });
});

test("'-' is the place after the last item", () => {
  const store = new Store({ list: [] });
  const notes = log(store, "/list/0");
  store.set(["list", "-"], "a");
  store.set(["list", "-"], "b");
  assert.deepEqual(store.peek(["list"]), ["a", "b"]);
  assert.deepEqual(notes, [undefined, "a"]);
});

test("indexes that are far off allocate nothing", () => {
  const state = { list: [1] };
  const store = new Store(state);
  for (const index of ["4294967295", "4294967294", "99999999999999999999", "1002", "-1", "x", ""]) store.set(["list", index], 1);
  for (const index of ["4294967295", "x"]) store.set(["list", index, "y"], 1);
  assert.equal(store.peek([]), state);
  store.set(["list", "1001"], 2);
  assert.equal(store.peek(["list"]).length, 1002);
  assert.ok(500 in store.peek(["list"]), "there is a hole");
  store.set(["ids", "4294967295"], "an id");
  assert.deepEqual(store.peek(["ids"]), { 4294967295: "an id" });
});

test("__proto__ and the like are plain own keys", () => {
  const store = new Store(JSON.parse('{"__proto__": {"a": 1}, "b": {}}'));
  assert.equal(store.get(["__proto__", "a"]), 1);
  assert.equal(store.get(["a"]), undefined);
  store.set(["__proto__", "polluted"], true);
  store.set(["constructor", "prototype", "polluted"], true);
  store.set(["b", "__proto__"], { polluted: true });
  store.set(["b", "x"], 1);
  assert.equal({}.polluted, undefined);
  assert.equal(store.peek(["b"]).polluted, undefined);
  assert.equal(
    JSON.stringify(store.peek([])),
    '{"__proto__":{"a":1,"polluted":true},"b":{"__proto__":{"polluted":true},"x":1},"constructor":{"prototype":{"polluted":true}}}',
  );
  store.set(["b", "__proto__"], undefined);
  assert.equal(JSON.stringify(store.peek(["b"])), '{"x":1}');
});

test("a write concerns what is above and below it, and not its siblings", () => {
  const store = new Store({ a: { b: [{ c: 1 }, 1], x: 1 } });
  const pointers = ["", "/a", "/a/b", "/a/b/0", "/a/b/0/c", "/a/b/0/c/d", "/a/b/1", "/a/x", "/a/b/length", "/y"];
  const notes = pointers.map((pointer) => log(store, pointer));
  store.set(["a", "b", "0"], { c: 2 });
  assert.deepEqual(notes.map((n) => n.length - 1), [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
});

test("below a write only what differs is concerned", () => {
  const items = [{ n: 1 }, { n: 2 }];
  const store = new Store({ items });
  const notes = ["/items", "/items/0/n", "/items/1/n", "/items/2/n"].map((pointer) => log(store, pointer));
  store.set(["items"], [...items, { n: 3 }]);
  assert.deepEqual(notes.map((n) => n.length - 1), [1, 0, 0, 1]);
  store.set(["items"], [items[1], items[0]]);
  assert.deepEqual(notes.map((n) => n.length - 1), [2, 1, 1, 2]);
});

test("what was read where nothing was is concerned when it comes", () => {
  const store = new Store({});
  const notes = ["/a/1st/x", "/a/0", "/a/00", "/a/1"].map((pointer) => log(store, pointer));
  store.set(["a"], [0]);
  store.set(["a", "1"], { x: "first" });
  assert.deepEqual(notes.map((n) => n.at(-1)), ["first", 0, 0, { x: "first" }]);
  store.set(["a"], { "00": 5 });
  assert.deepEqual(notes.map((n) => n.at(-1)), [undefined, undefined, 5, undefined]);
  store.set([], { a: ["whole"] });
  assert.deepEqual(notes.map((n) => n.at(-1)), [undefined, "whole", "whole", undefined]);
});

test("of 10,000 effects on siblings one write runs one", () => {
  const store = new Store({ items: Array.from({ length: 10_000 }, (_, i) => i) });
  let runs = 0;
  for (let i = 0; i < 10_000; i++) store.effect(() => (store.get(["items", String(i)]), runs++));
  runs = 0;
  for (let i = 0; i < 100; i++) store.set(["items", "5000"], -i);
  assert.equal(runs, 100);
});

test("peek is not followed, and what is no longer read is not either", () => {
  const store = new Store({ which: "a", a: 1, b: 2 });
  const notes = [];
  store.effect(() => notes.push(store.get([store.get(["which"])]) + store.peek(["b"])));
  store.set(["b"], 3);
  store.set(["which"], "b");
  store.set(["a"], 5);
  store.set(["b"], 4);
  assert.deepEqual(notes, [3, 6, 8]);
});

test("a batch is applied at once and runs each effect once", () => {
  const store = new Store({ a: 1, b: 1 });
  const notes = [];
  store.effect(() => notes.push(store.get(["a"]) + store.get(["b"])));
  const answer = store.batch(() => {
    store.set(["a"], 2);
    store.batch(() => store.set(["b"], 2));
    assert.equal(store.peek(["a"]), 2);
    return "done";
  });
  assert.equal(answer, "done");
  assert.deepEqual(notes, [2, 4]);
});

test("a batch that throws still runs effects", () => {
  const store = new Store({});
  const notes = log(store, "/a");
  assert.throws(() => store.batch(() => (store.set(["a"], 1), JSON.parse("{"))));
  assert.deepEqual(notes, [undefined, 1]);
});

test("effects run in the order of creation, and one that is made anew does not run twice", () => {
  const store = new Store({ n: 0 });
  const notes = [];
  const note = (name) => () => notes.push(name + store.get(["n"]));
  let stopInner = () => {};
  store.effect(() => {
    note("outer")();
    stopInner();
    stopInner = store.effect(note("inner"));
  });
  store.effect(note("other"));
  store.set(["n"], 1);
  assert.deepEqual(notes, ["outer0", "inner0", "other0", "outer1", "inner1", "other1"]);
});

test("effects that are made in an effect go on when it runs again or stops", () => {
  const store = new Store({ n: 0, m: 0 });
  const notes = [];
  let inner;
  const stop = store.effect(() => {
    store.get(["n"]);
    inner ??= store.effect(() => notes.push(store.get(["m"])));
  });
  store.set(["n"], 1);
  store.set(["m"], 1);
  stop();
  store.set(["m"], 2);
  assert.deepEqual(notes, [0, 1, 2]);
  inner();
  store.set(["m"], 3);
  assert.deepEqual(notes, [0, 1, 2]);
});

test("what is read unfollowed does not make an effect run again", () => {
  const store = new Store({ a: 1, b: 1 });
  const notes = [];
  store.effect(() => notes.push(unfollowed(() => store.get(["a"])) + store.get(["b"])));
  store.set(["a"], 2);
  store.set(["b"], 2);
  assert.deepEqual(notes, [2, 4]);
});

test("an effect that stops itself stays stopped", () => {
  const store = new Store({ n: 0 });
  let runs = 0;
  const stop = store.effect(() => {
    runs++;
    if (store.get(["n"]) === 1) stop();
    store.get(["m"]);
  });
  store.set(["n"], 1);
  runs = 0;
  store.set(["m"], 1);
  store.set(["n"], 2);
  assert.equal(runs, 0);
});

test("an effect stopped by an earlier one in the same pass does not run", () => {
  const store = new Store({ n: 0 });
  const notes = [];
  store.effect(() => store.get(["n"]) === 1 && later());
  const later = store.effect(() => notes.push(store.get(["n"])));
  store.set(["n"], 1);
  assert.deepEqual(notes, [0]);
});

test("an effect may write; others see it in the next pass", () => {
  const store = new Store({ n: 1 });
  const notes = log(store, "/double");
  store.effect(() => store.set(["double"], 2 * store.get(["n"])));
  store.set(["n"], 2);
  assert.deepEqual(notes, [undefined, 2, 4]);
});

test("a failing effect is reported and does not keep others from running", async () => {
  const store = new Store({ n: 0 });
  const { errors } = await quietly(() => {
    store.effect(() => {
      throw new Error(`failed at ${store.get(["n"])}`);
    });
    const notes = log(store, "/n");
    store.set(["n"], 1);
    assert.deepEqual(notes, [0, 1]);
  });
  assert.deepEqual(errors.map(([e]) => e.message), ["failed at 0", "failed at 1"]);
});

test("effects that never settle are stopped after 100 passes", async () => {
  const store = new Store({ a: 0, b: 0 });
  const { errors } = await quietly(() => {
    store.effect(() => store.set(["b"], store.get(["a"]) + 1));
    store.effect(() => store.set(["a"], store.get(["b"]) + 1));
  });
  assert.equal(errors.length, 1);
  assert.ok(store.peek(["a"]) > 50 && store.peek(["a"]) <= 250, `${store.peek(["a"])} rounds`);
  const notes = log(store, "/c");
  store.set(["c"], 1);
  assert.deepEqual(notes, [undefined, 1]);
});

test("watch tells of changes, not of the start", () => {
  const store = new Store({ a: { b: 1 } });
  const notes = [];
  const stop = store.watch(["a"], (value, before) => notes.push([value, before]));
  store.set(["x"], 1);
  assert.deepEqual(notes, []);
  store.set(["a", "b"], 2);
  assert.deepEqual(notes, [[{ b: 2 }, { b: 1 }]]);
  store.batch(() => {
    store.set(["a", "c"], 3);
    store.set(["a"], null);
  });
  assert.deepEqual(notes[1], [null, { b: 2 }]);
  stop();
  store.set(["a"], 5);
  assert.equal(notes.length, 2);
});

test("what comes back to where it was within a batch has not changed", () => {
  const store = new Store({ a: 1 });
  const notes = [];
  store.watch(["a"], (value) => notes.push(value));
  store.batch(() => {
    store.set(["a"], 2);
    store.set(["a"], 1);
  });
  assert.deepEqual(notes, []);
});

test("what a watcher reads is not watched", () => {
  const store = new Store({ a: 1, b: 1 });
  const notes = [];
  store.watch(["a"], (value) => notes.push(value + store.get(["b"])));
  store.set(["a"], 2);
  store.set(["b"], 2);
  assert.deepEqual(notes, [3]);
  store.set(["a"], 3);
  assert.deepEqual(notes, [3, 5]);
});

test("watchers in a chain and in a cycle", async () => {
  const store = new Store({ a: 0, b: 0, c: 0 });
  store.watch(["a"], (value) => store.set(["b"], value));
  store.watch(["b"], (value) => store.set(["c"], value));
  store.set(["a"], 1);
  assert.equal(store.peek(["c"]), 1);
  store.watch(["c"], (value) => store.set(["a"], value + 1));
  const { errors } = await quietly(() => store.set(["a"], 2));
  assert.equal(errors.length, 1);
});

test("an effect may read several stores", () => {
  const [one, two] = [new Store({ a: 1 }), new Store({ a: 1 })];
  const notes = [];
  one.effect(() => notes.push(one.get(["a"]) + two.get(["a"])));
  two.set(["a"], 2);
  one.batch(() => (one.set(["a"], 2), two.set(["a"], 3)));
  assert.deepEqual(notes, [2, 3, 5]);
});

// A store that runs everything after each write is right for sure; the trie must agree with it.
test("random writes leave no effect behind", () => {
  let seed = 1;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  const keys = ["a", "b", "0", "1", "2", "-", "00", "1st"];
  const pointer = () => Array.from({ length: 1 + random(3) }, () => keys[random(keys.length)]);
  const values = () => [1, 2, "t", null, undefined, {}, [], [[1], { a: 1 }], { a: [1], 0: { b: 2 }, "1st": 3 }][random(9)];
  for (let round = 0; round < 300; round++) {
    const store = new Store({});
    const seen = new Map();
    for (let i = 0; i < 30; i++) {
      const steps = pointer();
      store.effect(() => seen.set(steps, store.get(steps)));
    }
    for (let i = 0; i < 30; i++) {
      store.batch(() => {
        for (let n = random(3); n >= 0; n--) store.set(pointer(), values());
      });
      for (const [steps, value] of seen) {
        assert.ok(Object.is(value, store.peek(steps)), `round ${round}: ${steps} is stale`);
      }
    }
  }
});
