import { CsvError, parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { fail } from '../../../model/value/result.ts'
import { z } from 'zod'
import type { FixedColumn } from '../kit/tables/csv-dataset.ts'
import { CSV_READING } from '../kit/tables/csv-syntax.ts'
import { InputFailure } from '../kit/reader.ts'
import { unguardCell } from './formula-guard.ts'

/** A row by the names of its columns, and the line it begins in. */
export interface Row {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
  /** Whether it ends before the cells that are never empty. Editors leave out empty ones at the end of a row. */
  readonly isCut: boolean
}

/** The last column that has something in it in every row. */
const LAST_FILLED: FixedColumn = 'updated_at'

const parsedRecord = z.object({ record: z.array(z.string()), raw: z.string() })

/** The rows below the header; `guarded` cells lose their apostrophe. Ends the read where the text is not valid CSV. */
export async function* rowsOf(text: string, guarded: boolean, name: string): AsyncIterable<Row> {
  let header: readonly string[] | null = null
  let line = 1
  const parser = Readable.from([text]).pipe(parse({ ...CSV_READING, raw: true, bom: true }))
  try {
    for await (const item of parser) {
      const { record, raw } = parsedRecord.parse(item)
      const cells = guarded ? record.map(unguardCell) : record
      if (header) {
        const names = header
        const isCut = cells.length <= names.indexOf(LAST_FILLED)
        yield { line, cells: new Map(cells.map((value, position) => [names[position] ?? '', value])), isCut }
      } else header = cells
      line += raw.match(/\r\n?|\n/g)?.length ?? 0
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const action = 'Export it again, or correct the place that is named.'
    throw new InputFailure(fail('damaged-file', `"${name}" is not a valid CSV file.`, action, [error.message]).failure)
  }
}

/** A cell of a column that every dataset has; "" where this one has not. */
export const cell = ({ cells }: Row, name: FixedColumn): string => cells.get(name) ?? ''

/** The cells of the columns whose name begins like this, by the rest of the name; empty ones say nothing. */
export function prefixed({ cells }: Row, prefix: string): Record<string, string> {
  const values = [...cells].filter(([name, value]) => name.startsWith(prefix) && value !== '')
  return Object.fromEntries(values.map(([name, value]) => [name.slice(prefix.length), value]))
}
