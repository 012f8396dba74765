// Evaluates the expressions that engine/expr/encode.go writes, with the results of engine/expr: both run the vectors in
// engine/expr/testdata, and TestBrowser compares them on random expressions too.

import { isArray, isContainer, isNumber, isString, walk } from "./values.js";

// evaluate gives the value of expression i of the array x.
//
//   env.read(steps)  the value at a path into the state, an array of keys; [] is the whole state
//   env.frames       {value, index} of the repeats and lists around, outermost first
//   env.now          milliseconds since 1970, for dates relative to it; may be undefined
export function evaluate(x, i, env) {
  const item = isNumber(i) ? x[i] : i;
  if (!isArray(item)) return item;
  const of = (operand) => evaluate(x, operand, env);
  const [code, ...operands] = item;
  return code < operations.length
    ? operations[code](operands, of, env)
    : functions[code - operations.length](...operands.map(of));
}

// string is String(v), but nothing for what has no value, and for objects.
export const string = (v, separator) => (isArray(v) ? v.map((item) => string(item)).join(separator) : isContainer(v) ? "" : `${v ?? ""}`);

// text is what React shows of a child.
export const text = (v) =>
  isArray(v) ? v.map(text).join("") : isString(v) || isNumber(v) ? `${v}` : "";

// toNumber is Number(v), which fails for an object with a member toString.
const toNumber = (v) => {
  try {
    return +v;
  } catch {
    return NaN;
  }
};

// number is toNumber, but 0 for NaN.
const number = (v) => ((v = toNumber(v)), v == v ? v : 0);

const clamp = (v, low, high) => Math.min(number(high), Math.max(number(low), number(v)));

const order = (holds) => (a, b) => isNumber(a) && isNumber(b) && holds(a, b);

// The operations, in the order of their codes, with operands that they evaluate themselves.
const operations = [
  ([v]) => v,
  (steps, of, env) => env.read(steps),
  ([frame, ...steps], of, env) => walk(env.frames[frame].value, steps),
  ([frame], of, env) => env.frames[frame].index,
  ([frame, ...steps], of, env) => walk(env.frames[frame].value, steps) ?? env.read(steps),
  ([v, ...steps], of) => walk(of(v), steps),
  ([condition, then, other], of) => of(of(condition) ? then : other),
  (parts, of) => parts.map((v) => string(of(v))).join(""),
  (items, of) => items.map(of),
  (members, of) => {
    const n = members.length / 2;
    return Object.fromEntries(members.slice(n).map((key, i) => [key, of(members[i])]));
  },
  (all, of) => all.every(of),
  (some, of) => some.some(of),
  (choices, of) => {
    let v;
    for (const choice of choices) if ((v = of(choice)) != null) break;
    return v;
  },
  (args, of, env) => format(env.now, ...args.map(of)),
];

// The functions of values, in the order of the codes that follow.
const functions = [
  (v) => !!v,
  (v) => !v,
  (a, b) => a === b,
  (a, b) => a !== b,
  order((a, b) => a > b),
  order((a, b) => a >= b),
  order((a, b) => a < b),
  order((a, b) => a <= b),
  // Initials
  (name) =>
    (string(name || "?").match(/(?<=^| )[^ ]/gu) ?? []).slice(0, 2).join("").toUpperCase(),
  clamp,
  // Pages
  (current, total) => {
    const gap = "ellipsis";
    current = number(current ?? 1);
    total = number(total ?? 1);
    if (total <= 7) return Array.from({ length: total }, (_, i) => i + 1);
    const near = [0, 1, 2].map((i) => Math.max(2, current - 1) + i).filter((n) => n <= Math.min(total - 1, current + 1));
    return [1, current > 3 && gap, ...near, current < total - 2 && gap, total].filter((page) => page);
  },
  // Includes
  (list, v) => v !== "" && isString(list) && list.split(",").includes(v),
  (v) => string(v),
  // Option
  (v, i) => string(v) || "option-" + i,
  // Percent
  (v, low, high) => {
    low = number(low);
    high = number(high);
    return high > low ? clamp(((number(v) - low) / (high - low)) * 100, 0, 100) : 0;
  },
  // $math
  (operation, a, b) => {
    a = number(a);
    b = number(b);
    const results = { __proto__: null, add: a + b, subtract: a - b, multiply: a * b, divide: b ? a / b : 0, mod: b ? a % b : 0 };
    for (const name of ["min", "max", "round", "floor", "ceil", "abs"]) results[name] = Math[name](a, b);
    return (isString(operation) ? results[operation] : a) ?? a;
  },
  // $concat
  (v) => string(v, ""),
  // $count
  (v) => (isArray(v) || isString(v) ? v.length : 0),
  // $truncate: half a character at the end is left out.
  (v, length, suffix) => {
    v = string(v);
    length = toNumber(length ?? 100);
    return v.length <= length ? v : v.slice(0, length).replace(/[\ud800-\udbff]$/, "") + string(suffix ?? "...");
  },
  // $pluralize
  (n, zero, one, other) => ((n = number(n)), n || zero == null ? n + " " + string(n == 1 ? one : other) : zero),
  // $join
  (v, separator) => string(v, string(separator ?? ", ")),
  // $t
  (v, params) =>
    isContainer(params) && !isArray(params)
      ? string(v).replace(/{{([^{}]*)}}/g, (place, name) => (Object.hasOwn(params, name) ? string(params[name]) : place))
      : string(v),
  // Toggled
  (list, v) => {
    const all = isString(list) ? list.split(",") : [];
    return (all.includes(v) ? all.filter((one) => one !== v) : [...all, v]).filter((one) => one).join();
  },
];

// ---- $format

const locales = "en-US en-GB de-DE fr-FR es-ES it-IT nl-NL pt-BR ja-JP zh-CN".split(" ");

// findLocale is the locale with this tag, else the first one of its language, else the first one: those of the server.
function findLocale(tag) {
  tag = string(tag).toLowerCase();
  return (
    locales.find((locale) => locale.toLowerCase() == tag) ??
    locales.find((locale) => locale.slice(0, 2) == tag.split("-")[0]) ??
    locales[0]
  );
}

const maxDate = 864e13;

function format(now, kind, v, locale, currency, notation, style, options, ownNow) {
  const isDate = kind === "date";
  if (!isDate && !["number", "currency", "percent"].includes(kind)) return v;
  if (v == null) return;
  if (isDate) {
    v = isNumber(v) ? Math.trunc(v) : isString(v) ? parseDate(v) : NaN;
    if (!(Math.abs(v) <= maxDate)) return;
    if (isNumber(ownNow)) now = ownNow;
    if (style === "relative" && Math.abs(now) <= maxDate) return relative(now - v);
  }
  const args = [kind, findLocale(locale), currency, notation, options ?? {}];
  return (formats[JSON.stringify(args)] ??= newFormat(...args))(toNumber(v));
}

function relative(diff) {
  const s = Math.floor(Math.abs(diff) / 1e3);
  const [n, unit] = s < 60 ? [s, "s"] : s < 3600 ? [s / 60, "m"] : s < 86400 ? [s / 3600, "h"] : [s / 86400, "d"];
  return diff ? Math.floor(n) + unit + (diff > 0 ? " ago" : " from now") : "just now";
}

// formats are the functions that newFormat made, by its arguments: making an Intl object takes long.
const formats = {};

// newFormat makes a function that writes a number or date. Options that Intl refuses have no effect.
function newFormat(kind, locale, currency, notation, given) {
  const isDate = kind == "date";
  const Format = isDate ? Intl.DateTimeFormat : Intl.NumberFormat;
  const options = { timeZone: "UTC", style: kind == "number" ? "decimal" : kind, currency: "USD" };
  for (const name of (isDate ? dateOptions : numberOptions).split(" ")) {
    const option = given[name] === "narrow" ? "short" : given[name];
    try {
      new Format("en", { ...options, [name]: option });
      options[name] = option ?? options[name];
    } catch {}
  }
  if (options.style == "currency") options.currency = (given.currency === undefined ? currency : given.currency) ?? "USD";
  if (given.currencyDisplay === "code") options.currencyDisplay = "code";
  if ((given.notation === undefined && kind == "number" ? notation : given.notation) === "compact") options.notation = "compact";
  try {
    const format = new Format(locale, options);
    // Browsers differ in these spaces.
    return (v) => (isDate ? format.format(v).replace(/\u202f/g, " ") : format.format(v).replace(" %", "\xa0%"));
  } catch {
    return () => {};
  }
}

// Each option must go with those before it: there are no fields with a style.
const dateOptions = "dateStyle timeStyle hour12 hourCycle weekday year month day hour minute second";
const numberOptions =
  "style useGrouping minimumIntegerDigits minimumFractionDigits maximumFractionDigits minimumSignificantDigits maximumSignificantDigits";

// dates are the forms in which a date may be written, as in engine/expr/parsedate.go; the first is that of ECMA-262. A
// "%" and a letter stand for a part; in lower case the letter is the name of its group.
const months = "january|february|march|april|may|june|july|august|september|october|november|december";
const short = months.replace(/(\w{3})\w*/g, "$1");
const parts = {
  Y: "\\d{4}|(?!-0{6})[+-]\\d{6}",
  y: "\\d{4}",
  M: "0[1-9]|1[0-2]",
  m: "0?[1-9]|1[0-2]",
  B: short,
  b: months + "|" + short,
  D: "0[1-9]|[12]\\d|3[01]",
  d: "\\d\\d?",
  H: "[01]\\d|2[0-4]",
  h: "[01]?\\d|2[0-3]",
  n: "[0-5]\\d",
  s: "[0-5]\\d",
  f: "\\d+",
  Z: "[+-](?:[01]\\d|2[0-3]):?[0-5]\\d",
  z: "[+-](?:[01]\\d|2[0-3])[0-5]\\d",
  w: "sun|mon|tue|wed|thu|fri|sat",
};
const minutes = ":%n(?::%s(?:\\.%f)?)?";
const time = `(?: %h${minutes})?`;
const dates = [
  `%Y(?:-%M(?:-%D)?)?(?:[t ]%H${minutes}(?:z|%Z)?)?`,
  "%w, %d %B %y %h:%n:%s (?:GMT|%z)",
  "%w %B %d %y(?: %h:%n:%s GMT%z)?",
  "%b %d, %y" + time,
  "%d %b %y" + time,
  "%b %y",
  "%y/%m/%d" + time,
  "%m/%d/%y" + time,
].map((form) => RegExp(`^${form.replace(/%(.)/g, (_, part) => `(?<${part.toLowerCase()}>${parts[part]})`)}$`, "i"));

// parseDate is Date.parse in UTC for these forms, NaN for all else.
function parseDate(text) {
  for (const form of dates) {
    const found = form.exec(text.replace(/\(.*/s, "").trim());
    if (!found) continue;
    const { y, m = 1, b, d = 1, h = 0, n = 0, s = 0, f = "", z = "+0000" } = found.groups;
    const [sign, zoneHour, zoneMinute] = z.match(/^.|\d\d/g);
    const day = new Date(0).setUTCFullYear(y, b ? new Date(b + " 1 2000").getMonth() : m - 1, d);
    const ms = (f + "00").slice(0, 3);
    // The ECMA-262 form has an hour 24, and days that a month does not have.
    if (form == dates[0] ? h > 23 && +n + +s + +ms : new Date(day).getUTCDate() != d) break;
    return day + ((+h - (sign + 1) * zoneHour) * 60 + +n - (sign + 1) * zoneMinute) * 6e4 + s * 1e3 + +ms;
  }
  return NaN;
}
