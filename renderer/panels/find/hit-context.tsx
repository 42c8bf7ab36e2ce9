import './hit-context.css'
import type { Fragment } from '../../../model/record/annotation.ts'
import { shownAfter, shownBefore } from '../../../model/annotation/shown-context.ts'
import { bothEndsOf } from '../../../model/text/shorten.ts'

/** Longer hits are cut in the middle: what stands around them is what tells them apart. */
const END_SHOWN = 40

/** A hit with what stands before and after it, the hit itself marked. */
export function HitContext({ fragment }: { readonly fragment: Fragment }) {
  const { prefix, quote, suffix } = fragment
  return (
    <span className="hit-context" dir="auto">
      <span className="hit-before">
        <span>{shownBefore(prefix)}</span>
      </span>
      <mark>{bothEndsOf(quote, END_SHOWN)}</mark>
      <span className="hit-after">{shownAfter(suffix)}</span>
    </span>
  )
}
