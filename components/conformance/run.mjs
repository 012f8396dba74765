#!/usr/bin/env node
// Compares a running Placard with what was recorded of the original: see README.md.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { launch, openPage, perceive, act } from "./lib/browser.mjs";
import { difference, unified } from "./lib/aria.mjs";

const here = (p) => fileURLToPath(new URL(p, import.meta.url));
const { values: opt, positionals: [mode, dir = here("cases")] } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: "string" }, key: { type: "string" }, only: { type: "string" }, json: { type: "boolean" },
    jobs: { type: "string", default: "3" }, patience: { type: "string", default: "2000" },
    opened: { type: "boolean" }, as: { type: "string", default: "artifact" },
  },
});
const modes = { compare };
if (!modes[mode]) {
  console.error("usage: node run.mjs compare [cases-dir] --base URL [--key KEY] [--as app|artifact] [--opened] [--only name] [--json] [--jobs N]");
  process.exit(2);
}

function load() {
  const names = readdirSync(dir).filter((f) => f.endsWith(".json") && !f.endsWith(".expect.json")).map((f) => f.slice(0, -5)).sort();
  const wanted = opt.only ? names.filter((n) => opt.only.split(",").some((o) => n === o || (o.endsWith("*") && n.startsWith(o.slice(0, -1))))) : names;
  if (!wanted.length) throw new Error(`no case to run in ${dir}`);
  return wanted.map((name) => {
    const kase = JSON.parse(readFileSync(join(dir, `${name}.json`), "utf8"));
    if (kase.name !== name) throw new Error(`${name}.json calls itself ${kase.name}`);
    const file = join(dir, `${name}.expect.json`);
    return { ...kase, steps: opt.opened ? [] : kase.steps ?? [], file, expect: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null };
  });
}

// ---- the server under test ---------------------------------------------------

const server = { base: null, key: null };

async function call(method, path, body) {
  const res = await fetch(new URL(path, server.base), {
    method, headers: { "content-type": "application/json", ...(server.key && { authorization: `Bearer ${server.key}` }) },
    body: body && JSON.stringify(body),
  });
  const text = await res.text();
  if (!res.ok) throw new Error(`${method} ${path} answered ${res.status}: ${text.slice(0, 300)}`);
  return text ? JSON.parse(text) : {};
}

async function aim(base, key) {
  Object.assign(server, { base, key });
  if (key) return;
  const reply = await call("POST", "/v1/workspaces", {});
  server.key = reply.api_key ?? reply.apiKey ?? reply.key;
  if (!server.key) throw new Error("POST /v1/workspaces gave no api_key");
}

const publishing = () => opt.as === "artifact"
  ? { path: "/v1/artifacts", body: (kase) => kase.spec }
  : { path: "/v1/apps", body: (kase) => ({ metadata: { title: kase.name }, routes: { "/": { page: kase.spec } } }) };

async function withApp(kase, use) {
  const { base } = server, { path, body } = publishing();
  const app = await call("POST", path, body(kase));
  try {
    return await use(new URL(app.url, base).href);
  } finally {
    const id = app.id ?? app.app?.id;
    if (id !== undefined) await call("DELETE", `${path}/${id}`).catch((e) => console.error(`${kase.name}: ${e.message}`));
  }
}

async function pool(list, work) {
  const queue = [...list.entries()], results = [];
  await Promise.all(Array.from({ length: Number(opt.jobs) }, async () => {
    for (let next; (next = queue.shift()); ) results[next[0]] = await work(next[1]);
  }));
  return results;
}

// ---- modes --------------------------------------------------------------------

const label = (kase, i) => (i ? `step ${i} ${JSON.stringify(kase.steps[i - 1])}` : "as opened");
const summary = (passed, failed) => {
  console.log(`conformance: ${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
};

// Looks until the page shows what is expected, for as long as --patience allows.
async function look(page, kase, want) {
  const until = Date.now() + Number(opt.patience);
  for (let good = 0; ; ) {
    const diff = difference(kase, want, await perceive(page));
    good = diff ? 0 : good + 1;
    if (good > 1) return null;
    if (diff && Date.now() > until) return diff;
    await page.waitForTimeout(good ? 40 : 60);
  }
}

async function compareOne(browser, kase) {
  if (!kase.expect) return { at: "not recorded", what: "error", error: "no .expect.json beside the case" };
  let i = 0, opened;
  try {
    return await withApp(kase, async (url) => {
      opened = await openPage(browser, url);
      for (; i <= kase.steps.length; i++) {
        if (i) await act(opened.page, kase.steps[i - 1]);
        const diff = await look(opened.page, kase, kase.expect.steps[i]);
        if (diff) return { at: label(kase, i), ...diff, logged: opened.errors };
      }
      return null;
    });
  } catch (e) {
    return { at: label(kase, i), what: "error", error: e.message.split("\n").slice(0, 4).join("\n"), logged: opened?.errors };
  } finally {
    await opened?.close();
  }
}

async function compare(base = opt.base) {
  if (!base) throw new Error("compare needs --base URL");
  const cases = load(), browser = await launch();
  await aim(base, opt.key);
  const results = await pool(cases, async (kase) => ({ name: kase.name, fail: await compareOne(browser, kase) }));
  await browser.close();
  const failed = results.filter((r) => r.fail);
  for (const { name, fail } of failed) {
    if (opt.json) continue;
    console.log(`FAIL ${name}: ${fail.what} differs, ${fail.at}`.replace("error differs", "error"));
    const detail = fail.error ? fail.error.split("\n") : ["--- reference", "+++ target", ...unified(fail.want, fail.got)];
    for (const line of [...detail, ...(fail.logged ?? []).slice(0, 3).map((l) => `page logged: ${l}`)]) console.log("    " + line);
  }
  if (opt.json) console.log(JSON.stringify({ passed: results.filter((r) => !r.fail).map((r) => r.name), failed: failed.map(({ name, fail }) => ({ name, ...fail })) }, null, 1));
  summary(cases.length - failed.length, failed.length);
}

await modes[mode]();
