import { ok, type Result } from '../../../model/value/result.ts'
import type { HandlerPort } from './port.ts'

/** Checks of a project, and its repairs. */
export function doctorHandlers({ doctor }: HandlerPort) {
  return {
    checkProject: (of: string | null) => doctor.check(of),
    cancelCheck(): Result<null> {
      doctor.cancel()
      return ok(null)
    },
    repairProject: (of: string, repair: string | null) => doctor.repair(of, repair),
  }
}
