// Keeps the page of a visitor up to date while it is written. main says in data-live where the events are, and in data-v
// which version this is; engine/stream says what a message has. At the end the ordinary page takes this one's place.

import { attributes, endOf, forget, morph, note, parse, startOf, sweep } from "./morph.js";

const POLL_MS = 3000;

const root = document.documentElement;
const main = document.querySelector("main");
let source;

// touched are the controls that the visitor has changed.
const touched = new Set();
for (const type of ["input", "change"]) main.addEventListener(type, (e) => touched.add(e.target));

// epochOf is the same for all versions whose ranges have the same numbers.
const epochOf = (version) => version.split("-")[0];

function connect() {
  note(main);
  const { live, v } = main.dataset;
  let epoch = epochOf(v);
  const address = new URL(live, location);
  address.searchParams.set("v", v);
  source = new EventSource(address);
  source.onmessage = (e) =>
    attempt(() => {
      if (epochOf(e.lastEventId) != epoch) forget(main);
      epoch = epochOf(e.lastEventId);
      update(JSON.parse(e.data));
    });
  source.addEventListener("end", () => attempt(load));
  // At network errors the browser connects again. When it has given up, the page asks now and then.
  source.onerror = () => source.readyState == EventSource.CLOSED && later();
}

const later = () => setTimeout(() => attempt(load), POLL_MS);

// attempt ends with the page as the server has it, whatever goes wrong.
async function attempt(fn) {
  try {
    await fn();
  } catch (error) {
    console.error(error);
    source.close();
    later();
  }
}

function update({ title, lang, dir, class: scheme, style, parts = [] }) {
  if (title != null) {
    document.title = title;
    for (const [name, value] of Object.entries({ lang, dir, class: scheme })) {
      if (value) root.setAttribute(name, value);
      else root.removeAttribute(name);
    }
  }
  if (style != null) document.querySelector("style").textContent = style;
  for (const part of parts) change(...part);
  sweep();
}

// change puts a range where it is, or behind that of `after`. One that is not there is in what is hidden. 0 is all.
function change(n, html, after) {
  const nodes = [...parse(html).childNodes];
  if (!n) return morph(main, main.firstChild, null, nodes);
  const start = startOf(after ?? n);
  if (!start) return;
  const behind = endOf(start).nextSibling;
  morph(start.parentNode, after == null ? start : behind, behind, nodes);
}

// load lets what the page's address gives take its place.
async function load() {
  source.close();
  const response = await fetch(location);
  if (response.status >= 500) throw new Error(response.status);
  if (!response.ok) return location.reload();
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = page.querySelector("main");
  if (!next) return location.reload();
  forget(main);
  attributes(root, page.documentElement);
  morph(document.head, document.head.firstChild, null, [...page.head.childNodes]);
  attributes(main, next);
  morph(main, main.firstChild, null, [...next.childNodes]);
  sweep();
  if (next.dataset.live) connect();
  else finish(page);
}

// finish adds what stands behind main: the data of what can happen, and the runtime.
async function finish(page) {
  for (const node of [...document.body.children]) if (node != main) node.remove();
  for (const node of [...page.body.children]) {
    if (node.localName != "script") continue;
    const script = document.createElement("script");
    attributes(script, node);
    script.textContent = node.textContent;
    const loaded = script.src && new Promise((done) => (script.onload = script.onerror = done));
    document.body.append(script);
    await loaded;
  }
  tell();
}

// tell lets the runtime know what the visitor has entered.
function tell() {
  for (const e of touched) {
    for (const type of ["input", "change"]) if (e.isConnected) e.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

connect();
