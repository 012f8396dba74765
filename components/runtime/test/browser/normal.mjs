// The normal form of a part of a document: what a person could tell apart, one line for each element and text. It runs
// in the browser, for a page that lives and for one that was only parsed.

// Attributes that the runtime's behaviours keep from what the browser shows, and not from the state.
const BEHAVIOUR = {
  "aria-expanded": "summary,[aria-haspopup]",
  disabled: "[data-slot=carousel-previous],[data-slot=carousel-next]",
};

// Properties that stand for attributes once a control has been used.
const LIVE = { INPUT: ["value", "checked"], TEXTAREA: ["value"], OPTION: ["selected"], DETAILS: ["open"] };

function attributes(element) {
  const live = LIVE[element.tagName] ?? [];
  const given = [...element.attributes]
    .filter(({ name }) => name != "data-k" && !live.includes(name) && !(BEHAVIOUR[name] && element.matches(BEHAVIOUR[name])))
    .map(({ name, value }) => `${name}=${JSON.stringify(value)}`);
  return [...given, ...live.map((name) => `.${name}=${JSON.stringify(element[name])}`)].sort().join(" ");
}

// lines are those of what is in a node. Comments are the runtime's marks, and the text between two of them is one.
function lines(node, depth) {
  const out = [];
  let text = "";
  const endText = () => {
    if (text) out.push("  ".repeat(depth) + JSON.stringify(text));
    text = "";
  };
  for (const child of node.childNodes) {
    if (child.nodeType == 3) text += child.data;
    if (child.nodeType != 1) continue;
    endText();
    out.push(`${"  ".repeat(depth)}<${child.localName} ${attributes(child)}>`);
    if (child.tagName != "TEXTAREA") out.push(...lines(child, depth + 1));
  }
  endText();
  return out;
}

export const normal = (main) => lines(main, 0);
globalThis.normal = normal;
