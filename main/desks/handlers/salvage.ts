import { ok, type Result } from '../../../model/value/result.ts'
import type { HandlerPort } from './port.ts'

/** A damaged project, and what can be read of it. */
export function salvageHandlers({ salvage }: HandlerPort) {
  return {
    salvageProject: () => salvage.start(),
    cancelSalvage(): Result<null> {
      salvage.cancel()
      return ok(null)
    },
    openSalvaged: () => salvage.openResult(),
  }
}
