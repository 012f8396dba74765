// Writes ../localedata.go: how each locale of $format writes numbers and dates, asked of this node's Intl (ICU).
//
//   node locales.mjs && gofmt -w ../localedata.go        (in this folder; node 20 with full ICU)
//
// Patterns are found by formatting probe dates and looking at which part of the output changes how. In a pattern "%"
// and a letter stand for a field:
//
//   %Y %y  year, its last two digits       %d %D  day, two digits
//   %m %M  month as a number, two digits   %1…%4  name of the month from list 1…4 of the locale
//   %5…%8  weekday from list 1…4           %k %K  hour 0-23, two digits      %i %I  hour 1-12, two digits
//   %n %s  minute, second, two digits      %q %Q  hour 1-24, two digits      %j %J  hour 0-11, two digits
//   %p     am or pm
import { writeFileSync } from "node:fs";

const locales = ["en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "pt-BR", "ja-JP", "zh-CN"];
const at = (month, day, hour = 9) => new Date(Date.UTC(2024, month, day, hour, 7, 3));
const months = [...Array(12).keys()].map((m) => at(m, 5));
const weekdays = [3, 4, 5, 6, 7, 8, 9].map((d) => at(2, d)); // from Sunday

function pattern(loc, options, lists) {
  const f = new Intl.DateTimeFormat(loc.tag, { ...options, timeZone: "UTC" });
  const value = (date, type) => f.formatToParts(date).find((p) => p.type === type)?.value;
  const name = (type, dates, first) => {
    const names = dates.map((d) => value(d, type)).join("|");
    let i = lists[type].indexOf(names);
    if (i < 0) i = lists[type].push(names) - 1;
    if (i > 3) throw new Error(`${loc.tag}: more than four lists of ${type}`);
    return "%" + (first + i);
  };
  return f.formatToParts(at(2, 5)).map(({ type, value: v }) => {
    switch (type) {
      // format() writes the narrow space that formatToParts() gives as a plain one.
      case "literal": case "timeZoneName": if (v.includes("%")) throw new Error(v); return v.replaceAll("\u202f", " ");
      case "year": return v === "2024" ? "%Y" : v === "24" ? "%y" : fail(v);
      case "month": return v === "3" && value(at(9, 5), type) === "10" ? "%m" : v === "03" ? "%M" : name(type, months, 1);
      case "weekday": return name(type, weekdays, 5);
      case "day": return v === "5" ? "%d" : v === "05" ? "%D" : fail(v);
      case "hour": {
        const [midnight, noon, evening] = [0, 12, 21].map((h) => Number(value(at(2, 5, h), type)));
        const code = evening === 21 ? (midnight === 24 ? "q" : "k") : noon === 0 ? "j" : "i";
        return "%" + (v === "9" ? code : v === "09" ? code.toUpperCase() : fail(v));
      }
      case "minute": return v === "07" ? "%n" : fail(v);
      case "second": return v === "03" ? "%s" : fail(v);
      case "dayPeriod": loc.dayPeriods = (v + "|" + value(at(2, 5, 21), type)).replace(/[\u00a0\u202f]/g, " "); return "%p";
    }
    return fail(type);
    function fail(what) { throw new Error(`${loc.tag} ${JSON.stringify(options)}: ${what}`); }
  }).join("");
}

// glue is what stands between a date and a time.
function glue(tag, date, time) {
  const f = (o) => new Intl.DateTimeFormat(tag, { ...o, timeZone: "UTC" }).format(at(2, 5));
  const [d, t, both] = [f(date), f(time), f({ ...date, ...time })];
  if (date.weekday && !date.month && !both.startsWith(d)) return " "; // Japanese puts it behind the time: not worth a pattern
  if (!both.startsWith(d) || !both.endsWith(t)) throw new Error(`${tag}: ${both} is not ${d} and ${t}`);
  return both.slice(d.length, both.length - t.length);
}

const monthKinds = [undefined, "numeric", "short", "long"];
const weekdayKinds = [undefined, "short", "long"];

function dates(loc) {
  const lists = { month: [], weekday: [] };
  const styles = ["full", "long", "medium", "short"];
  // The names that stand alone come last: those inside a date are what most patterns use.
  loc.dateStyles = styles.map((s) => pattern(loc, { dateStyle: s }, lists));
  const clocks = [undefined, true, false];
  loc.timeStyles = clocks.flatMap((hour12) => styles.map((s) => pattern(loc, { timeStyle: s, hour12 }, lists)));
  loc.styleGlue = styles.map((s) => glue(loc.tag, { dateStyle: s }, { timeStyle: "short" }));
  const md = { day: "numeric", month: "numeric" };
  loc.fieldGlue = [{ ...md, month: "long", weekday: "long" }, { ...md, month: "long" }, { ...md, month: "short" }, md, { weekday: "short" }]
    .map((d) => glue(loc.tag, d, { hour: "numeric", minute: "numeric" }));
  loc.fields = [];
  for (const weekday of weekdayKinds) for (const month of monthKinds) for (const year of [undefined, "numeric"]) for (const day of [undefined, "numeric"])
    loc.fields.push(weekday || month || year || day ? pattern(loc, { weekday, month, year, day }, lists) : "");
  loc.times = [];
  const two = { minute: "2-digit" }, one = { minute: "numeric" }, second = { second: "2-digit" };
  for (const hour12 of clocks) for (const o of [{}, one, two, { ...one, second: "numeric" }, { ...two, ...second }])
    loc.times.push(pattern(loc, { hour: "numeric", hour12, ...o }, lists));
  loc.months = lists.month; loc.weekdays = lists.weekday;
}

function numbers(loc) {
  const parts = (v, o) => new Intl.NumberFormat(loc.tag, o).formatToParts(v);
  const part = (v, o, type) => parts(v, o).find((p) => p.type === type)?.value;
  loc.decimal = part(1.5, {}, "decimal");
  loc.group = part(12345, {}, "group");
  loc.minGroup = part(1234, {}, "group") ? 1 : 2;
  loc.percent = new Intl.NumberFormat(loc.tag, { style: "percent" }).format(1).slice(3);
  const euro = new Intl.NumberFormat(loc.tag, { style: "currency", currency: "EUR" });
  loc.symbolFirst = euro.format(1).startsWith("€");
  loc.symbolGap = euro.format(1).replace(/[€\d.,]/g, "");
  loc.minusInside = !euro.format(-1).startsWith("-");
  loc.steps = [];
  let last = "";
  for (let exponent = 3; exponent <= 16; exponent++) {
    const text = new Intl.NumberFormat(loc.tag, { notation: "compact", useGrouping: false }).format(10 ** exponent);
    const [, digits, suffix] = text.match(/^(\d+)(.*)$/);
    if (suffix !== last) loc.steps.push([exponent, exponent - digits.length + 1, suffix]);
    last = suffix;
  }
  loc.symbols = "";
  for (const c of Intl.supportedValuesOf("currency")) {
    const s = part(1, { style: "currency", currency: c }, "currency");
    if (s !== c) loc.symbols += `|${c}${s}`;
  }
  loc.symbols += "|";
}

// Spaces that one cannot see are written as escapes, which Go and JSON share.
const go = (s) => JSON.stringify(s).replace(/[\u00a0\u2009\u202f]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
const list = (items) => `{${items.map(go).join(", ")}}`;
const rows = (items, n) => "{\n" + items.reduce((out, s, i) => out + (i % n ? " " : "\t\t\t") + go(s) + "," + (i % n === n - 1 ? "\n" : ""), "") + "\t\t}";

let out = `// Code generated by testdata/locales.mjs from Intl of node ${process.versions.node}, ICU ${process.versions.icu}, CLDR ${process.versions.cldr}. DO NOT EDIT.

package expr

// locales are those that $format knows; the first one stands in for all others. testdata/locales.mjs explains the
// patterns.
var locales = [...]locale{
`;
for (const tag of locales) {
  const loc = { tag };
  dates(loc); numbers(loc);
  out += `\t{
		tag: ${go(tag)}, decimal: ${go(loc.decimal)}, group: ${go(loc.group)}, minGroup: ${loc.minGroup}, percent: ${go(loc.percent)},
		symbolFirst: ${loc.symbolFirst}, symbolGap: ${go(loc.symbolGap)}, minusInside: ${loc.minusInside},
		steps: []step{${loc.steps.map(([a, b, s]) => `{${a}, ${b}, ${go(s)}}`).join(", ")}},
		symbols: ${go(loc.symbols)},
		months: []string${rows(loc.months, 1)},
		weekdays: []string${rows(loc.weekdays, 1)},
		dayPeriods: ${go(loc.dayPeriods)},
		dateStyles: [4]string${list(loc.dateStyles)},
		timeStyles: [12]string${rows(loc.timeStyles, 4)},
		styleGlue: [4]string${list(loc.styleGlue)},
		fieldGlue: [5]string${list(loc.fieldGlue)},
		fields: [48]string${rows(loc.fields, 4)},
		times: [15]string${rows(loc.times, 5)},
	},
`;
}
out += "}\n";
const fraction = { 0: "", 3: "" };
for (const c of Intl.supportedValuesOf("currency")) {
  const n = new Intl.NumberFormat("en", { style: "currency", currency: c }).resolvedOptions().maximumFractionDigits;
  if (n !== 2) fraction[n] += " " + c;
}
out += `
// Currencies with another number of fraction digits than two.
const (
	currenciesWithoutFraction = ${go(fraction[0] + " ")}
	currenciesWithThreeDigits = ${go(fraction[3] + " ")}
)
`;
writeFileSync("../localedata.go", out);
