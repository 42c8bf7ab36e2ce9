import { CsvError, parse } from 'csv-parse'
import { FRAGMENTS, type Table, type TableField } from './tables.ts'
import { CSV_READING } from '../kit/tables/csv-syntax.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'
import type { DatasetInput, LostKind } from '../kit/reader.ts'

/** A row with the line it begins in. A column that is not there, or an empty cell, is "". */
export interface ReadRow<Name extends string> {
  readonly line: number
  readonly cells: Readonly<Record<Name, string>>
}

export type RowOf<T extends Table> = ReadRow<T['fields'][number]['name']>

/** The files of a package, and the log of problems of each. */
export interface PackageFiles {
  readonly input: DatasetInput
  /** Where the tables lie: "" or a path that ends with "/". */
  readonly folder: string
  logOf(fileName: string): ProblemLog
  /** Annotations of which a fragment cannot be read; {@link ANY} where it is not known whose it was. */
  readonly unplaced: Set<string>
}

/** Stands for every annotation without fragments. */
export const ANY = '*'

/** From some row on, a file is no CSV table. */
export class BrokenTable extends Error {}

export const fileOf = ({ name }: Table): string => `${name}.csv`

/**
 * The rows of a table that have what the table requires, as many at once as come with a piece of the file; the others are
 * told. Without the file there are none. Throws {@link BrokenTable}, and what the input throws.
 */
export async function* readRows<T extends Table>(files: PackageFiles, table: T): AsyncIterable<readonly RowOf<T>[]> {
  const { input, folder } = files
  const path = folder + fileOf(table)
  const problems = files.logOf(fileOf(table))
  if (!input.paths.includes(path)) {
    if (table.name === FRAGMENTS.name) files.unplaced.add(ANY)
    problems.add('missing', null, `There is no "${fileOf(table)}"; what it would hold was left out.`)
    return
  }
  for await (const records of recordsOf(input.pieces(path))) {
    yield records.flatMap((record) => rowFrom(record, table, files) ?? [])
  }
}

/**
 * All rows of a table. A table that stops being CSV at some row is reported and left out as a whole. `add` gets the number
 * of rows.
 */
export async function readTable<T extends Table>(
  files: PackageFiles,
  table: T,
  add: (count: number) => void = () => undefined,
): Promise<RowOf<T>[]> {
  const all: RowOf<T>[] = []
  try {
    for await (const rows of readRows(files, table)) {
      add(rows.length)
      for (const row of rows) all.push(row)
    }
  } catch (error) {
    if (!(error instanceof BrokenTable)) throw error
    const message = `This is no CSV table; what it would hold was left out: ${error.message}.`
    if (table.name === FRAGMENTS.name) files.unplaced.add(ANY)
    files.logOf(fileOf(table)).add('csv', null, message, LOST[table.name])
    return []
  }
  return all
}

interface CsvRecord {
  readonly cells: Readonly<Record<string, string>>
  /** The line that it ends in. */
  readonly lastLine: number
}

async function* recordsOf(pieces: AsyncIterable<string>): AsyncIterable<readonly CsvRecord[]> {
  let found: CsvRecord[] = []
  const parser = parse({
    ...CSV_READING,
    columns: true,
    skip_empty_lines: true,
    // Taken here instead of from the stream, which would give them one by one, each with a promise.
    on_record: (cells: Readonly<Record<string, string>>, { lines }) => {
      found.push({ cells, lastLine: lines })
      return null
    },
  })
  const taken = (): readonly CsvRecord[] => {
    const records = found
    found = []
    return records
  }
  // The callbacks below get errors, too; an unhandled error event would end the program.
  parser.on('error', () => undefined).resume()
  try {
    for await (const piece of pieces) {
      await new Promise<void>((resolve, reject) => {
        parser.write(piece, (error) => (error ? reject(error) : resolve()))
      })
      yield taken()
    }
    await new Promise<void>((resolve, reject) => {
      parser.once('error', reject).end(resolve)
    })
    yield taken()
  } catch (error) {
    throw error instanceof CsvError ? new BrokenTable(error.message.replace(/\.$/, '')) : error
  } finally {
    parser.destroy()
  }
}

/** What a row of a table is counted as. Parts of annotations are not counted by themselves. */
const LOST: Readonly<Record<string, LostKind>> = {
  articles: 'articles',
  annotations: 'annotations',
  relations: 'relations',
  entities: 'entities',
}

function rowFrom<T extends Table>(record: CsvRecord, table: T, files: PackageFiles): RowOf<T> | null {
  const fields: readonly TableField[] = table.fields
  const line = record.lastLine - Object.values(record.cells).join('').split('\n').length + 1
  const missing = fields.filter(({ name, required }) => required && (record.cells[name] ?? '') === '')
  if (missing.length > 0) {
    if (table.name === FRAGMENTS.name) files.unplaced.add(record.cells.annotation_id || ANY)
    const names = missing.map(({ name }) => name).join(', ')
    const message = `A row of ${table.name} has no ${names}; it was left out.`
    files.logOf(fileOf(table)).add('required', line, message, LOST[table.name])
    return null
  }
  const cells = Object.fromEntries(fields.map(({ name }) => [name, record.cells[name] ?? '']))
  return { line, cells: cells as RowOf<T>['cells'] }
}
