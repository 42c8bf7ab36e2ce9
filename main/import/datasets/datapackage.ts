import { z } from 'zod'
import { ANNOTATION_STATUSES, PROVENANCES } from '../../../model/annotation.ts'
import { ARTICLE_STATUSES, type Block } from '../../../model/article.ts'
import { decodeCodebookFile } from '../../../model/codebook-file.ts'
import { OFFSET_UNITS, type OffsetUnit } from '../../../model/offsets.ts'
import {
  ANNOTATIONS,
  ANNOTATORS,
  ARTICLES,
  ATTRIBUTES,
  CODEBOOK_FILE,
  ENTITIES,
  FRAGMENTS,
  PACKAGE_FILE,
  RELATIONS,
  type Table,
} from '../../formats/datapackage-tables.ts'
import { type ReadRow, readTable } from './datapackage-tables.ts'
import { timeOr } from './json-values.ts'
import { createProblemLog, type ProblemLog } from './problems.ts'
import {
  type DatasetInput,
  type DatasetItem,
  type DatasetReader,
  type ForeignAnnotation,
  type ForeignArticle,
  type ForeignFragment,
  type ForeignRelation,
  foreignAnnotation,
  foreignArticle,
  foreignRelation,
  InputFailure,
  orEnd,
} from './reader.ts'

/** Data packages as our own export writes them, also after somebody has edited their tables. */
export const dataPackageReader: DatasetReader = {
  id: 'datapackage',
  title: 'Data package',
  extensions: ['datapackage'],
  shape: 'folder',
  keepsIds: true,
  sniff: (paths) => {
    const file = packagePath(paths)
    return file !== undefined && paths.includes(`${folderOf(file)}annotations.csv`)
  },
  read: readDataPackage,
}

/** A ZIP archive often has one folder with everything in it. */
const packagePath = (paths: readonly string[]): string | undefined =>
  paths.find((path) => path === PACKAGE_FILE || path.endsWith(`/${PACKAGE_FILE}`))
const folderOf = (path: string): string => path.slice(0, path.length - PACKAGE_FILE.length)

const headSchema = z.looseObject({
  title: z.string().optional().catch(undefined),
  'standoff:offsetUnit': z.enum(OFFSET_UNITS).catch('codepoint'),
  'standoff:project': z
    .object({ id: z.string(), name: z.string(), description: z.string(), createdAt: z.string() })
    .optional()
    .catch(undefined),
})

type RowOf<T extends Table> = ReadRow<T['fields'][number]['name']>

/** Tables with their rows put together by what they belong to. */
interface Rows {
  readonly annotations: ReadonlyMap<string, readonly RowOf<typeof ANNOTATIONS>[]>
  readonly fragments: ReadonlyMap<string, readonly RowOf<typeof FRAGMENTS>[]>
  readonly attributes: ReadonlyMap<string, readonly RowOf<typeof ATTRIBUTES>[]>
  readonly relations: ReadonlyMap<string, readonly RowOf<typeof RELATIONS>[]>
}

async function* readDataPackage(input: DatasetInput): AsyncIterable<DatasetItem> {
  const file = packagePath(input.paths) ?? PACKAGE_FILE
  const folder = folderOf(file)
  const logs: ProblemLog[] = []
  const logFor = (path: string): ProblemLog => {
    const log = createProblemLog(path)
    logs.push(log)
    return log
  }
  const rowsOf = <T extends Table>(table: T) => {
    const path = `${folder}${table.name}.csv`
    return readTable(input, path, table, logFor(path))
  }
  const head = await readHead(input, file, logFor(file))
  const codebookPath = `${folder}${CODEBOOK_FILE}`
  yield { kind: 'project', project: head.project }
  if (input.paths.includes(codebookPath)) {
    const codebook = decodeCodebookFile(orEnd(await input.text(codebookPath)))
    if (codebook.ok) yield { kind: 'codebook', codebook: codebook.value }
    else logFor(codebookPath).add('codebook', null, `${codebook.failure.message} It was left out.`)
  }
  for (const { cells } of await rowsOf(ANNOTATORS))
    yield {
      kind: 'annotator',
      annotator: { id: cells.id, name: cells.name, type: cells.type === 'model' ? 'model' : 'human' },
    }
  for (const { cells } of await rowsOf(ENTITIES)) {
    const { id, name, type, wikidata } = cells
    const aliases = jsonCell(cells.aliases, z.array(z.string())) ?? []
    const attributes = jsonCell(cells.attributes, texts) ?? {}
    yield { kind: 'entity', entity: { id, name, type, aliases, wikidata: wikidata || null, attributes } }
  }
  const articles = await rowsOf(ARTICLES)
  const annotations = await rowsOf(ANNOTATIONS)
  const relations = await rowsOf(RELATIONS)
  const articleOf = new Map(annotations.map(({ cells }) => [cells.id, cells.article_id]))
  const rows: Rows = {
    annotations: grouped(annotations, ({ cells }) => cells.article_id),
    fragments: grouped(await rowsOf(FRAGMENTS), ({ cells }) => cells.annotation_id),
    attributes: grouped(await rowsOf(ATTRIBUTES), ({ cells }) => cells.annotation_id),
    relations: grouped(relations, ({ cells }) => articleOf.get(cells.source) ?? ''),
  }
  const known = new Set(articles.map(({ cells }) => cells.id))
  const annotationLog = logFor(`${folder}annotations.csv`)
  for (const { line, cells } of annotations)
    if (!known.has(cells.article_id))
      annotationLog.add('article', line, 'An annotation names an article that is not there; it was left out.')
  const relationLog = logFor(`${folder}relations.csv`)
  for (const { line } of rows.relations.get('') ?? [])
    relationLog.add('source', line, 'A relation names a source that is not there; it was left out.')
  const articleLog = logFor(`${folder}articles.csv`)
  for (const row of articles) {
    // oxlint-disable-next-line no-await-in-loop -- one text after the other, as they are taken
    const text = await textOf(input, folder, row, articleLog)
    yield { kind: 'article', article: articleFrom(row, text, head.unit, rows, relationLog) }
  }
  for (const log of logs) yield* log.items()
}

async function readHead(
  input: DatasetInput,
  path: string,
  problems: ProblemLog,
): Promise<{ unit: OffsetUnit; project: Extract<DatasetItem, { kind: 'project' }>['project'] }> {
  let value: unknown = null
  try {
    value = JSON.parse(orEnd(await input.text(path)))
  } catch (error) {
    if (error instanceof InputFailure) throw error
    problems.add('json', null, 'The description is not valid JSON; offsets are taken to count code points.')
  }
  const head = headSchema.safeParse(value).data
  const unit = head?.['standoff:offsetUnit'] ?? 'codepoint'
  const title = head?.title
  return { unit, project: head?.['standoff:project'] ?? (title === undefined ? {} : { name: title }) }
}

async function textOf(
  input: DatasetInput,
  folder: string,
  { line, cells }: RowOf<typeof ARTICLES>,
  problems: ProblemLog,
): Promise<string | null> {
  const path = folder + cells.text_file
  const bytes = input.paths.includes(path) ? orEnd(await input.bytes(path)) : null
  if (!bytes) {
    problems.add(
      'text',
      line,
      `The text "${cells.text_file}" is not there; its annotations are kept where the article is known.`,
    )
    return null
  }
  // As bytes, because a mark at the beginning of a text of ours belongs to it.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function articleFrom(
  { cells }: RowOf<typeof ARTICLES>,
  text: string | null,
  unit: OffsetUnit,
  rows: Rows,
  problems: ProblemLog,
): ForeignArticle {
  const { outlet, author, published, url } = cells
  const named = Object.entries({ outlet, author, published, url }).filter(([, value]) => value !== '')
  const newline = (['lf', 'crlf', 'cr', 'mixed', 'none'] as const).find((style) => style === cells.newline)
  const annotations = (rows.annotations.get(cells.id) ?? []).map((row) => annotationFrom(row, rows))
  return foreignArticle({
    key: cells.id,
    title: cells.title,
    text,
    unit,
    annotations,
    relations: (rows.relations.get(cells.id) ?? []).flatMap((row) => relationFrom(row, problems)),
    textSha256: cells.text_sha256,
    language: cells.language || null,
    metadata: { ...Object.fromEntries(named), ...jsonCell(cells.metadata, texts) },
    blocks: blocksOf(cells.blocks),
    status: ARTICLE_STATUSES.find((status) => status === cells.status) ?? null,
    createdAt: timeOr(cells.created_at),
    updatedAt: timeOr(cells.updated_at),
    source: newline
      ? {
          fileName: cells.source_file,
          mediaType: cells.media_type,
          sha256: cells.source_sha256,
          encoding: cells.encoding,
          newline,
          ...jsonCell(cells.source, reading),
        }
      : null,
  })
}

function annotationFrom({ line, cells }: RowOf<typeof ANNOTATIONS>, rows: Rows): ForeignAnnotation {
  const fragments = (rows.fragments.get(cells.id) ?? []).map(
    ({ cells: { start, end, quote } }): ForeignFragment => ({ start: Number(start), end: Number(end), quote }),
  )
  const attributes = (rows.attributes.get(cells.id) ?? []).map(
    ({ cells: { attribute, value } }) => [attribute, value] as const,
  )
  const version = Number(cells.codebook_version)
  return foreignAnnotation({
    key: cells.id,
    type: cells.type,
    fragments: fragments.toSorted((a, b) => a.start - b.start),
    attributes: Object.fromEntries(attributes),
    confidence: scoreOf(cells.confidence),
    note: cells.note,
    status: ANNOTATION_STATUSES.find((status) => status === cells.status) ?? null,
    annotator: cells.annotator_id,
    createdAt: timeOr(cells.created_at),
    updatedAt: timeOr(cells.updated_at),
    provenance: PROVENANCES.find((provenance) => provenance === cells.provenance) ?? null,
    codebookVersion: Number.isInteger(version) && version > 0 ? version : null,
    place: `line ${line}`,
  })
}

function relationFrom({ line, cells }: RowOf<typeof RELATIONS>, problems: ProblemLog): ForeignRelation[] {
  const { target_annotation: annotation, target_entity: entity } = cells
  if ((annotation === '') === (entity === '')) {
    problems.add('target', line, 'A relation has no target, or two of them; it was left out.')
    return []
  }
  return [
    foreignRelation({
      key: cells.id,
      role: cells.role,
      source: cells.source,
      target: annotation === '' ? { entity } : { annotation },
      attributes: jsonCell(cells.attributes, texts) ?? {},
      annotator: cells.annotator_id || null,
      createdAt: timeOr(cells.created_at),
      updatedAt: timeOr(cells.updated_at),
      place: `line ${line}`,
    }),
  ]
}

const texts = z.record(z.string(), z.string())
const reading = z.object({
  part: z.string().exactOptional(),
  byteLength: z.int().nonnegative().exactOptional(),
  byteOrderMark: z.boolean().exactOptional(),
  importer: z.string().exactOptional(),
  library: z.string().exactOptional(),
  normalised: z.array(z.object({ what: z.string(), count: z.int().nonnegative() })).exactOptional(),
})
const blockList = z.array(
  z.object({
    start: z.int().nonnegative(),
    end: z.int().nonnegative(),
    kind: z.enum(['heading', 'paragraph', 'list-item', 'quotation', 'caption', 'table-row']),
    level: z.int().positive().exactOptional(),
    page: z.int().positive().exactOptional(),
    continues: z.boolean().exactOptional(),
  }),
)

/** No blocks at all means that nobody said where they are. */
function blocksOf(cell: string): readonly Block[] | null {
  const blocks = jsonCell(cell, blockList)
  return blocks && blocks.length > 0 ? blocks : null
}

function jsonCell<T>(cell: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(cell)).data ?? null
  } catch {
    return null
  }
}

function scoreOf(cell: string): number | null {
  const score = Number(cell)
  return cell !== '' && score >= 0 && score <= 1 ? score : null
}

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
