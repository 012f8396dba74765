// The browser's side of a page program: engine/program/live.go writes the data and the marks in the document, and says
// what nodes, parts and behaviours look like. Here each node of the data finds its place by its mark, and an effect
// keeps it up to date. When navigate.js has put another page in its place, all of that ends and begins anew.

import { run } from "./actions.js";
import { behaviors, listen } from "./behaviors.js";
import { formsOf } from "./checks.js";
import { confirm } from "./confirm.js";
import { evaluate, text } from "./expr.js";
import { apply, assign, escape, legible, parse, part, show } from "./markup.js";
import { Store, stepsOf, unfollowed } from "./store.js";
import { app } from "./url.js";
import { isArray, isNumber, isString } from "./values.js";

let page; // its data
let state;
let own; // what controls keep for themselves
let forms;
let root; // the scope of the page
let restoring; // what the visitor has changed before, which is no event for watchers

// A Scope is where a node stands: in the items of the repeats around it. What is made in it stops with it.
class Scope {
  stops = [];

  constructor(frames) {
    this.frames = frames;
  }

  // inner is a scope that can be stopped before this one, and is stopped with it.
  inner(...frames) {
    const scope = new Scope([...this.frames, ...frames]);
    this.stops.push(() => scope.stop());
    return scope;
  }

  effect(fn) {
    this.stops.push(state.effect(fn));
  }

  stop() {
    for (const stop of this.stops.splice(0)) stop();
  }

  read(steps) {
    return isOwn(steps[0]) ? own.get(this.ownSteps(steps[0])) : state.get(steps);
  }

  value(x) {
    return evaluate(page.x, x, this);
  }

  // peek is the value of now.
  peek(x) {
    return unfollowed(() => this.value(x));
  }

  // choice is what a value makes of choice c.
  choice(c) {
    const [x, outs, other] = page.c[c];
    const value = this.value(x);
    return isString(value) && Object.hasOwn(outs, value) ? outs[value] : other;
  }

  // ownSteps are those of "\ue000name:depth", which each item of so many repeats has for itself.
  ownSteps(pointer) {
    const [name, depth = 0] = pointer.split(":");
    return [name, ...this.frames.slice(0, depth).map((frame) => frame.key)];
  }

  steps(place) {
    return isString(place) ? stepsOf(place) : [...this.frames[place[1]].path(), ...stepsOf(place[0])];
  }

  write(place, value) {
    if (isOwn(place)) own.set(this.ownSteps(place), value);
    else state.set(this.steps(place), value);
  }

  // For actions:
  store = state;
  forms = forms;
  confirm = confirm;
  navigate = (detail) =>
    document.dispatchEvent(new CustomEvent("ui-navigate", { detail, cancelable: true })) && location.assign(detail);
  id = () => Math.random().toString(36).slice(2);
}

const isOwn = (pointer) => pointer?.[0] == "\ue000";

// frameOf is the item of a repeat.
function frameOf(key, value, index, place) {
  const item = new Store({ value, index });
  return {
    key,
    get value() {
      return item.get(["value"]);
    },
    get index() {
      return item.get(["index"]);
    },
    path: () => [...place(), `${item.peek(["index"])}`],
    move: (value, index) => item.set([], { value, index }),
  };
}

// ---- rendering: a block as markup, with the marks that the server writes

const render = (block, scope) => block.map((node) => (isString(node) ? node : renderers[node[0]](node, scope))).join("");

const tagOf = (parts, scope) => parts.map((p) => part(p, scope)).join("");

const renderers = [
  ,
  ([, x], scope) => `<!--$-->${escape(text(scope.value(x)))}<!--/-->`,
  ([, parts, , content = ""], scope) =>
    tagOf(parts, scope) + " data-k>" + (isString(content) ? content : "\n" + escape(text(scope.value(content)))),
  ([, x, then, other = []], scope) => `<!--?-->${render(scope.value(x) ? then : other, scope)}<!--/-->`,
  (node, scope) =>
    `<!--*-->${framesOf(node, scope)
      .map((frame) => "<!--,-->" + render(node[5], new Scope([...scope.frames, frame])))
      .join("")}<!--/-->`,
  ([, , block], scope) => `<!--~-->${render(block, scope)}<!--/-->`,
  () => "",
  ([, c], scope) => scope.choice(c),
];

// framesOf are those of the items of a repeat. Items with one key are told apart by how many came before.
function framesOf([, x, , place, key], scope, known) {
  const list = scope.value(x);
  const seen = new Map();
  return (isArray(list) ? list : []).map((value, index) => {
    const name = `${(key && value?.[key]) ?? index}`;
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    const unique = `${times} ${name}`;
    const frame = known?.get(unique)?.frame;
    frame?.move(value, index);
    return frame ?? frameOf(unique, value, index, () => (place ? scope.steps(place) : []));
  });
}

// ---- hydrating: nodes find their marks, in the order of the document

// cursor goes from mark to mark: comments by their text, with the sibling that they must have, and tags. Another one
// than expected means that the parser has moved what may not stand where it was written, like a <tr> outside of
// tables. Whoever goes on writes in wrong places.
function cursor(root) {
  const walker = document.createTreeWalker(root, 129); // elements and comments
  return (mark, sibling) => {
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node instanceof Element && !node.hasAttribute("data-k")) continue;
      if (node.data == mark && (!sibling || sibling.parentNode == node.parentNode)) return node;
      while (walker.nextNode()); // nor does the next one find anything
    }
    throw new Error("misplaced");
  };
}

const hydrate = (block, next, scope) => {
  for (const node of block) if (isArray(node)) hydrators[node[0]]?.(node, next, scope);
};

const hydrators = [
  ,
  ([, x], next, scope) => {
    const start = next("$");
    let node = start.nextSibling;
    if (!(node instanceof Text)) start.after((node = new Text()));
    next("/", start);
    scope.effect(() => assign(node, "data", legible(text(scope.value(x)))));
  },

  ([, parts, behaviours = [], content = ""], next, scope) => {
    const element = next();
    let before;
    scope.effect(() => {
      const markup = tagOf(parts, scope);
      if (before == null) show(element);
      else if (markup != before) apply(element, before, markup);
      before = markup;
    });
    if (!isString(content)) scope.effect(() => assign(element, "value", legible(text(scope.value(content)))));
    for (const behaviour of behaviours) behave(element, behaviour, scope);
  },

  ([, x, then, other = []], next, scope) => {
    region(next("?"), next, scope, () => (scope.value(x) ? then : other));
  },

  repeat,

  ([, c, block], next, scope) => {
    let last, blocks;
    region(next("~"), next, scope, () => {
      const name = scope.choice(c);
      if (name != last) blocks = [...block]; // another array: the block is written anew
      last = name;
      return blocks;
    });
  },

  ([, ...watchers], next, scope) => {
    for (const [pointer, actions] of watchers) scope.stops.push(state.watch(stepsOf(pointer), () => restoring || run(actions, scope)));
  },
];

// region shows one block of several between two marks.
function region(start, next, scope, choose) {
  let shown, end, inner;
  scope.effect(() => {
    const block = choose();
    if (block == shown) return;
    inner?.stop();
    inner = scope.inner();
    if (shown) {
      while (start.nextSibling != end) start.nextSibling.remove();
      end.before(instantiate(block, inner));
    } else {
      hydrate(block, next, inner);
      end = next("/", start);
    }
    shown = block;
  });
}

// instantiate is a block as new nodes.
function instantiate(block, scope, mark = "") {
  const nodes = parse(mark + unfollowed(() => render(block, scope)));
  const next = cursor(nodes);
  if (mark) next(",");
  hydrate(block, next, scope);
  return nodes;
}

// repeat keeps the items of a list. Each begins with a mark and has its nodes up to the next one's.
function repeat(node, next, scope) {
  const start = next("*");
  const block = node[5];
  let items, end;
  scope.effect(() => {
    const before = items;
    items = new Map();
    for (const frame of framesOf(node, scope, before)) {
      const item = before?.get(frame.key) ?? { frame, scope: scope.inner(frame) };
      items.set(frame.key, item);
      if (before) continue;
      item.start = next(",", start);
      hydrate(block, next, item.scope);
    }
    if (!before) end = next("/", start);
    else arrange(before, items, block, start, end);
  });
}

function arrange(before, items, block, start, end) {
  const starts = new Set([...before.values()].map((item) => item.start));
  const nodesOf = ({ start }) => {
    const nodes = [start];
    for (let n = start.nextSibling; n != end && !starts.has(n); n = n.nextSibling) nodes.push(n);
    return nodes;
  };
  for (const [key, item] of before) {
    if (items.get(key) == item) continue;
    item.scope.stop();
    nodesOf(item).forEach((n) => n.remove());
  }
  let at = start.nextSibling;
  for (const item of items.values()) {
    if (!item.start) {
      const nodes = instantiate(block, item.scope, "<!--,-->");
      item.start = nodes.firstChild;
      starts.add(item.start);
      at.before(nodes);
    } else if (item.start == at) {
      at = nodesOf(item).at(-1).nextSibling;
    } else {
      for (const n of nodesOf(item)) move(n, at);
    }
  }
}

// move keeps the focus and the scroll position where the browser can.
const move = (node, at) => (at.parentNode.moveBefore ?? at.parentNode.insertBefore).call(at.parentNode, node, at);

// ---- behaviours

const sources = [(e) => e.value, (e) => e.checked, (e) => +e.value, (e, scope, x) => scope.peek(x), (e) => e.open];

const behave = (element, [kind, ...rest], scope) => kinds[kind](element, scope, ...rest);

const kinds = [
  (element, scope, event, actions) => listen(element, event, () => run(isNumber(actions) ? page.a[actions] : actions, scope)),

  (element, scope, event, source, place, x) =>
    listen(element, event, (e) => {
      const value = sources[source](element, scope, x);
      if (value === undefined) e.stopImmediatePropagation();
      else scope.write(place, value);
    }),

  check,

  (element, scope, name) => behaviors[name](element),
];

function check(element, scope, place, checks, error, when) {
  const errorSteps = scope.ownSteps(error);
  const registered = forms.register({ steps: () => scope.steps(place), checks, value: (x) => scope.peek(x), id: errorSteps.join() });
  scope.stops.push(registered.stop);
  scope.effect(() => own.set(errorSteps, registered.error()));
  const event = scope.peek(when);
  if (event == "submit") return;
  for (const e of event == "change" ? ["input", "change"] : ["focusout"]) listen(element, e, registered.validate);
}

// start makes the page live that is in the document. What its state has in common at first with that of the live page
// before it stays as the visitor has left it.
function start() {
  root?.stop();
  const data = document.getElementById("ui-data");
  if (!data) return;
  const before = page?.s;
  const left = state;
  page = JSON.parse(data.textContent);
  app.base = page.u;
  state = new Store(page.s);
  own = new Store({});
  forms = formsOf(state);
  hydrate(page.b, cursor(document.querySelector("main")), (root = new Scope([])));
  restoring = true;
  state.batch(() => {
    for (const key in before) if (isSame(before[key], page.s[key])) state.set([key], left.peek([key]));
  });
  restoring = false;
}

const isSame = (a, b) => JSON.stringify(a) == JSON.stringify(b);

document.addEventListener("ui-page", start);
start();
