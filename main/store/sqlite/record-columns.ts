import type { Fragment } from '../../../model/record/annotation.ts'
import type { FieldType } from '../../../model/record/fields.ts'
import { KINDS } from '../../../model/record/kinds.ts'
import type { ProjectRecord, RecordKind, RecordOf } from '../../../model/record/project.ts'
import type { RelationTarget } from '../../../model/record/relation.ts'
import { recordSchema } from '../../../model/record/schemas.ts'
import { soundObject } from '../../../model/record/sound.ts'
import { decodeStored } from './columns.ts'
import type { Row, SqlValue } from './sqlite.ts'
import { DamagedProject } from '../damaged-project.ts'

/*
 * The columns of a record follow from its list of fields, as its schema does: `createdAt` is kept as `created_at`, lists
 * and maps as JSON. Codebooks are kept as one piece and have none.
 */

/** How a kind of record is kept in its table. */
export interface RecordColumns<R> {
  readonly names: readonly string[]
  /** For a SELECT or an INSERT: "id, article, type, …". */
  readonly list: string
  /** In the order of `names`. */
  values(record: R): SqlValue[]
  read(row: Row): R
  /**
   * A record as one JSON array, for a SELECT. Many records leave SQLite as one JSON text: read column by column, 60,000
   * annotations take three times as long, nearly all of which goes into crossing from C to JavaScript a million times.
   */
  readonly packed: string
  /** Reads what `packed` selects, parsed. Anything that is no such record is damage. */
  unpack(packed: unknown): R
}

type Kept = 'plain' | 'json' | 'fragments' | 'target'

/** Types of fields that no column can hold as they are. */
const NOT_PLAIN: ReadonlyMap<FieldType, Kept> = new Map<FieldType, Kept>([
  ['attributes', 'json'],
  ['texts', 'json'],
  ['spans', 'json'],
  ['article-source', 'json'],
  ['prediction-links', 'json'],
  ['fragments', 'fragments'],
  ['relation-target', 'target'],
])

const keptAs = (type: FieldType): Kept => NOT_PLAIN.get(type) ?? 'plain'

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const TARGET_COLUMNS = ['target_annotation', 'target_entity']

/** Fragments are kept as `[start, end, quote, prefix, suffix]`: a third less to read than with keys. */
const packFragments = (fragments: readonly Fragment[]): string =>
  JSON.stringify(fragments.map(({ start, end, quote, prefix, suffix }) => [start, end, quote, prefix, suffix]))

/** Whether the fragments fit together is for the schema to say. */
function unpackFragments(packed: unknown): Fragment[] {
  if (!Array.isArray(packed)) throw new DamagedProject('Fragments should come as a list.')
  return packed.map((item: unknown) => {
    if (!Array.isArray(item) || item.length !== 5) throw new DamagedProject('A fragment should have five parts.')
    const [start, end, quote, prefix, suffix] = item
    return { start, end, quote, prefix, suffix }
  })
}

function parsed(value: unknown, column: string): unknown {
  if (typeof value !== 'string') throw new DamagedProject(`Column ${column} should hold text.`)
  try {
    return JSON.parse(value)
  } catch {
    throw new DamagedProject(`Column ${column} should hold JSON.`)
  }
}

function makeColumns(kind: RecordKind, fields: Readonly<Record<string, FieldType>>): RecordColumns<ProjectRecord> {
  const parts = Object.entries(fields).map(([name, type]) => ({ name, column: snakeCase(name), kept: keptAs(type) }))
  const names = parts.flatMap(({ column, kept }) => (kept === 'target' ? TARGET_COLUMNS : [column]))
  const isSound = soundObject(fields, kind)
  // The schema takes ten times as long as the fast check; it is asked only to say what is wrong.
  const checked = (candidate: Readonly<Record<string, unknown>>): ProjectRecord =>
    isSound(candidate)
      ? (candidate as unknown as ProjectRecord)
      : decodeStored(recordSchema, candidate, `${KINDS[kind].noun} ${String(candidate['id'])}`)
  /** `json`: turns what a column holds into the value of its JSON. */
  const build = (valueOf: (column: string) => unknown, json: (value: unknown, column: string) => unknown) => {
    const record: Record<string, unknown> = { kind }
    for (const { name, column, kept } of parts) {
      if (kept === 'plain') record[name] = valueOf(column)
      else if (kept === 'json') record[name] = json(valueOf(column), column)
      else if (kept === 'fragments') record[name] = unpackFragments(json(valueOf(column), column))
      else {
        const annotation = valueOf('target_annotation')
        record[name] = annotation === null ? { entity: valueOf('target_entity') } : { annotation }
      }
    }
    return checked(record)
  }
  const packedColumn = ({ column, kept }: (typeof parts)[number]): string =>
    kept === 'plain' ? column : kept === 'target' ? TARGET_COLUMNS.join(', ') : `json(${column})`
  const position = new Map(names.map((name, i) => [name, i]))
  return {
    names,
    list: names.join(', '),
    values(record) {
      const held = record as unknown as Readonly<Record<string, unknown>>
      return parts.flatMap(({ name, kept }): SqlValue[] => {
        const value = held[name]
        if (kept === 'json') return [JSON.stringify(value)]
        if (kept === 'fragments') return [packFragments(value as readonly Fragment[])]
        if (kept === 'plain') return [value as SqlValue]
        const target = value as RelationTarget
        return 'annotation' in target ? [target.annotation, null] : [null, target.entity]
      })
    },
    read: (row) => build((column) => row[column], parsed),
    packed: `json_array(${parts.map(packedColumn).join(', ')})`,
    unpack(packed) {
      if (!Array.isArray(packed) || packed.length !== names.length) {
        throw new DamagedProject(`${KINDS[kind].noun} should have ${names.length} parts.`)
      }
      return build(
        (column) => packed[position.get(column) ?? -1],
        (value) => value,
      )
    },
  }
}

const COLUMNS = new Map<RecordKind, RecordColumns<ProjectRecord>>()

/** The columns of a kind of record. */
export function columnsOf<K extends Exclude<RecordKind, 'codebook'>>(kind: K): RecordColumns<RecordOf<K>> {
  let columns = COLUMNS.get(kind)
  if (!columns) {
    columns = makeColumns(kind, KINDS[kind].fields as Readonly<Record<string, FieldType>>)
    COLUMNS.set(kind, columns)
  }
  // TypeScript cannot see that the kind chooses columns that take its records.
  return columns as unknown as RecordColumns<RecordOf<K>>
}
