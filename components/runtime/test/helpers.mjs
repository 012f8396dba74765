// What the tests share.

import { readFileSync } from "node:fs";

// quietly calls fn and collects what it tells the console.
export async function quietly(fn) {
  const { warn, error } = console;
  const told = { warnings: [], errors: [] };
  console.warn = (...args) => told.warnings.push(args);
  console.error = (...args) => told.errors.push(args);
  try {
    told.result = await fn();
  } finally {
    Object.assign(console, { warn, error });
  }
  return told;
}

// vectors are those that generate.mjs wrote.
export const vectors = (name) => JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), "utf8"));

// plain is a value as JSON has it.
export const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

// expressions is an environment in which those with an index have these values; anything else is itself.
export const expressions = (...values) => ({ value: (x) => (typeof x == "number" ? values[x] : x) });
