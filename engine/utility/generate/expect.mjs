// Makes the test data: class names with what the real compiler gives for each, and lists of classes with the whole
// stylesheet. Random choices are the same at each run.
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { compile as compileCSS } from 'tailwindcss'
import { animated, designSystem as ds, normal, themeSource } from './compiler.mjs'
import { animationNames } from './animations.mjs'
import { classes, variants, nothing } from './classes.mjs'

const out = path.join(import.meta.dirname, '../testdata')
let seed = 1
const random = (n) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
  return (seed >>> 8) % n
}
const pick = (list) => list[random(list.length)]

/** Descriptors of @property in one order: the compiler writes those of --tw-content in two. */
function ordered(node) {
  if (node.kind !== 'at-rule' || node.name !== '@property') return node
  const names = ['syntax', 'inherits', 'initial-value']
  return { ...node, nodes: [...node.nodes].sort((a, b) => names.indexOf(a.property) - names.indexOf(b.property)) }
}

function expected(name) {
  const nodes = ds.candidatesToAst([name])[0]
  // A selector that goes on behind a pseudo-element matches nothing; the compiler then leaves the @property rules.
  if (nodes.every((n) => n.name === '@property')) return ''
  return nodes.map((n) => normal(ordered(n))).join('')
}

const names = new Set(classes)
const isColor = /-([a-z]+-(50|[1-9]\d\d?)|black|white)$/
ds.getClassList().forEach(([name, { modifiers }], i) => {
  if (!isColor.test(name) || /^bg-/.test(name) || random(40) === 0) names.add(name)
  if (modifiers.length > 0 && random(40) === 0) names.add(`${name}/${pick(modifiers)}`)
})
const plain = [...names].filter((n) => !n.includes(':') && !n.includes('!'))
for (const v of variants) for (let i = 0; i < 3; i++) names.add(`${v}:${pick(plain)}`)
for (const v of variants) names.add(`${v}:p-4`)
for (let i = 0; i < 1500; i++) names.add([...Array(2 + random(3))].map(() => pick(variants)).join(':') + ':' + pick(plain))
for (let i = 0; i < 100; i++) names.add(`${pick(variants)}:${pick(plain)}!`).add(`!${pick(plain)}`)

const found = [...names].map((n) => [n, expected(n)])
const lines = found.filter(([, css]) => css !== '').map(([n, css]) => `${n}\t${css}\n`)
const animations = animationNames.map((n) => `${n}\t${normal(animated.candidatesToAst([n])[0][0])}\n`)
fs.writeFileSync(path.join(out, 'animations.txt.gz'), zlib.gzipSync(animations.join(''), { level: 9 }))
fs.writeFileSync(path.join(out, 'expected.txt.gz'), zlib.gzipSync(lines.join(''), { level: 9 }))
const none = [...found.filter(([, css]) => css === '').map(([n]) => n), ...nothing]
for (const n of nothing) if (expected(n) !== '') console.log('is a utility:', n)
fs.writeFileSync(path.join(out, 'nothing.txt'), [...new Set(none)].join('\n') + '\n')

/** A printed stylesheet in the normal form: the compiler writes one declaration, prelude or brace a line. */
function normalText(css) {
  let out = ''
  for (let line of css.split('\n')) {
    line = line.trim()
    if (line === '' || line.startsWith('/*!')) continue
    if (line === '}') out = out.replace(/;$/, '') + '}'
    else if (line.endsWith('{')) out += line.slice(0, -1).trim() + '{'
    else if (line.startsWith('@')) out += line
    else out += line.replace(/^([^:]+): /, '$1:').replace(/ !important;$/, '!important;')
  }
  return out.replace('{syntax:"*";initial-value:"";inherits:false}', '{syntax:"*";inherits:false;initial-value:""}')
}

const source = `@layer theme { ${themeSource} } @layer utilities { @tailwind utilities; }`
const sheets = []
const good = found.filter(([n, css]) => css !== '' && !/content-\[.*[^\x20-\x7e]|theme\(spacing/.test(n)).map(([n]) => n)
const chosen = classes.filter((c) => good.includes(c))
for (let i = 0; i < 150; i++) {
  const list = [...Array(5 + random(60))].map(() => pick(random(3) === 0 ? chosen : good))
  const compiler = await compileCSS(source, { polyfills: 0 })
  sheets.push(`${[...new Set(list)].join(' ')}\t${normalText(compiler.build(list))}\n`)
}
fs.writeFileSync(path.join(out, 'sheets.txt.gz'), zlib.gzipSync(sheets.join(''), { level: 9 }))
console.log(`${lines.length} utilities, ${animations.length} animations, ${none.length} that are none, ${sheets.length} sheets`)
