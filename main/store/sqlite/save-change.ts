import { applyChange } from '../../../model/change/apply.ts'
import type { Change } from '../../../model/change/change.ts'
import type { SaveReceipt } from '../../../model/change/save-request.ts'
import type { ChangeOrigin } from '../../../model/change/log-entry.ts'
import { isRefusal } from '../../../model/change/refusal.ts'
import { type Failure, ok, type Result } from '../../../model/value/result.ts'
import { checkDelta, checkStorable } from '../check-delta.ts'
import { builtUpon, missingOrigin, partOfBatch, unreadInEdited } from '../refusals.ts'
import { appendToLog, builtUponBy, logSequence } from './change-log.ts'
import { batchLines, moveBetweenStacks, pushHistory } from './history.ts'
import { collecting } from './damage.ts'
import { checkedStore, viewOfStore } from './sqlite-view.ts'
import type { WriteHandle } from './sqlite.ts'
import { TABLES } from './tables.ts'
import { writeDelta } from './write-delta.ts'
import { type BodyCache, findBody, hasOriginal, storeBody, storeOriginal } from './texts.ts'

/**
 * Saves a change: its texts, its rows, its line in the log and its place in the undo history, in one transaction that is
 * on disk when this returns. Nothing is changed when it fails: `conflict` when what it updates or removes is not as it
 * remembers, `quote-mismatch` when a quote is not in the text, `invalid-record` when something it needs is missing.
 * A change that is saved already is not saved again; its place in the log comes back.
 * @param originals Bytes of the files that articles of this change were read from.
 */
export function saveChange(
  db: WriteHandle,
  bodies: BodyCache,
  change: Change,
  from: ChangeOrigin,
  originals: readonly Uint8Array[] = [],
): Result<SaveReceipt> {
  return db.transaction(
    () => {
      const known = logSequence(db, change.id)
      if (known !== null) return ok({ sequence: known })
      const { origin, of, annotator } = from
      const isTravel = origin === 'undo' || origin === 'redo'
      if (isTravel !== (of !== null)) return missingOrigin(change)
      // Taking back one of many lines would leave the others.
      if (of !== null && batchLines(db, of)) return partOfBatch(change)
      for (const bytes of originals) storeOriginal(db, bytes)
      const failure = applyChecked(db, bodies, change)
      if (failure) return { ok: false as const, failure: of === null ? failure : inWords(db, change, from, failure) }
      const sequence = appendToLog(db, change, from)
      if (origin === 'user') pushHistory(db, annotator, sequence)
      if (of !== null && isTravel) {
        const moved = moveBetweenStacks(db, annotator, origin, of)
        if (!moved.ok) return moved
      }
      return ok({ sequence })
    },
    (result) => result.ok,
  )
}

/** Why a step cannot be taken back: who has built upon it, where that is the reason. */
function inWords(db: WriteHandle, change: Change, { origin, of, annotator }: ChangeOrigin, failure: Failure): Failure {
  const later = isRefusal(failure) && of !== null ? builtUponBy(db, of, annotator) : null
  if (!later) return failure
  const name = TABLES.annotator.find(db, later.annotator)?.name ?? 'Somebody else'
  return builtUpon(change, origin === 'undo' ? 'undo' : 'redo', later, name, failure)
}

/** Writes what a change does and checks what it makes. What was written stands even where it fails: roll back. */
export function applyChecked(db: WriteHandle, bodies: BodyCache, change: Change): Failure | null {
  storeTexts(db, change)
  const { delta, unread } = collecting(db, (damage) => ({
    delta: applyChange(viewOfStore(db), change),
    unread: damage.items.filter(({ article }) => change.edits.some((edit) => edit.article === article)),
  }))
  if (!delta.ok) return delta.failure
  if (unread.length > 0) return unreadInEdited(change, unread)
  const unstorable = checkStorable(change, delta.value)
  if (unstorable) return unstorable
  writeDelta(db, delta.value)
  return checkDelta(checkedStore(db, bodies), change, delta.value)
}

/** Texts are stored before the articles that name them. Where there is no file an article was read from, its text is. */
function storeTexts(db: WriteHandle, { texts, added }: Change): void {
  for (const body of texts) storeBody(db, body)
  for (const record of added) {
    if (record.kind !== 'article' || hasOriginal(db, record.source.sha256) || hasOriginal(db, record.textSha256))
      continue
    const body = findBody(db, record.body)
    if (body) storeOriginal(db, Buffer.from(body.text))
  }
}
