import { hash } from 'node:crypto'
import type { Delta } from '../../../model/change/apply.ts'
import { homeOf } from '../../../model/record/kinds.ts'
import type { ProjectRecord, RecordKind } from '../../../model/record/project.ts'
import { numberColumn, textColumn } from './columns.ts'
import { columnsOf } from './record-columns.ts'
import { query, type ReadHandle, type WriteHandle } from './sqlite.ts'
import { TABLES } from './tables.ts'

/*
 * A seal says of the records of a kind in an article (in the project, where they have none) how many there are and what
 * they hash to, all together: the digests of all, combined by exclusive or. A change takes the old digest of a record out
 * and puts the new one in; reading all records gives the same again, in whatever order. So it shows whether one was altered,
 * is missing, or came from elsewhere, without the log. Codebooks have a hash of their own.
 */

/** Four words of 32 bits. */
type Digest = readonly [number, number, number, number]

export interface Seal {
  readonly count: number
  readonly digest: Digest
}

const NONE: Seal = { count: 0, digest: [0, 0, 0, 0] }

const readSeal = query('seal', 'SELECT count, digest FROM seals WHERE kind = ? AND article = ?')
const writeSeal = query('write-seal', 'INSERT OR REPLACE INTO seals (kind, article, count, digest) VALUES (?, ?, ?, ?)')
const clearSeals = query('clear-seals', 'DELETE FROM seals')

/** The row that says that there are seals: without it a kind that has none would look like one without records. */
const MARK = ''

const isSealedKind = (kind: RecordKind): kind is Exclude<RecordKind, 'codebook'> => kind !== 'codebook'

function digestOf(record: ProjectRecord & { readonly kind: Exclude<RecordKind, 'codebook'> }): Digest {
  // The kind chooses columns that take its records.
  const { values } = columnsOf(record.kind) as { values(held: ProjectRecord): unknown }
  const hex = hash('sha256', JSON.stringify(values(record)))
  const word = (at: number): number => Number.parseInt(hex.slice(at, at + 8), 16)
  return [word(0), word(8), word(16), word(24)]
}

/** A seal with one record more (by = 1) or less (by = -1). */
function stamped({ count, digest: [a, b, c, d] }: Seal, record: ProjectRecord, by: number): Seal {
  if (!isSealedKind(record.kind)) return { count, digest: [a, b, c, d] }
  const [w, x, y, z] = digestOf(record as Parameters<typeof digestOf>[0])
  return { count: count + by, digest: [a ^ w, b ^ x, c ^ y, d ^ z] }
}

const hexOf = ({ digest }: Seal): string => digest.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')

/** Adds up the seal of records as they are read. */
export function createSealing() {
  let seal = NONE
  return {
    add: (record: ProjectRecord): void => void (seal = stamped(seal, record, 1)),
    /** Whether these are all records of a kind in an article ('' for the project), as they were saved. */
    holds(db: ReadHandle, kind: RecordKind, article: string): boolean {
      const row = db.get(readSeal, kind, article)
      const wanted = row ?? { count: 0, digest: hexOf(NONE) }
      return wanted.count === seal.count && wanted.digest === hexOf(seal)
    },
  }
}

/** Whether a project has seals: one that was only read since it was made by an older version has none. */
export const isSealed = (db: ReadHandle): boolean => db.get(readSeal, MARK, MARK) !== undefined

function put(db: WriteHandle, sums: ReadonlyMap<string, Seal>): void {
  for (const [key, seal] of sums) {
    const [kind = '', article = ''] = key.split('\n')
    db.run(writeSeal, kind, article, seal.count, hexOf(seal))
  }
}

const keyOf = (record: ProjectRecord): string => `${record.kind}\n${homeOf(record) ?? ''}`

function storedSeal(db: ReadHandle, key: string): Seal {
  const [kind = '', article = ''] = key.split('\n')
  const row = db.get(readSeal, kind, article)
  if (!row) return NONE
  const hex = textColumn(row, 'digest')
  const word = (at: number): number => Number.parseInt(hex.slice(at, at + 8), 16) | 0
  return { count: numberColumn(row, 'count'), digest: [word(0), word(8), word(16), word(24)] }
}

/** Keeps the seals in step with a change that is being saved. */
export function keepSeals(db: WriteHandle, delta: Delta): void {
  if (!isSealed(db)) return
  const sums = new Map<string, Seal>()
  const stamp = (record: ProjectRecord, by: number): void => {
    if (!isSealedKind(record.kind)) return
    const key = keyOf(record)
    sums.set(key, stamped(sums.get(key) ?? storedSeal(db, key), record, by))
  }
  for (const { before, after } of delta) {
    if (before) stamp(before, -1)
    if (after) stamp(after, 1)
  }
  put(db, sums)
}

/** Seals what is stored as it is: after a repair, and in a project that has no seals. What cannot be read is left out. */
export function sealAll(db: WriteHandle): void {
  const sums = new Map<string, Seal>()
  for (const kind of Object.keys(TABLES) as RecordKind[]) {
    if (!isSealedKind(kind)) continue
    for (const record of TABLES[kind].all(db)) {
      const key = keyOf(record)
      sums.set(key, stamped(sums.get(key) ?? NONE, record, 1))
    }
  }
  db.run(clearSeals)
  put(db, new Map([[`${MARK}\n${MARK}`, NONE], ...sums]))
}

/** Seals a project that has no seals yet. */
export function sealIfNew(db: WriteHandle): void {
  if (isSealed(db)) return
  db.transaction(
    () => sealAll(db),
    () => true,
  )
}
