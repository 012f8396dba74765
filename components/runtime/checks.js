// The checks of form fields. A check is [type, message, args?], of expressions like actions.

import { valueOf, valuesOf } from "./actions.js";
import { Store, pointerOf } from "./store.js";
import { isArray, isNumber, isString } from "./values.js";

// isFilled is truthy for what counts as filled in.
const isFilled = (value) => (isString(value) ? value.trim() : isArray(value) ? value.length : value != null);

// typed is the number that was typed. Blank text is none, although + makes it 0.
const typed = (value) => (isString(value) && isFilled(value) ? +value : value);

// atMost needs two numbers.
const atMost = (a, b) => isNumber(a) && isNumber(b) && a <= b;

// isBefore compares texts as texts, such as dates, and all else as numbers.
function isBefore(a, b) {
  if ((a ?? "") === "" || (b ?? "") === "") return false;
  return isString(a) && isString(b) ? a < b : +a < +b;
}

const equalTo = (value, { other }) => value === other;

const CHECKS = {
  __proto__: null,
  required: isFilled,
  email: (value) => isString(value) && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
  url: (value) => isString(value) && new URL(value),
  numeric: (value) => (isString(value) || isNumber(value)) && !isNaN(parseFloat(value)),
  minLength: (value, { min }) => isString(value) && atMost(min, value.length),
  maxLength: (value, { max }) => isString(value) && atMost(value.length, max),
  min: (value, { min }) => atMost(min, typed(value)),
  max: (value, { max }) => atMost(typed(value), max),
  pattern: (value, { pattern }) => isString(value) && isString(pattern) && new RegExp(pattern).test(value),
  matches: equalTo,
  equalTo,
  lessThan: (value, { other }) => isBefore(value, other),
  greaterThan: (value, { other }) => isBefore(other, value),
  requiredIf: (value, { field }) => !field || isFilled(value),
};

// passes reports whether a value stands a check. One that is unknown passes, as in the original (the server warns of
// it); one that throws, such as for a pattern that does not compile, fails.
function passes(type, value, args) {
  try {
    return !CHECKS[type] || CHECKS[type](value, args);
  } catch {
    return false;
  }
}

const failures = (checks, value, env) =>
  checks
    .filter(([type, , args]) => !passes(type, value, valuesOf(args, env)))
    .map(([, message]) => valueOf(message, env));

// firstError is the message of the first check that fails, else "".
export const firstError = (checks, value, env) => failures(checks, value, env)[0] ?? "";

const placeOf = (field) => pointerOf(field.steps());
const keyOf = (field) => [field.id ?? placeOf(field)];

// formsOf keeps the fields of a page and what is wrong with each.
//
// A field is {steps(), checks, value(index), id?}; steps() is where its value is, and when to validate it is up to who
// registers it. Its error is kept under its id, else under its place, so that it is still there when the field comes
// back; the page's state does not have it.
export function formsOf(store) {
  const fields = new Set();
  const shown = new Store({});

  const failuresOf = (field) => failures(field.checks, store.peek(field.steps()), field);

  // show keeps the first message and returns it.
  const show = (field, [message = ""]) => {
    shown.set(keyOf(field), message);
    return message;
  };

  return {
    // register makes the field count until it is stopped.
    register(field) {
      fields.add(field);
      return {
        stop: () => fields.delete(field),
        error: () => shown.get(keyOf(field)) ?? "",
        validate: () => show(field, failuresOf(field)),
      };
    },

    // validateAll checks every field and shows what it found. The errors are as in the original: all messages, by place.
    validateAll() {
      const errors = {};
      for (const field of fields) {
        const place = placeOf(field);
        const messages = failuresOf(field);
        if (messages.length) (errors[place] ??= []).push(...messages);
        show(field, errors[place] ?? []);
      }
      return { valid: !Object.keys(errors).length, errors };
    },
  };
}
