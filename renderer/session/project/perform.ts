import type { Change } from '../../../model/change/change.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import type { Session } from './session.ts'

/** Dispatches an act; a refusal is shown in the status bar. Returns whether it was done. */
export function perform(session: Session, act: Result<Change> | Change): boolean {
  const change = 'ok' in act ? act : ok(act)
  const done = change.ok ? session.dispatch(change.value) : change
  if (!done.ok) session.report(done.failure)
  return done.ok
}
