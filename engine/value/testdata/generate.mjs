// Writes numbers.json: what JavaScript makes of numbers and texts, for number_test.go and pointer_test.go.
//
//   node generate.mjs        (in this folder; node 20 or later, nothing else)
import { writeFileSync } from "node:fs";

// A small generator with a fixed seed (mulberry32), so that the file changes only when this script does.
let seed = 20240305;
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const view = new DataView(new ArrayBuffer(8));
const bits = (n) => { view.setFloat64(0, n); return view.getBigUint64(0).toString(16).padStart(16, "0"); };

const numbers = [0, -0, 1, -1, 42, 0.1, 0.2, 0.30000000000000004, 1 / 3, 100, 1e5, 123456789, 999999999999999, 1e15, 1e16,
  123456789012345680000, 1e20, 1e21, 1e22, -1e21, 1.5e300, 5e-324, 1e-5, 1e-6, 1.5e-6, 1e-7, 1.5e-7, -1e-7, 1e-10, 1e100,
  9007199254740991, 9007199254740993, Number.MAX_VALUE, Number.MIN_VALUE, NaN, Infinity, -Infinity, 4.35, 1.005, 0.000001,
  4294967296, 2147483648, 1e14 + 0.5, 12345.678, 1e-300];
for (let i = 0; i < 60; i++) {
  view.setUint32(0, random() * 4294967296); view.setUint32(4, random() * 4294967296);
  const n = view.getFloat64(0);
  if (n === n) numbers.push(n);
}
for (let i = 0; i < 40; i++) numbers.push(Math.round(random() * 1e6) / 100, (random() - 0.5) * 10 ** Math.floor(random() * 44 - 22));

const texts = ["", " ", "0", "-0", "+0", "1", " 12 ", "\t\n12\r", "\u00a012\ufeff", "\u200b12", "1.5", ".5", "5.", ".", "+.5", "-5.e1", "1e3", "1E3",
  "1e+3", "1e-3", "1e", "e5", "1e1000", "-1e1000", "1e-1000", "0x10", "0X1f", "0x", "0xg", "+0x10", "-0x10", "0x1p3", "0x_1", "0b101", "0b2", "0b",
  "0o17", "0o8", "0O7", "1_000", "1,000", "1 2", "Infinity", "+Infinity", "-Infinity", "infinity", "Infinityx", "inf", "nan", "NaN",
  "true", "null", "12px", "00012", "--1", "+-1", "1..2", "0.1e1.5", "9007199254740993", "0x20000000000001", "0x20000000000003",
  "0xffffffffffffffffffff", "0x10000000000000000000000000000001", "0b1" + "0".repeat(70), "0o7777777777777777777777777", "\u2028 7 \u2029",
  "１２", "1e5 ", "0x1F ", "1\u0000", "𝟙"];

const indexes = ["0", "1", "7", "01", "007", "1st", "1e3", "1.9", " 1", "\t2", "\u00a03", "+1", "-1", "-0", "+0", "--1", "+-1", "- 1", "", " ", "a1", "length",
  "-", "+", "0x10", "12345678901234567890", "0000000000001", "Infinity", "NaN", "１"];

writeFileSync("numbers.json", JSON.stringify({
  print: numbers.map((n) => [bits(n), String(n)]),
  toNumber: texts.map((t) => [t, String(Number(t))]),
  parseInt: indexes.map((t) => [t, String(parseInt(t, 10))]),
}, null, 0).replaceAll("],[", "],\n["));
