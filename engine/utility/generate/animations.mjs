// The utilities of tw-animate-css that the table has: whole names, with the numbers that are in use. Left out are
// arbitrary values, "delay-", which Tailwind has too, and what differs between left-to-right and right-to-left text.
import { animated, designSystem } from './compiler.mjs'

const steps = (to, by) => Array.from({ length: to / by + 1 }, (_, i) => i * by)
const slides = ['in-from', 'out-to'].flatMap((d) => ['top', 'bottom', 'left', 'right'].map((s) => `slide-${d}-${s}`))
const numbers = [
  [['fade-in', 'fade-out'], steps(100, 5)],
  [['zoom-in', 'zoom-out'], [0, 50, 75, 80, 85, 90, 95, 100, 105, 110, 125, 150]],
  [['spin-in', 'spin-out', '-spin-in', '-spin-out'], [0, 1, 2, 3, 6, 12, 45, 90, 180]],
  [slides, [...steps(8, 1), 10, 12, 16, 20, 24, 32, 40, 48, 50, 52, 64, 96, 100, 'full']],
]
const numbered = numbers.flatMap(([roots, list]) => roots.flatMap((r) => list.map((n) => `${r}-${n}`)))
const listed = animated.getClassList().map(([name]) => name)
  .filter((name) => !/^delay-|translate-full|^-?(zoom|slide|fade)-.*\d/.test(name) && designSystem.candidatesToAst([name])[0].length === 0)

/** A utility is one rule of declarations. */
function isPlain(name) {
  const rules = animated.candidatesToAst([name])[0]
  return rules.length === 1 && rules[0].kind === 'rule' && rules[0].selector[0] === '.' && rules[0].nodes.every((n) => n.kind === 'declaration')
}

export const animationNames = [...new Set([...listed, ...numbered])].filter((name) => !name.includes('/') && isPlain(name))
