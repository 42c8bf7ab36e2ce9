import { type Command, hasSelected, show } from './command.ts'
import { findType } from '../../model/record/codebook.ts'
import { linksFromElsewhere, removeAnnotation } from '../../model/acts/annotation-acts.ts'
import { counted, shortQuote } from '../../model/acts/act-titles.ts'
import { shownAnnotations } from '../session/project/shown-annotations.ts'
import { selectedAnnotation } from '../session/project/state.ts'

/** Removing what is selected. */
export const REMOVING_COMMANDS: readonly Command[] = [
  {
    id: 'annotation.remove',
    title: 'Remove annotation',
    group: 'Editing',
    keys: ['Delete', 'Backspace'],
    menu: { name: 'edit', section: 4, order: 10 },
    scope: 'outside-fields',
    enabled: hasSelected,
    run({ session, state }) {
      const annotation = state && selectedAnnotation(state)
      if (!session || !annotation) return
      const position = shownAnnotations(state)?.positionOf(annotation.id) ?? -1
      const change = removeAnnotation(state, annotation.id, session.port)
      const done = change.ok ? session.dispatch(change.value) : change
      show(session, done)
      if (change.ok && done.ok) {
        const name = findType(state.codebook, annotation.type)?.name.toLowerCase() ?? annotation.type
        const elsewhere = linksFromElsewhere(state, annotation.id).length
        const links = change.value.removed.length - 1 - elsewhere
        const its = links > 0 ? ` and ${links === 1 ? 'its link' : `its ${links} links`}` : ''
        const also = elsewhere > 0 ? `${its}, with ${counted(elsewhere, 'link')} from other articles` : its
        const text = `Removed ${name} ${shortQuote(annotation)}${also}. Undo brings it back.`
        session.notify({ kind: 'info', text })
      }
      // The list keeps its place: the annotation that moved up is selected, and the caret stays.
      const after = shownAnnotations(session.getState())
      if (change.ok && document.activeElement?.closest('[data-pane="annotations"]')) {
        session.select(after?.at(Math.min(position, after.size - 1))?.id ?? null)
      }
    },
  },
]
