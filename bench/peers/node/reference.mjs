// Times the original on spec files: JSON.parse and renderToString, as a server that uses it would.
//   NODE_ENV=production node reference.mjs FILE…   (one JSON object a line: {"spec","ns","bytes"})
// With --html it prints the page of the one file instead.
import { readFileSync } from "node:fs";
import { createElement as h } from "react";
import { renderToString } from "react-dom/server";
import { defineCatalog } from "@json-render/core";
import { schema } from "@json-render/react/schema";
import { defineRegistry, JSONUIProvider, Renderer } from "@json-render/react";
import { shadcnComponents } from "@json-render/shadcn";
import { shadcnComponentDefinitions } from "@json-render/shadcn/catalog";

if (process.env.NODE_ENV !== "production") {
  console.error("set NODE_ENV=production: without it React is five times slower, and the comparison unfair");
  process.exit(2);
}

const catalog = defineCatalog(schema, { components: shadcnComponentDefinitions, actions: {} });
const { registry } = defineRegistry(catalog, { components: shadcnComponents });

function page(text) {
  const spec = JSON.parse(text);
  return renderToString(
    h(JSONUIProvider, { registry, initialState: spec.state ?? {}, handlers: {}, navigate() {} }, h(Renderer, { spec, registry })),
  );
}

// The median of rounds, each long enough for the clock, after a warm-up for the compiler.
function time(text) {
  const until = (ms) => { const end = performance.now() + ms; let n = 0; while (performance.now() < end) { page(text); n++; } return n; };
  until(1500);
  const rounds = [];
  for (let i = 0; i < 9; i++) {
    const start = performance.now();
    const n = until(200);
    rounds.push(((performance.now() - start) * 1e6) / n);
  }
  return rounds.sort((a, b) => a - b)[4];
}

const args = process.argv.slice(2);
if (args[0] === "--html") {
  console.log(page(readFileSync(args[1], "utf8")));
} else {
  for (const file of args) {
    const text = readFileSync(file, "utf8");
    console.log(JSON.stringify({ spec: file, ns: Math.round(time(text)), bytes: page(text).length }));
  }
}
