import type { Fragment } from '../../../model/record/annotation.ts'
import type { FieldType } from '../../../model/record/fields.ts'
import { KINDS } from '../../../model/record/kinds.ts'
import type { ProjectRecord, RecordKind, RecordOf } from '../../../model/record/project.ts'
import type { RelationTarget } from '../../../model/record/relation.ts'
import { recordSchema } from '../../../model/record/schemas.ts'
import { soundObject } from '../../../model/record/sound.ts'
import { decodeStored, parseStored } from './columns.ts'
import type { Row, SqlValue } from './sqlite.ts'
import { DamagedProject } from '../damaged-project.ts'

/*
 * The columns of a record follow from its list of fields, as its schema does: `createdAt` is kept as `created_at`, lists
 * and maps as JSON. Codebooks are kept as one piece and have none.
 */

/** How a kind of record is kept in its table. */
export interface RecordColumns<R> {
  readonly names: readonly string[]
  /** In the order of `names`. */
  values(record: R): SqlValue[]
  /**
   * A record as one JSON array, for a SELECT over a table of that name. Records leave SQLite as JSON text: read column by
   * column, 60,000 annotations take three times as long, nearly all of which goes into crossing from C to JavaScript a
   * million times. Of a record with a column that holds no JSON there is an object with no more than
   * its id and its article.
   */
  packed(table: string): string
  /** Reads what `packed` selects. Throws DamagedProject for anything that is no such record. */
  unpack(packed: SqlValue | undefined): R
  /** The same for a row that has all columns. */
  read(row: Row): R
  /** What of a record that cannot be read still says which one it is. */
  identify(packed: SqlValue | undefined): { readonly id: string; readonly article: string | null }
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

function parsed(value: SqlValue | undefined, column = 'packed'): unknown {
  if (typeof value !== 'string') throw new DamagedProject(`Column ${column} should hold text.`)
  return parseStored(value, column)
}

function makeColumns(kind: RecordKind, fields: Readonly<Record<string, FieldType>>): RecordColumns<ProjectRecord> {
  const parts = Object.entries(fields).map(([name, type]) => ({ name, column: snakeCase(name), kept: keptAs(type) }))
  const names = parts.flatMap(({ column, kept }) => (kept === 'target' ? TARGET_COLUMNS : [column]))
  const json = new Set(parts.filter(({ kept }) => kept === 'json' || kept === 'fragments').map(({ column }) => column))
  const isSound = soundObject(fields, kind)
  // The schema takes ten times as long as the fast check; it is asked only to say what is wrong.
  const checked = (candidate: Readonly<Record<string, unknown>>): ProjectRecord =>
    isSound(candidate)
      ? (candidate as unknown as ProjectRecord)
      : decodeStored(recordSchema, candidate, `${KINDS[kind].noun} ${String(candidate['id'])}`)
  const build = (list: readonly unknown[]) => {
    const record: Record<string, unknown> = { kind }
    let next = 0
    for (const { name, kept } of parts) {
      const value = list[next++]
      if (kept === 'fragments') record[name] = unpackFragments(value)
      else if (kept === 'target') {
        const entity = list[next++]
        record[name] = value === null ? { entity } : { annotation: value }
      } else record[name] = value
    }
    return checked(record)
  }
  const textOf = (held: unknown, column: string): string | null => {
    const value: unknown = Array.isArray(held)
      ? held[names.indexOf(column)]
      : (held as Readonly<Record<string, unknown>> | null)?.[column]
    return typeof value === 'string' ? value : null
  }
  return {
    names,
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
    packed(table) {
      const qualified = (column: string): string => `${table}.${column}`
      const columns = names.map((name) => (json.has(name) ? `json(${qualified(name)})` : qualified(name)))
      const list = `json_array(${columns.join(', ')})`
      if (json.size === 0) return list
      const isJson = [...json].map((column) => `json_valid(${qualified(column)})`).join(' AND ')
      const known = ['id', 'article'].filter((name) => names.includes(name))
      const rest = known.map((name) => `'${name}', ${qualified(name)}`).join(', ')
      return `iif(${isJson}, ${list}, json_object(${rest}))`
    },
    unpack(packed) {
      const list = parsed(packed)
      if (!Array.isArray(list)) throw new DamagedProject('A column should hold JSON.')
      if (list.length !== names.length) throw new DamagedProject(`There should be ${names.length} parts.`)
      return build(list)
    },
    read: (row) =>
      build(
        names.map((name) => {
          const value = row[name]
          return json.has(name) ? parsed(value, name) : value
        }),
      ),
    identify(packed) {
      try {
        const held = parsed(packed)
        return { id: textOf(held, 'id') ?? '', article: textOf(held, 'article') }
      } catch {
        return { id: '', article: null }
      }
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
