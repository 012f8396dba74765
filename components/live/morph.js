// Changes the document into what markup says, in place: nodes that are there already are kept and moved, so that focus,
// caret, selection, scroll positions and what a visitor has typed or ticked survive.
//
// An element of the spec stands between the comments <!--pN--> and <!--/pN-->: its range, which is found by N wherever it
// is. Nodes within one range are told apart by their kind and order.

// starts has the first comment of each range that there has been.
const starts = new Map();

const isStart = (node) => node.nodeType == 8 && /^p\d/.test(node.data);

export const startOf = (n) => {
  const start = starts.get("p" + n);
  return start?.isConnected ? start : undefined;
};

// endOf is the comment that closes a range.
export function endOf(start) {
  let node = start;
  while (node.data != "/" + start.data) node = node.nextSibling;
  return node;
}

// note finds the ranges of a page that came with them.
export function note(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) if (isStart(walker.currentNode)) starts.set(walker.currentNode.data, walker.currentNode);
}

// parse makes nodes of markup.
export function parse(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
}

// forget takes the ranges out of a page: those to come are others. What they will have is found by its place.
export function forget(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const node of [...comments, ...root.querySelectorAll(".ui-pending")]) node.remove();
  starts.clear();
  adopting = true;
}

let adopting = false; // ranges that are new may have what stands where they go

// What a change has no place for goes when all of it is done: until then another range of it may want it back.
const doomed = new Set();

export function sweep() {
  for (const node of doomed) node.remove();
  doomed.clear();
  adopting = false;
}

const move = (parent, node, at) => {
  doomed.delete(node);
  (node.isConnected && parent.moveBefore ? parent.moveBefore : parent.insertBefore).call(parent, node, at);
};

// morph makes what stands in parent from `at` up to `end` like nodes, which belong to it afterwards.
export function morph(parent, at, end, nodes) {
  for (at = fill(parent, at, end, nodes); at != end; at = at.nextSibling) doomed.add(at);
}

// fill is morph up to what is left over, which it returns.
function fill(parent, at, end, nodes) {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    // One that is not closed here was taken apart by the parser, which lets a <p> not stand in a <p>.
    const last = isStart(node) ? nodes.findIndex((n) => n.data == "/" + node.data) : -1;
    if (last < 0) {
      at = fillNode(parent, at, end, node);
    } else {
      at = fillRange(parent, at, end, nodes.slice(i, last + 1));
      i = last;
    }
  }
  return at;
}

function fillRange(parent, at, end, nodes) {
  const inner = nodes.slice(1, -1);
  let start = starts.get(nodes[0].data);
  if (start?.isConnected) {
    if (start != at) moveRange(parent, start, at);
  } else {
    start = nodes[0];
    starts.set(start.data, start);
    parent.insertBefore(start, at);
    if (adopting) at = fill(parent, at, end, inner);
    parent.insertBefore(nodes.at(-1), at);
    if (adopting) return at;
  }
  const last = endOf(start);
  morph(parent, start.nextSibling, last, inner);
  return last.nextSibling;
}

function moveRange(parent, start, at) {
  const last = endOf(start);
  for (let node = start, next; node; node = next) {
    next = node != last && node.nextSibling;
    move(parent, node, at);
  }
}

function fillNode(parent, at, end, node) {
  const same = find(at, end, node);
  if (same) {
    for (; at != same; at = at.nextSibling) doomed.add(at);
    if (node.nodeType == 1) morphElement(same, node);
    else if (same.data != node.data) same.data = node.data;
    return same.nextSibling;
  }
  const inner = [...node.childNodes];
  parent.insertBefore(node, at);
  if (node.nodeType == 1) {
    node.replaceChildren();
    morph(node, null, null, inner); // what it has may be in the page
  }
  return node.nextSibling;
}

// find is the next node of the same kind that is in no range of its own.
function find(at, end, node) {
  for (; at != end; at = at.nextSibling) {
    if (isStart(at)) at = endOf(at);
    else if (at.nodeName == node.nodeName && (at.id == node.id || !at.id || !node.id)) return at;
  }
}

function morphElement(element, wanted) {
  attributes(element, wanted);
  morph(element, element.firstChild, null, [...wanted.childNodes]);
}

// attributes leaves alone what the visitor may have opened. What they typed or ticked is no attribute.
export function attributes(element, wanted) {
  for (const { name } of [...element.attributes]) {
    if (name != "open" && !wanted.hasAttribute(name)) element.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (element.getAttribute(name) != value) element.setAttribute(name, value);
  }
}
