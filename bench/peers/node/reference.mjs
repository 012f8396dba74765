// The original as a peer of `make bench`: it answers the suite's questions (Go package bench/contender) in JSON lines:
//   {"name","file"}       what do you make of this file?   {"output"}
//   {"name","file","ms"}  how long does it take you?       {"ns"}
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createElement as h } from "react";
import { renderToString } from "react-dom/server";
import { compileSpecStream, defineCatalog } from "@json-render/core";
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

function render(spec) {
  return renderToString(
    h(JSONUIProvider, { registry, initialState: spec.state ?? {}, handlers: {}, navigate() {} }, h(Renderer, { spec, registry })),
  );
}

const contenders = {
  "json-render": (text) => render(JSON.parse(text)),
  "JSON.parse": (text) => JSON.parse(text),
  "compileSpecStream": (text) => compileSpecStream(text),
};

// For how long a contender runs on an input before it is timed the first time, for the compiler to get to know it.
const warmUpMS = 1000;
const jobs = new Map();

function job(name, file) {
  const key = JSON.stringify([name, file]);
  if (!jobs.has(key)) {
    const contender = contenders[name], text = readFileSync(file, "utf8");
    if (!contender) throw new Error(`there is no contender ${name}`);
    jobs.set(key, { run: () => contender(text), warm: false });
  }
  return jobs.get(key);
}

function time(job, ms) {
  if (!job.warm) {
    job.warm = true;
    time(job, warmUpMS);
  }
  const start = performance.now(), end = start + ms;
  let n = 0, now;
  do {
    job.run();
    n++;
    now = performance.now();
  } while (now < end);
  return ((now - start) * 1e6) / n;
}

function answer({ name, file, ms }) {
  const j = job(name, file);
  if (ms) return { ns: time(j, ms) };
  const made = j.run();
  return { output: typeof made === "string" ? made : JSON.stringify(made) };
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = answer(JSON.parse(line));
  } catch (error) {
    reply = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
}
