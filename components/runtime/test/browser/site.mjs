// What the tests here share: they publish specs on the server at PLACARD_BASE, as PLACARD_KEY, and open them in Chromium.
// TestBehaviour in main_test.go starts both.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after } from "node:test";

const { chromium } = createRequire(new URL("../../../conformance/package.json", import.meta.url))("playwright-core");
const { PLACARD_BASE: base, PLACARD_KEY: key } = process.env;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
after(() => browser.close());

// spec is one whose root is a Stack of some elements. An element is [type, props?, children?, more?], where children
// are elements, or a text.
export function spec(children, state = {}, meta) {
  const elements = {};
  const add = ([type, props = {}, content = [], more = {}]) => {
    const id = `n${Object.keys(elements).length}`;
    const element = (elements[id] = { type, props, ...more });
    if (Array.isArray(content)) element.children = content.map(add);
    else element.text = content;
    return id;
  };
  const root = add(["Stack", {}, children]);
  return { root, elements, state, meta };
}

// publish returns the address of a page.
export async function publish(spec) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answer = await fetch(`${base}/v1/artifacts`, { method: "POST", headers, body: JSON.stringify(spec) });
  const { id, issues } = await answer.json();
  assert.equal(answer.status, 201, JSON.stringify(issues));
  return `${base}/a/${id}`;
}

// send sends lines of patches to the API.
export async function send(method, path, ...lines) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/jsonl" };
  const answer = await fetch(`${base}/v1/${path}`, { method, headers, body: lines.map((l) => JSON.stringify(l)).join("\n") });
  assert.ok(answer.ok, `${answer.status}`);
  return answer.json();
}

// open opens the page of a spec and calls use with it.
export const open = async (spec, use, options) => visit(await publish(spec), use, options);

// visit opens an address and calls use with the page. One that logs an error or breaks its own policy fails the test,
// unless it is told which errors to expect.
export async function visit(address, use, { errors: expected = [], blocked = false, script = true, reducedMotion = "reduce" } = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, reducedMotion, javaScriptEnabled: script });
  try {
    if (blocked) await context.route("**/*.js", (route) => route.abort());
    await context.addInitScript(helpers);
    const page = await context.newPage();
    page.setDefaultTimeout(10000);
    const errors = [];
    page.on("pageerror", (e) => errors.push(String(e)));
    page.on("console", (m) => m.type() == "error" && errors.push(m.text()));
    await page.goto(address);
    await use(page);
    if (blocked || !script) return;
    assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
    assert.equal(errors.length, expected.length, errors.join("\n"));
    errors.forEach((error, i) => assert.match(error, expected[i]));
  } finally {
    await context.close();
  }
}

// Runs in the page before its own script.
function helpers() {
  globalThis.violations = [];
  addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));

  const name = (node) => (node.nodeType == 1 ? node.localName : node.nodeType == 3 ? "text" : "comment");
  const describe = ({ type, target, attributeName, addedNodes, removedNodes }) =>
    type == "attributes" ? `${name(target)} ${attributeName}`
    : type == "characterData" ? `text of ${name(target.parentNode)}: ${target.data}`
    : `in ${name(target)}${[...addedNodes].map((n) => " +" + name(n)).join("")}${[...removedNodes].map((n) => " -" + name(n)).join("")}`;

  // changes are those of the document while fn runs, or, without fn, until stopObserving returns them.
  globalThis.changes = (fn) => {
    const records = [];
    const observer = new MutationObserver((delivered) => records.push(...delivered));
    observer.observe(document.querySelector("main"), { subtree: true, childList: true, attributes: true, characterData: true });
    globalThis.stopObserving = () => {
      records.push(...observer.takeRecords());
      observer.disconnect();
      return records.map(describe);
    };
    fn?.();
    return fn ? stopObserving() : undefined;
  };
}

export const focused = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
export const button = (label, ...actions) => ["Button", { label }, [], { on: { press: actions } }];
export const set = (statePath, value) => ({ action: "setState", params: { statePath, value } });
