import { query, type WriteHandle } from '../store/sqlite/sqlite.ts'
import type { Replay } from './replay-log.ts'
import type { FoundStep } from './scratch.ts'

const authorOf = query('salvage-author', 'SELECT annotator FROM change_log WHERE sequence = ?')
const addStep = query('salvage-step', 'INSERT INTO history (sequence, annotator, undone, first) VALUES (?, ?, ?, ?)')

/** Puts a step on the undo stack that it was on. Steps of older versions do not say whose they are: their line does. */
export function pushStoredStep(
  db: WriteHandle,
  { sequence, undone, first, annotator }: FoundStep,
  replay: Replay,
): void {
  const line = replay.sequenceOf(sequence)
  const from = first === null ? null : replay.sequenceOf(first)
  if (line === null || (first !== null && from === null)) return
  const author = annotator ?? db.get(authorOf, line)?.annotator
  if (typeof author === 'string') db.run(addStep, line, author, undone ? 1 : 0, from)
}
