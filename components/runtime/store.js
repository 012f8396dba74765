// The state of a page, and the effects that follow it.
//
// What effects read is kept in a trie of steps. A write walks the trie to the place that it changes and down to what
// differs there, so its cost depends on what is concerned and not on how many effects there are. Which effect runs and
// which ones wait is shared by all stores: an effect may read several, and all of them change in one batch.

import { isArray, isContainer, keyIn, member, walk } from "./values.js";

// A list grows by at most this many places past its end: an index comes from the page and would be allocated.
const MAX_GAP = 1000;

// What one batch sets off ends after this many passes, so that watchers in a cycle cannot hang the page.
const MAX_PASSES = 100;

// stepsOf compiles a pointer (RFC 6901). The leading slash may be missing; "" and "/" are the whole value.
export const stepsOf = (pointer) => {
  const path = pointer.replace(/^\//, "");
  return path ? path.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")) : [];
};

// pointerOf is the inverse of stepsOf.
export const pointerOf = (steps) =>
  steps.map((key) => "/" + String(key).replaceAll("~", "~0").replaceAll("/", "~1")).join("");

// put is value with another one at steps. What is not on the way keeps its identity, and so does everything when
// nothing changes.
function put(value, steps, depth, next) {
  if (depth === steps.length) return next;
  const parent = isContainer(value) ? value : emptyFor(steps[depth]);
  const key = keyIn(parent, steps[depth]);
  const before = member(parent, key);
  const after = put(before, steps, depth + 1, next);
  if (Object.is(before, after)) return value;
  return (isArray(parent) ? withItem : withMember)(parent, key, after);
}

// A number of more digits is an id rather than a place in a list.
const emptyFor = (step) => (/^\d{1,3}$/.test(step) ? [] : {});

function withItem(list, index, item) {
  if (!(index >= 0 && index <= list.length + MAX_GAP)) return list;
  const copy = [...list];
  copy[index] = item;
  return [...copy]; // without holes, which map and forEach would pass over
}

// A computed key is an own key even when it is "__proto__"; so are those that are copied.
function withMember(object, key, value) {
  if (value !== undefined) return { ...object, [key]: value };
  const { [key]: _, ...rest } = object;
  return rest;
}

let lastID = 0;
let depth = 0; // of batches
let reader = null; // the effect whose reads are recorded
const pending = new Set();

function batch(fn) {
  depth++;
  try {
    return fn();
  } finally {
    if (depth === 1) flush();
    depth--;
  }
}

// Effects run in the order of their creation: an outer one may stop those that it is about to make anew.
function flush() {
  for (let pass = 0; pending.size; pass++) {
    if (pass === MAX_PASSES) {
      pending.clear();
      console.error("endless updates");
    }
    for (const effect of [...pending].sort((a, b) => a.id - b.id)) {
      if (pending.delete(effect)) execute(effect);
    }
  }
}

// within calls fn with another reader.
function within(newReader, fn) {
  const before = reader;
  reader = newReader;
  try {
    return fn();
  } finally {
    reader = before;
  }
}

// unfollowed calls fn; what it reads is not recorded.
export const unfollowed = (fn) => within(null, fn);

// An effect that fails must not keep others from running.
function execute(effect) {
  release(effect);
  try {
    within(effect, effect.run);
  } catch (error) {
    console.error(error);
  }
  if (effect.stopped) release(effect);
}

function release(effect) {
  effect.nodes.forEach((node) => node.readers.delete(effect));
  effect.nodes.clear();
}

function stop(effect) {
  effect.stopped = true;
  pending.delete(effect);
  release(effect);
}

// A Node of the trie has the effects that read its place, and the nodes below it by key.
class Node extends Map {
  readers = new Set();
}

function record(node, value, steps) {
  for (const step of steps) {
    const key = keyIn(value, step);
    if (!node.has(key)) node.set(key, new Node());
    node = node.get(key);
    value = member(value, step);
  }
  node.readers.add(reader);
  reader.nodes.add(node);
}

// mark collects the effects that read what differs. On the way to what was written only one member can. Where a list
// comes or goes, what is below is filed under keys that no longer hold, so all of it is concerned.
function mark(node, before, after, steps, depth, all) {
  if (!all && Object.is(before, after)) return;
  node.readers.forEach((effect) => pending.add(effect));
  all ||= isArray(before) !== isArray(after);
  const keys = depth < steps.length && isContainer(before) ? [keyIn(before, steps[depth])] : node.keys();
  for (const key of keys) {
    const below = node.get(key);
    if (!below) continue;
    mark(below, member(before, key), member(after, key), steps, depth + 1, all);
    if (!below.size && !below.readers.size) node.delete(key);
  }
}

export class Store {
  #state;
  #root = new Node();

  constructor(state) {
    this.#state = state;
  }

  // get is the value at steps, undefined where there is none. The running effect runs again when it changes.
  get(steps) {
    if (reader) record(this.#root, this.#state, steps);
    return this.peek(steps);
  }

  // peek is get without running again.
  peek(steps) {
    return walk(this.#state, steps);
  }

  // set writes value; undefined deletes. Missing parents are created.
  set(steps, value) {
    const before = this.#state;
    this.#state = put(before, steps, 0, value);
    batch(() => mark(this.#root, before, this.#state, steps, 0));
  }

  // effect runs now, and again after each batch in which something changed that it read, until it is stopped.
  effect(run) {
    const effect = { id: ++lastID, run, nodes: new Set() };
    batch(() => execute(effect));
    return () => stop(effect);
  }

  // batch calls fn; what it changes is there at once, and effects run when the outermost batch is over.
  batch(fn) {
    return batch(fn);
  }

  // watch calls fn(value, before) after each batch in which the value at steps changed.
  watch(steps, fn) {
    let value = this.peek(steps);
    return this.effect(() => {
      const before = value;
      value = this.get(steps);
      if (!Object.is(value, before)) unfollowed(() => fn(value, before));
    });
  }
}
