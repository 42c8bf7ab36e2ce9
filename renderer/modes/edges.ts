import { findType } from '../../model/record/codebook.ts'
import { bothEndsOf } from '../../model/text/shorten.ts'
import { normaliseSpan } from '../../model/text/span.ts'
import type { CommandContext } from '../commands/command.ts'
import { performOnSpans } from '../commands/spans.ts'
import { focusedPane } from '../components/focus.ts'
import { leaveMode, type ModeChoice, type ModeDefinition } from './mode-definition.ts'
import { inMarks } from '../../model/acts/act-titles.ts'
import { moveEdges } from '../../model/acts/span-acts.ts'

/** Code points shown of each end of a text, because the ends are what moves. */
const END_SHOWN = 24

function apply({ session, state }: CommandContext): void {
  if (!session || state?.mode?.kind !== 'edges') return
  const { source, fragment } = state.mode
  const { selection, backward, open } = state
  if (!performOnSpans(session, source, moveEdges(state, source, fragment, selection, session.port))) return
  session.setMode(null)
  // The caret goes to the edge that moved last, without white space at the end of the selection.
  const { start, end } = normaliseSpan(open?.body.text ?? '', selection) ?? selection
  const edge = backward ? start : end
  session.selectText({ start: edge, end: edge })
}

function takeBack({ session, state }: CommandContext): void {
  if (!session || state?.mode?.kind !== 'edges') return
  session.selectText(state.mode.caret)
  session.setMode(null)
  session.select(state.mode.source)
}

const other = ({ session, state }: CommandContext): void =>
  session?.selectText(state?.selection ?? { start: 0, end: 0 }, { backward: state?.backward === false, scroll: true })

/** Moving the edges of a fragment: the text selection shows the new edges, and the keys that select move them. */
export const edges: ModeDefinition<'edges'> = ({ source, fragment }, { state }) => {
  const annotation = state?.open?.index.get(source)
  const type = state && annotation && findType(state.codebook, annotation.type)
  const text = state?.open?.body.text ?? ''
  const span = state ? normaliseSpan(text, state.selection) : null
  const old = bothEndsOf(text.slice(fragment.start, fragment.end), END_SHOWN)
  const moves = state?.backward ? 'start' : 'end'
  const same = span?.start === fragment.start && span.end === fragment.end
  const now = span ? `Now ${inMarks(bothEndsOf(text.slice(span.start, span.end), END_SHOWN))}.` : 'Nothing is selected.'
  const choices: ModeChoice[] = [
    { id: 'edges.apply', title: 'Apply', keys: ['Enter'], enabled: span !== null, run: apply },
    {
      id: 'edges.other',
      title: `Move the ${state?.backward ? 'end' : 'start'}`,
      // In the panels Tab goes from field to field, as always.
      keys: focusedPane() === 'text' ? ['X', 'Tab'] : ['X'],
      enabled: span !== null,
      run: other,
    },
    { ...leaveMode(), run: takeBack },
  ]
  return {
    title: `${type?.name ?? 'Annotation'} ${inMarks(old)}`,
    hint: `${same ? 'Not moved yet.' : now} The ${moves} moves, with Shift and the keys that move the caret.`,
    choices,
  }
}
