import type { Annotation, Fragment } from '../../../model/record/annotation.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { type OffsetConverter, offsetConverter } from '../../../model/text/offsets.ts'
import { datasetJsonSchema, SCHEMA_FILE_NAME } from '../kit/standoff/dataset-json-schema.ts'
import {
  ARTICLE_FORMAT,
  DATASET_FORMAT,
  DATASET_VERSION,
  type DatasetAnnotation,
  type DatasetArticle,
  type DatasetRelation,
  type DatasetSuggestion,
  projectFileName,
} from '../kit/standoff/dataset-schema.ts'
import type {
  ExportedArticle,
  ArticleSuggestion,
  DatasetSource,
  Exporter,
  ExportOptions,
  ExportSetting,
  OutputPart,
} from '../kit/exporter.ts'
import { annotationExtra } from '../kit/standoff/extra.ts'
import { projectFile, projectHead } from '../kit/standoff/project-file.ts'
import { jsonItems, piecedItems } from '../kit/writing/json-items.ts'
import { verifyPart } from '../kit/writing/verify-script.ts'

const schemaFile: OutputPart = { path: SCHEMA_FILE_NAME, chunks: () => [datasetJsonSchema()] }

/** Places in the files that articles were read from, for those who work on these. */
const ORIGINAL_BYTES: ExportSetting = {
  id: 'bytes',
  title: 'Places in the original files',
  description:
    'Of plain text also the bytes of the file, as originalStart and originalEnd of every fragment, where its encoding allows it.',
  values: [
    { id: 'no', title: 'No' },
    { id: 'yes', title: 'Yes, in bytes' },
  ],
  initial: 'no',
}

/** What both forms are: a file that leaves nothing out. */
const LOSSLESS_FILE = {
  profiles: [],
  settings: [ORIGINAL_BYTES],
  shape: 'file',
  offsetUnit: 'any',
  textsOptional: false,
  byId: true,
  suggestions: true,
  losses: [],
} as const satisfies Partial<Exporter>

/** The whole dataset as one JSON object, an annotation a line, so that two exports can be compared line by line. */
export const jsonExporter: Exporter = {
  id: 'json',
  title: 'JSON',
  extension: 'json',
  description: 'Everything in one file: codebook, register, articles with their texts, annotations and relations.',
  ...LOSSLESS_FILE,
  parts: (source, options, fileName) => [
    { path: fileName, chunks: () => writeJson(source, options) },
    schemaFile,
    verifyPart,
  ],
}

/** An article a line, for tools that read a dataset piece by piece. */
export const jsonlExporter: Exporter = {
  id: 'jsonl',
  title: 'JSON Lines',
  extension: 'jsonl',
  description:
    'One article a line, with its text, annotations and relations; codebook and register in a file beside it.',
  ...LOSSLESS_FILE,
  parts: (source, options, fileName) => [
    { path: fileName, chunks: () => writeJsonLines(source, options) },
    projectFile(source, options, projectFileName(fileName)),
    schemaFile,
    verifyPart,
  ],
}

function* writeJson(source: DatasetSource, options: ExportOptions): Iterable<string> {
  const head = {
    format: DATASET_FORMAT,
    version: DATASET_VERSION,
    offsetUnit: options.offsets,
    ...projectHead(source, options),
  }
  yield '{\n'
  for (const [key, value] of Object.entries(head)) yield `"${key}": ${JSON.stringify(value)},\n`
  yield '"articles": ['
  yield* piecedItems(articleObjects(source, options), '\n')
  yield '\n]\n}\n'
}

function* articleObjects(source: DatasetSource, options: ExportOptions): Iterable<Iterable<string>> {
  for (const article of source.articles()) yield writeArticle(article, options, {}, '\n')
}

function* writeJsonLines(source: DatasetSource, options: ExportOptions): Iterable<string> {
  const { id, name } = source.project
  const head = {
    format: ARTICLE_FORMAT,
    version: DATASET_VERSION,
    offsetUnit: options.offsets,
    project: { id, name },
  }
  for (const article of source.articles()) {
    yield* writeArticle(article, options, head, '')
    yield '\n'
  }
}

/** An article as one JSON object; `between` stands between its parts, for reading. */
function* writeArticle(
  { article, text, blocks, annotations, relations, suggestions, originalBytes }: ExportedArticle,
  { offsets, settings }: ExportOptions,
  head: Record<string, unknown>,
  between: string,
): Iterable<string> {
  const { outlet = null, author = null, published = null, url = null, ...others } = article.metadata
  const converter = offsetConverter(text, offsets)
  const { toFile } = converter
  const fields: Omit<DatasetArticle, 'annotations' | 'relations' | 'suggestions'> = {
    id: article.id,
    title: article.title,
    language: article.language,
    metadata: { outlet, author, published, url, ...others },
    source: { ...article.source, normalised: [...article.source.normalised] },
    status: article.status,
    createdAt: article.createdAt,
    updatedAt: article.updatedAt,
    blocks: blocks.map(({ start, end, ...block }) => Object.assign({ start: toFile(start), end: toFile(end) }, block)),
    textSha256: article.textSha256,
    text,
  }
  yield `${JSON.stringify({ ...head, ...fields }).slice(0, -1)},${between}"annotations":[`
  const toByte = settings.bytes === 'yes' ? originalBytes() : null
  yield* jsonItems(annotations(), between, (annotation) => datasetAnnotation(annotation, converter, toByte))
  yield `],${between}"relations":[`
  yield* jsonItems(relations, between, datasetRelation)
  yield ']'
  // Not there where there are none, so that datasets without any stay what they were.
  if (suggestions.length > 0) {
    yield `,${between}"suggestions":[`
    yield* jsonItems(suggestions, between, (suggestion) => datasetSuggestion(suggestion, converter, toByte))
    yield ']'
  }
  yield '}'
}

type ToByte = ((offset: number) => number) | null

const datasetFragments = (fragments: readonly Fragment[], { toFile }: OffsetConverter, toByte: ToByte) =>
  fragments.map(({ start, end, quote }) => {
    const fragment = { start: toFile(start), end: toFile(end), quote }
    return toByte ? { ...fragment, originalStart: toByte(start), originalEnd: toByte(end) } : fragment
  })

function datasetSuggestion(
  { prediction, rejection }: ArticleSuggestion,
  converter: OffsetConverter,
  toByte: ToByte,
): DatasetSuggestion {
  const { kind: _kind, article: _article, fragments, links, ...said } = prediction
  const suggestion = { ...said, fragments: datasetFragments(fragments, converter, toByte), links: [...links] }
  if (!rejection) return suggestion
  return { ...suggestion, rejected: { annotator: rejection.annotator, createdAt: rejection.createdAt } }
}

/** The dataset has relations within their article. */
const datasetRelation = ({ kind: _kind, article: _article, ...relation }: Relation): DatasetRelation => relation

function datasetAnnotation(annotation: Annotation, converter: OffsetConverter, toByte: ToByte): DatasetAnnotation {
  const { id, ...said } = annotationExtra(annotation)
  const fragments = datasetFragments(annotation.fragments, converter, toByte)
  return { id, type: annotation.type, fragments, ...said }
}
