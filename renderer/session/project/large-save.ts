import { type Change, sizeOf } from '../../../model/change/change.ts'
import { fail, type Result } from '../../../model/value/result.ts'
import type { SaveReceipt, SaveRequest, Workbench } from '../../../preload/contract/contract.ts'
import { pause } from './pause.ts'

/** Changes of more records are sent in pieces. Fewer cross in one message without a delay that could be noticed. */
const LARGE = 1_000

/** Records in one piece: about a megabyte, written in less than the time of a frame. */
const RECORDS_A_PIECE = 500

/** Whether a change would hold the window up if it were sent as one message. */
export const isLarge = (change: Change): boolean => sizeOf(change) > LARGE

/** The JSON text of a change in pieces, as `encodeChange` writes the whole. */
export function* piecesOf(change: Change): Iterable<string> {
  const { id, title, ...lists } = change
  yield JSON.stringify({ id, title }).slice(0, -1)
  const optional = (['edits', 'texts'] as const).filter((name) => lists[name].length > 0)
  for (const name of [...(['added', 'updated', 'removed'] as const), ...optional]) {
    yield `,${JSON.stringify(name)}:[`
    const list = lists[name]
    for (let at = 0; at < list.length; at += RECORDS_A_PIECE) {
      const text = JSON.stringify(list.slice(at, at + RECORDS_A_PIECE)).slice(1, -1)
      yield at === 0 ? text : `,${text}`
    }
    yield ']'
  }
  yield '}'
}

/**
 * Saves a change piece by piece. Between two pieces the window handles what waits: a change of a hundred thousand
 * annotations is a hundred megabytes, which in one message would hold it up for seconds.
 */
export async function saveInParts(
  savePart: Workbench['savePart'],
  { change, origin, of }: SaveRequest,
): Promise<Result<SaveReceipt>> {
  let index = 0
  for (const text of piecesOf(change)) {
    const sent = await savePart({ change: change.id, index, text, last: null })
    if (!sent.ok) return sent
    index++
    await pause()
  }
  const saved = await savePart({ change: change.id, index, text: '', last: { origin, of } })
  if (!saved.ok) return saved
  return saved.value === null
    ? fail('unexpected', 'The change was not confirmed.', 'Choose “Try again” in the status bar.')
    : { ok: true, value: saved.value }
}
