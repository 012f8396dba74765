// A page as far as actions know it: a store, and expressions by index.

import { formsOf } from "../checks.js";
import { Store, stepsOf } from "../store.js";

// page compiles actions as a spec has them; item is the index of the item of /items that they are in.
export function page(state, actions, item) {
  const store = new Store(state);
  const expressions = [];
  const index = (value) => expressions.push(value) - 1;
  const frame = item === undefined ? [] : ["items", String(item)];
  const gone = [];
  let lastID = 0;
  const env = {
    store,
    forms: formsOf(store),
    value: (x) => (typeof x == "number" ? evaluate(expressions[x], store, frame) : x),
    steps: ([pointer]) => [...frame, ...stepsOf(pointer)],
    navigate: (href) => gone.push(href),
    confirm: async () => true,
    id: () => `id-${++lastID}`,
  };
  return { store, env, gone, index, compiled: compileAll(actions, index) };
}

const isItem = (value) => typeof value?.$item === "string";
const compileAll = (actions, index) => actions.map((action) => compile(action, index));
const mapValues = (object, fn) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, fn(value, key)]));

function compile({ action, params = {}, confirm, onSuccess, onError }, index) {
  const compiled = mapValues(params, (value, key) => (/Path$/.test(key) && isItem(value) ? [value.$item, 0] : index(value)));
  const extra = {
    c: confirm && mapValues(confirm, index),
    s: onSuccess && compileAfter(onSuccess, index),
    e: onError && compileAfter(onError, index),
  };
  return confirm || onSuccess || onError ? [action, compiled, extra] : [action, compiled];
}

function compileAfter(after, index) {
  if (Array.isArray(after)) return compileAll(after, index);
  if (after.set) return { set: mapValues(after.set, index) };
  return { navigate: index(after.navigate) };
}

// evaluate knows the expressions that the tests use.
function evaluate(value, store, frame) {
  const at = (pointer) => store.get(stepsOf(pointer));
  const inside = (pointer) => store.get([...frame, ...stepsOf(pointer)]);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((v) => evaluate(v, store, frame));
  if (typeof value.$state === "string") return at(value.$state);
  if (isItem(value)) return inside(value.$item);
  if (value.$index === true) return Number(frame[1]);
  if ("$cond" in value) return evaluate(at(value.$cond.$state) ? value.$then : value.$else, store, frame);
  if (typeof value.$template !== "string") return mapValues(value, (v) => evaluate(v, store, frame));
  return value.$template.replace(/\$\{([^}]+)\}/g, (_, p) => (p.startsWith("/") ? at(p) : inside(p)) ?? "");
}
