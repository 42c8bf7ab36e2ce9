import type { OffsetUnit } from '../../../model/text/offsets.ts'
import { csvMetadataFileName, csvMetadataSchema, csvTextSchema, csvTextsFileName } from '../kit/tables/csv-dataset.ts'
import { jsonOr } from '../kit/reading/parse-json.ts'
import { type DatasetInput, type DatasetItem, type DatasetReader, foreignArticle, orEnd } from '../kit/reader.ts'
import { type ArticleRows, takeRow } from './read-annotation.ts'
import { cell, rowsOf } from './read-rows.ts'

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
    else yield { kind: 'problem', problem: { path, line: row.line, message: problem, lost: { annotations: 1 } } }
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
