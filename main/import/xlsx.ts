import { fail, type Result } from '../../model/result.ts'
import { extensionOf, type Importer, type ImportOptions, type ReadFile } from './importer.ts'
import { libraryVersion } from './libraries.ts'
import { articlesOfTable } from './table-rows.ts'
import { openZip, sniffZip } from './zip.ts'

const LIMITS = { entries: 5_000, totalSize: 500 * 1024 * 1024, ratio: 300 }

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
  // Looked through before the library sees it: it would unpack a bomb.
  const zip = await openZip(bytes, fileName, LIMITS)
  if (!zip.ok) return zip
  for (const name of zip.value.names.filter((path) => path.endsWith('.xml'))) {
    // oxlint-disable-next-line no-await-in-loop -- the limits count over all of them
    const part = await zip.value.read(name)
    if (!part.ok) return part
  }
  let rows: readonly (readonly unknown[])[]
  try {
    const { default: readExcel } = await import('read-excel-file/node')
    const sheets: unknown = await readExcel(Buffer.from(bytes))
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
      rows: body.map((cells, position) => ({
        number: position + 2,
        cells: Object.fromEntries(columns.map((name, at) => [name, cellText(cells[at])])),
      })),
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
