// The real compiler with the theme of a page: Tailwind's default theme and shadcn's colours and radii, which are
// variables that the page defines elsewhere.
import { __unstable__loadDesignSystem as load } from 'tailwindcss'
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
export const version = require('tailwindcss/package.json').version
if (version !== '4.3.5') throw new Error(`tailwindcss ${version} is not the pinned 4.3.5`)

const shadcnColors = ['background', 'foreground', 'card', 'card-foreground', 'popover', 'popover-foreground', 'primary',
  'primary-foreground', 'secondary', 'secondary-foreground', 'muted', 'muted-foreground', 'accent', 'accent-foreground',
  'destructive', 'border', 'input', 'ring']

const shadcnTheme = `@theme inline {
  --radius-sm: calc(var(--radius) - 4px);
  --radius-md: calc(var(--radius) - 2px);
  --radius-lg: var(--radius);
  --radius-xl: calc(var(--radius) + 4px);
  ${shadcnColors.map((c) => `--color-${c}: var(--${c});`).join('\n  ')}
}`

export const themeSource = fs.readFileSync(require.resolve('tailwindcss/theme.css'), 'utf8') + shadcnTheme

export const designSystem = await load(themeSource)

// shadcn's components name their animations with the utilities of tw-animate-css.
export const animateSource = fs.readFileSync(path.join(import.meta.dirname, 'node_modules/tw-animate-css/dist/tw-animate.css'), 'utf8')
export const animated = await load(themeSource + animateSource)

/** The compiled trees of a candidate: its rule with what it is nested in, and what orders it. */
export function compile(name, ds = designSystem) {
  return ds.parseCandidate(name).flatMap((c) => ds.compileAstNodes(c))
}

/** A node of the compiler's tree in the normal form of the tests: no white space that has no meaning. */
export function normal(node) {
  switch (node.kind) {
    case 'declaration':
      return `${node.property}:${node.value}${node.important ? '!important' : ''}`
    case 'rule':
      return `${node.selector}{${normalList(node.nodes)}}`
    case 'at-rule':
      return `${node.name}${node.params ? ' ' + node.params : ''}{${normalList(node.nodes)}}`
    case 'context':
    case 'at-root':
      return normalList(node.nodes)
  }
  throw new Error(`unknown kind ${node.kind}`)
}

/** Declarations end with a semicolon, except before the end of a block. */
export function normalList(nodes) {
  let out = ''
  for (const n of nodes) {
    if (out !== '' && !out.endsWith('}')) out += ';'
    out += normal(n)
  }
  return out
}
