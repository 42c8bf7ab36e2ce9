import type { Change } from '../../../model/change/change.ts'
import type { Result } from '../../../model/value/result.ts'
import type { Mode } from '../project/mode.ts'
import type { Session } from '../project/session.ts'

export type LinkMode = Extract<Mode, { readonly kind: 'link' }>

/** Goes on to the next role of the gesture, or ends it where the links begin. */
export function nextRole(session: Session, { next: [role, ...next], ...mode }: LinkMode): void {
  session.select(mode.source, { reveal: true })
  session.setMode(role === undefined ? null : { ...mode, role, next })
}

/** Links a role, then goes on. A refusal is shown, and the gesture stays where it is. */
export function finishLink(session: Session, mode: LinkMode, act: Result<Change>): void {
  const done = act.ok ? session.dispatch(act.value, { select: mode.source }) : act
  if (done.ok) nextRole(session, mode)
  else session.report(done.failure)
}
