import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { extensionOf, type Importer, type ImportOptions, type ReadFile } from '../importer.ts'
import { libraryVersion } from '../libraries.ts'
import { articlesOfTable, type TableRow } from './table-rows.ts'
import { openZip } from '../../files/zip.ts'
import { sniffZip } from '../../files/zip-signature.ts'

const LIMITS = { entries: 5_000, entrySize: 200 * 1024 * 1024, totalSize: 300 * 1024 * 1024, ratio: 300 }

/** Cells a sheet may span: the library makes all of them, and one that is far out spans millions. */
const MOST_CELLS = 20_000_000

/** Excel workbooks with an article a row on the first sheet, under a row of names. */
export const xlsxImporter: Importer = {
  id: 'xlsx',
  title: 'Excel workbook',
  extensions: ['xlsx'],
  sniff: (head, fileName) =>
    sniffZip(head, () => true) && (extensionOf(fileName) === 'xlsx' || Buffer.from(head).includes('xl/')),
  read,
}

async function read(bytes: Uint8Array, fileName: string, options: ImportOptions): Promise<Result<ReadFile>> {
  const parts = await unpacked(bytes, fileName)
  if (!parts.ok) return parts
  let rows: readonly (readonly unknown[])[]
  try {
    const { default: readExcel } = await import('read-excel-file/universal')
    const sheets: unknown = await readExcel(parts.value)
    rows = rowsIn(sheets)
  } catch (error) {
    const detail = error instanceof Error ? [error.message] : []
    return fail('damaged-file', `"${fileName}" cannot be read as a workbook.`, 'Save it again in Excel.', detail)
  }
  const [header, ...body] = rows
  if (!header) return fail('empty-file', `"${fileName}" is empty.`, 'Choose a table with an article in each row.')
  const columns = header.map((name, position) => cellText(name).trim() || `column ${position + 1}`)
  return articlesOfTable(
    {
      columns,
      rows: rowsOf(body, columns),
      shared: {
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        encoding: 'utf-8',
        byteOrderMark: false,
        library: libraryVersion('read-excel-file'),
      },
    },
    fileName,
    options.columns,
  )
}

/**
 * The parts of a workbook, unpacked within the limits and put together again as they are. The library would unpack a bomb,
 * goes by other headers than the directory that the limits were held against, and waits for ever where they are damaged.
 */
async function unpacked(bytes: Uint8Array, fileName: string): Promise<Result<ArrayBuffer>> {
  const zip = await openZip(bytes, fileName, LIMITS)
  if (!zip.ok) return zip
  const parts = new ZipFile()
  for (const name of zip.value.names.filter((path) => /\.(?:xml|rels)$/.test(path))) {
    // oxlint-disable-next-line no-await-in-loop -- the limits count over all of them
    const part = await zip.value.read(name)
    if (!part.ok) return part
    if (spannedCells(part.value) > MOST_CELLS) {
      return fail(
        'too-large',
        `A sheet of "${fileName}" spans more than ${MOST_CELLS.toLocaleString('en')} cells.`,
        'Delete the empty rows and columns beside the articles, or save the sheet as CSV.',
      )
    }
    parts.addBuffer(Buffer.from(part.value), name, { compress: false })
  }
  parts.end()
  const { buffer: all, byteOffset, byteLength } = await buffer(parts.outputStream)
  return ok(all.slice(byteOffset, byteOffset + byteLength))
}

/** Rows times columns up to the last cell that a part names; 0 where it is no sheet. */
function spannedCells(part: Uint8Array): number {
  let [columns, rows] = [0, 0]
  // References are ASCII in every encoding such a part may have.
  for (const [, letters = '', digits] of Buffer.from(part)
    .toString('latin1')
    .matchAll(/ r="([A-Z]+)(\d+)"/g)) {
    let column = 0
    for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
    columns = Math.max(columns, column)
    rows = Math.max(rows, Number(digits))
  }
  return columns * rows
}

/** Rows by the names of the columns. Those without anything in them are none: sheets end in thousands of them. */
function rowsOf(body: readonly (readonly unknown[])[], columns: readonly string[]): TableRow[] {
  return body.flatMap((row, position) => {
    const texts = columns.map((_name, at) => cellText(row[at]))
    if (texts.every((text) => text === '')) return []
    return [{ number: position + 2, cells: Object.fromEntries(columns.map((name, at) => [name, texts[at] ?? ''])) }]
  })
}

/** The library gives a list of rows, or of sheets that hold them. */
function rowsIn(value: unknown): readonly (readonly unknown[])[] {
  if (!Array.isArray(value)) return []
  if (value.every(Array.isArray)) return value
  const [first] = value as readonly { readonly data?: unknown }[]
  return rowsIn(first?.data)
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  // A day without a time stays one.
  if (value instanceof Date) return value.toISOString().replace('T00:00:00.000Z', '')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
