import { LANES } from './block-layout.ts'

/** The line of one annotation type: a palette colour and the number of its pattern. */
export interface LaneLine {
  readonly color: string
  readonly pattern: number
}

/** Line patterns, so that colour is never the only cue: solid, dashed, dotted, dash-dot, close dashes. */
const PATTERNS: readonly (readonly (readonly [from: number, to: number])[])[] = [
  [[0, 12]],
  [[0, 8]],
  [
    [0, 2],
    [4, 6],
    [8, 10],
  ],
  [
    [0, 5],
    [7, 9],
  ],
  [
    [0, 3],
    [6, 9],
  ],
]

/** Number of line patterns; further types reuse them from the first. */
export const PATTERN_COUNT = PATTERNS.length

/** Width after which a pattern repeats, in CSS pixels: the background's size in segments.css. */
const PERIOD = 12

function line({ color, pattern }: LaneLine): string {
  const stops: string[] = []
  let at = 0
  for (const [from, to] of PATTERNS[pattern] ?? []) {
    if (from > at) stops.push(`transparent ${at}px ${from}px`)
    stops.push(`var(--type-${color}) ${from}px ${to}px`)
    at = to
  }
  if (at < PERIOD) stops.push(`transparent ${at}px ${PERIOD}px`)
  return `linear-gradient(90deg,${stops.join(',')})`
}

/**
 * Classes for the lanes of a segment, one rule for each combination that occurs. These rules cost the engine a third of
 * what composing three custom properties per element did (a dense 5 MB article, scrolled fast). A constructed style
 * sheet is not an inline style, so the content security policy allows it. Rules are made in advance, because a new one
 * makes the engine check every element on the page: 9 ms within a key press.
 */
export interface LaneStyles {
  readonly classOf: (lanes: readonly (LaneLine | null)[]) => string
  /** Makes the rules of all combinations of these types in advance, unless they are too many. */
  readonly prepare: (types: readonly LaneLine[]) => void
}

/** Most rules made in advance: 9 types in three lanes. With more types only two lanes are combined. */
const PREPARED = 1_000

let shared: LaneStyles | null = null

/** The style sheet of this page, created on first use. */
export function laneStyles(): LaneStyles {
  if (shared) return shared
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  const known = new Set<string>()
  const nameOf = (lanes: readonly (LaneLine | null)[]): string =>
    `lanes-${lanes.map((paint) => (paint ? `${paint.color}${paint.pattern}` : '')).join('-')}`
  const ruleOf = (name: string, lanes: readonly (LaneLine | null)[]): string =>
    `.${name}{background-image:${lanes.map((paint) => (paint ? line(paint) : 'none')).join(',')}}`
  shared = {
    classOf(lanes) {
      const name = nameOf(lanes)
      if (!known.has(name)) {
        known.add(name)
        sheet.insertRule(ruleOf(name, lanes))
      }
      return name
    },
    prepare(types) {
      const choices = [null, ...types]
      const third = choices.length ** LANES <= PREPARED ? choices : [null]
      const fresh = choices.flatMap((a) => choices.flatMap((b) => third.map((c) => [a, b, c])))
      const rules = fresh.flatMap((lanes) => {
        const name = nameOf(lanes)
        if (known.has(name)) return []
        known.add(name)
        return ruleOf(name, lanes)
      })
      if (rules.length > 0)
        sheet.replaceSync([...Array.from(sheet.cssRules, ({ cssText }) => cssText), ...rules].join('\n'))
    },
  }
  return shared
}
