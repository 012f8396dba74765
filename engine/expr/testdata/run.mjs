// Evaluates expressions with the browser's evaluator, for browser_test.go. Standard input is {"states", "cases"}, a case
// is {x, i, state, item, index, now}: encoded expressions, which one of them, the index of its state, and the frame that
// is the third. Each line of the output is a value as JSON; what JSON cannot say is {"$": "undefined"}, {"$": "NaN"}, ….
import { readFileSync } from "node:fs";
import { evaluate, text } from "../../../components/runtime/expr.js";
import { walk } from "../../../components/runtime/values.js";

function mark(v) {
  if (v === undefined || (typeof v === "number" && !Number.isFinite(v))) return { $: String(v) };
  if (Array.isArray(v)) return v.map(mark);
  return v && typeof v === "object" ? Object.fromEntries(Object.entries(v).map(([k, m]) => [k, mark(m)])) : v;
}

const { states, cases } = JSON.parse(readFileSync(0, "utf8"));
const lines = cases.map(({ x, i, state, item, index, now }) => {
  const frame = { value: item, index };
  const env = { read: (steps) => walk(states[state], steps), frames: [frame, frame, frame], now };
  const v = evaluate(x, i, env);
  return JSON.stringify([mark(v), text(v)]);
});
process.stdout.write(lines.join("\n") + "\n");
