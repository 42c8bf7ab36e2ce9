import { fail, ok, type Result } from '../../model/value/result.ts'
import type { SaveReceipt, SaveRequest } from '../../model/change/save-request.ts'
import type { ChangePart } from '../../preload/contract/contract.ts'

/** UTF-16 units of one change. A hundred thousand annotations, before and after, have about a hundred million. */
const LARGEST_CHANGE = 400_000_000

const outOfOrder = () =>
  fail(
    'conflict',
    'A large change did not arrive in one piece; nothing was saved.',
    'Choose “Try again” in the status bar.',
  )

/**
 * Puts changes together that come in pieces, and hands each on as text: nothing here reads a hundred megabytes of it.
 * The window sends one change at a time; a new one drops what is left of another.
 */
export function createLargeSaves(
  save: (json: string, as: Pick<SaveRequest, 'origin' | 'of'>) => Promise<Result<SaveReceipt>>,
): (part: ChangePart) => Promise<Result<SaveReceipt | null>> {
  let change: string | null = null
  let pieces: string[] = []
  let length = 0

  const drop = (): void => {
    change = null
    pieces = []
    length = 0
  }

  return async ({ change: id, index, text, last }) => {
    if (index === 0) {
      drop()
      change = id
    }
    length += text.length
    if (id !== change || index !== pieces.length || length > LARGEST_CHANGE) {
      drop()
      return outOfOrder()
    }
    pieces.push(text)
    if (last === null) return ok(null)
    const json = pieces.join('')
    drop()
    return save(json, last)
  }
}
