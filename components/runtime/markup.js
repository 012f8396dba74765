// Values as markup, which means what engine/program/write.go writes.

import { string } from "./expr.js";
import { linkTo, safeURL, REFUSED } from "./url.js";
import { isArray, isContainer, isNumber, isString } from "./values.js";

// legible is text as it comes out of a document that the server writes: without what HTML forbids, and with the line ends
// that parsers make of all.
export const legible = (s) => s.replace(/\r\n?/g, "\n").replace(/[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]/g, "\ufffd");

export const escape = (s) => legible(s).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt()};`);

// part is a part of a tag.
export const part = (p, scope) =>
  isString(p) ? p
  : isString(p[0]) ? attribute(p[0], p[2], scope.value(p[1]))
  : parts[p[0]](p, scope);

const parts = [
  ([, x], scope) => escape(string(scope.value(x))),
  ([, c], scope) => scope.choice(c),
  ([, x], scope) => {
    const value = scope.value(x);
    return isString(value) && value ? " " + escape(value) : "";
  },
  ([, name, x], scope) => {
    const css = declaration(name, scope.value(x));
    return css && escape(css) + ";";
  },
  ([, n], scope) => scope.frames.slice(0, n).map((frame) => "-" + frame.index).join(""),
  ([, x, then, other = []], scope) => (scope.value(x) ? then : other).map((p) => part(p, scope)).join(""),
];

// The modes of attributes, as program.AttrMode has them: 0 plain, 1 words, 2 a flag, 3 a link, 4 an image, 5 a set of
// images, 6 style, 7 classes.
function attribute(name, mode = 0, value) {
  if (mode == 2) value = !!value;
  if (value == null || (value === false && mode != 1)) return "";
  if (value === true && mode != 1) return mode < 3 ? " " + name : "";
  if (isContainer(value) && mode != (isArray(value) ? 7 : 6)) return "";
  const content = contents[mode](value);
  return content == null ? "" : ` ${name}="${escape(content)}"`;
}

// contents are what attributes have, by mode; null for no attribute.
const contents = [
  string,
  string,
  ,
  (value) => (isString(value) ? linkTo(value) : REFUSED),
  (value) => (isString(value) ? safeURL(value, "image") : REFUSED),
  (value) => (`${value}`.split(",").every((one) => safeURL(one.trim().split(/\s/)[0], "image") != REFUSED) ? `${value}` : null),
  (value) => style(value) || null,
  (value) => (isArray(value) ? value.map((v) => (isString(v) ? v : "")).join(" ") : string(value)),
];

// What could load something, or leave its place. The server looks more closely; here what is doubtful is left out.
const doubtful = /[;{}<\\]|url|image|src\s*\(|expression|@|\/\*/i;

// isWhole tells that no string or bracket is left open, which would take in what comes behind.
function isWhole(css) {
  let rest = css.replace(/"[^"\n]*"|'[^'\n]*'/g, "");
  for (let before; before != rest; ) {
    before = rest;
    rest = rest.replace(/\([^()[\]]*\)|\[[^()[\]]*\]/g, "");
  }
  return !/["'()[\]]/.test(rest);
}

const isClean = (css) => !doubtful.test(css) && isWhole(css);

const style = (value) =>
  isContainer(value)
    ? Object.entries(value).map(([name, v]) => declaration(kebab(name), v)).filter(Boolean).join(";")
    : `${value}`.split(";").filter(isClean).join(";");

const kebab = (name) => (name.startsWith("--") ? name : name.replace(/[A-Z]/g, (c) => "-" + c.toLowerCase()));

// declaration is "name:value" or nothing. Numbers get px where the property does not take them as they are.
function declaration(name, value) {
  if (isNumber(value)) value = CSS.supports(name, value) ? `${value}` : value + "px";
  return isString(value) && value && isClean(name + value) ? name + ":" + value : "";
}

// parse makes nodes of markup.
export function parse(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
}

// apply gives an element the attributes of a tag in place of those of another, and the properties that go with them. A
// tag has no end, and may have no name.
export function apply(element, before, tag) {
  const [old, wanted] = [before, tag].map((t) => parse(t.replace(/^(?!<)/, "<a") + ">").firstElementChild);
  for (const { name } of [...old.attributes, ...wanted.attributes]) set(element, name, wanted.getAttribute(name));
}

const isDialog = (element) => element.tagName == "DIALOG";

// set writes an attribute, or removes it, and what a control has beside it once somebody has used it. An input that is
// typed into is left alone as long as it means the same.
function set(element, name, value) {
  if (name == "open" && isDialog(element)) {
    if (value == null) element.close();
    else if (!element.open) element.showModal();
    return;
  }
  if (value == null) element.removeAttribute(name);
  else if (element.getAttribute(name) != value) element.setAttribute(name, value);
  if (name == "value" && element.tagName == "INPUT") assign(element, name, value ?? "");
  if (name == "checked" || name == "selected") element[name] = value != null;
}

// assign leaves alone what means the same already: a caret, a selection.
export function assign(object, property, value) {
  if (object[property] != value) object[property] = value;
}

// show makes a dialog that the server has opened a modal one.
export function show(element) {
  if (!isDialog(element) || !element.hasAttribute("open")) return;
  element.removeAttribute("open");
  if (element.isConnected) element.showModal();
  else queueMicrotask(() => element.showModal());
}
