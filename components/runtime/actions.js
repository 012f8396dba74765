// What events and watchers do. An action is [name, params, extra?] as the server sends it.

import { pointerOf, stepsOf } from "./store.js";
import { REFUSED, linkTo } from "./url.js";
import { isArray, isContainer, isString } from "./values.js";

// valueOf is the value of what was given: [pointer, frame] is the pointer of a place below the item of that repeat,
// anything else is an expression.
export const valueOf = (given, env) => (isArray(given) && isString(given[0]) ? pointerOf(env.steps(given)) : env.value(given));

// convert is the object with each member changed by fn(member, env).
const convert = (object, fn, env) =>
  Object.fromEntries(Object.entries(object).map(([key, member]) => [key, fn(member, env)]));

// valuesOf is the object with the value of each member.
export const valuesOf = (given, env) => convert(given ?? {}, valueOf, env);

// update changes the value at pointer. Without a pointer nothing happens: the state as a whole is never replaced.
function update(pointer, change, { store }) {
  const steps = stepsOf(pointer || "");
  if (steps.length) store.set(steps, change(store.peek(steps) ?? []));
}

// withIDs is value with a fresh id wherever it asks for one.
function withIDs(value, env) {
  if (value === "$id") return env.id();
  if (isArray(value)) return value.map((item) => withIDs(item, env));
  if (!isContainer(value)) return value;
  if (Object.keys(value).join() === "$id") return env.id(); // its only key
  return convert(value, withIDs, env);
}

function go(href, env) {
  if (!isString(href)) return;
  const address = linkTo(href);
  if (address === REFUSED) throw new Error("refused " + href);
  env.navigate(address);
}

const ACTIONS = {
  setState({ statePath, value }, env) {
    update(statePath, () => value, env);
  },

  pushState({ statePath, value, clearStatePath }, env) {
    update(statePath, (list) => [...list, withIDs(value, env)], env);
    update(clearStatePath, () => "", env);
  },

  removeState({ statePath, index }, env) {
    update(statePath, (list) => list.filter((_, i) => i !== index), env);
  },

  validateForm({ statePath }, env) {
    update(statePath || "/formValidation", () => env.forms.validateAll(), env);
  },

  navigate({ href }, env) {
    go(href, env);
  },
};

// follow does what comes after an action: more actions, {set} or {navigate}.
function* follow(after = {}, env, error) {
  if (isArray(after)) return yield* perform(after, env);
  for (const [pointer, value] of Object.entries(valuesOf(after.set, env))) {
    update(pointer, () => (value === "$error.message" ? error?.message : value), env);
  }
  go(valueOf(after.navigate, env), env);
}

// perform yields the promise of each answer that it needs. It returns true when one is no, which ends everything. What
// is no action, which the server refuses, does nothing.
function* perform(actions, env) {
  for (const [name, params, extra = {}] of actions) {
    if (extra.c && !(yield env.confirm(valuesOf(extra.c, env)))) return true;
    try {
      env.store.batch(() => ACTIONS[name]?.(valuesOf(params, env), env));
      if (yield* follow(extra.s, env)) return true;
    } catch (error) {
      if (!extra.e) throw error;
      if (yield* follow(extra.e, env, error)) return true;
    }
  }
}

// run does a list of actions, in order. One that fails without onError ends it, as does a confirmation that is denied.
// It waits for confirmations only: all else is done when it returns, so that watchers in a cycle stay within the
// passes of one batch.
export async function run(actions, env) {
  const answers = perform(actions, env);
  try {
    for (let step = answers.next(); !step.done; step = answers.next(await step.value));
  } catch (error) {
    console.error(error);
  }
}
