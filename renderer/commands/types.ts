import { type Command, hasSelected } from './command.ts'
import type { Result } from '../../model/value/result.ts'
import { leftOutSentence, type TypeAct } from '../../model/acts/type-acts.ts'
import type { Session } from '../session/project/session.ts'

/** Dispatches an act that makes an annotation of another type, selects that one, and says what did not fit. */
export function performOnType(session: Session, act: Result<TypeAct>): void {
  const done = act.ok ? session.dispatch(act.value.change, { select: act.value.annotation.id }) : act
  if (!done.ok) return session.report(done.failure)
  const left = act.ok ? leftOutSentence(act.value.left) : null
  if (act.ok && left) session.notify({ kind: 'info', text: `${act.value.change.title}. ${left}` })
}

export const TYPE_COMMANDS: readonly Command[] = [
  {
    id: 'annotation.changeType',
    title: 'Change the type of the annotation',
    group: 'Editing',
    keys: ['T'],
    yields: true,
    scope: 'outside-fields',
    enabled: hasSelected,
    run: ({ session, state }) => state?.selected && session?.setMode({ kind: 'change-type', source: state.selected }),
  },
  {
    id: 'annotation.duplicate',
    title: 'Duplicate the annotation as another type',
    group: 'Editing',
    keys: ['D'],
    yields: true,
    scope: 'outside-fields',
    enabled: hasSelected,
    run: ({ session, state }) => state?.selected && session?.setMode({ kind: 'duplicate', source: state.selected }),
  },
]
