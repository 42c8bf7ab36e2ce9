import { CsvError, parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { ANNOTATION_STATUSES } from '../../../model/record/annotation.ts'
import type { OffsetUnit } from '../../../model/text/offsets.ts'
import { fail } from '../../../model/value/result.ts'
import { z } from 'zod'
import {
  BETWEEN_ENDS,
  BETWEEN_QUOTES,
  csvMetadataFileName,
  csvMetadataSchema,
  csvTextSchema,
  csvTextsFileName,
  FIXED_COLUMNS,
  type FixedColumn,
} from '../kit/tables/csv-dataset.ts'
import { unguardCell } from './formula-guard.ts'
import { CSV_READING } from '../kit/tables/csv-syntax.ts'
import { jsonOr } from '../kit/reading/parse-json.ts'
import {
  type DatasetInput,
  type DatasetItem,
  type DatasetReader,
  type ForeignAnnotation,
  foreignAnnotation,
  foreignArticle,
  type ForeignFragment,
  type ForeignRelation,
  foreignRelation,
  InputFailure,
  orEnd,
} from '../kit/reader.ts'

/** Our own CSV dataset. Without the file of its texts, its articles must be in the project already. */
export const csvReader: DatasetReader = {
  id: 'csv',
  title: 'CSV',
  extensions: ['csv'],
  shape: 'file',
  keepsIds: true,
  companions: (fileName) => [csvMetadataFileName(fileName), csvTextsFileName(fileName)],
  sniff: (paths, head) =>
    /^(\u00ef\u00bb\u00bf)?article_id,article_title,annotation_id,type,/.test(head(paths[0] ?? '')),
  read,
}

/** What the metadata file says, or what is taken where there is none. */
interface Metadata {
  readonly unit: OffsetUnit
  readonly guarded: boolean
  readonly articles: ReadonlyMap<string, { readonly title: string; readonly textSha256: string }>
}

interface Row {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
}

interface ArticleRows {
  readonly title: string
  readonly metadata: Readonly<Record<string, string>>
  readonly annotations: ForeignAnnotation[]
  readonly relations: ForeignRelation[]
}

async function* read(input: DatasetInput): AsyncIterable<DatasetItem> {
  const [path = ''] = input.paths
  const beside = input.paths.find((other) => other === csvMetadataFileName(path))
  const text = orEnd(await input.text(path))
  const metadata = beside === undefined ? null : await readMetadata(input, beside)
  if (!metadata) {
    const message = `There is no "${csvMetadataFileName(path)}" beside it: offsets are taken as Unicode code points.`
    yield { kind: 'problem', problem: { path, line: null, message } }
  }
  const { unit, guarded, articles } = metadata ?? {
    unit: 'codepoint',
    guarded: path.toLowerCase().endsWith('.excel.csv'),
    articles: new Map(),
  }
  const found = new Map<string, ArticleRows>()
  const ids = new Set<string>()
  for await (const row of rowsOf(text, guarded, input.name)) {
    const problem = takeRow(row, found)
    if (problem === null) ids.add(cell(row, 'annotation_id'))
    else yield { kind: 'problem', problem: { path, line: row.line, message: problem } }
  }
  const texts = input.paths.includes(csvTextsFileName(path))
    ? await readTexts(input, csvTextsFileName(path))
    : new Map<string, string>()
  for (const [key, { title, textSha256 }] of articles) {
    const rows = found.get(key) ?? { title, metadata: {}, annotations: [], relations: [] }
    found.delete(key)
    yield { kind: 'article', article: articleOf(key, rows, unit, textSha256, ids, texts.get(key)) }
  }
  for (const [key, rows] of found) yield { kind: 'article', article: articleOf(key, rows, unit, null, ids) }
}

async function readMetadata(input: DatasetInput, path: string): Promise<Metadata | null> {
  const parsed = csvMetadataSchema.safeParse(jsonOr(orEnd(await input.text(path))))
  if (!parsed.success) return null
  const { 'standoff:offsetUnit': unit, 'standoff:profile': profile, 'standoff:articles': articles } = parsed.data
  return { unit, guarded: profile === 'excel', articles: new Map(articles.map((article) => [article.id, article])) }
}

async function readTexts(input: DatasetInput, path: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for await (const line of input.lines(path)) {
    const parsed = csvTextSchema.safeParse(jsonOr(line.text))
    if (parsed.success) texts.set(parsed.data.id, parsed.data.text)
  }
  return texts
}

const parsedRecord = z.object({ record: z.array(z.string()), raw: z.string() })

async function* rowsOf(text: string, guarded: boolean, name: string): AsyncIterable<Row> {
  let header: readonly string[] | null = null
  let line = 1
  const parser = Readable.from([text]).pipe(parse({ ...CSV_READING, raw: true, bom: true }))
  try {
    for await (const item of parser) {
      const { record, raw } = parsedRecord.parse(item)
      const cells = guarded ? record.map(unguardCell) : record
      if (header) {
        const names = header
        yield { line, cells: new Map(cells.map((value, position) => [names[position] ?? '', value])) }
      } else header = cells
      line += raw.match(/\r\n?|\n/g)?.length ?? 0
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const action = 'Export it again, or correct the place that is named.'
    throw new InputFailure(fail('damaged-file', `"${name}" is not a valid CSV file.`, action, [error.message]).failure)
  }
}

const cell = ({ cells }: Row, name: FixedColumn): string => cells.get(name) ?? ''

/** Puts a row to its article; what is wrong with it comes back as a sentence, and it is left out. */
function takeRow(row: Row, found: Map<string, ArticleRows>): string | null {
  const [article, id, type] = [cell(row, 'article_id'), cell(row, 'annotation_id'), cell(row, 'type')]
  if (article === '' || id === '' || type === '') {
    return 'The row names no article, no annotation or no type and was left out.'
  }
  const fragments = fragmentsOf(row)
  if (!fragments) return 'The row has no readable offsets and was left out.'
  const rows = found.get(article) ?? {
    title: cell(row, 'article_title'),
    metadata: prefixed(row, 'article.'),
    annotations: [],
    relations: [],
  }
  found.set(article, rows)
  const confidence = Number(cell(row, 'confidence'))
  rows.annotations.push(
    foreignAnnotation({
      key: id,
      type,
      fragments,
      attributes: prefixed(row, `${type}.`),
      confidence: cell(row, 'confidence') !== '' && confidence >= 0 && confidence <= 1 ? confidence : null,
      note: cell(row, 'note'),
      status: ANNOTATION_STATUSES.find((status) => status === cell(row, 'status')) ?? null,
      annotator: cell(row, 'annotator') || null,
      createdAt: cell(row, 'created_at') || null,
      updatedAt: cell(row, 'updated_at') || null,
      provenance: 'manual',
      place: `line ${row.line}`,
    }),
  )
  rows.relations.push(...relationsOf(row, id))
  return null
}

const OFFSET = /^\d+$/

function fragmentsOf(row: Row): ForeignFragment[] | null {
  const [start, end, quote, several] = [
    cell(row, 'start'),
    cell(row, 'end'),
    cell(row, 'quote'),
    cell(row, 'fragments'),
  ]
  if (several !== '') {
    const parts = several.split(';').map((part) => part.split('-'))
    if (!parts.every((part) => part.length === 2 && part.every((offset) => OFFSET.test(offset)))) return null
    const quotes = quote.split(BETWEEN_QUOTES)
    return parts.map(([from = '', to = ''], position) => ({
      start: Number(from),
      end: Number(to),
      // A quote may itself hold the separator; then the quotes cannot be told apart.
      quote: quotes.length === parts.length ? (quotes[position] ?? null) : null,
    }))
  }
  if (start === '' && end === '') return []
  return OFFSET.test(start) && OFFSET.test(end) ? [{ start: Number(start), end: Number(end), quote }] : null
}

/** The cells of the columns whose name begins like this, by the rest of the name; empty ones say nothing. */
function prefixed({ cells }: Row, prefix: string): Record<string, string> {
  const values = [...cells].filter(([name, value]) => name.startsWith(prefix) && value !== '')
  return Object.fromEntries(values.map(([name, value]) => [name.slice(prefix.length), value]))
}

const FIXED: ReadonlySet<string> = new Set(FIXED_COLUMNS)

/** Role columns come in pairs: "speaker" with names and "speaker_id" with ids. */
function relationsOf(row: Row, source: string): ForeignRelation[] {
  return [...row.cells].flatMap(([name, value]) => {
    const role = name.endsWith('_id') ? name.slice(0, -3) : ''
    if (value === '' || FIXED.has(name) || !row.cells.has(role)) return []
    return value.split(BETWEEN_ENDS).map((target, position) =>
      foreignRelation({
        key: `${source} ${role} ${position + 1}`,
        role: role.replace(/^role\./, ''),
        source,
        target: { annotation: target },
        place: `line ${row.line}`,
      }),
    )
  })
}

/** Targets are annotations where the file has one of that id, else entries of the register. */
const articleOf = (
  key: string,
  { title, metadata, annotations, relations }: ArticleRows,
  unit: OffsetUnit,
  textSha256: string | null,
  ids: ReadonlySet<string>,
  text: string | null = null,
) =>
  foreignArticle({
    key,
    title,
    text,
    textSha256,
    metadata,
    unit,
    annotations,
    relations: relations.map((relation) => {
      const { target } = relation
      return 'annotation' in target && !ids.has(target.annotation)
        ? Object.assign({}, relation, { target: { entity: target.annotation } })
        : relation
    }),
  })
