import { parse } from 'csv-parse/sync'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { decodeText } from '../text/decode-text.ts'
import { extensionOf, type Importer, type ImportOptions, type ReadFile } from '../importer.ts'
import { libraryVersion } from '../libraries.ts'
import { looksBinary, looksLikeMarkup } from '../signatures.ts'
import { articlesOfTable, suggestMapping } from './table-rows.ts'

const EXTENSIONS = ['csv', 'tsv', 'tab']
const DELIMITERS = [',', '\t', ';', '|']

/** Tables as text, an article a row: CSV and TSV, whatever separates the cells. */
export const csvImporter: Importer = {
  id: 'csv',
  title: 'Table (CSV, TSV)',
  extensions: EXTENSIONS,
  // Any text could be one column of a table: only the name says that it is meant as one.
  sniff: (head, fileName) => EXTENSIONS.includes(extensionOf(fileName)) && !looksBinary(head) && !looksLikeMarkup(head),
  read,
}

function read(bytes: Uint8Array, fileName: string, options: ImportOptions): Result<ReadFile> {
  const decoded = decodeText(bytes, fileName, options.encoding)
  if (!decoded.ok) return decoded
  const { text, encoding, byteOrderMark, candidates } = decoded.value
  const delimiter = delimiterOf(text, extensionOf(fileName))
  let rows: string[][]
  try {
    rows = parse(text, {
      delimiter,
      // Said here: the library would take the first line's end for the only one, and make one row of all the others.
      record_delimiter: text.includes('\n') ? ['\r\n', '\n'] : ['\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    })
  } catch (error) {
    const detail = error instanceof Error ? [error.message] : []
    return fail('damaged-file', `"${fileName}" is not a table that can be read.`, 'Save it again as CSV.', detail)
  }
  const [header, ...body] = rows
  if (!header) return fail('empty-file', `"${fileName}" is empty.`, 'Choose a table with an article in each row.')
  const columns = distinct(header)
  if (columns[0] === 'article_id' && columns[2] === 'annotation_id') {
    return fail('unknown-format', `"${fileName}" is a dataset with annotations.`, 'Import it with "Import dataset…".')
  }
  const table = articlesOfTable(
    {
      columns,
      rows: body.map((cells, position) => ({
        // The header is row 1, as spreadsheets count.
        number: position + 2,
        cells: Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])),
      })),
      shared: { mediaType: 'text/csv', encoding, byteOrderMark, library: libraryVersion('csv-parse') },
    },
    fileName,
    options.columns,
  )
  return table.ok ? ok({ ...table.value, encodings: candidates }) : table
}

/** What separates the cells: the one that makes the first line into most columns that can be named. */
function delimiterOf(text: string, extension: string): string {
  if (extension !== 'csv') return '\t'
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const worth = (delimiter: string): number => {
    const names = first.split(delimiter).map((name) => name.replaceAll('"', ''))
    return Object.keys(suggestMapping(names)).length * 1000 + names.length
  }
  return DELIMITERS.reduce((best, delimiter) => (worth(delimiter) > worth(best) ? delimiter : best), ',')
}

/** Column names, each once: a second "text" becomes "text 2". */
function distinct(header: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return header.map((said, position) => {
    const name = said.trim() || `column ${position + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} ${times}`
  })
}
