import type { ProjectRecord, RecordKind } from '../../model/record/project.ts'
import { bodySchema, codebookSchema } from '../../model/record/schemas.ts'
import type { ArticleBody } from '../../model/text/block.ts'
import { sha256 } from '../files/sha256.ts'
import { bodyId } from '../store/body-id.ts'
import { DamagedProject } from '../store/damaged-project.ts'
import { columnsOf } from '../store/sqlite/record-columns.ts'
import { type CellValue, type RowValues, textPrefix } from './pages/row-values.ts'
import { fitsShape, type TableShape } from './table-shapes.ts'

/** A line of the log as its row holds it; the payload is not decoded yet. */
export interface FoundLine {
  readonly sequence: number
  readonly changeId: string
  readonly origin: string
  readonly of: string | null
  readonly annotator: string
  readonly at: string
  readonly title: string
  readonly payload: string
  readonly replica: string | null
  readonly parent: string | null
  /** Empty in lines of versions that had none. */
  readonly hash: string
}

/** A text whose hash is not the one it is stored under, or of which only the beginning is left. */
export interface AlteredText {
  readonly id: string
  readonly text: string
  /** Null where they are lost. */
  readonly blocks: ArticleBody['blocks'] | null
  readonly isCut: boolean
}

/** What a row of a project is. */
export type Found =
  /** `isRetired`: a version of the codebook that another one has replaced. */
  | {
      readonly kind: 'record'
      readonly table: string
      readonly record: ProjectRecord
      readonly isRetired?: boolean
    }
  | { readonly kind: 'line'; readonly line: FoundLine }
  /** A line whose payload was cut off: its bytes, as far as they go. */
  | { readonly kind: 'cut-line'; readonly sequence: number; readonly payload: Buffer }
  | { readonly kind: 'text'; readonly body: ArticleBody }
  | { readonly kind: 'altered-text'; readonly text: AlteredText }
  | { readonly kind: 'original'; readonly bytes: Uint8Array }
  | { readonly kind: 'altered-original'; readonly sha256: string }
  | {
      readonly kind: 'step'
      readonly sequence: number
      readonly undone: boolean
      readonly first: number | null
      readonly annotator: string | null
    }
  | {
      readonly kind: 'replica'
      readonly sequence: number
      readonly id: string
      readonly file: string
      readonly since: string
    }
  /** A row that could not be read before, and was put aside for that. */
  | { readonly kind: 'quarantined'; readonly id: number; readonly columns: Readonly<Record<string, CellValue>> }
  /** A row of a table that holds nothing to be brought back: of the schema, of statistics. */
  | { readonly kind: 'other'; readonly table: string }

/** Tables of records, by what they hold. Their columns follow from the record. */
const RECORD_TABLES: Readonly<Record<string, Exclude<RecordKind, 'codebook'>>> = {
  project: 'project',
  annotators: 'annotator',
  entities: 'entity',
  articles: 'article',
  annotations: 'annotation',
  relations: 'relation',
  predictions: 'prediction',
  rejections: 'rejection',
}

/** The kind of record that a table holds; null where it holds none. */
export const kindOfTable = (table: string): RecordKind | null =>
  table === 'codebooks' ? 'codebook' : (RECORD_TABLES[table] ?? null)

/** The table that a kind of record is kept in. */
export const tableOfKind = (kind: RecordKind): string =>
  Object.keys(RECORD_TABLES).find((table) => RECORD_TABLES[table] === kind) ?? 'codebooks'

/** In the place of what a row does not say and another one does, as the migration that asked for it put it. */
export const UNKNOWN = 'unknown'

type Columns = Readonly<Record<string, CellValue>>

const HASH = /^[0-9a-f]{64}$/
const text = (value: CellValue | undefined): value is string => typeof value === 'string'

/**
 * Recognises a row by its shape and by what is in it, whichever page it was found in: the tables of a project have rows
 * that cannot be taken for each other. Null where it is none of ours.
 * @param rowid The number of the row, which is a column of some tables.
 */
export function recogniseRow(row: RowValues, rowid: number, shapes: readonly TableShape[]): Found | null {
  for (const shape of shapes) {
    if (!fitsShape(shape, row.values, row.columns)) continue
    const columns: Record<string, CellValue> = {}
    row.values.forEach((value, i) => (columns[shape.columns[i]?.name ?? ''] = value))
    const isWhole = row.values.length === row.columns
    const found = isWhole ? wholeRow(shape.table, columns, rowid) : cutRow(shape.table, columns, rowid, row.rest)
    if (found) return found
  }
  return null
}

function wholeRow(table: string, columns: Columns, rowid: number): Found | null {
  const kind = RECORD_TABLES[table]
  if (kind) return recordRow(table, kind, columns)
  const { id, sha256: hash, bytes, content } = columns
  switch (table) {
    case 'codebooks':
      return text(content) ? codebookRow(content, hash, columns['current']) : null
    case 'bodies':
      return text(id) && text(columns['text']) && text(columns['blocks'])
        ? bodyRow(id, columns['text'], columns['blocks'])
        : null
    case 'originals':
      if (!text(hash) || !HASH.test(hash) || !(bytes instanceof Uint8Array)) return null
      return sha256(bytes) === hash ? { kind: 'original', bytes } : { kind: 'altered-original', sha256: hash }
    case 'change_log':
      return lineRow(columns, rowid)
    case 'history':
      return stepRow(columns, rowid)
    case 'replicas': {
      const { file, since } = columns
      return text(id) && text(file) && text(since) ? { kind: 'replica', sequence: rowid, id, file, since } : null
    }
    case 'quarantine':
      return { kind: 'quarantined', id: rowid, columns }
    default:
      return { kind: 'other', table }
  }
}

/** Null where the columns do not make a sound record. */
function recordRow(table: string, kind: Exclude<RecordKind, 'codebook'>, columns: Columns): Found | null {
  const row = kind === 'relation' ? { article: UNKNOWN, ...columns } : columns
  try {
    // Bytes are in no column of a record: its check refuses them.
    return { kind: 'record', table, record: columnsOf(kind).read(row) }
  } catch (error) {
    if (error instanceof DamagedProject) return null
    throw error
  }
}

function codebookRow(content: string, hash: CellValue | undefined, current: CellValue | undefined): Found | null {
  if (hash !== undefined && hash !== sha256(content)) return null
  const codebook = codebookSchema.safeParse(parsed(content))
  if (!codebook.success) return null
  return { kind: 'record', table: 'codebooks', record: codebook.data, isRetired: current !== 1 }
}

function bodyRow(id: string, content: string, json: string): Found | null {
  if (!HASH.test(id)) return null
  const body = bodySchema.safeParse({ text: content, blocks: parsed(json) })
  if (body.success && bodyId(body.data) === id) return { kind: 'text', body: body.data }
  const blocks = body.success ? body.data.blocks : null
  return { kind: 'altered-text', text: { id, text: content, blocks, isCut: false } }
}

function lineRow(columns: Columns, sequence: number): Found | null {
  const { change_id: changeId, origin, change_of: of, annotator, at, title, payload, replica, parent, hash } = columns
  if (!text(changeId) || !text(origin) || !text(annotator) || !text(at) || !text(title) || !text(payload)) return null
  const line = { sequence, changeId, origin, annotator, at, title, payload }
  return {
    kind: 'line',
    line: {
      ...line,
      of: text(of) ? of : null,
      replica: text(replica) ? replica : null,
      parent: text(parent) ? parent : null,
      hash: text(hash) ? hash : '',
    },
  }
}

function stepRow({ undone, first, annotator }: Columns, sequence: number): Found | null {
  if (undone !== 0 && undone !== 1) return null
  return {
    kind: 'step',
    sequence,
    undone: undone === 1,
    first: typeof first === 'number' ? first : null,
    annotator: text(annotator) ? annotator : null,
  }
}

/** What is left of a row that was cut off in one of its columns. */
function cutRow(table: string, columns: Columns, sequence: number, rest: Uint8Array | null): Found | null {
  const { id, text: content, change_id: changeId, sha256: hash } = columns
  if (table === 'bodies' && text(id) && HASH.test(id)) {
    const left = text(content) ? content : rest && textPrefix(rest)
    return left ? { kind: 'altered-text', text: { id, text: left, blocks: null, isCut: !text(content) } } : null
  }
  if (table === 'originals' && text(hash) && HASH.test(hash)) return { kind: 'altered-original', sha256: hash }
  if (table === 'change_log' && text(changeId) && rest && !text(columns['payload'])) {
    return { kind: 'cut-line', sequence, payload: Buffer.from(rest.buffer, rest.byteOffset, rest.byteLength) }
  }
  return null
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
