// Writes expressions.json, conditions.json, functions.json and format.json: vectors that the Go code (vectors_test.go)
// and the browser runtime both run. What is wanted comes from the original, json-render 0.19:
//
//   npm install @json-render/core@0.19.0 @json-render/directives@0.19.0 zod      (anywhere)
//   TZ=UTC node generate.mjs THAT_FOLDER/node_modules                          (in this folder; node 20 with full ICU)
//
// expressions.json   {name, item?, index?, expr, want?, ours?}   what resolvePropValue gives
// conditions.json    {name, item?, index?, cond, want, ours?}    what evaluateVisibility gives
// functions.json     {name, function, args, want}                       what the original components compute
// format.json        {name, expr, want?, ours?}                         what the $format directive gives, in UTC
//
// Each file is {"state", "vectors"}; a vector without a state of its own has that of the file. In inputs, 1e400 and -0
// are written as such. No want is undefined; {"$number": "NaN"} is a number that JSON cannot write. item and index are there inside a repeat.
// ours says why the wanted value is not the original's; such entries are listed here with override().
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const modules = process.argv[2] ?? "node_modules";
const load = (name) => import(pathToFileURL(resolve(modules, "@json-render", name, "dist/index.mjs")));
const { resolvePropValue, evaluateVisibility, createDirectiveRegistry } = await load("core");
const { standardDirectives, createI18nDirective } = await load("directives");
const directives = createDirectiveRegistry([...standardDirectives, createI18nDirective({ locale: "en", messages: {} })]);
console.warn = () => {};

const OBJECTS = "objects print nothing";
const NOTHING = "what has no value prints as nothing";
const NONE = Symbol("undefined");

function encode(v) {
  if (typeof v === "function") return { $function: v.name };
  if (typeof v === "number" && !Number.isFinite(v)) return { $number: String(v) };
  if (Array.isArray(v)) return v.map((x) => (x === undefined ? null : encode(x)));
  if (v && typeof v === "object") return Object.fromEntries(Object.entries(v).filter(([, x]) => x !== undefined).map(([k, x]) => [k, encode(x)]));
  return v;
}

function context({ state, item, index, base }) {
  return { stateModel: state, repeatItem: item, repeatIndex: index, repeatBasePath: base, directives };
}

// text is JSON with the numbers that JSON.stringify does not write.
function text(v) {
  const odd = (k, n) => (typeof n !== "number" ? n : n === Infinity ? "<1e400>" : n === -Infinity ? "<-1e400>" : Object.is(n, -0) ? "<-0>" : n);
  return JSON.stringify(v, odd).replace(/"<(-?(?:1e400|0))>"/g, "$1");
}

class File {
  entries = [];
  names = new Set();
  add(entry, compute, override) {
    if (this.names.has(entry.name)) throw new Error("twice: " + entry.name);
    this.names.add(entry.name);
    let want, error;
    try { want = encode(compute()); } catch (e) { error = e; }
    if (override) {
      const mine = override.want === NONE ? undefined : override.want;
      if (!error && JSON.stringify(mine) === JSON.stringify(want)) throw new Error("not an override: " + entry.name);
      want = mine; entry.ours = override.why;
    } else if (error) throw new Error(`${entry.name}: ${error.message}`);
    else if (JSON.stringify(want)?.includes("[object Object]")) throw new Error("prints an object: " + entry.name);
    else if (typeof want === "function" || /[\ud800-\udbff](?![\udc00-\udfff])/.test(JSON.stringify(want) ?? "")) throw new Error("odd value: " + entry.name);
    const { ours, base, ...rest } = entry;
    this.entries.push({ ...rest, ...(want === undefined ? {} : { want }), ...(ours ? { ours } : {}) });
  }
  write(name, state = {}) {
    writeFileSync(name, `{"state": ${text(state)},\n"vectors": [\n${this.entries.map(text).join(",\n")}\n]}\n`);
    console.log(name, this.entries.length);
  }
}
const override = (want, why) => ({ want, why });

// ---------------------------------------------------------------- expressions

const X = new File();
const S = {
  name: "Ann", age: 42, price: 12.5, zero: 0, minus: -3, empty: "", yes: true, no: false, nil: null, big: 1e21, tiny: 1.5e-7, huge: 1e400, neg0: -0,
  user: { name: "Bob", tags: ["a", "b", "c"], address: { city: "Oslo", zip: null } }, list: [10, 20, 30], rows: [{ id: 1, n: "one" }, { id: 2, n: "two" }],
  nested: [[1, 2], [3, [4, 5]]], mixed: [1, null, "x", true, [2, 3]], none: [], blank: {}, "": { "": "deep" }, "a/b": "slash", "m~n": "tilde", "~1": "both", 7: "seven",
  emoji: "a😀b", word: "12px", num: "12", hex: "0x1F", spaces: "  8 ", five: [5], text: "The quick brown fox", dollar: "${/name}", objs: [{}, { a: 1 }], x: { y: { z: "end" } },
  items: [{ f: "v0", sub: { g: 1 } }, { f: "v1", sub: { g: 2 } }],
  numbers: [1e21, 1e-7, -0, 1e400, -1e400, 0.1, 1e-6, 123456789012345680000, 1e20, 5e-324, 1.7976931348623157e308, -1.5e-10, 9007199254740993, 4.35, 1e23],
  values: ["", "0", "false", " ", 0, -0, 1, true, false, null, [], {}, "1", 1e-300, [0]],
  own: { constructor: "own", ["__proto__"]: { a: "deep" }, hasOwnProperty: 1, length: 3, toString: "text", valueOf: null },
  wide: ["a😀b", "👨‍👩‍👧", "🇳🇴", "é", "שלום עולם", "مرحبا", "日本語", "\u{10ffff}x", "\u200f123"],
};
const x = (name, expr, o) => X.add({ name, expr }, () => resolvePropValue(expr, context({ state: S })), o);
const xi = (name, item, index, expr, o) => X.add({ name, item, index, expr }, () => resolvePropValue(expr, context({ state: S, item, index })), o);

// Paths into the state.
const paths = ["/name", "name", "/age", "/price", "/zero", "/minus", "/empty", "/yes", "/no", "/nil", "/big", "/tiny", "/huge", "/neg0", "/user", "/user/name", "user/name",
  "/user/tags", "/user/tags/0", "/user/tags/2", "/user/tags/3", "/user/tags/-1", "/user/tags/-0", "/user/tags/+1", "/user/tags/01", "/user/tags/1st", "/user/tags/ 1", "/user/tags/1.9",
  "/user/tags/x", "/user/tags/", "/user/tags/length", "/user/tags/1e3", "/user/tags/0x1", "/user/tags/00000000000001", "/user/tags/4294967296", "/user/address/city", "/user/address/zip", "/user/address/zip/x",
  "/user/nope", "/user/nope/deeper", "/list/1", "/rows/0/n", "/rows/1/id", "/rows/5/n", "/nested/1/1/0", "/name/0", "/name/length", "/age/x", "/yes/x", "//", "/a~1b", "/m~0n", "/~01", "/a/b",
  "/m~n", "/7", "7", "/x/y/z", "/x/y/z/", "/x//y", "/x/y/", "nope", "/nope", "/none/0", "/blank/x", "/", "", "/objs/1/a"];
for (const p of paths) x(`state ${JSON.stringify(p)}`, { $state: p });
for (const p of ["/name", "user/name", "/nope", "/list", "/nil", "", "/"]) x(`bindState ${JSON.stringify(p)}`, { $bindState: p });
for (const p of ["/toString", "/user/constructor", "/list/toString", "/__proto__"]) {
  const o = p === "/list/toString" ? undefined : override(NONE, "a property of JavaScript's own is no member");
  x(`state ${JSON.stringify(p)}`, { $state: p }, o);
}

for (const p of ["/list/-", "/list/1.5", "/list/1 ", "/list/\u00a01", "/list/\ufeff1", "/list/١", "/list/1/", "/list/1/0", "/list/NaN", "/list/Infinity", "/list/2147483648", "/list/9007199254740993", "/list/-1", "/list/--1", "/list/- 1",
  "/own/constructor", "/own/__proto__/a", "/own/hasOwnProperty", "/own/length", "/own/toString", "/own/valueOf", "/own/__proto__/constructor/x", "/wide/4", "/wide/0/length", "/wide/0/1", "/numbers/2", "/numbers/4", "/values/9/x", "/values/7/x", "/values/4/x"])
  x(`state ${JSON.stringify(p)}`, { $state: p });
for (const p of ["/own/isPrototypeOf", "/values/11/valueOf", "/own/__proto__/hasOwnProperty", "/age/toFixed", "/name/at", "/list/map"]) {
  const o = /^.(own|values)/.test(p) ? override(NONE, "a property of JavaScript's own is no member") : undefined;
  x(`state ${JSON.stringify(p)}`, { $state: p }, o);
}

// The item and its index.
const items = { object: { f: "field", "a/b": 1, deep: { list: ["p", "q"] }, nil: null, zero: 0, state: "s" }, text: "plain", number: 5, list: ["l0", "l1"], nil: null, no: false };
for (const [kind, item] of Object.entries(items)) {
  for (const p of ["", "/", "f", "/f", "a~1b", "deep/list/1", "nil", "zero", "nope", "0", "1", "length"]) xi(`item ${kind} ${JSON.stringify(p)}`, item, 3, { $item: p });
}
for (const index of [0, 1, 99]) xi(`index ${index}`, "i", index, { $index: true });
for (const expr of [{ $item: "f" }, { $item: "" }, { $index: true }, { $bindItem: "f" }]) x(`outside ${JSON.stringify(expr)}`, expr);
for (const p of ["f", "sub/g", "", "nope"]) {
  const e = { name: `bindItem ${JSON.stringify(p)}`, item: S.items[1], index: 1, base: "/items/1", expr: { $bindItem: p } };
  X.add(e, () => resolvePropValue(e.expr, context({ ...e, state: S })));
}
X.add({ name: "bindItem /f", item: S.items[1], index: 1, base: "/items/1", expr: { $bindItem: "/f" } }, () =>
  resolvePropValue({ $bindItem: "/f" }, context({ state: S, item: S.items[1], base: "/items/1" })), override("v1", "a slash in front of an item's field does not count"));

// Templates.
for (const t of ["", "plain", "Hi ${/user/name}!", "${/name}", "${/name}${/age}", "${name}", "${user/name}", "${/nope}", "[${/nil}]", "[${nope}]", "${/yes} ${/no}", "${/zero}", "${/empty}|",
  "${/price} €", "${/big} ${/tiny} ${/huge} ${/neg0}", "${/list}", "${/nested}", "${/mixed}", "${/none}|", "${}", "a${}b", "${}${/name}", "${", "a${/name", "${/name}}", "$${/name}", "$/name", "$ {/name}",
  "{/name}", "${ /name }", "${/user/tags/1}", "${user/tags/0}", "${//}", "${/a~1b}", "${a~1b}", "${/dollar}", "${${/name}", "${/name\n}", "${/emoji}", "${7}", "\\${/name}", "${/five}", "line\n${/age}\n"])
  x(`template ${JSON.stringify(t)}`, { $template: t });
for (const [t, want] of [["a${/user}b", "ab"], ["${/objs}", ","], ["${/rows}", ","], ["${/blank}", ""], ["${/}", ""]])
  x(`template ${JSON.stringify(t)}`, { $template: t }, override(want, OBJECTS));
const T = { name: "Cleo", f: 1, nil: null, no: false, zero: 0, empty: "", deep: { x: "y" }, list: [1, 2] };
for (const t of ["${name}", "${/name}", "${age}", "${nil}", "${f}${/age}", "${no}", "${zero}", "[${empty}]", "${deep/x}", "${nope}", "${list}", "${list/1}", "${user/name}", "${ name}"])
  xi(`template in a repeat ${JSON.stringify(t)}`, T, 0, { $template: t });
for (const item of ["text", 5, null, ["l0"]]) for (const t of ["${name}", "${0}", "${length}"]) xi(`template, item ${JSON.stringify(item)} ${t}`, item, 0, { $template: t });

// Numbers as JavaScript prints them, and values of all kinds as text.
S.numbers.forEach((n, i) => { x(`print ${text(n)}`, { $template: "${/numbers/" + i + "}" }); x(`print the literal ${text(n)}`, { $concat: [n, "|", { $state: "/numbers/" + i }] }); });
for (const [a, b, op] of [[0.1, 0.2, "add"], [1e400, 1e400, "subtract"], [0, 1e400, "multiply"], [-1, 1e400, "multiply"], [1, 3, "divide"], [2, 3, "divide"], [1e21, 1, "add"], [1e20, 9, "multiply"], [-7, 7, "mod"], [5, 1e400, "mod"], [1e400, 5, "mod"], [0.7, 0.1, "mod"], [-0, 1, "min"], [1.1, 3, "multiply"]])
  x(`print ${op} ${text(a)} ${text(b)}`, { $concat: [{ $math: op, a, b }, " ", { $math: op, a: { $cond: { $state: "/yes" }, $then: a, $else: 0 }, b }] });
S.values.forEach((v, i) => { if (i !== 11) x(`print value ${i} ${text(v)}`, { $template: "[${/values/" + i + "}]" }); x(`add to value ${i} ${text(v)}`, { $math: "add", a: { $state: "/values/" + i }, b: 0.5 }); });
x("print lists in lists", { $template: "${/nested}|${/values/10}|${/wide/4}" });
x("an object with toString is no number", { $math: "add", a: { $state: "/own" }, b: 1 }, override(1, "the original stops with an error"));
for (const t of ["${/user/address/zip}${/user/address/nope}.", "${/nope/a/b}", "${/list/1}${/list/9}", "a${b${/name}c}", "${/name}\u200f${/wide/4}", "${/wide/1}", "${constructor}", "${__proto__}", "${own/length}", "${name/length}"]) {
  const o = /constructor|__proto__/.test(t) ? override("", "a property of JavaScript's own is no member") : undefined;
  x(`template ${JSON.stringify(t)}`, { $template: t }, o);
}

// Choices.
const C = (c) => ({ $cond: c, $then: "then", $else: "else" });
for (const c of [true, false, { $state: "/yes" }, { $state: "/no" }, { $state: "/nope" }, { $state: "/nope", not: true }, { $state: "/age", gt: 18 }, { $state: "/name", eq: "Ann" }, [{ $state: "/yes" }, { $state: "/zero" }],
  { $and: [] }, { $or: [] }, [], { $or: [{ $state: "/no" }, { $state: "/yes" }] }, { $state: "/age", eq: { $state: "/age" } }]) x(`cond ${JSON.stringify(c)}`, C(c));
x("cond branch is an expression", { $cond: { $state: "/yes" }, $then: { $state: "/user/name" }, $else: 0 });
x("cond else is an expression", { $cond: { $state: "/no" }, $then: 0, $else: { $template: "${/age}!" } });
x("cond in cond", { $cond: true, $then: { $cond: false, $then: 1, $else: { $state: "/price" } }, $else: 3 });
x("cond in cond by state", { $cond: { $state: "/yes" }, $then: { $cond: { $state: "/no" }, $then: 1, $else: { $state: "/price" } }, $else: 3 });
x("cond branch is a list", { $cond: { $state: "/yes" }, $then: [{ $state: "/age" }, 2], $else: null });
x("cond branch is null", { $cond: { $state: "/no" }, $then: 1, $else: null });
x("cond on nothing is null", { $cond: { $state: "/nope", eq: null }, $then: 1, $else: 2 });
xi("cond on the item", { f: 2 }, 1, { $cond: { $item: "f", gte: 2 }, $then: { $item: "f" }, $else: 0 });
xi("cond on the index", { f: 2 }, 1, { $cond: { $index: true, eq: 1 }, $then: "one", $else: "other" });
for (const e of [{ $cond: true, $then: 1 }, { $cond: true, $else: 1 }, { $cond: { $state: "/yes" }, $then: 1 }, { $cond: true }])
  x(`incomplete ${JSON.stringify(e)}`, e, override(NONE, "an incomplete $cond is an error; it has no value"));

// Literals, lists and objects.
for (const v of [null, true, false, 0, -1.5, "", "text", "$state", "${/name}", [], {}, [1, [2]], { a: 1 }, { a: { b: [] } }]) x(`literal ${JSON.stringify(v)}`, v);
x("list of expressions", [{ $state: "/age" }, 1, { $template: "${/name}" }, { $state: "/nope" }, null]);
x("list of one", [{ $state: "/user/tags" }]);
x("list in a list", [[{ $state: "/age" }], [[{ $state: "/list" }], []]]);
x("object of expressions", { a: { $state: "/age" }, b: "lit", c: { d: { $state: "/user" } }, e: [{ $state: "/zero" }] });
x("object with nothing in it", { a: { $state: "/nope" }, b: { $state: "/nil" } });
x("list of more than eight", [...Array(12).keys()].map((i) => (i % 2 ? { $state: "/list/" + (i % 3) } : i)));
x("object of more than eight", Object.fromEntries([...Array(12).keys()].map((i) => ["k" + i, { $template: "${/list/" + (i % 3) + "}-" + i }])));
xi("list with the item", { f: "F" }, 4, [{ $item: "f" }, { $index: true }, { $item: "" }, { $bindState: "/age" }]);
x("options as objects", [{ label: { $state: "/name" }, value: "a" }, { label: "B", value: { $state: "/age" } }]);

// Which of several keys counts.
x("state before template", { $template: "t", $state: "/age" });
x("state before bindState", { $bindState: "/name", $state: "/age" });
x("cond before template", { $template: "t", $cond: true, $then: 1, $else: 2 });
x("bindState before cond", { $cond: true, $then: 1, $else: 2, $bindState: "/name" });
x("template before concat", { $concat: ["c"], $template: "t" });
x("a state that is no text gives way", { $state: 5, $template: "t" });
x("an index that is not true gives way", { $index: false, $state: "/age" });
x("a state with other members", { $state: "/age", label: "x" });
xi("item before index", { f: 1 }, 7, { $index: true, $item: "f" });
for (const e of [{ $state: 5 }, { $state: null }, { $item: 1 }, { $template: ["x"] }, { $bindState: {} }, { $index: 1 }, { $foo: 1 }, { $state2: "/a", b: 1 }, { $: 1 }])
  x(`no expression ${JSON.stringify(e)}`, e, override(NONE, "an object with a $ key that is no expression has no value; as an object it would print nothing"));
x("computed", { $computed: "total", args: { a: { $state: "/age" } } });

// $math.
const nums = [[7, 2], [-7, 2], [7.5, -2], [0, 0], [1, 0], [0.1, 0.2], [1e308, 10], [2.5, 0], [-2.5, 0], [0.49999999999999994, 0], [4503599627370497, 0], [-0.4, 3]];
for (const op of ["add", "subtract", "multiply", "divide", "mod", "min", "max"]) for (const [a, b] of nums.slice(0, 7)) x(`math ${op} ${a} ${b}`, { $math: op, a, b });
for (const op of ["round", "floor", "ceil", "abs"]) for (const [a] of nums.slice(2)) X.names.has(`math ${op} ${a}`) || x(`math ${op} ${a}`, { $math: op, a });
for (const a of ["12", " 8 ", "0x1F", "12px", "", null, true, false, [5], [1, 2], {}, "1e3", "Infinity", "-5"]) x(`math of ${JSON.stringify(a)}`, { $math: "add", a, b: 1 });
for (const p of ["/num", "/word", "/nope", "/nil", "/yes", "/user", "/five", "/huge", "/list", "/none", "/text"]) x(`math of state ${p}`, { $math: "multiply", a: { $state: p }, b: 2 });
x("math of nothing", { $math: "add" });
x("math unknown operation", { $math: "power", a: 2, b: 3 });
x("math in math", { $math: "round", a: { $math: "divide", a: { $state: "/age" }, b: 4 } });
x("math infinity minus infinity", { $math: "subtract", a: { $state: "/huge" }, b: { $state: "/huge" } });
xi("math of the item", { n: 4 }, 2, { $math: "multiply", a: { $item: "n" }, b: { $index: true } });

// $concat, $join.
x("concat", { $concat: ["a", { $state: "/age" }, "-", { $state: "/nope" }, { $state: "/nil" }, true, { $state: "/list" }] });
x("concat of nothing", { $concat: [] });
x("concat numbers", { $concat: [1, 2.5, { $state: "/big" }, { $state: "/neg0" }] });
x("concat literals", { $concat: ["a", null, "b", [1, [2, null]]] });
x("concat an object", { $concat: ["a", { $state: "/user" }, "b"] }, override("ab", OBJECTS));
x("concat of a text", { $concat: { $state: "/name" } }, override("Ann", "the original stops with an error; anything but a list is text"));
x("concat in concat", { $concat: [{ $concat: ["a", { $state: "/name" }] }, { $template: "${/age}" }] });
x("join", { $join: { $state: "/user/tags" } });
x("join with separator", { $join: { $state: "/user/tags" }, separator: " / " });
x("join with empty separator", { $join: { $state: "/user/tags" }, separator: "" });
x("join with null separator", { $join: { $state: "/user/tags" }, separator: null });
x("join with a number", { $join: { $state: "/list" }, separator: 0 });
x("join mixed", { $join: { $state: "/mixed" } });
x("join nested", { $join: { $state: "/nested" }, separator: ";" });
x("join a text", { $join: { $state: "/name" } });
x("join nothing", { $join: { $state: "/nope" } });
x("join none", { $join: { $state: "/none" } });
x("join expressions", { $join: [{ $state: "/name" }, { $state: "/nope" }, 3], separator: "+" });
x("join objects", { $join: { $state: "/objs" } }, override(", ", OBJECTS));

// $count.
for (const p of ["/list", "/none", "/name", "/emoji", "/empty", "/nope", "/nil", "/age", "/user", "/yes", "/rows"]) x(`count ${p}`, { $count: { $state: p } });
x("count a list of expressions", { $count: [1, { $state: "/nope" }, 3] });
x("count a text", { $count: "four" });

// $truncate.
for (const length of [0, 1, 3, 18, 19, 20, 2.7, -3, -3.5, -100, "5", "x", 1e9]) x(`truncate at ${length}`, { $truncate: { $state: "/text" }, length });
x("truncate by default", { $truncate: { $state: "/text" } });
x("truncate long by default", { $truncate: "x".repeat(101) });
x("truncate with suffix", { $truncate: { $state: "/text" }, length: 4, suffix: "…" });
x("truncate with empty suffix", { $truncate: { $state: "/text" }, length: 4, suffix: "" });
x("truncate with null suffix", { $truncate: { $state: "/text" }, length: 4, suffix: null });
x("truncate with number suffix", { $truncate: { $state: "/text" }, length: 4, suffix: 5 });
x("truncate null length", { $truncate: { $state: "/text" }, length: null });
x("truncate a number", { $truncate: { $state: "/age" }, length: 1 });
x("truncate nothing", { $truncate: { $state: "/nope" }, length: 1 });
x("truncate a list", { $truncate: { $state: "/list" }, length: 4 });
x("truncate emoji whole", { $truncate: { $state: "/emoji" }, length: 3 });
x("truncate emoji in half", { $truncate: { $state: "/emoji" }, length: 2 }, override("a...", "half a character is left out"));

// Lengths are counted in UTF-16 units; half a character is left out.
S.wide.forEach((w, i) => {
  x(`count ${w}`, { $count: { $state: "/wide/" + i } });
  for (let n = 0; n <= Math.min(w.length, 9); n++) {
    const half = n < w.length && /[\ud800-\udbff]$/.test(w.slice(0, n)) ? override(w.slice(0, n - 1) + "…", "half a character is left out") : undefined;
    x(`truncate ${w} at ${n}`, { $truncate: { $state: "/wide/" + i }, length: n, suffix: "…" }, half);
  }
  x(`truncate ${w} from the end`, { $truncate: w, length: -1, suffix: "" }, /[\ud800-\udbff]$/.test(w.slice(0, -1)) ? override(w.slice(0, -2), "half a character is left out") : undefined);
});

// $pluralize.
const forms = { zero: "no items", one: "item", other: "items" };
for (const n of [0, 1, 2, -1, 1.5, "1", "0", "x", null, true, [], [1], { a: 1 }, 1e21]) x(`pluralize ${JSON.stringify(n)}`, { $pluralize: n, ...forms });
x("pluralize zero without a form", { $pluralize: 0, one: "item", other: "items" });
x("pluralize zero with null", { $pluralize: 0, ...forms, zero: null });
x("pluralize nothing", { $pluralize: { $state: "/nope" }, ...forms });
x("pluralize count", { $pluralize: { $count: { $state: "/list" } }, ...forms });
x("pluralize a list", { $pluralize: { $state: "/list" }, one: "item", other: "items" });
x("pluralize without forms", { $pluralize: 2 }, override("2 ", NOTHING));

// $t.
x("t", { $t: "Hello" });
x("t with params", { $t: "Hello {{name}}, {{ name }} {{n}} {{nope}}", params: { name: { $state: "/name" }, n: 5 } });
x("t twice", { $t: "{{a}}{{a}}-{{b}}", params: { a: 1, b: "x" } });
x("t with nothing", { $t: "[{{a}}]", params: { a: { $state: "/nope" } } });
x("t with braces around", { $t: "{{{a}}} {{a}", params: { a: 1 } });
x("t value is a place", { $t: "{{a}}", params: { a: "{{b}}", b: 2 } }, override("{{b}}", "a value is never read as a text with places"));
x("t value with dollars", { $t: "{{a}}", params: { a: "$&$1" } }, override("$&$1", "a value is written as it is"));
X.write("expressions.json", S);

// ---------------------------------------------------------------- conditions

const K = new File();
const k = (cond, o, extra = {}) => K.add({ name: text(cond) + (extra.label ?? (extra.item === undefined ? "" : " in a repeat")), ...(extra.item === undefined ? {} : { item: extra.item, index: extra.index ?? 0 }), cond },
  () => evaluateVisibility(cond, context({ state: S, item: extra.item, index: extra.index })), o);
k(true); k(false); k([]); k({ $and: [] }); k({ $or: [] });
const subjects = ["/name", "/age", "/price", "/zero", "/minus", "/empty", "/yes", "/no", "/nil", "/nope", "/list", "/none", "/user", "/num", "/huge", "/neg0", "/blank", "/word"];
for (const s of subjects) { k({ $state: s }); k({ $state: s, not: true }); }
for (const [s, values] of [["/age", [42, 41, 43, "42", true, null]], ["/name", ["Ann", "ann", "", 0, null]], ["/yes", [true, false, 1, "true"]], ["/nil", [null, 0, "", false]], ["/nope", [null, 0, false]], ["/zero", [0, -0, "", false]],
  ["/num", [12, "12"]], ["/list", ["10,20,30", 3]], ["/empty", ["", null, 0]]])
  for (const v of values) { k({ $state: s, eq: v }); k({ $state: s, neq: v }); }
for (const op of ["gt", "gte", "lt", "lte"]) {
  for (const v of [41, 42, 42.5, "42", null, true]) k({ $state: "/age", [op]: v });
  for (const s of ["/num", "/nope", "/nil", "/yes", "/list", "/huge", "/minus"]) k({ $state: s, [op]: 5 });
  k({ $state: "/age", [op]: { $state: "/price" } });
  k({ $state: "/price", [op]: { $state: "/nope" } });
  k({ $state: "/age", [op]: 1, not: true });
}
for (const op of ["eq", "neq"]) for (const [a, b] of [["/age", "/age"], ["/list", "/list"], ["/user", "/user"], ["/nope", "/nowhere"], ["/nope", "/nil"], ["/name", "/user/name"], ["/zero", "/neg0"], ["/rows/0", "/rows/1"], ["", "/"]])
  k({ $state: a, [op]: { $state: b } });
for (const v of [[], {}, [10, 20, 30], { name: "Bob" }]) for (const s of ["/list", "/none", "/user"]) { k({ $state: s, eq: v }); k({ $state: s, neq: v }); }
k({ $state: "/age", eq: 42, not: true }); k({ $state: "/age", neq: 42, not: true }); k({ $state: "/age", eq: 42, not: false }); k({ $state: "/age", not: false });
k({ $state: "/age", not: "true" }); k({ $state: "/age", not: null });
// With several operators the first of the original's list counts, whatever their order in the text.
k({ $state: "/age", gt: 50, eq: 42 }); k({ $state: "/age", lt: 50, neq: 42 }); k({ $state: "/age", lte: 1, gt: 1 }); k({ $state: "/age", eq: null, gt: 1 });
// Values of all kinds: truthiness, equality without conversion, and order for two numbers only.
S.values.forEach((v, i) => {
  const $state = "/values/" + i;
  k({ $state }); k({ $state, not: true });
  for (const other of ["", "0", 0, 1, true, false, null]) { k({ $state, eq: other }); k({ $state, neq: other }); }
  S.values.forEach((w, j) => { k({ $state, eq: { $state: "/values/" + j } }); if (i > j) k({ $state, gte: { $state: "/values/" + j } }); });
  for (const op of ["gt", "lte"]) for (const other of ["0", 0, null, false]) k({ $state, [op]: other });
});
for (const [a, b] of [["/numbers/3", "/numbers/3"], ["/numbers/3", "/numbers/4"], ["/numbers/2", "/zero"], ["/numbers/9", "/zero"], ["/wide/0", "/emoji"], ["/wide/4", "/wide/5"]])
  for (const op of ["eq", "neq", "gt", "gte", "lt", "lte"]) K.names.has(text({ $state: a, [op]: { $state: b } })) || k({ $state: a, [op]: { $state: b } });
// Groups.
const t = { $state: "/yes" }, f = { $state: "/no" };
for (const list of [[t], [f], [t, t], [t, f], [f, t], [f, f], [t, t, t, f]]) { k(list); k({ $and: list }); k({ $or: list }); }
k({ $and: [{ $or: [f, t] }, { $and: [t, { $or: [f, f, t] }] }] }); k({ $or: [{ $and: [t, f] }, { $and: [t, t] }] }); k({ $or: [{ $and: [] }] }); k({ $and: [{ $or: [] }] });
k({ $and: [true, { $state: "/age", gt: 1 }] }); k({ $or: [false, { $state: "/age", lt: 1 }] }); k({ $and: [[t, t], t] }); k({ $or: [[t, f], f] }); k({ $or: [[], f] });
k({ $and: [f], not: true }); k({ $or: [t], not: true }); k({ $and: [t], $or: [f] }); k({ $or: [f], $and: [t] }); k({ $and: [t], $state: "/no" });
const NESTED = "conditions nest everywhere; in a list the original takes only comparisons";
k([{ $and: [t, f] }, t], override(false, NESTED)); k([{ $or: [f, f] }], override(false, NESTED)); k([[f]], override(false, NESTED)); k([[t], [f]], override(false, NESTED));
k([false], override(false, NESTED)); k([true, t], override(true, NESTED)); k([{ $or: [f, t] }, t]);
// Items and indexes.
const it = { done: true, n: 3, name: "x", nil: null, sub: { ok: 1 }, id: 2 };
for (const c of [{ $item: "done" }, { $item: "done", not: true }, { $item: "n", gt: 2 }, { $item: "n", eq: 3 }, { $item: "n", eq: "3" }, { $item: "nope" }, { $item: "nil", eq: null }, { $item: "sub/ok", eq: 1 }, { $item: "/n", lt: 3 }, { $item: "" },
  { $item: "", eq: 1 }, { $item: "n", eq: { $state: "/age" } }, { $item: "n", lt: { $state: "/age" } }, { $index: true }, { $index: true, eq: 0 }, { $index: true, gt: 0 }, { $index: true, lte: 2 }, { $index: true, not: true },
  [{ $item: "done" }, { $index: true, lt: 5 }], { $or: [{ $item: "nope" }, { $state: "/yes" }] }, { $item: "n", $state: "/no" }, { $index: true, $item: "nope", eq: 0 }]) { k(c, undefined, { item: it, index: 0 }); k(c, undefined, { item: it, index: 2, label: " at 2" }); }
for (const item of ["text", "", 0, 5, null, false, [1]]) for (const c of [{ $item: "" }, { $item: "", eq: 5 }, { $item: "", eq: null }, { $item: "x" }]) k(c, undefined, { item, index: 0, label: ` of ${JSON.stringify(item)}` });
for (const c of [{ $item: "done" }, { $item: "done", not: true }, { $item: "" }, { $item: "", eq: null }, { $index: true }, { $index: true, eq: 0 }, { $index: true, neq: 0 }, { $index: true, lt: 5 }]) k(c);
// What is wrong is reported as an error; it is false.
const WRONG = "no condition: an error that Check reports, and false";
k({}, override(false, WRONG)); k({ eq: 1 }); k({ $state: 5 }, override(false, WRONG)); k(null, override(false, WRONG)); k("text", override(false, WRONG)); k(1, override(false, WRONG)); k({ $and: t }, override(false, WRONG)); k({ $or: true }, override(false, WRONG));
k({ not: true }); k([null], override(false, WRONG)); k(["x"], override(false, WRONG)); k({ a: 1 }, override(false, WRONG));
const RIGHT = "the right side may be any expression";
k({ $item: "id", eq: { $item: "id" } }, override(true, RIGHT), { item: it }); k({ $index: true, eq: { $math: "subtract", a: 3, b: 1 } }, override(true, RIGHT), { item: it, index: 2 });
k({ $state: "/name", eq: { $template: "A${user/none}nn" } }, override(true, RIGHT));
K.write("conditions.json", S);

// ---------------------------------------------------------------- functions of components

// As in @json-render/shadcn 0.19: Avatar, Progress, Pagination, ToggleGroup, Select and Radio.
const functions = {
  Initials: (name) => (name || "?").split(" ").map((n) => n[0]).join("").slice(0, 2).toUpperCase(),
  Clamp: (value, low, high) => Math.min(high, Math.max(low, value || 0)),
  Pages: (current, total) => getPaginationRange(current ?? 1, total ?? 1),
  Toggled: (list, value) => {
    const selected = list ? list.split(",").filter(Boolean) : [];
    return (selected.includes(value) ? selected.filter((v) => v !== value) : [...selected, value].filter(Boolean)).join(",");
  },
  Includes: (list, value) => (list ? list.split(",").filter(Boolean) : []).includes(value),
  String: (v) => String(v ?? ""),
  Option: (opt, idx) => (typeof opt === "string" ? opt : String(opt ?? "")) || `option-${idx}`,
  // Ours: the original has no such computation.
  Percent: (value, low, high) => (high <= low ? 0 : Math.min(100, Math.max(0, (((value || 0) - low) / (high - low)) * 100))),
};
function getPaginationRange(current, total) {
  if (total <= 7) return Array.from({ length: total }, (_, i) => i + 1);
  const pages = [];
  pages.push(1);
  if (current > 3) pages.push("ellipsis");
  const start = Math.max(2, current - 1);
  const end = Math.min(total - 1, current + 1);
  for (let i = start; i <= end; i++) pages.push(i);
  if (current < total - 2) pages.push("ellipsis");
  pages.push(total);
  return pages;
}
const F = new File();
const fn = (name, ...args) => F.add({ name: `${name} ${text(args)}`, function: name, args }, () => functions[name](...args));
for (const n of ["Ann Lee", "ann", "", " ", "  a  b ", "Ann Marie Lee", "a b c d", "élodie ñu", "ß x", "李 小龙", "O'Neil-Smith", "1 2", "x\ty", null, "ﬁn", "ǆ", "ж я", "Ann\u00a0Lee", "-- x"]) fn("Initials", n);
for (const n of ["שלום עולם", "日 本", "éa b", "1e21", "a\nb c", "  ", "Ann  Lee"]) fn("Initials", n);
for (const [n, want] of [["😀 smile", "😀S"], ["Ann 😀x", "A😀"]]) F.add({ name: `Initials ${n}`, function: "Initials", args: [n] }, () => NONE.description, override(want, "half a character is no initial"));
for (const v of [50, 0, -1, 101, 100, 33.3, "50", null, "", true, false, 1e400, -1e400]) { fn("Clamp", v, 0, 100); fn("Percent", v, 0, 100); }
for (const [lo, hi] of [[0, 10], [10, 0], [-5, 5], [5, 5], [0, 3]]) { fn("Clamp", 7, lo, hi); fn("Percent", 7, lo, hi); fn("Percent", 1, lo, hi); }
for (const total of [-1, 0, 1, 3, 7, 8, 10, 100]) for (const current of [-5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99, 100, 1000]) if (total > 7 || current < 3) fn("Pages", current, total);
fn("Pages", null, 5); fn("Pages", 3, null); fn("Pages", null, null); fn("Pages", 4.5, 20); fn("Pages", 3.5, 10); fn("Pages", 2, 3.7); fn("Pages", 2, "5"); fn("Pages", 1e9, 2e9);
for (const list of ["a,b,c", "a", "", "a,,b", ",", "b,a,b", null]) for (const v of ["a", "b", " b", "", "c"]) fn("Toggled", list, v);
for (const list of ["a,b,c", "a", "", "a,,b", ",", "a, b", null]) for (const v of ["a", "b", " b", "", "a,b", "c", null]) fn("Includes", list, v);
for (const v of [1e-7, -0, 1e400, 0.1 + 0.2, 123456789012345680000, " ", "é😀", "שלום", [[1, [2]], null, true]]) { fn("String", v); fn("Option", v, 1); }
for (const v of ["text", "", null, 0, 1.5, true, false, [1, 2], 1e21, [], [null]]) { fn("String", v); fn("Option", v, 0); fn("Option", v, 12); }
F.write("functions.json");

// ---------------------------------------------------------------- $format

const tags = ["en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "pt-BR", "ja-JP", "zh-CN"];
const known = (locale) => tags.find((l) => l === locale) ?? tags.find((l) => l.split("-")[0] === (locale ?? "").split(/[-_]/)[0].toLowerCase()) ?? "en-US";
const G = new File();
const g = (expr, o) => G.add({ name: text(expr), expr }, () => resolvePropValue(
  { ...expr, locale: known(expr.locale), ...(expr.$format === "date" ? { options: { ...expr.options, timeZone: "UTC" } } : {}) }, context({ state: {} })), o);
const num = (value, more) => g({ $format: "number", value, ...more });
const cur = (value, more) => g({ $format: "currency", value, ...more });
const pct = (value, more, o) => g({ $format: "percent", value, ...more }, o);
const SPACE = "ICU has a plain space here, and a fixed one everywhere else";
for (const v of [0, 1, -1, 12, 999, 1000, 1234.5, 12345.678, 1234567.891, 0.1, 0.0005, 0.00049, 1.0005, 1.005, 2.5, -0, -0.0001, 1e15, 123456789012345680000, 1e21, 1e-7, 1e400, -1e400, "1234.5", "abc", true, "", [7]]) num(v);
for (const v of [0, 1.005, 2.345, -1234.5, 0.005, 0.004, 999999.995, 1e400, "x"]) cur(v);
for (const v of [0, 0.005, 0.015, 0.256, -0.256, 1, 12.345, 1e400, "x", -0.001]) pct(v);
for (const locale of tags) {
  num(1234567.891, { locale }); num(1234.5, { locale }); num(-12345, { locale }); num(1234, { locale, options: { useGrouping: true } });
  pct(0.256, { locale }); pct(-12.5, { locale, options: { maximumFractionDigits: 1 } });
  for (const currency of ["USD", "EUR", "GBP", "JPY", "CHF", "BRL", "CNY", "INR"]) cur(1234.5, { locale, currency });
  cur(-1234.5, { locale, currency: "EUR" }); cur(1234.5, { locale, options: { currencyDisplay: "code" } }); cur(-1, { locale, options: { currencyDisplay: "code" } });
  for (const v of [-0, -12.5, -999.4, -999.5, -1e400]) cur(v, { locale, options: { notation: "compact" } });
  cur(1234567, { locale, options: { notation: "compact" } }); cur(-1234567, { locale, options: { notation: "compact" } }); cur(1e400, { locale });
  for (const v of [0, 999, 999.5, 1234, 12345, 123456, 999499, 999500, 999999, 1.25e6, 1.5e9, 9.96e9, 12e9, 1e12, 1.25e13, 1234e12, 1e16, -4567, 0.1234, 0.012345]) num(v, { locale, notation: "compact" });
  pct(123.456, { locale, options: { notation: "compact" } }, { "de-DE": override("12.346\u00a0%", SPACE), "fr-FR": override("12\u00a0k\u00a0%", SPACE) }[locale]);
}
for (const locale of ["de", "fr", "en", "EN-gb", "de-AT", "zh", "ja", "xx-YY", "tlh", null, "en-AU"]) {
  if (known(locale).toLowerCase() !== locale?.toLowerCase() && locale !== "EN-gb") num(1234567.5, { locale });
}
for (const options of [{ maximumFractionDigits: 0 }, { maximumFractionDigits: 1 }, { minimumFractionDigits: 2 }, { minimumFractionDigits: 5 }, { minimumFractionDigits: 1, maximumFractionDigits: 2 }, { maximumFractionDigits: 20 }, { useGrouping: false },
  { useGrouping: "min2" }, { useGrouping: "always" }, { minimumIntegerDigits: 6 }, { maximumSignificantDigits: 3 }, { minimumSignificantDigits: 8 }, { maximumSignificantDigits: 2, minimumSignificantDigits: 2 }, { style: "percent" },
  { style: "currency", currency: "EUR" }, { notation: "compact" }, { notation: "compact", maximumFractionDigits: 1 }, { notation: "compact", minimumFractionDigits: 1 }, { notation: "compact", maximumSignificantDigits: 3 }, { notation: "standard" }, {}])
  for (const v of [1234.5678, 0.55, 12345]) num(v, { options });
for (const options of [{ maximumFractionDigits: 0 }, { minimumFractionDigits: 0 }, { minimumFractionDigits: 3 }, { maximumFractionDigits: 1 }, { currency: "GBP" }, { notation: "compact", maximumFractionDigits: 1 }, { notation: "compact", minimumFractionDigits: 1 }, { useGrouping: false }])
  for (const v of [1234.5, 99]) cur(v, { options });
for (const options of [{ maximumFractionDigits: 2 }, { minimumFractionDigits: 1 }, { minimumFractionDigits: 1, maximumFractionDigits: 1 }]) for (const v of [0.12345, 0.5]) pct(v, { options });
// Options that are none, or that do not go with those before them, have no effect; what Intl takes is as there.
const REFUSED = "an option that Intl refuses has no effect; the original stops with an error";
for (const [options, want] of [[{ maximumFractionDigits: 500 }, "1,234.568"], [{ minimumFractionDigits: 5, maximumFractionDigits: 1 }, "1,234.56780"], [{ minimumFractionDigits: 2, maximumFractionDigits: 1 }, "1,234.568"],
  [{ minimumSignificantDigits: 6, maximumSignificantDigits: 2 }, "1,234.5678"], [{ style: "unit" }, "1,234.568"], [{ style: "number" }, "1,234.568"], [{ minimumIntegerDigits: 0 }, "1,234.568"], [{ useGrouping: "never" }, "1,234.568"]])
  g({ $format: "number", value: 1234.5678, options }, override(want, REFUSED));
for (const options of [{ minimumFractionDigits: true }, { maximumFractionDigits: "1" }, { useGrouping: 0 }, { useGrouping: "" }, { useGrouping: "true" }, { maximumFractionDigits: 1.9 }]) num(1234.5678, { options });
cur(5, { currency: "usd" }); cur(1234.5678, { currency: "KWD" }); cur(1234.5, { currency: "KRW" }); cur(5, { currency: "XYZ" }); cur(5, { currency: "XAF" }); cur(1234.5, { notation: "compact" });
num(1234, { notation: "compact", options: { notation: "standard" } });
g({ $format: "currency", value: 5, currency: "dollars" }, override(NONE, "the original stops with an error"));
g({ $format: "currency", value: 5, currency: "" }, override(NONE, "the original stops with an error"));
for (const kind of ["number", "currency", "percent", "date"]) { g({ $format: kind }, override(NONE, NOTHING)); g({ $format: kind, value: null }, override(NONE, NOTHING)); }
g({ $format: "other", value: 5 });

const when = Date.UTC(2024, 2, 5, 9, 7, 3, 45);
const date = (value, more) => g({ $format: "date", value, ...more });
// The forms in which a date may be written.
for (const v of [when, 0, -1, 1e12, 1709629623045.9, "2024-03-05", "2024-03", "2024", "2024-03-05T09:07:03Z", "2024-03-05T23:59:59.999Z", "2024-03-05T23:30:00-05:00", "2024-03-05T09:07:03.123456+02:00", "2024-12-31T24:00:00Z", "2024-02-29", "2023-02-29", "+002024-03-05",
  "1969-12-31", "0099-01-01", "2024-03-05 23:30:00Z", "Tue, 05 Mar 2024 23:30:00 GMT", "Tue, 05 Mar 2024 23:30:00 -0500", "Tue Mar 05 2024 09:07:03 GMT+0000 (Coordinated Universal Time)", 8.64e15, 253402300800000]) date(v, { options: { dateStyle: "medium" } });
const LOCAL = "times without a zone are UTC, as for a reader there";
for (const [v, want] of [["2024-03-05T23:30", "3/5/2024"], ["2024-03-05 23:30:00", "3/5/2024"], ["March 5, 2024", "3/5/2024"], ["Mar 5, 2024 23:00", "3/5/2024"], ["5 March 2024", "3/5/2024"], ["2024/03/05", "3/5/2024"], ["3/5/2024", "3/5/2024"], ["03/05/2024", "3/5/2024"],
  ["5 March 2024 23:00:05", "3/5/2024"], ["2024-03-05 (a day)", "3/5/2024"], ["Tue Mar 05 2024 09:07:03 GMT+0100 (Mitteleuropäische Normalzeit, in der Schweiz)", "3/5/2024"], ["march 2024", "3/1/2024"], [" 2024-03-05 ", "3/5/2024"]]) {
  const e = { $format: "date", value: v };
  if (new Intl.DateTimeFormat("en-US").format(new Date(v)) === want && process.env.TZ === "UTC") g(e); else throw new Error(`run with TZ=UTC: ${v}, ${LOCAL}`);
}
for (const v of ["", "x", "2024-13-01", "2024-00-01", "2024-01-32", "2024-01-01T25:00Z", "2024-01-01T10:60Z", "2024-01-01T10:00:61Z", "2024-01-01T24:01Z", "2024-1-1T10:00:00Zx", 8.64e15 + 1, 1e400, "2024-03-05T", "tomorrow", true, [], {}, "2024-03-05T10:00+25:00"])
  g({ $format: "date", value: v }, override(NONE, "what is no date prints as nothing; the original stops with an error"));
for (const locale of tags) {
  date(when, { locale });
  for (const s of ["full", "long", "medium", "short"]) {
    date(when, { locale, options: { dateStyle: s } }); date(Date.UTC(2025, 10, 30, 22, 30), { locale, options: { dateStyle: s } });
    date(when, { locale, options: { timeStyle: s } }); date(when, { locale, options: { dateStyle: s, timeStyle: s } });
  }
  date(when, { locale, options: { dateStyle: "long", timeStyle: "short" } });
  for (const timeStyle of ["full", "long", "medium", "short"]) for (const hour12 of [true, false]) date(Date.UTC(2024, 0, 1, 15, 5), { locale, options: { timeStyle, hour12 } });
  for (const hour of [0, 1, 11, 12, 13, 23]) for (const hour12 of [undefined, true, false]) date(Date.UTC(2024, 0, 1, hour, 5), { locale, options: { hour: "numeric", minute: "2-digit", ...(hour12 === undefined ? {} : { hour12 }) } });
  for (let m = 0; m < 12; m++) date(Date.UTC(2024, m, 1 + m), { locale, options: { weekday: "short", month: m % 2 ? "short" : "long", day: "numeric" } });
  for (let m = 0; m < 12; m += 5) for (const month of ["short", "long"]) date(Date.UTC(2024, m, 1), { locale, options: { month } });
  for (const options of [{ month: "long", year: "numeric" }, { month: "short", day: "numeric", year: "numeric" }, { weekday: "long" }, { weekday: "short" }, { year: "numeric" }, { day: "numeric" }, { month: "numeric", day: "numeric" }, { year: "numeric", month: "2-digit", day: "2-digit" },
    { weekday: "long", year: "numeric", month: "long", day: "numeric" }, { hour: "numeric" }, { hour: "2-digit", minute: "2-digit" }, { hour: "numeric", minute: "numeric", second: "numeric" },
    { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" }, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }, { month: "long", day: "numeric", year: "numeric", hour: "numeric", minute: "2-digit" },
    { weekday: "long", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" }, { year: "2-digit", month: "2-digit", day: "2-digit" }, { year: "2-digit", month: "numeric", day: "numeric" }, { minute: "2-digit", second: "2-digit" }]) date(when, { locale, options });
}
// Every combination of fields in American English.
const every = { weekday: [undefined, "short", "long"], year: [undefined, "numeric", "2-digit"], month: [undefined, "numeric", "2-digit", "short", "long"], day: [undefined, "numeric", "2-digit"], time: [undefined, { hour: "numeric" }, { hour: "2-digit", minute: "2-digit" }] };
for (const weekday of every.weekday) for (const year of every.year) for (const month of every.month) for (const day of every.day) for (const time of every.time) {
  // ICU changes the order of these with their width; nobody writes a date like that.
  if ((year === "2-digit" && !month && (weekday ? !day : day)) || (weekday === "short" && month === "2-digit" && !year && !day)) continue;
  const options = JSON.parse(JSON.stringify({ weekday, year, month, day, ...time }));
  if (Object.keys(options).length && !G.names.has(text({ $format: "date", value: when, options }))) date(when, { options });
}
for (const options of [{ hourCycle: "h23", hour: "numeric", minute: "numeric" }, { hourCycle: "h12", hour: "numeric" }, { hourCycle: "h12", hour: "numeric", minute: "2-digit" }, { timeStyle: "short", hour12: false }, { timeStyle: "medium", hour12: false }, { month: "narrowish" }, { dateStyle: "medium", timeStyle: "short", hour12: false }])
  if (options.month) g({ $format: "date", value: when, options }, override("3/5/2024", "an option that is none has no effect; the original stops with an error")); else date(when, { options });
for (const options of [{ dateStyle: "medium", weekday: "long", hour: "numeric" }, { timeStyle: "short", month: "long" }]) {
  const { dateStyle, timeStyle } = options;
  g({ $format: "date", value: when, options }, override(new Intl.DateTimeFormat("en-US", { dateStyle, timeStyle, timeZone: "UTC" }).format(when), REFUSED));
}
for (const hour12 of ["no", 0, "", 1]) date(when, { options: { hour: "numeric", minute: "2-digit", hour12 } });
for (const past of [0, 1, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 86_399_999, 86_400_000, 864e5 * 400, -1, -5000, -3_600_000, -864e5 * 3]) date(when - past, { style: "relative", now: when });
date("2024-03-05T09:00:00Z", { style: "relative", now: when, locale: "de" });
g({ $format: "date", value: "x", style: "relative", now: when }, override(NONE, "what is no date prints as nothing"));
g({ $format: "date", value: when, style: "relative" }, override("3/5/2024", "without a time to relate to, in a page that is kept, it is a plain date"));
date(when, { style: "other", now: when });
G.write("format.json");
