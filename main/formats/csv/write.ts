import type { Article } from '../../../model/record/article.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { csvMetadataFileName, csvTextsFileName } from '../kit/tables/csv-dataset.ts'
import { type CsvColumn, csvColumns, relationsBySource } from '../kit/tables/csv-columns.ts'
import { csvRow } from '../kit/tables/csv-syntax.ts'
import { DATASET_FORMAT, DATASET_VERSION } from '../kit/standoff/dataset-schema.ts'
import type { DatasetSource, ExportedArticle, Exporter, ExportOptions, OutputPart } from '../kit/exporter.ts'
import type { LossLog } from '../kit/losses.ts'
import { guardCell } from './formula-guard.ts'
import { jsonItems } from '../kit/writing/json-items.ts'
import { offsetsSentence } from '../kit/writing/offset-words.ts'
import { verifyPart } from '../kit/writing/verify-script.ts'

const BYTE_ORDER_MARK = '\ufeff'

/** RFC 4180, a row an annotation. */
export const csvExporter: Exporter = {
  id: 'csv',
  title: 'CSV',
  extension: 'csv',
  description: 'A table with one row an annotation: quote, offsets, attributes, roles and the article it is in.',
  profiles: [
    { id: 'raw', title: 'For code', description: 'UTF-8, values untouched: for R, Python and other programs.' },
    {
      id: 'excel',
      title: 'For Excel',
      description: 'With byte-order mark; cells that would run as formulas get an apostrophe in front.',
      extension: 'excel.csv',
    },
  ],
  settings: [],
  shape: 'file',
  offsetUnit: 'any',
  textsOptional: true,
  losses: [
    { id: 'text', what: 'Without texts, as asked: the metadata file names the text of each article by its SHA-256.' },
    { id: 'article', what: 'Of articles, language, status, times and metadata without a column are not written.' },
    { id: 'relation', what: 'Relations are columns of their source: their ids, times and annotators are not written.' },
    { id: 'relation-attribute', what: 'Attributes of relations are not written.' },
    { id: 'entity', what: 'Entries of the register are written by name and id only.' },
    { id: 'provenance', what: 'That an annotation was suggested or imported is not written.' },
    { id: 'codebook', what: 'The definitions of the codebook are not written.' },
  ],
  parts: (source, options, fileName, losses) => [
    { path: fileName, chunks: () => writeCsv(source, options, losses) },
    metadataFile(source, options, fileName),
    ...(options.texts ? [textsFile(source, fileName), verifyPart] : []),
  ],
}

type Cell = string | number | null

function* writeCsv(
  source: DatasetSource,
  { profile, offsets, texts }: ExportOptions,
  losses: LossLog,
): Iterable<string> {
  losses.add('codebook', source.codebook.id)
  for (const { id } of source.entities) losses.add('entity', id)
  const excel = profile === 'excel'
  const guarded = (cell: Cell): Cell => (excel && typeof cell === 'string' ? guardCell(cell) : cell)
  const columns = csvColumns(source)
  if (excel) yield BYTE_ORDER_MARK
  yield csvRow(columns.map(({ name }) => guarded(name)))
  for (const { article, text, annotations, relations } of source.articles()) {
    const converter = offsetConverter(text, offsets)
    const bySource = relationsBySource(relations)
    if (!texts) losses.add('text', article.id)
    noteLosses(article, relations, losses)
    for (const annotation of annotations()) {
      if (annotation.provenance !== 'manual') losses.add('provenance', annotation.id)
      const row = { article, annotation, converter, relations: bySource.get(annotation.id) ?? [] }
      yield csvRow(columns.map((column) => guarded(column.value(row))))
    }
  }
}

function noteLosses(article: Article, relations: readonly Relation[], losses: LossLog): void {
  losses.add('article', article.id)
  for (const { id, attributes } of relations) {
    losses.add('relation', id)
    if (Object.keys(attributes).length > 0) losses.add('relation-attribute', id)
  }
}

/** Every row can be found again in these. */
const textsFile = (source: DatasetSource, fileName: string): OutputPart => ({
  path: csvTextsFileName(fileName),
  *chunks() {
    for (const { article, text } of source.articles()) {
      yield `${JSON.stringify({ id: article.id, textSha256: article.textSha256, text })}\n`
    }
  },
})

/** What a CSV file cannot say by itself, in the W3C's vocabulary: its columns, its offset unit, and which texts it is about. */
const metadataFile = (source: DatasetSource, options: ExportOptions, fileName: string): OutputPart => ({
  path: csvMetadataFileName(fileName),
  *chunks() {
    const columns = csvColumns(source)
    const head = {
      '@context': 'http://www.w3.org/ns/csvw',
      url: fileName,
      'dc:title': source.project.name,
      'dc:created': options.exportedAt,
      'dc:creator': options.generator,
      'dc:description': offsetsSentence(options.offsets),
      'standoff:format': DATASET_FORMAT,
      'standoff:version': DATASET_VERSION,
      'standoff:offsetUnit': options.offsets,
      'standoff:profile': options.profile,
      dialect: { encoding: 'utf-8', lineTerminators: ['\r\n'], header: true },
      tableSchema: { columns: columns.map(columnDescription), primaryKey: 'annotation_id' },
    }
    yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "standoff:articles": [`
    yield* jsonItems(source.articles(), '\n    ', textOfArticle)
    yield '\n  ]\n}\n'
  },
})

/** An article, and which text its rows are about. */
const textOfArticle = ({ article: { id, title, textSha256 } }: ExportedArticle) => ({ id, title, textSha256 })

const columnDescription = ({ name, datatype, description }: CsvColumn) => ({
  name: encodeURIComponent(name),
  titles: name,
  datatype,
  'dc:description': description,
})
