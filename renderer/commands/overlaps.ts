import { type Annotation, quoteOf } from '../../model/record/annotation.ts'
import type { AnnotationIndex } from '../../model/annotation/annotation-index.ts'
import { fail } from '../../model/value/result.ts'
import { beginningOf } from '../../model/text/shorten.ts'
import { inMarks } from '../../model/acts/act-titles.ts'
import type { Span } from '../../model/text/span.ts'
import { type Command, inArticle, show } from './command.ts'

/** UTF-16 units under the fragments, without the gaps between them. */
const lengthOf = (annotation: Annotation): number =>
  annotation.fragments.reduce((sum, { start, end }) => sum + end - start, 0)

/** Annotations over a span, the shortest first: a click selects that one. A caret includes what it touches. */
export const annotationsOver = (index: AnnotationIndex, at: Span): Annotation[] =>
  index.overlapping(at).sort((a, b) => lengthOf(a) - lengthOf(b))

export const OVERLAP_COMMANDS: readonly Command[] = [
  {
    id: 'overlaps.show',
    title: 'Choose among the annotations at the caret',
    group: 'Moving',
    keys: ['O'],
    yields: true,
    scope: 'text',
    enabled: inArticle,
    run({ session, state }) {
      if (!session || !state?.open) return
      const found = annotationsOver(state.open.index, state.selection)
      const [only] = found
      if (!only) {
        show(
          session,
          fail('not-found', 'There is no annotation at the caret.', 'Put the caret where annotations overlap.'),
        )
      } else if (found.length === 1) {
        session.select(only.id)
        session.notify({
          kind: 'info',
          text: `The only annotation here is selected: ${inMarks(beginningOf(quoteOf(only), 80))}`,
        })
      } else session.showOverlaps({ at: state.selection, focus: true })
    },
  },
]
