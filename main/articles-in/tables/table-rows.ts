import { fail, ok, type Result } from '../../../model/value/result.ts'
import { isoTime, languageTag } from '../html/html-metadata.ts'
import type { ColumnField, ColumnMapping, ReadArticle, ReadFile, UnreadPart } from '../importer.ts'
import { normaliseNewlines } from '../text/newlines.ts'
import { textBlocks } from '../../../model/text/text-blocks.ts'
import { firstWords } from '../metadata.ts'

/* Tables with an article a row, whatever file they come in. */

/** A row by the names of its columns, and where it stands. */
export interface TableRow {
  readonly number: number
  readonly cells: Readonly<Record<string, string>>
}

/** Names that people give to columns; the first that fits is taken. */
const NAMES: Readonly<Record<ColumnField, RegExp>> = {
  text: /^(?:full|article|body|main|plain|raw)?[\s_-]*(?:text|body|content|fulltext|article|inhalt|texte|cuerpo|story)$/i,
  title: /^(?:article[\s_-]*)?(?:title|headline|heading|titel|titre|titulo|título)$/i,
  outlet: /^(?:outlet|source|publication|newspaper|medium|publisher|site|domain|media|source[\s_-]*name)$/i,
  author: /^(?:author|authors|byline|creator|writer|by|autor|auteur)$/i,
  published: /^(?:published|publication|pub|publish)?[\s_-]*(?:date|at|time|published|datum|pubdate|timestamp)$/i,
  url: /^(?:article[\s_-]*)?(?:url|link|uri|href|web[\s_-]*url|permalink)$/i,
  language: /^(?:language|lang|sprache|langue|idioma)$/i,
  section: /^(?:section|category|ressort|rubric|desk)$/i,
  id: /^(?:article|doc|document)?[\s_-]*(?:id|uid|guid|identifier)$/i,
}

export const COLUMN_FIELDS = Object.keys(NAMES) as readonly ColumnField[]

/** Which column holds what, by the names of the columns. A column is taken once. */
export function suggestMapping(columns: readonly string[]): ColumnMapping {
  const mapping: Partial<Record<ColumnField, string>> = {}
  const taken = new Set<string>()
  for (const field of COLUMN_FIELDS) {
    const column = columns.find((name) => !taken.has(name) && NAMES[field].test(name.trim()))
    if (column === undefined) continue
    mapping[field] = column
    taken.add(column)
  }
  return mapping
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: Iterable<TableRow>
  readonly shared: Pick<ReadArticle, 'mediaType' | 'encoding' | 'byteOrderMark' | 'library'>
  /** Rows that could not be read at all. */
  readonly broken?: readonly UnreadPart[]
}

/** An article a row. Columns without a field become metadata under their own names; empty cells say nothing. */
export function articlesOfTable(table: Table, fileName: string, chosen: ColumnMapping | null): Result<ReadFile> {
  const mapping = chosen ?? suggestMapping(table.columns)
  const missing = Object.values(mapping).filter((column) => !table.columns.includes(column))
  const columns = table.columns.join(', ')
  if (missing.length > 0) {
    return fail('unknown-format', `"${fileName}" has no column "${missing[0]}".`, `Choose from: ${columns}.`)
  }
  if (mapping.text === undefined) {
    return fail(
      'unknown-format',
      `In "${fileName}" it is not clear which column holds the text of the articles.`,
      `Say which one it is: ${columns}.`,
    )
  }
  const articles: ReadArticle[] = []
  const unread: UnreadPart[] = [...(table.broken ?? [])]
  for (const row of table.rows) {
    const article = articleOfRow(row, mapping, table.shared)
    if (article) articles.push(article)
    else {
      const { failure } = fail('no-text', `Row ${row.number} holds no text.`, 'Fill in its text, or leave it.')
      unread.push({ part: `row ${row.number}`, failure })
    }
  }
  if (articles.length === 0 && unread.length === 0) {
    return fail('empty-file', `"${fileName}" has no rows.`, 'Choose a table with an article in each row.')
  }
  return ok({ articles, unread, encodings: [], table: { columns: table.columns, mapping } })
}

function articleOfRow(
  { number, cells }: TableRow,
  mapping: ColumnMapping,
  shared: Table['shared'],
): ReadArticle | null {
  const { text, style, replaced } = normaliseNewlines((cells[mapping.text ?? ''] ?? '').replaceAll('\0', ''))
  const blocks = textBlocks(text)
  if (blocks.length === 0) return null
  const said = (field: ColumnField): string | null => (cells[mapping[field] ?? '']?.trim() ?? '') || null
  const taken = new Set(Object.values(mapping))
  const metadata: Record<string, string> = {}
  for (const [column, value] of Object.entries(cells)) {
    if (!taken.has(column) && column !== '' && value.trim() !== '') metadata[column] = value
  }
  for (const field of ['outlet', 'author', 'url', 'section', 'id'] as const) {
    const value = said(field)
    if (value !== null) metadata[field] = value
  }
  const published = isoTime(said('published'))
  if (published !== null) metadata.published = published
  return {
    part: `row ${number}`,
    title: said('title') ?? firstWords({ text, blocks }, 80),
    body: { text, blocks },
    language: languageTag(said('language')),
    metadata,
    newline: style,
    normalised: replaced > 0 ? [{ what: 'line ends made "\\n"', count: replaced }] : [],
    warnings: [],
    ...shared,
  }
}
