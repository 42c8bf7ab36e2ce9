import type { Fragment } from '../../model/annotation.ts'

/** Longer hits are cut in the middle: what stands around them is what tells them apart. */
const LONGEST = 80

/** One line: line ends and runs of blanks are a blank. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

function shortened(quote: string): string {
  const points = Array.from(flat(quote))
  if (points.length <= LONGEST) return points.join('')
  return `${points.slice(0, LONGEST / 2).join('')} … ${points.slice(-LONGEST / 2).join('')}`
}

/** A hit with what stands before and after it, the hit itself marked. */
export function HitContext({ fragment }: { readonly fragment: Fragment }) {
  const { prefix, quote, suffix } = fragment
  return (
    <span className="hit-context" dir="auto">
      <span className="hit-before">
        <span>{flat(prefix).trimStart()}</span>
      </span>
      <mark>{shortened(quote)}</mark>
      <span className="hit-after">{flat(suffix).trimEnd()}</span>
    </span>
  )
}
