import { parse } from 'csv-parse/sync'
import type { Table, TableField } from '../../formats/datapackage-tables.ts'
import type { ProblemLog } from './problems.ts'
import { type DatasetInput, InputFailure } from './reader.ts'

/** A row with the line it begins in. A column that is not there, or an empty cell, is "". */
export interface ReadRow<Name extends string> {
  readonly line: number
  readonly cells: Readonly<Record<Name, string>>
}

type NamesOf<T extends Table> = T['fields'][number]['name']

/** The rows of a table that have what the table requires; the others are told. Without the file there are none. */
export async function readTable<T extends Table>(
  input: DatasetInput,
  path: string,
  table: T,
  problems: ProblemLog,
): Promise<ReadRow<NamesOf<T>>[]> {
  if (!input.paths.includes(path)) {
    problems.add('missing', null, `There is no "${table.name}.csv"; what it would hold was left out.`)
    return []
  }
  const text = await input.text(path)
  if (!text.ok) throw new InputFailure(text.failure)
  const fields: readonly TableField[] = table.fields
  const records = recordsOf(text.value, problems)
  return records.flatMap(({ record, info }) => {
    // csv-parse counts the lines that a record ends in.
    const line = info.lines - Object.values(record).join('').split('\n').length + 1
    const missing = fields.filter(({ name, required }) => required && (record[name] ?? '') === '')
    if (missing.length > 0) {
      problems.add(
        'required',
        line,
        `A row of ${table.name} has no ${missing.map(({ name }) => name).join(', ')}; it was left out.`,
      )
      return []
    }
    const cells = Object.fromEntries(fields.map(({ name }) => [name, record[name] ?? ''])) as Record<NamesOf<T>, string>
    return [{ line, cells }]
  })
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

function recordsOf(text: string, problems: ProblemLog): readonly CsvRecord[] {
  try {
    return parse(text, {
      bom: true,
      columns: true,
      info: true,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as CsvRecord[]
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
    problems.add('csv', null, `This is no CSV table; what it would hold was left out: ${reason}.`)
    return []
  }
}
