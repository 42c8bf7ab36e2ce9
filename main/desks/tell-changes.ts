import { type Change } from '../../model/change/change.ts'
import { squashChanges } from '../../model/change/squash.ts'

/** A window takes in what was saved at most this often, in milliseconds: it draws its list anew each time. */
export const CHANGE_INTERVAL = 100

/**
 * Tells changes that come one after the other, those of a moment as one. What was added waits for no other: it is told
 * when the interval is over, or by `flush`.
 * @param tell Takes the squashed change of a moment; it has the last one's id.
 */
export function createChangeTeller(tell: (change: Change) => void) {
  let untold: Change | null = null
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (untold) tell(untold)
    untold = null
  }
  const add = (change: Change): void => {
    untold = untold ? squashChanges(untold, change, change.id) : change
    timer ??= setTimeout(flush, CHANGE_INTERVAL)
  }
  return { add, flush }
}
