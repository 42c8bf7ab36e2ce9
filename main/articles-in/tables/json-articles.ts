import { fail, type Result } from '../../../model/value/result.ts'
import { decodeText } from '../text/decode-text.ts'
import { extensionOf, type Importer, type ImportOptions, type ReadFile, type UnreadPart } from '../importer.ts'
import { looksBinary } from '../signatures.ts'
import { articlesOfTable, type TableRow } from './table-rows.ts'

const EXTENSIONS = ['jsonl', 'ndjson', 'json']

/** JSON with an article an object: a line each (JSON Lines), or a list. */
export const jsonImporter: Importer = {
  id: 'json',
  title: 'JSON, JSON Lines',
  extensions: EXTENSIONS,
  sniff: (head, fileName) =>
    EXTENSIONS.includes(extensionOf(fileName)) &&
    !looksBinary(head) &&
    /^[\ufeff\s]*[[{]/.test(Buffer.from(head).toString('utf8')),
  read,
}

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

function read(bytes: Uint8Array, fileName: string, options: ImportOptions): Result<ReadFile> {
  const decoded = decodeText(bytes, fileName, options.encoding)
  if (!decoded.ok) return decoded
  const { text, encoding, byteOrderMark } = decoded.value
  const found = objectsOf(text)
  if (found.rows.length === 0) {
    return fail(
      'damaged-file',
      `"${fileName}" is no JSON with an object an article.`,
      'Each line, or each item of its list, has to be an object with a text.',
      found.broken.slice(0, 5).map(({ part, failure }) => `${part}: ${failure.message}`),
    )
  }
  if (found.rows.some(({ value }) => String(value.format).startsWith('standoff-dataset'))) {
    return fail('unknown-format', `"${fileName}" is a dataset with annotations.`, 'Import it with "Import dataset…".')
  }
  const rows = found.rows.map(({ number, value }): TableRow => ({ number, cells: cellsOf(value) }))
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))]
  const shared = { mediaType: 'application/json', encoding, byteOrderMark, library: null }
  return articlesOfTable({ columns, rows, shared, broken: found.broken }, fileName, options.columns)
}

interface Found {
  readonly rows: { readonly number: number; readonly value: Json }[]
  readonly broken: UnreadPart[]
}

function objectsOf(text: string): Found {
  const whole = parsed(text)
  if (Array.isArray(whole)) return { rows: itemsOf(whole), broken: [] }
  if (isObject(whole)) {
    // An object around a list: {"articles": [...]}.
    const list = Object.values(whole).find((value) => Array.isArray(value) && value.some(isObject))
    if (Array.isArray(list) && !('text' in whole)) return { rows: itemsOf(list), broken: [] }
    return { rows: [{ number: 1, value: whole }], broken: [] }
  }
  const found: Found = { rows: [], broken: [] }
  for (const [position, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = parsed(line)
    if (isObject(value)) found.rows.push({ number: position + 1, value })
    else {
      const { failure } = fail('damaged-file', `Line ${position + 1} is no JSON object.`, 'Correct it, or leave it.')
      found.broken.push({ part: `row ${position + 1}`, failure })
    }
  }
  return found
}

const itemsOf = (list: readonly unknown[]): Found['rows'] =>
  list.flatMap((value, position) => (isObject(value) ? [{ number: position + 1, value }] : []))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Values as text; objects of one level become "author.name". */
function cellsOf(value: Json): Record<string, string> {
  const cells: Record<string, string> = {}
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'string') cells[key] = item
    else if (typeof item === 'number' || typeof item === 'boolean') cells[key] = String(item)
    else if (Array.isArray(item) && item.every((part) => typeof part === 'string')) cells[key] = item.join(', ')
    else if (isObject(item)) {
      for (const [inner, part] of Object.entries(item)) {
        if (typeof part === 'string' || typeof part === 'number') cells[`${key}.${inner}`] = String(part)
      }
    }
  }
  return cells
}
