import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "../actions.js";
import { firstError, formsOf } from "../checks.js";
import { Store, stepsOf } from "../store.js";
import { expressions, quietly } from "./helpers.mjs";
import { page } from "./page.mjs";

const NONE = expressions();
const REQUIRED = ["required", "Required"];
const EMAIL = ["email", "Not an address"];

// form has a store with fields: [pointer, checks, more] each.
function form(state, ...fields) {
  const store = new Store(state);
  const forms = formsOf(store);
  const add = ([pointer, checks, more]) => forms.register({ steps: () => stepsOf(pointer), checks, ...NONE, ...more });
  return { store, forms, add, fields: fields.map(add) };
}

test("the first check that fails has the word", () => {
  assert.equal(firstError([REQUIRED, EMAIL], "", NONE), "Required");
  assert.equal(firstError([REQUIRED, EMAIL], "x", NONE), "Not an address");
  assert.equal(firstError([REQUIRED, EMAIL], "a@b.co", NONE), "");
  assert.equal(firstError([], "", NONE), "");
});

test("args and messages may be expressions, and what is none stands for itself", () => {
  const env = expressions(3, "At least three");
  assert.equal(firstError([["minLength", 1, { min: 0 }]], "ab", env), "At least three");
  assert.equal(firstError([["minLength", 1, { min: 0 }]], "abc", env), "");
  assert.equal(firstError([["equalTo", "m", { other: "ab" }]], "ab", env), "");
});

test("unknown checks pass", () => {
  assert.equal(firstError([["nope", "m"], ["__proto__", "m"], ["toString", "m"]], "", NONE), "");
});

test("patterns that do not compile fail", () => {
  for (const pattern of ["(", "[", "*", "\\", "a{2,1}", "(?<n>)(?<n>)"]) assert.equal(firstError([["pattern", "m", { pattern }]], "a", NONE), "m", pattern);
});

test("min and max convert what was typed", () => {
  const min = (value) => firstError([["min", "low", { min: "ten" }]], value, expressions(10)) || firstError([["min", "low", { min: 0 }]], value, expressions(10));
  assert.deepEqual(["9", "10", " 11 ", "", "  ", "ten", 9, 10, null].map((v) => firstError([["min", "low", { min: 0 }]], v, expressions(10))),
    ["low", "", "", "low", "low", "low", "low", "", "low"]);
  assert.equal(min("11"), "low", "a limit is not converted");
  assert.deepEqual(["9", "10", "11", ""].map((v) => firstError([["max", "high", { max: 0 }]], v, expressions(10))), ["", "", "high", "high"]);
});

test("a field shows its error when it is validated, and effects see it", () => {
  const { store, fields: [field] } = form({ m: "" }, ["/m", [REQUIRED, EMAIL]]);
  const shown = [];
  store.effect(() => shown.push(field.error()));
  assert.equal(field.validate(), "Required");
  store.set(["m"], "x");
  assert.equal(field.validate(), "Not an address");
  assert.equal(field.validate(), "Not an address");
  store.set(["m"], "a@b.co");
  assert.equal(field.error(), "Not an address", "it stays until it is validated again");
  assert.equal(field.validate(), "");
  assert.deepEqual(shown, ["", "Required", "Not an address", ""]);
  assert.deepEqual(store.peek([]), { m: "a@b.co" }, "errors are not in the page's state");
});

test("validateAll has the original's shape: all messages by place", () => {
  const { forms, fields } = form({ a: "", "x/y": ["ok"] }, ["a", [REQUIRED, EMAIL]], ["/x~1y/0", [REQUIRED]], ["/none/0", [REQUIRED]]);
  assert.deepEqual(forms.validateAll(), { valid: false, errors: { "/a": ["Required", "Not an address"], "/none/0": ["Required"] } });
  assert.deepEqual(fields.map((f) => f.error()), ["Required", "", "Required"]);
  assert.deepEqual(form({}).forms.validateAll(), { valid: true, errors: {} });
});

test("all errors come and go in one batch", async () => {
  const { store, env, compiled } = page({ a: "", b: "" }, [{ action: "validateForm" }]);
  const fields = ["a", "b"].map((key) => env.forms.register({ steps: () => [key], checks: [REQUIRED], ...NONE }));
  const shown = [];
  store.effect(() => shown.push([...fields.map((f) => f.error()), store.get(["formValidation", "valid"])]));
  await run(compiled, env);
  assert.deepEqual(shown, [["", "", undefined], ["Required", "Required", false]]);
});

test("a field that is hidden is not validated, and its error is there when it comes back", () => {
  const { forms, add, fields: [field] } = form({ a: "" }, ["/a", [REQUIRED]]);
  assert.equal(forms.validateAll().valid, false);
  field.stop();
  assert.deepEqual(forms.validateAll(), { valid: true, errors: {} });
  assert.equal(add(["/a", [REQUIRED]]).error(), "Required");
});

test("fields of one place share their errors, unless they have ids", () => {
  const two = form({ a: "" }, ["/a", [REQUIRED]], ["/a", [EMAIL]]);
  assert.deepEqual(two.forms.validateAll().errors, { "/a": ["Required", "Not an address"] });
  assert.deepEqual(two.fields.map((f) => f.error()), ["Required", "Required"]);
  const own = form({ a: "" }, ["/a", [REQUIRED], { id: "one" }], ["/a", [EMAIL], { id: "two" }]);
  own.fields[0].validate();
  assert.deepEqual(own.fields.map((f) => f.error()), ["Required", ""]);
});

test("an error with an id follows its item", () => {
  const { store, forms } = form({ items: [{ v: "" }, { v: "x" }] });
  const place = [0, 1];
  const fields = place.map((_, i) => forms.register({ id: `item ${i}`, steps: () => ["items", String(place[i]), "v"], checks: [REQUIRED], ...NONE }));
  forms.validateAll();
  assert.deepEqual(fields.map((f) => f.error()), ["Required", ""]);
  fields[0].stop();
  place[1] = 0;
  store.set(["items"], store.peek(["items"]).slice(1));
  assert.equal(fields[1].error(), "");
});

test("a check against another field takes its value as it is then", () => {
  const { store, forms } = form({ a: "x", b: "y" });
  const field = forms.register({ steps: () => ["a"], checks: [["equalTo", "Differs", { other: 0 }]], value: (x) => (x === 0 ? store.get(["b"]) : x) });
  assert.equal(field.validate(), "Differs");
  store.set(["b"], "x");
  assert.equal(field.validate(), "");
});
