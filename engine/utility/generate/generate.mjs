// Makes ../table.bin: everything that package utility knows about Tailwind's utilities, read off the real compiler by
// giving it class names with marker values and looking where the markers come out again. See ../table.go for the form.
import fs from 'node:fs'
import path from 'node:path'
import { designSystem as ds, compile, themeSource, version, animated, animateSource } from './compiler.mjs'
import { animationNames } from './animations.mjs'

const here = import.meta.dirname
const VALUE = '\x03', SECOND = '\x05', ALPHA = '\x06', OTHER = '\x07'
const END = '\x04', OPEN = '\x01', CLOSE = '\x02'

// ---- bodies: declarations of a utility, with places for its value --------------------------------------------------

const properties = new Map() // @property name -> its declarations
const propertyID = (node) => {
  const text = node.nodes.map((d) => `${d.property}:${d.value}`).join(';')
  if (!properties.has(node.params)) properties.set(node.params, { id: properties.size, text })
  if (properties.get(node.params).text !== text) throw new Error(`two kinds of ${node.params}`)
  return properties.get(node.params).id
}

/** One candidate as {text, wrap, order, count, props}, or null when it is no utility. */
function body(name, from = ds) {
  const compiled = compile(name, from)
  if (compiled.length === 0) return null
  if (compiled.length > 1) throw new Error(`${name} is more than one rule`)
  const { node, propertySort } = compiled[0]
  const props = []
  let wrap = ''
  const visit = (nodes, top) => {
    let text = ''
    for (const n of nodes) {
      if (n.kind === 'at-root') n.nodes.forEach((p) => props.push(propertyID(p)))
      else if (n.kind === 'declaration') {
        if (n.property === '--tw-sort' || n.value === undefined || n.value === null) continue
        text += `${n.property}:${n.value}${END}`
      } else if (n.kind === 'at-rule') text += `${OPEN}${n.name} ${n.params}{${visit(n.nodes, false)}${CLOSE}`
      else if (n.kind === 'rule' && top && text === '' && wrap === '') {
        wrap = n.selector
        text += visit(n.nodes, false)
      } else throw new Error(`${name}: cannot write ${n.kind}`)
    }
    return text
  }
  const text = visit(node.nodes, true)
  if (text === '') return null
  return { text, wrap, order: propertySort.order, count: propertySort.count, props: [...new Set(props)] }
}

const bodies = [], bodyIDs = new Map()
function bodyID(b) {
  if (b === null) return 0
  const key = JSON.stringify(b)
  if (!bodyIDs.has(key)) {
    bodies.push(b)
    bodyIDs.set(key, bodies.length) // 0 is none
  }
  return bodyIDs.get(key)
}

/** The body with text replaced, longest markers first; null stays null. */
function template(b, replace) {
  if (b === null) return null
  let text = b.text
  for (const [from, to] of replace) text = text.replaceAll(from, to)
  return { ...b, text }
}

// ---- cases: a body and what a modifier ("/50") makes of it ---------------------------------------------------------

const MOD = { none: 0, color: 1, leading: 2, interpolation: 3, name: 4, alpha: 5 }
const cases = [{ body: 0, mod: 0, modBody: 0, varBody: 0 }], caseIDs = new Map()
function caseID(b, mod = 0, modBody = null, varBody = null) {
  if (b === null && modBody === null) return 0
  const c = { body: bodyID(b), mod, modBody: bodyID(modBody), varBody: bodyID(varBody) }
  const key = JSON.stringify(c)
  if (!caseIDs.has(key)) {
    caseIDs.set(key, cases.length)
    cases.push(c)
  }
  return caseIDs.get(key)
}

const alphaMarks = [['/ zqm)', `/ ${ALPHA})`], ['zqm', SECOND]]
const varAlphaMarks = [['/ var(--zqm))', `/ ${ALPHA})`], ['var(--zqm)', SECOND]]

const plain = (b) => ({ body: bodyID(b) })

/** The case of a name, or of a name with marks in place of its value, with the modifiers that it takes. A whole name
 * without modifiers is its body alone. */
function caseOf(name, marks = [], whole = false) {
  const b = template(body(name), marks)
  const withMod = body(`${name}/[zqm]`)
  if (withMod === null) return whole ? plain(b) : caseID(b)
  if (withMod.text.includes('color-mix(')) return whole ? plain(b) : caseID(b, MOD.color)
  const named = body(`${name}/zqm`)
  const m = template(withMod, [...marks, ...alphaMarks])
  // Some roots of old look at no modifier at all; here they take none.
  if (!m.text.includes(SECOND)) return whole ? plain(b) : caseID(b)
  if (named === null) {
    if (!body(`${name}/37.3`) && body(`${name}/37`)?.text.includes('37%')) {
      return caseID(b, MOD.alpha, m, template(body(`${name}/[var(--zqm)]`), [...marks, ...varAlphaMarks]))
    }
    return caseID(b, MOD.leading, m)
  }
  return caseID(b, named.text.includes('in zqm') ? MOD.interpolation : MOD.name, m)
}

// ---- colours ------------------------------------------------------------------------------------------------------

const colors = new Map()
for (const [key] of ds.theme.entries()) {
  if (key.startsWith('--color-')) colors.set(key.slice(8), null)
}
for (const name of ['inherit', 'transparent', 'current']) colors.set(name, null)
for (const name of colors.keys()) {
  colors.set(name, body(`bg-${name}`).text.slice('background-color:'.length, -1))
}

// ---- functional roots: value kinds found by trying values ---------------------------------------------------------

const KIND = { int: 1, positive: 2, spacing: 3, negativeSpacing: 4, quarter: 5, percent: 6, stretch: 7, fraction: 8,
  ratio: 9, degrees: 10, negativeDegrees: 11 }
const hints = ['color', 'length', 'percentage', 'ratio', 'number', 'integer', 'url', 'position', 'bg-size', 'line-width',
  'image', 'family-name', 'generic-name', 'absolute-size', 'relative-size', 'angle', 'vector', 'size']

// The types that a root tells apart by looking at an arbitrary value, in order. The compiler does not tell them;
// TestExpected compares a value of every type for each of these roots.
const inferred = [[], ['color'], ['color', 'length'], ['color', 'length', 'percentage'],
  ['color', 'line-width', 'length'],
  ['image', 'color', 'percentage', 'position', 'bg-size', 'length', 'url'],
  ['image', 'percentage', 'position', 'bg-size', 'length', 'url'],
  ['length', 'percentage', 'color'],
  ['color', 'number', 'length', 'percentage'],
  ['color', 'length', 'number', 'percentage'],
  ['color', 'length', 'percentage', 'absolute-size', 'relative-size'],
  ['number', 'generic-name', 'family-name'], ['angle', 'vector'], ['angle']]
function inferredOf(root) {
  const index = (...types) => inferred.findIndex((l) => l.join() === types.join())
  switch (root) {
    case 'bg': return index('image', 'color', 'percentage', 'position', 'bg-size', 'length', 'url')
    case 'mask': return index('image', 'percentage', 'position', 'bg-size', 'length', 'url')
    case 'from': case 'via': case 'to': case 'decoration': return index('color', 'length', 'percentage')
    case 'stroke': return index('color', 'number', 'length', 'percentage')
    case 'outline': return index('color', 'length', 'number', 'percentage')
    case 'text': return index('color', 'length', 'percentage', 'absolute-size', 'relative-size')
    case 'font': return index('number', 'generic-name', 'family-name')
    case 'rotate': case '-rotate': return index('angle', 'vector')
    case 'bg-linear': case '-bg-linear': return index('angle')
    case 'shadow': case 'inset-shadow': case 'text-shadow': case 'drop-shadow': return index('color')
    case 'ring': case 'inset-ring': case 'ring-offset': return index('color', 'length')
  }
  if (/^border(-[a-z]+)?$/.test(root) && !root.startsWith('border-spacing')) return index('color', 'line-width', 'length')
  if (/^mask-.*-(from|to)$/.test(root)) return index('length', 'percentage', 'color')
  return 0
}

const FLAG = { noInherit: 1, zero: 2, math: 4, shadow: 8, dropShadow: 16, insetShadow: 32, percentInt: 64 }
const N = '7919'
const roots = new Map()

function numbersOf(root) {
  const out = []
  const add = (kind, name, marks) => out.push({ kind, case: caseOf(name, marks) })
  const quarter = body(`${root}-${N}.25`), int = body(`${root}-${N}`)
  if (quarter?.text.includes(`(var(--spacing) * -${N}.25)`)) {
    add(KIND.negativeSpacing, `${root}-${N}.25`, [[`calc(var(--spacing) * -${N}.25)`, VALUE]])
  } else if (quarter?.text.includes(`(var(--spacing) * ${N}.25)`)) {
    add(KIND.spacing, `${root}-${N}.25`, [[`calc(var(--spacing) * ${N}.25)`, VALUE]])
  } else if (quarter) {
    add(KIND.quarter, `${root}-${N}.25`, [[`${N}.25`, VALUE]])
  } else if (int?.text.includes(`calc(1deg * -${N})`)) {
    add(KIND.negativeDegrees, `${root}-${N}`, [[`calc(1deg * -${N})`, VALUE]])
  } else if (int?.text.includes(`calc(1deg * ${N})`)) {
    add(KIND.degrees, `${root}-${N}`, [[`calc(1deg * ${N})`, VALUE]])
  } else if (int) {
    add(body(`${root}-0`) ? KIND.int : KIND.positive, `${root}-${N}`, [[N, VALUE]])
  }
  if (body(`${root}-${N}%`)) add(KIND.percent, `${root}-${N}%`, [[N, VALUE]])
  else if (body(`${root}-75%`)) add(KIND.stretch, `${root}-75%`, [['75', VALUE]])
  // The marker of a fraction is two numbers that are nowhere else in the declarations.
  const fraction = body(`${root}-${N}/7927`)
  if (fraction?.text.includes('7927') && !fraction.text.includes('7927%')) {
    const t = template(fraction, [[N, VALUE], ['7927', SECOND]])
    if (t.text.includes(VALUE) && t.text.includes(SECOND) && !ds.parseCandidate(`${root}-${N}/zqm`).some((c) => body2(c))) {
      out.push({ kind: body(`${root}-1.5/2.5`) ? KIND.ratio : KIND.fraction, case: caseID(t) })
    }
  }
  return out
}
const body2 = (c) => ds.compileAstNodes(c).length > 0

function arbitraryOf(root, flags) {
  const marks = [['zqx', VALUE]]
  const fallback = caseOf(`${root}-[zqx-none:zqx]`, [['zqx-none', 'zqx-none'], ...marks])
  const typed = []
  for (const hint of hints) {
    let c = caseOf(`${root}-[${hint}:zqx]`, marks)
    if (c === 0 && hint === 'percentage' && body(`${root}-[percentage:${N}%]`)) {
      c = caseOf(`${root}-[percentage:${N}%]`, [[`${N}%`, VALUE]])
      flags.percentInt = true
    }
    if (c !== fallback) typed.push({ type: hints.indexOf(hint), case: c })
  }
  return { fallback, typed }
}

function root(name) {
  const flags = {}
  const r = { name, color: 0, numbers: numbersOf(name) }
  if (body(`${name}-red-500`)) {
    r.color = caseOf(`${name}-red-500`, [['var(--color-red-500)', VALUE]])
    if (!body(`${name}-inherit/50`)) flags.noInherit = true
  }
  Object.assign(r, arbitraryOf(name, flags))
  if (/margin-(inline|block)-start:0\x04/.test(body(`${name}-0`)?.text)) flags.zero = true
  if (body(`${name}-[1px+2px]`)?.text.includes('1px + 2px * -1')) flags.math = true
  if (['shadow', 'inset-shadow', 'text-shadow'].includes(name)) flags.shadow = true
  if (name === 'inset-shadow') flags.insetShadow = true
  if (name === 'drop-shadow') flags.dropShadow = true
  r.flags = Object.keys(flags).reduce((sum, f) => sum | FLAG[f], 0)
  r.inferred = inferredOf(name)
  // The fallback of an arbitrary shadow has its value twice: for browsers without relative colours, and for others.
  if (flags.shadow || flags.dropShadow) shadowCase(r)
  return r
}

function shadowCase(r) {
  const plain = body(`${r.name}-[zqx]`), alpha = body(`${r.name}-[zqx]/[zqm]`)
  const marks = [['inset zqx', VALUE], ['zqx', VALUE]]
  const twice = body(`${r.name}-[0_0_var(--zq)]/[zqm]`)
  const drop = r.flags & FLAG.dropShadow, color = `--tw-${r.name}-color`
  const wrap = (v) => (drop ? `drop-shadow(${v})` : r.flags & FLAG.insetShadow ? `inset ${v}` : v)
  const fallback = template(twice, [
    [wrap(`0 0 var(${color}, oklab(from var(--zq) l a b / zqm))`), OTHER],
    [wrap(`0 0 var(${color}, var(--zq))`), VALUE],
    ['zqm', SECOND],
  ])
  if (!fallback.text.includes(OTHER) || !fallback.text.includes(VALUE)) throw new Error(`${r.name}: ${twice.text}`)
  const m = (b, l) => template(b, drop ? [['drop-shadow(zqx)', VALUE], ['zqm', SECOND]] : [...marks, ['zqm', SECOND]])
  r.fallback = caseID(m(plain), MOD.alpha, m(alpha), fallback)
}

for (const name of ds.utilities.keys('functional')) roots.set(name, root(name))

// ---- exact names: every other name that the compiler knows ---------------------------------------------------------

const expand = (id, value) => {
  const c = cases[id]
  if (c.body === 0) return null
  return template(bodies[c.body - 1], [[VALUE, value]])
}
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)

function numberValue(kind, v) {
  const quarter = /^(0|[1-9]\d*)(\.(25|5|75))?$/.test(v), int = /^(0|[1-9]\d*)$/.test(v)
  switch (kind) {
    case KIND.int: return int ? v : null
    case KIND.positive: return int && v !== '0' ? v : null
    case KIND.quarter: return quarter ? v : null
    case KIND.spacing: return !quarter ? null : v === '0' ? '0px' : v === '1' ? 'var(--spacing)' : `calc(var(--spacing) * ${v})`
    case KIND.negativeSpacing: return !quarter ? null : v === '0' ? '0px' : `calc(var(--spacing) * -${v})`
    case KIND.degrees: return !int ? null : v < 2 ? `${v}deg` : `calc(1deg * ${v})`
    case KIND.negativeDegrees: return !int ? null : v === '0' ? '0deg' : v === '1' ? '-1deg' : `calc(1deg * -${v})`
    case KIND.percent: return /^(0|[1-9]\d*)%$/.test(v) ? v.slice(0, -1) : null
    case KIND.stretch: return /^\d+%$/.test(v) && parseInt(v) >= 50 && parseInt(v) <= 200 ? v.slice(0, -1) : null
  }
  return null
}

/** What the roots alone make of a name; as functionalNamed in ../functional.go. */
function byRoots(name) {
  for (let i = name.lastIndexOf('-'); i > 0; i = name.lastIndexOf('-', i - 1)) {
    const r = roots.get(name.slice(0, i)), v = name.slice(i + 1)
    if (!r) continue
    if (r.color && colors.has(v)) return expand(r.color, colors.get(v))
    for (const n of r.numbers) {
      const x = numberValue(n.kind, v)
      if (x !== null) return expand(n.case, x)
    }
  }
  return null
}

const exact = new Map()
function consider(name) {
  if (exact.has(name) || name.includes('/')) return
  const b = body(name)
  if (b === null || same(b, byRoots(name))) return
  exact.set(name, caseOf(name, [], true))
}
ds.utilities.keys('static').forEach(consider)
const suffixes = new Set()
for (const [key] of ds.theme.entries()) {
  if (key.startsWith('--color-') || key.startsWith('--default-')) continue
  const parts = key.slice(2).split('-')
  for (let i = 1; i < parts.length; i++) if (parts[i] !== '') suffixes.add(parts.slice(i).join('-'))
}
for (const r of roots.keys()) {
  consider(r)
  for (const s of suffixes) consider(`${r}-${s}`)
  for (const s of ['0', '1', 'none', 'auto', 'full', 'size', 'inherit', 'transparent', 'current']) consider(`${r}-${s}`)
}
for (const [name] of ds.getClassList()) consider(name)

// Those of tw-animate-css need the @property rules of the variables that they name, or that their keyframes name.
const animationProperties = [...animateSource.matchAll(/@property (--[\w-]+)\{([^}]*)\}/g)].map(([, name, text]) => ({ name, id: propertyID({
  params: name,
  nodes: ['syntax', 'inherits', 'initial-value'].flatMap((p) => text.split(';').filter((d) => d.startsWith(p + ':')).map((d) => ({ property: p, value: d.slice(p.length + 1) }))),
}) }))
for (const name of animationNames) {
  const b = body(name, animated)
  const text = b.text.replace('animation:enter', 'animation:enter --tw-enter-').replace('animation:exit', 'animation:exit --tw-exit-')
  const needs = (p) => text.includes(`${p.name}:`) || text.includes(`(${p.name},`) || /--tw-(enter|exit)-(?= )/.test(text) && p.name.startsWith(text.match(/--tw-(enter|exit)-/)[0])
  exact.set(name, plain({ ...b, props: animationProperties.filter(needs).map((p) => p.id) }))
}

// ---- variants -----------------------------------------------------------------------------------------------------

const VARIANT = { static: 0, functional: 1, compound: 2 }
const variants = []
for (const [name, v] of ds.variants.entries()) {
  let paths = ''
  if (v.kind === 'static') {
    const found = []
    const visit = (node, path) => {
      const inner = node.nodes.filter((n) => n.kind === 'rule' || n.kind === 'at-rule')
      if (inner.length === 0) found.push(path.join('\x01'))
      const content = node.nodes.some((n) => n.kind === 'declaration' && n.property === 'content')
      if (content) path[path.length - 1] += '\x03'
      if (inner.length === 0 && content) found[found.length - 1] = path.join('\x01')
      for (const n of inner) visit(n, [...path, n.kind === 'rule' ? n.selector : `${n.name}${n.params ? ' ' + n.params : ''}`])
    }
    visit(compile(`${name}:flex`)[0].node, [])
    paths = found.join('\x02')
  }
  variants.push({ name, kind: VARIANT[v.kind], order: v.order, compounds: v.compounds, compoundsWith: v.compoundsWith, paths })
}

// ---- other lists: words that are colours, the order of properties, the theme, keyframes -----------------------------

const distFolder = path.join(here, 'node_modules/tailwindcss/dist')
const words = new Set()
for (const f of fs.readdirSync(distFolder).filter((f) => f.endsWith('.mjs'))) {
  for (const m of fs.readFileSync(path.join(distFolder, f), 'utf8').matchAll(/["'`]([a-z-]+)["'`]/g)) words.add(m[1])
}
for (const p of properties.keys()) words.add(p)
const colorWords = [...words].filter((w) => /^[a-z]+$/.test(w) && body(`shadow-[${w}]`)?.text.startsWith('--tw-shadow-color')).sort()
const propertyOrder = new Map()
for (const w of words) {
  if (w.startsWith('--tw-sort')) continue
  const sort = /^[a-z-]/.test(w) ? compile(`[${w}:x]`)[0]?.propertySort : null
  if (sort?.order.length === 1) propertyOrder.set(w, sort.order[0])
}

const themeFlags = { emit: 1, inline: 2 } // DEFAULT=4, INLINE=1, REFERENCE=2 in the compiler
const theme = []
for (const [key, { value, options }] of ds.theme.entries()) {
  if (value.includes('--theme(')) continue // For preflight, which is not used.
  theme.push({ key, value: value.replace(/\s+/g, ' ').trim(), flags: (options & 2 ? 0 : themeFlags.emit) | (options & 1 ? themeFlags.inline : 0) })
}
const keyframes = []
for (const m of (themeSource + animateSource).matchAll(/@keyframes\s+([\w-]+)\s*\{((?:[^{}]*\{[^{}]*\})*)\s*\}/g)) {
  const text = m[2].replace(/\s+/g, ' ').replace(/\s*([{}:;,])\s*/g, (_, c) => (c === ',' ? ', ' : c)).replace(/;}/g, '}').trim()
  keyframes.push({ name: m[1], text })
}

// ---- the file -----------------------------------------------------------------------------------------------------

class Writer {
  parts = []
  size = 0
  bytes(b) { this.parts.push(Buffer.from(b)); this.size += b.length }
  u8(n) { if (n > 255 || n < 0) throw new Error(`u8 ${n}`); this.bytes([n]) }
  u16(n) { if (n > 65535 || n < 0) throw new Error(`u16 ${n}`); this.bytes([n & 255, n >> 8]) }
  u32(n) { this.u16(n & 65535); this.u16(n >>> 16) }
  text(s, encoding = 'utf8') { const b = Buffer.from(s, encoding); this.u16(b.length); this.bytes(b) }
  done() { return Buffer.concat(this.parts) }
}

/** Records of different sizes with an index of their offsets. */
function records(list, write) {
  const data = new Writer(), index = new Writer()
  for (const x of list) {
    index.u32(data.size)
    write(data, x)
  }
  return [index.done(), data.done()]
}

const SPACE = { exactCase: 8, exact: 1, root: 2, color: 3, theme: 4, variant: 5, order: 6, colorWord: 7 }
const names = []
const addName = (space, name, id) => names.push({ space, name: Buffer.from(name), id })
for (const [name, id] of exact) {
  if (id.body) addName(SPACE.exact, name, id.body)
  else addName(SPACE.exactCase, name, id)
}
;[...roots.keys()].forEach((name, i) => addName(SPACE.root, name, i))
const colorList = [...colors.entries()]
colorList.forEach(([name], i) => addName(SPACE.color, name, i))
theme.forEach((t, i) => addName(SPACE.theme, t.key, i))
variants.forEach((v, i) => addName(SPACE.variant, v.name, i))
for (const [name, order] of propertyOrder) addName(SPACE.order, name, order)
for (const w of colorWords) addName(SPACE.colorWord, w, 0)

/** FNV-1a over the space and the name, as in ../table.go. */
function hash(space, name) {
  let h = 2166136261
  for (const c of [space, ...name]) h = Math.imul(h ^ c, 16777619) >>> 0
  return (h ^ (h >>> 15)) >>> 0
}

const slotCount = 8192
if (names.length > slotCount * 0.7) throw new Error('the hash table is too full')
const slots = new Uint16Array(slotCount)
names.forEach((n, i) => {
  let s = hash(n.space, n.name) % slotCount
  while (slots[s] !== 0) s = (s + 1) % slotCount
  slots[s] = i + 1
})

const nameText = new Writer(), nameTable = new Writer()
for (const n of names) {
  nameTable.u8(n.space)
  nameTable.u8(n.name.length)
  nameTable.u16(n.id)
  nameTable.u32(nameText.size)
  nameText.bytes(n.name)
}

// Declarations that many bodies share are written once; a body refers to them by two bytes.
const PHRASE = '\x0e', phraseBase = 0x20, maxPhrases = 220
const seen = new Map()
for (const b of bodies) for (const d of b.text.split(END)) seen.set(d, (seen.get(d) ?? 0) + 1)
const saving = ([d, n]) => (d.length - 2) * (n - 1) - 8
const phrases = [...seen].filter((x) => x[0].length > 10 && !/[\x01-\x07]/.test(x[0]) && saving(x) > 20).sort((a, b) => saving(b) - saving(a) || (a[0] < b[0] ? -1 : 1))
  .slice(0, maxPhrases).map(([d]) => d)
const withPhrases = (text) => text.split(END)
  .map((d) => (phrases.includes(d) ? PHRASE + String.fromCharCode(phraseBase + phrases.indexOf(d)) : d)).join(END)

const wraps = ['']
const caseTable = new Writer()
for (const c of cases) [c.body, c.modBody, c.varBody, c.mod].forEach((n) => caseTable.u16(n))

const sections = [
  Buffer.from(slots.buffer), nameTable.done(), nameText.done(), caseTable.done(),
  ...records([null, ...bodies], (w, b) => {
    if (b === null) return
    if (b.wrap !== '' && !wraps.includes(b.wrap)) wraps.push(b.wrap)
    w.u8(b.order.length)
    b.order.forEach((o) => w.u16(o))
    w.u8(b.count)
    w.u8(wraps.indexOf(b.wrap))
    w.u8(b.props.length)
    b.props.forEach((p) => w.u8(p))
    w.text(withPhrases(b.text), 'latin1')
  }),
  ...records([...roots.values()], (w, r) => {
    w.u8(r.flags)
    w.u8(r.inferred)
    w.u16(r.color)
    w.u16(r.fallback)
    w.u8(r.numbers.length)
    for (const n of r.numbers) { w.u8(n.kind); w.u16(n.case) }
    w.u8(r.typed.length)
    for (const t of r.typed) { w.u8(t.type); w.u16(t.case) }
  }),
  ...records(colorList, (w, [name, value]) => w.text(value === `var(--color-${name})` ? '' : value)),
  ...records(theme, (w, t) => { w.u8(t.flags); w.u16(names.findIndex((n) => n.space === SPACE.theme && n.name.toString() === t.key)); w.text(t.value) }),
  ...records(variants, (w, v) => { w.u8(v.kind); w.u8(v.order); w.u8(v.compounds); w.u8(v.compoundsWith); w.text(v.name); w.text(v.paths) }),
  ...records([...properties], (w, [name, p]) => w.text(`${name}{${p.text}}`)),
  ...records(wraps, (w, s) => w.text(s)),
  ...records(inferred, (w, l) => { w.u8(l.length); l.forEach((t) => w.u8(hints.indexOf(t))) }),
  ...records(keyframes, (w, k) => { w.text(k.name); w.text(k.text) }),
  ...records(phrases, (w, s) => w.text(s)),
]
const head = new Writer()
let offset = 4 * (sections.length + 1)
for (const s of sections) { head.u32(offset); offset += s.length }
head.u32(offset)
fs.writeFileSync(path.join(here, '../table.bin'), Buffer.concat([head.done(), ...sections]))
fs.writeFileSync(path.join(here, '../table.LICENSE'), ['tailwindcss', 'tw-animate-css'].map((name) =>
  `table.bin has data of ${name}.\n\n${fs.readFileSync(path.join(here, 'node_modules', name, 'LICENSE'), 'utf8').trim()}\n`).join('\n'))
console.log(`tailwindcss ${version}: ${exact.size} names, ${roots.size} roots, ${bodies.length} bodies, ${cases.length} cases,`,
  `${colors.size} colours, ${theme.length} theme variables, ${variants.length} variants, ${properties.size} properties,`,
  `${propertyOrder.size} ordered, ${colorWords.length} colour words, ${keyframes.length} keyframes: ${offset} bytes`)
if (process.argv[2] === '--show') {
  const show = (s) => s.replace(/[\x01-\x07]/g, (c) => `‹${c.charCodeAt(0)}›`)
  for (const r of roots.values()) console.log(r.name, JSON.stringify(r))
  cases.forEach((c, i) => console.log(i, c.mod, ...[c.body, c.modBody, c.varBody].map((b) => b && show(bodies[b - 1].text))))
  for (const v of variants) console.log(v.name, show(v.paths))
  console.log([...exact.keys()].join(' '), keyframes)
}
