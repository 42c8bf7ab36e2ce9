import { quoteOf } from '../../../model/record/annotation.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import { ARTICLE_LOSS } from '../kit/writing/common-losses.ts'
import { csvColumns, relationsBySource } from '../kit/tables/csv-columns.ts'
import { codebookRows } from '../kit/tables/codebook-rows.ts'
import type { DatasetSource, Exporter, ExportOptions } from '../kit/exporter.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'
import { type Cell, type Sheet, writeWorkbook } from './write-archive.ts'

const CUT_LOSS: LossKind = {
  id: 'cut',
  what: 'Texts of more than 32,767 characters are cut off: a cell of Excel holds no more.',
}
const CHARACTERS_LOSS: LossKind = {
  id: 'characters',
  what: 'Control characters that a workbook cannot hold are written as "\ufffd".',
}
const ROWS_LOSS: LossKind = {
  id: 'rows',
  what: 'Rows after the 1,048,576th of a sheet are left out: a sheet of Excel holds no more.',
}
const CODEBOOK_LOSS: LossKind = {
  id: 'codebook',
  what: 'Of the codebook names, definitions and what is retired are written; keys, colours, examples and guidelines are left out.',
}

/** A workbook for people who work with spreadsheets: everything in linked sheets, as text that never runs. */
export const xlsxExporter: Exporter = {
  id: 'xlsx',
  title: 'Excel',
  extension: 'xlsx',
  description: 'A workbook with sheets for articles, annotations, relations, entities and the codebook; no formulas.',
  profiles: [],
  settings: [],
  shape: 'file',
  offsetUnit: 'any',
  textsOptional: true,
  losses: [CUT_LOSS, CHARACTERS_LOSS, ROWS_LOSS, ARTICLE_LOSS, CODEBOOK_LOSS],
  parts: (source, options, fileName, losses) => [
    { path: fileName, chunks: () => writeWorkbook(sheetsOf(source, options, losses), new Date(options.exportedAt)) },
  ],
}

const USUAL_WIDTH = 18
const WIDTHS: Readonly<Record<string, number>> = {
  quote: 60,
  text: 60,
  note: 30,
  title: 40,
  article_title: 40,
  definition: 60,
}

function sheetsOf(source: DatasetSource, options: ExportOptions, losses: LossLog): Sheet[] {
  losses.add(CODEBOOK_LOSS.id, source.codebook.id)
  const sheet = (
    name: string,
    columns: readonly string[],
    list: () => Iterable<{ id: string; cells: Cell[] }>,
  ): Sheet => ({
    name,
    columns: columns.map((column) => ({ name: column, width: WIDTHS[column] ?? USUAL_WIDTH })),
    *rows() {
      for (const { id, cells } of list()) yield { cells, lose: (loss) => losses.add(loss, id) }
    },
  })
  const texts = options.texts ? ['text'] : []
  const annotationColumns = csvColumns(source)
  return [
    sheet('about', ['what', 'value'], () => aboutRows(source, options)),
    sheet('articles', [...ARTICLE_COLUMNS, ...texts], () => articleRows(source, options, losses)),
    sheet('annotations', [...annotationColumns.map(({ name }) => name), 'provenance', 'codebook_version'], () =>
      annotationRows(source, options, annotationColumns),
    ),
    sheet('relations', RELATION_COLUMNS, () => relationRows(source)),
    sheet('entities', ['id', 'name', 'type', 'aliases', 'wikidata', 'attributes'], () => entityRows(source)),
    sheet('annotators', ['id', 'name', 'type'], () =>
      source.annotators.map(({ id, name, type }) => ({ id, cells: [id, name, type] })),
    ),
    sheet('codebook', CODEBOOK_COLUMNS, () => codebookCells(source)),
  ]
}

function* aboutRows({ project }: DatasetSource, { offsets, generator, exportedAt }: ExportOptions) {
  const said: [string, string][] = [
    ['project', project.name],
    ['description', project.description],
    ['project id', project.id],
    ['offsets', `half-open, from 0, in the unit "${offsets}" of each article's text`],
    ['written by', generator],
    ['written at', exportedAt],
  ]
  for (const cells of said) yield { id: project.id, cells }
}

const ARTICLE_COLUMNS = [
  'id',
  'title',
  'language',
  'outlet',
  'author',
  'published',
  'url',
  'metadata',
  'status',
  'created_at',
  'updated_at',
  'source_file',
  'media_type',
  'source_sha256',
  'encoding',
  'newline',
  'text_sha256',
]

function* articleRows(source: DatasetSource, { texts }: ExportOptions, losses: LossLog) {
  for (const { article, text } of source.articles()) {
    losses.add(ARTICLE_LOSS.id, article.id)
    const { outlet = null, author = null, published = null, url = null, ...others } = article.metadata
    const cells: Cell[] = [
      article.id,
      article.title,
      article.language,
      outlet,
      author,
      published,
      url,
      Object.keys(others).length > 0 ? JSON.stringify(others) : null,
      article.status,
      article.createdAt,
      article.updatedAt,
      article.source.fileName,
      article.source.mediaType,
      article.source.sha256,
      article.source.encoding,
      article.source.newline,
      article.textSha256,
    ]
    yield { id: article.id, cells: texts ? [...cells, text] : cells }
  }
}

function* annotationRows(source: DatasetSource, { offsets }: ExportOptions, columns: ReturnType<typeof csvColumns>) {
  for (const { article, text, annotations, relations } of source.articles()) {
    const converter = offsetConverter(text, offsets)
    const bySource = relationsBySource(relations)
    for (const annotation of annotations()) {
      const row = { article, annotation, converter, relations: bySource.get(annotation.id) ?? [] }
      const cells: Cell[] = columns.map(({ value }) => value(row))
      yield { id: annotation.id, cells: [...cells, annotation.provenance, annotation.codebookVersion] }
    }
  }
}

const RELATION_COLUMNS = [
  'id',
  'role',
  'source',
  'source_quote',
  'target_annotation',
  'target_entity',
  'target_quote',
  'attributes',
  'annotator',
  'created_at',
  'updated_at',
]

function* relationRows(source: DatasetSource) {
  const names = new Map(source.entities.map(({ id, name }) => [id, name]))
  const quote = (id: string): string | null => {
    const annotation = source.annotation(id)
    return annotation ? quoteOf(annotation) : null
  }
  for (const { relations } of source.articles()) {
    for (const { id, role, source: from, target, attributes, annotator, createdAt, updatedAt } of relations) {
      const [annotation, entity] = 'entity' in target ? [null, target.entity] : [target.annotation, null]
      const end = entity === null ? quote(annotation ?? '') : (names.get(entity) ?? null)
      const more = Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : null
      const cells: Cell[] = [
        id,
        role,
        from,
        quote(from),
        annotation,
        entity,
        end,
        more,
        annotator,
        createdAt,
        updatedAt,
      ]
      yield { id, cells }
    }
  }
}

function* entityRows({ entities }: DatasetSource) {
  for (const { id, name, type, aliases, wikidata, attributes } of entities) {
    const more = Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : null
    const cells: Cell[] = [id, name, type, aliases.join(' | '), wikidata, more]
    yield { id, cells }
  }
}

const CODEBOOK_COLUMNS = ['kind', 'type', 'attribute', 'value', 'role', 'name', 'definition', 'retired']

function* codebookCells(source: DatasetSource) {
  for (const row of codebookRows(source)) {
    const { kind, type, attribute, value, role, name, definition, retired } = row
    yield { id: type, cells: [kind, type, attribute, value, role, name, definition, retired] }
  }
}
