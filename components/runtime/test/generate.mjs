// Writes the vectors in vectors/: what the original (@json-render 0.19) does with many values, pointers and actions.
//
//     node components/runtime/test/generate.mjs /path/to/node_modules
//
// The directory needs @json-render/core, @json-render/react, react and react-dom. Where Placard wants something else, a
// vector has what it wants, beside it what the original does, and why. Without an argument nothing happens: the test
// runner starts every file of a test folder.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = process.argv[2];
if (!modules) process.exit();

const load = (file) => import(pathToFileURL(join(modules, file)).href);
const { createStateStore, getByPath, runValidationCheck } = await load("@json-render/core/dist/index.mjs");
const { JSONUIProvider, Renderer } = await load("@json-render/react/dist/index.mjs");
const { createElement } = (await load("react/index.js")).default;
const { renderToString } = await load("react-dom/server.node.js");
for (const name of ["warn", "error"]) console[name] = () => {};

const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

function write(name, vectors) {
  const lines = vectors.map((vector) => JSON.stringify(vector)).join(",\n");
  writeFileSync(new URL(`vectors/${name}.json`, import.meta.url), `[\n${lines}\n]\n`);
  console.log(`${name}: ${vectors.length}, ${vectors.filter((v) => v.why).length} of them ours`);
}

// Checks: every type with several args on every value.

const CHECKS = [
  ["required"], ["email"], ["url"], ["numeric"],
  ["minLength", { min: 0 }], ["minLength", { min: 3 }], ["minLength", { min: "3" }], ["minLength"],
  ["maxLength", { max: 0 }], ["maxLength", { max: 3 }], ["maxLength", { max: "3" }], ["maxLength"],
  ["min", { min: 0 }], ["min", { min: 5 }], ["min", { min: "5" }], ["min"],
  ["max", { max: 0 }], ["max", { max: 5 }], ["max", { max: "5" }], ["max"],
  ["pattern", { pattern: "^[a-z]+$" }], ["pattern", { pattern: "" }], ["pattern", { pattern: "(" }], ["pattern", { pattern: 5 }], ["pattern"],
  ["matches", { other: "abc" }], ["matches", { other: 5 }], ["matches"], ["equalTo", { other: true }], ["equalTo", { other: null }],
  ...["lessThan", "greaterThan"].flatMap((type) =>
    [[5], ["5"], ["2024-02-01"], [""], [null], [[]], [true], [{}], []].map(([other]) => [type, { other }])),
  ...[true, false, "x", "", 0, 1, null, []].map((field) => ["requiredIf", { field }]), ["requiredIf"],
  ["nope"], ["constructor"],
];

const VALUES = [
  undefined, null, "", " ", "0", "5", "abc", "ABC", "a@b.co", "a b@c.de", "@", "a@b", "https://x.example/y?z", "x:y", "//x", "2024-01-01",
  "2024-03-01", "1e3", "0x10", "12abc", " 7 ", "-", "\n", "日本語", 0, 1, 5, -1.5, 1e300, true, false, [], [1], ["5"], [[]], {}, { a: 1 },
];

// TYPED are the texts among VALUES that are numbers.
const TYPED = { 0: 0, 5: 5, "1e3": 1000, "0x10": 16, " 7 ": 7 };

function checkVector([type, args], value) {
  const judge = (given) => runValidationCheck({ type, args, message: "m" }, { value: given, stateModel: {} }).valid;
  const vector = { type, args, value, valid: !!judge(value) };
  if ((type !== "min" && type !== "max") || typeof value !== "string" || !(value in TYPED)) return vector;
  const valid = judge(TYPED[value]);
  if (valid === vector.valid) return vector;
  return { ...vector, valid, original: vector.valid, why: "min and max convert what was typed" };
}

write("checks", CHECKS.flatMap((check) => VALUES.map((value) => checkVector(check, value))));

// Reads and writes.

const STATES = [
  {}, { a: 1 }, { a: null }, { a: "text" }, { a: false }, { a: { b: 1 } }, { a: { b: { c: 1 } } }, { a: [] }, { a: [1, 2] }, { a: [{ b: 1 }, { b: 2 }] },
  { a: [[1], [2, 3]] }, { "a/b": 1, "~": 2, "": 3, " ": 4 }, { a: { 0: "zero", "-": "dash" }, b: "other" },
];

const POINTERS = [
  "/a", "a", "/a/b", "/a/b/c", "/a/b/c/d", "/a/0", "/a/1", "/a/0/b", "/a/1/0", "/a/3", "/x/0/y", "/x/y", "/a~1b", "/~0", "/ ", "/a/b/0",
];
const ODD_POINTERS = ["", "/", "/a/-", "/a/00", "/a/1st", "/a/x", "/a/+1", "/a/ 1", "/a/-1", "/a/length", "//", "/a/", "a/b/", "/a/0/length"];

const read = (state, pointer) => ({ state, pointer, value: plain(getByPath(state, pointer)) });

write("reads", STATES.flatMap((state) => [...POINTERS, ...ODD_POINTERS].map((pointer) => read(state, pointer))));

// Pointers of the whole state are not among these: the original writes to the key "" for them, where it never looks.
function writeVector(state, pointer, value) {
  const store = createStateStore(plain(state));
  store.set(pointer, value);
  return { state, pointer, value, after: plain(store.getSnapshot()) };
}

write("writes", STATES.flatMap((state) =>
  [...POINTERS, "/a/-", "/a/1st", "/a/x", "/a/-1"].flatMap((pointer) => [9, { k: [] }, undefined, null].map((value) => writeVector(state, pointer, value)))));

// Actions: a press of a button in the original's renderer, outside of a repeat or in an item of the repeat of /items.

const ours = (why, after) => ({ why, after });
const TODO = { items: [{ id: "a", on: false, tags: ["x"] }, { id: "b", on: true }], draft: "new" };
const set = (statePath, value) => ({ action: "setState", params: { statePath, value } });
const push = (statePath, value, clearStatePath) => ({ action: "pushState", params: { statePath, value, clearStatePath } });
const remove = (statePath, index) => ({ action: "removeState", params: { statePath, index } });

const ACTIONS = [
  // setState
  [{}, [set("/a", 1)]], [{}, [set("a/b", 1)]], [{ a: 1 }, [set("/a", null)], ours("null is a value", { a: null })], [{ a: 1 }, [set("/a")]], [{ a: 1 }, [set("/a", { $state: "/none" })]],
  [{}, [set("", 1)]], [{}, [set(null, 1)]], [{}, [set(undefined, 1)]], [{ a: { b: 1 } }, [set("/a/c", { $state: "/a" })]],
  [{ list: [1, 2] }, [set("/list/1", "x")]], [{ list: [1, 2] }, [set("/list/-", "x")]], [{}, [set("/list/0/name", "x")]],
  [{ p: "/target" }, [set({ $state: "/p" }, 1)]], [{ p: "" }, [set({ $state: "/p" }, 1)]], [{ n: 1 }, [set("/t", { $template: "n=${/n}" })]],
  [{ n: 1 }, [set("/t", { deep: [{ $state: "/n" }, { x: { $state: "/n" } }] })]], [{ n: 0 }, [set("/t", { $cond: { $state: "/n" }, $then: 1, $else: 2 })]],
  [{}, [{ action: "setState" }]], [{}, [{ action: "setState", params: {} }]], [{}, [set("/id", "$id")]], [{}, [set("/id", { $id: true })]],
  [{ "a/b": 1 }, [set("/a~1b", 2)]], [{}, [set("/__x__/y", 1)]],
  // In order, each with the state as it is then.
  [{ a: "none" }, [set("/a", "first"), set("/b", { $state: "/a" }), set("/a", "second")]],
  [{ n: 1 }, [set("/n", 2), push("/log", { $state: "/n" }), set("/n", 3), push("/log", { $state: "/n" })]],
  [{ a: 1 }, [set("/b", 1), { action: "nope", params: { x: 1 } }, set("/c", 2)]],
  // pushState
  [{ list: [1] }, [push("/list", 2)]], [{}, [push("/fresh/list", "x")]], [{ list: null }, [push("/list", 1)]], [{ list: [1] }, [push("/list", { $state: "/none" })]],
  [{ list: [1] }, [push("/list", { $state: "/list" })]], [{ list: [], d: "t" }, [push("/list", { t: { $state: "/d" } }, "/d")]],
  [{ list: "" }, [push("/list", 1)]], [{ list: "ab" }, [push("/list", 1)]], [{ list: [1] }, [push("/list")]], [{ list: [1] }, [push("/list", null)]],
  [{ d: 1 }, [push("/list", { a: [1, { b: "$id" }], c: "$id", d: { $id: true }, e: "id $id" }, "/d")]], [{}, [push("/l", "$id"), push("/l", "$id")]],
  [{}, [push("/l", { $id: true })]], [{}, [push("/l", { $id: false })]], [{}, [push("/l", { $id: true, x: 1 })]], [{}, [push("/l", ["$id", ["$id"]])]],
  [{ d: "$id" }, [push("/l", { $state: "/d" })]], [{ d: { a: "$id" } }, [push("/l", { x: { $state: "/d" } })]], [{ a: { l: [] }, d: 1 }, [push("/a/l", 1, "/a/d")]],
  [{ list: { a: 1 }, b: 1 }, [push("/list", 1)]], [{ list: 5 }, [push("/list", 1)]], [{ list: true }, [push("/list", 1)]],
  [{ list: { a: 1 } }, [push("/list", 1), set("/after", 1)]], [{ d: { $state: "/x" }, x: "secret" }, [push("/l", { $state: "/d" })],
    ours("data is not evaluated", { d: { $state: "/x" }, x: "secret", l: [{ $state: "/x" }] })],
  // removeState
  [{ list: [1, 2, 3] }, [remove("/list", 1)]], [{ list: [1, 2, 3] }, [remove("/list", 0), remove("/list", 0)]], [{ list: [1] }, [remove("/list", 5)]],
  [{ list: [1] }, [remove("/list", -1)]], [{ list: [1] }, [remove("/list", "0")]], [{ list: [1] }, [remove("/list", null)]], [{}, [remove("/list", 0)]],
  [{ list: null }, [remove("/list", 0)]], [{ list: { a: 1 } }, [remove("/list", 0)]], [{ list: "ab" }, [remove("/list", 0)]],
  [{ list: 5 }, [remove("/list", 0), set("/after", 1)]], [{ list: [1, 2], i: 1 }, [remove("/list", { $state: "/i" })]], [{ list: [1] }, [remove("", 0)]],
  [{ list: [1] }, [{ action: "removeState", params: { index: 0 } }]], [{ list: [1, null, 3] }, [remove("/list", 0)]],
  // validateForm without fields
  [{}, [{ action: "validateForm" }]], [{}, [{ action: "validateForm", params: { statePath: "/v/w" } }]], [{}, [{ action: "validateForm", params: {} }]],
  [{}, [{ action: "validateForm", params: { statePath: "" } }]], [{}, [{ action: "validateForm", params: { statePath: null } }]],
  [{ p: "/v" }, [{ action: "validateForm", params: { statePath: { $state: "/p" } } }]],
  // In an item of a repeat.
  ...[0, 1].flatMap((item) => [
    [TODO, [set({ $item: "on" }, "now")], item], [TODO, [set({ $item: "deep/er" }, 1)], item], [TODO, [set({ $item: "" }, "gone")], item],
    [TODO, [push({ $item: "tags" }, "y")], item], [TODO, [push({ $item: "tags" }, { $state: "/draft" }, "/draft")], item],
    [TODO, [push({ $item: "tags" }, "y", { $item: "on" })], item], [TODO, [remove({ $item: "tags" }, 0)], item],
    [TODO, [remove("/items", { $index: true })], item], [TODO, [set("/at", { $index: true })], item], [TODO, [set("/is", [{ $item: "id" }])], item],
    [TODO, [set("/is", { $template: "${id} ${/draft}" })], item], [TODO, [push("/items", { id: "$id", of: { $item: "id" } })], item],
    [TODO, [set("/is", { $item: "id" })], item, ours("as a value, $item is the item's value", { ...TODO, is: TODO.items[item].id })],
    [TODO, [push("/are", { $item: "id" })], item, ours("as a value, $item is the item's value", { ...TODO, are: [TODO.items[item].id] })],
    [TODO, [{ action: "validateForm", params: { statePath: { $item: "v" } } }], item],
  ]),
];

// named replaces the original's ids, time and count, by id-1, id-2 and so on.
function named(state) {
  const ids = [...new Set(JSON.stringify(state).match(/\b\d{13}-\d+\b/g))].sort((a, b) => a.split("-")[1] - b.split("-")[1]);
  return JSON.parse(ids.reduce((text, id, i) => text.replaceAll(`"${id}"`, `"id-${i + 1}"`), JSON.stringify(state)));
}

async function actionVector([state, actions, item, wanted]) {
  const store = createStateStore(plain(state));
  const emits = [];
  const registry = { Button: ({ emit }) => void emits.push(emit) ?? null, Box: ({ children }) => children ?? null };
  const button = { type: "Button", props: {}, on: { press: actions } };
  const box = { type: "Box", props: {}, children: ["button"], ...(item !== undefined && { repeat: { statePath: "/items" } }) };
  const spec = { root: "box", elements: { box, button } };
  renderToString(createElement(JSONUIProvider, { registry, store }, createElement(Renderer, { registry, spec })));
  await emits[item ?? 0]("press").catch(() => {});
  const after = named(plain(store.getSnapshot()));
  const vector = { state, actions, item, after };
  return wanted ? { ...vector, after: wanted.after, original: after, why: wanted.why } : vector;
}

write("actions", await Promise.all(ACTIONS.map(async (action) => {
  const [state, actions, item, wanted] = action;
  return actionVector(typeof item === "object" ? [state, actions, undefined, item] : [state, actions, item, wanted]);
})));
