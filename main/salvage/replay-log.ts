import { type Change, ORIGINS, type Origin } from '../../model/change/change.ts'
import { checkChange } from '../../model/change/codec.ts'
import type { ChangeOrigin } from '../../model/change/log-entry.ts'
import type { ProjectRecord } from '../../model/record/project.ts'
import { logHash, NO_HASH } from '../store/log-hash.ts'
import { logSequence } from '../store/sqlite/change-log.ts'
import { viewOfStore } from '../store/sqlite/sqlite-view.ts'
import { query, type WriteHandle } from '../store/sqlite/sqlite.ts'
import { TABLES } from '../store/sqlite/tables.ts'
import { bridgeTo, clearingFor } from './bridge-lines.ts'
import { carveRecords } from './carve-records.ts'
import { type FoundLine, UNKNOWN } from './found-row.ts'
import type { Proof, Scratch } from './scratch.ts'
import { writeChange } from './write-change.ts'

/** What became of the log. */
export interface Replay {
  /** Lines that came back. */
  readonly lines: number
  /** Lines that are known to have been there, and cannot be read or do not follow. */
  readonly lost: number
  /** Places where a change had to be put in, so that the next line could follow. */
  readonly bridges: number
  /** Whether lines were lost after a line of the old log; a negative number stands for the beginning. */
  lostAfter(sequence: number): boolean
  /** The new number of an old line. */
  sequenceOf(old: number): number | null
}

export interface ReplayOptions {
  /** Who salvages, for the lines that are put in. */
  readonly annotator: string
  readonly at: string
  readonly newId: () => string
  /** The highest number of a line that anything names. */
  readonly lastLine: number
  /** Whether the table of the log is whole, so that nothing can be lost behind its last line. */
  readonly tableWhole: boolean
  readonly onLine: (sequence: number) => void
}

/** Conflicts of one line that are cleared away before it is given up. */
const MOST_ATTEMPTS = 200

const clearReplicas = query('salvage-clear-replicas', 'DELETE FROM replicas')
const addReplica = query('salvage-replica', 'INSERT OR IGNORE INTO replicas (id, file, since) VALUES (?, ?, ?)')

/** Writes the surviving lines of a log into a new project, and what they did. */
export function replayLog(db: WriteHandle, scratch: Scratch, options: ReplayOptions): Replay {
  const { annotator, at, newId } = options
  const enter = replicaWriter(db, scratch)
  const numbers = new Map<number, number>()
  const gaps: number[] = []
  let last = 0
  let previous: FoundLine | null = null
  let bridges = 0
  const bridge = (change: Change): void => {
    bridges++
    writeChange(db, change, { origin: 'system', of: null, annotator, at })
  }
  for (const line of scratch.lines()) {
    if (line.sequence === last || line.sequence > options.lastLine) continue
    options.onLine(line.sequence)
    const change = changeOf(line, (id) => articleOf(db, scratch, id))
    const origin = originOf(db, line)
    if (!change || !origin || logSequence(db, change.id) !== null) {
      for (const record of carveRecords(Buffer.from(line.payload))) scratch.copy(record, 'carved')
      continue
    }
    enter(line)
    const written = follow(db, change, origin, bridge, newId)
    if (written === null) continue
    for (let missing = last + 1; missing < line.sequence; missing++) gaps.push(missing)
    last = line.sequence
    numbers.set(line.sequence, written)
    const proof = proofOf(line, previous)
    previous = line
    const touched = [...change.added, ...change.removed, ...change.updated.map(([, after]) => after)]
    for (const record of touched) scratch.mention(record, line.sequence, proof)
  }
  for (let missing = last + 1; missing <= options.lastLine; missing++) gaps.push(missing)
  const lastGap = options.tableWhole ? (gaps.at(-1) ?? 0) : Number.POSITIVE_INFINITY
  return {
    lines: numbers.size,
    lost: gaps.length,
    bridges,
    lostAfter: (sequence) => lastGap > sequence,
    sequenceOf: (old) => numbers.get(old) ?? null,
  }
}

/** Whether the hash of a line says that it is as it was written. The first line has none before it. */
function proofOf(line: FoundLine, previous: FoundLine | null): Proof {
  const before = line.sequence === 1 ? NO_HASH : previous?.sequence === line.sequence - 1 ? previous.hash : null
  if (before === null || line.hash === '') return 'none'
  return logHash(before, line, line.payload) === line.hash ? 'proved' : 'altered'
}

/** Applies a line, after changes that make it fit where lines before it were lost. Null where it cannot be made to. */
function follow(
  db: WriteHandle,
  change: Change,
  from: ChangeOrigin,
  bridge: (change: Change) => void,
  newId: () => string,
): number | null {
  const view = viewOfStore(db)
  let bridged = false
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const written = writeChange(db, change, from)
    if (written.ok) return written.value
    const { code, details = [] } = written.failure
    if (code !== 'conflict') return null
    const missing = bridged ? null : bridgeTo(view, change, newId())
    bridged = true
    const way = missing ?? clearingFor(view, change, details, newId())
    if (!way) return null
    bridge(way)
  }
  return null
}

/** Notes the file that wrote the following lines, as the log of the broken project names it. */
function replicaWriter(db: WriteHandle, scratch: Scratch): (line: FoundLine) => void {
  const known = new Map(scratch.replicas().map((replica) => [replica.id, replica]))
  db.run(clearReplicas)
  let current: string | null = null
  return ({ replica, at, changeId }) => {
    const id = replica ?? current ?? `before-${changeId}`
    if (id === current) return
    current = id
    const { file = '', since = at } = known.get(id) ?? {}
    db.run(addReplica, id, file, since)
  }
}

/** Where a line says it comes from; null where it says nothing that can be. */
function originOf(db: WriteHandle, { origin, of, annotator, at }: FoundLine): ChangeOrigin | null {
  const known = ORIGINS.find((candidate): candidate is Origin => candidate === origin)
  if (!known) return null
  if (known !== 'undo' && known !== 'redo') return { origin: known, of: null, annotator, at }
  // What was taken back may be lost; its line must be there to be named.
  const isThere = of !== null && logSequence(db, of) !== null
  return isThere ? { origin: known, of, annotator, at } : { origin: 'system', of: null, annotator, at }
}

/** Decodes a line; null where it is not what this program wrote. */
function changeOf({ payload, changeId, title }: FoundLine, homeOf: (annotation: string) => string): Change | null {
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch {
    return null
  }
  giveHomes(value, homeOf)
  const change = checkChange(value)
  return change.ok && change.value.id === changeId && change.value.title === title ? change.value : null
}

/** Lines of older versions do not say to which article a relation belongs: that of its source. */
function giveHomes(value: unknown, homeOf: (annotation: string) => string): void {
  const { added, updated, removed } = (value ?? {}) as Partial<Record<string, unknown>>
  const records = [added, updated, removed].flatMap((list) => (Array.isArray(list) ? list.flat() : []))
  for (const record of records as (Record<string, unknown> | null)[]) {
    if (record?.['kind'] !== 'relation' || 'article' in record) continue
    const source = String(record['source'])
    const beside = (records as (ProjectRecord | null)[]).find(
      (other) => other?.kind === 'annotation' && other.id === source,
    )
    record['article'] = beside?.kind === 'annotation' ? beside.article : homeOf(source)
  }
}

function articleOf(db: WriteHandle, scratch: Scratch, annotation: string): string {
  const stored = TABLES.annotation.find(db, annotation)
  if (stored) return stored.article
  const [copy] = scratch.copiesOf('annotation', annotation)
  return copy?.record.kind === 'annotation' ? copy.record.article : UNKNOWN
}
