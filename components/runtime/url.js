// Which addresses a page may have: the same allow-list as engine/html/url.go, for values that the browser computes.

// REFUSED is written in place of an address that is refused (html.RefusedURL).
export const REFUSED = "about:blank#refused";

const ALLOWED = {
  link: /^(https?|mailto|tel):/,
  image: /^(https?:|data:image\/(png|jpe?g|gif|webp|avif)([;,]|$))/,
};

// The references that hide a scheme, or that there is none (engine/html/reference.go; "&amp;" hides neither).
const NAMED = {
  __proto__: null,
  colon: ":", Tab: "\t", NewLine: "\n", comma: ",", semi: ";", sol: "/", quest: "?", num: "#",
};

function decode(reference, number, name) {
  if (name) return NAMED[name] ?? reference;
  const code = Number("0" + number);
  return String.fromCharCode(code > 0 && code < 128 ? code : 255);
}

// allows reads as a browser does before it looks for the scheme, which ends at the first ':' before any '/', '?' and '#'.
function allows(text, kind) {
  const url = text.replace(/[\t\n\r]/g, "").replace(/^[ \f]+/, "").toLowerCase();
  return !/^[^/?#:]*:/.test(url) || ALLOWED[kind].test(url);
}

// app is the application that the page belongs to; base is the path that its addresses begin with, if any,
// of letters, digits, slashes and hyphens.
export const app = {};

// linkTo is the address that a link to text has: below the base of the app if it is relative to the root of the site and
// not there yet, and REFUSED if it is not safe.
export function linkTo(text) {
  const { base } = app;
  const outside = base && RegExp(`^/(?!/|${base.slice(1)}([/?#]|$))`);
  return safeURL(outside?.test(text) ? base + text : text, "link");
}

// safeURL is text if it may be the address of a "link" or an "image", else REFUSED. Character references count too:
// the browser will not decode them, but who sends "java&#115;cript:" means no good.
export const safeURL = (text, kind) =>
  allows(text, kind) && allows(text.replace(/&(?:#(x[\da-f]+|\d+);?|(\w+);)/gi, decode), kind) ? text : REFUSED;
