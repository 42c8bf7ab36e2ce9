import type { Annotation } from '../../../model/record/annotation.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import { codebookPart } from '../kit/writing/codebook-part.ts'
import { ARTICLE_TIMES_LOSS } from '../kit/writing/common-losses.ts'
import { type CardSplit, datasetCard } from './write-card.ts'
import type { ExportedArticle, DatasetSource, Exporter, ExportOptions, OutputPart } from '../kit/exporter.ts'
import type { LossLog } from '../kit/losses.ts'
import { type Divided, divide } from './splits.ts'

const SPLITS = ['train', 'validation', 'test']

/** A dataset for the Hugging Face hub and its library `datasets`: JSON Lines in splits, and a card that describes them. */
export const huggingFaceExporter: Exporter = {
  id: 'huggingface',
  title: 'Hugging Face dataset',
  extension: 'huggingface',
  description:
    'A folder for load_dataset: articles divided into train, validation and test, and a dataset card. Offsets count code points.',
  profiles: [],
  settings: [
    {
      id: 'ratio',
      title: 'Splits',
      description: 'Percent of the articles for train, validation and test.',
      values: ['80-10-10', '70-15-15', '60-20-20', '90-5-5', '80-0-20', '100-0-0'].map((id) => ({
        id,
        title: id.replaceAll('-', ' / '),
      })),
      initial: '80-10-10',
    },
    {
      id: 'stratify',
      title: 'Spread evenly',
      description: 'What should be spread over the splits as it is over all articles.',
      values: [
        { id: 'none', title: 'Nothing in particular' },
        { id: 'type', title: 'Articles by their most frequent annotation type' },
        { id: 'outlet', title: 'Articles by their outlet' },
      ],
      initial: 'none',
    },
    { id: 'seed', title: 'Seed', description: 'Another text makes other splits.', values: null, initial: '42' },
  ],
  shape: 'folder',
  offsetUnit: 'codepoint',
  textsOptional: false,
  losses: [ARTICLE_TIMES_LOSS],
  parts: (source, options, _fileName, losses) => huggingFaceParts(source, options, losses),
}

function* huggingFaceParts(source: DatasetSource, options: ExportOptions, losses: LossLog): Iterable<OutputPart> {
  const { ratio = '80-10-10', stratify = 'none', seed = '' } = options.settings
  const items: Divided[] = []
  const languages = new Set<string>()
  for (const item of source.articles()) {
    losses.add(ARTICLE_TIMES_LOSS.id, item.article.id)
    if (item.article.language !== null) languages.add(item.article.language)
    items.push({ id: item.article.id, stratum: stratumOf(item, stratify) })
  }
  const parts = divide(items, ratio.split('-').map(Number), seed)
  const splits = SPLITS.flatMap((name, part): (CardSplit & { readonly part: number })[] => {
    const examples = items.filter(({ id }) => parts.get(id) === part).length
    // The library cannot load a file without a line in it.
    return examples > 0 ? [{ name, part, examples, path: `data/${name}.jsonl` }] : []
  })
  yield { path: 'README.md', chunks: () => [datasetCard(source, options, splits, [...languages])] }
  for (const { path, part } of splits)
    yield { path, chunks: () => splitLines(source, ({ article }) => parts.get(article.id) === part) }
  if (source.entities.length > 0) yield { path: 'data/entities.jsonl', chunks: () => entityLines(source) }
  if (source.annotators.length > 0) yield { path: 'data/annotators.jsonl', chunks: () => annotatorLines(source) }
  yield codebookPart(source)
}

function stratumOf({ article, annotations }: ExportedArticle, stratify: string): string {
  if (stratify === 'outlet') return article.metadata.outlet ?? ''
  if (stratify !== 'type') return ''
  const counts = new Map<string, number>()
  for (const { type } of annotations()) counts.set(type, (counts.get(type) ?? 0) + 1)
  const [most] = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return most?.[0] ?? ''
}

function* splitLines(source: DatasetSource, isIn: (item: ExportedArticle) => boolean): Iterable<string> {
  for (const item of source.articles()) if (isIn(item)) yield `${JSON.stringify(exampleOf(item))}\n`
}

/** The library takes the types of columns from the values: every key is there in every line, and lists hold one shape. */
function exampleOf({ article, text, annotations, relations }: ExportedArticle) {
  const { outlet = null, author = null, published = null, url = null, ...others } = article.metadata
  const { toFile } = offsetConverter(text, 'codepoint')
  return {
    id: article.id,
    title: article.title,
    language: article.language,
    outlet,
    author,
    published,
    url,
    metadata: pairs(others),
    status: article.status,
    source_file: article.source.fileName,
    source_sha256: article.source.sha256,
    text_sha256: article.textSha256,
    text,
    annotations: [...annotations()].map((annotation) => annotationOf(annotation, toFile)),
    relations: relations.map((relation) => ({
      id: relation.id,
      role: relation.role,
      source: relation.source,
      target_annotation: 'annotation' in relation.target ? relation.target.annotation : null,
      target_entity: 'entity' in relation.target ? relation.target.entity : null,
      attributes: pairs(relation.attributes),
      annotator: relation.annotator,
      created_at: relation.createdAt,
      updated_at: relation.updatedAt,
    })),
  }
}

const annotationOf = (annotation: Annotation, toFile: (offset: number) => number) => ({
  id: annotation.id,
  type: annotation.type,
  fragments: annotation.fragments.map(({ start, end, quote }) => ({ start: toFile(start), end: toFile(end), quote })),
  attributes: pairs(annotation.attributes),
  confidence: annotation.confidence,
  note: annotation.note,
  status: annotation.status,
  annotator: annotation.annotator,
  created_at: annotation.createdAt,
  updated_at: annotation.updatedAt,
  provenance: annotation.provenance,
  codebook_version: annotation.codebookVersion,
})

/** Names differ from line to line; as keys they would be columns that come and go. */
const pairs = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

function* entityLines({ entities }: DatasetSource): Iterable<string> {
  for (const { id, name, type, aliases, wikidata, attributes } of entities)
    yield `${JSON.stringify({ id, name, type, aliases, wikidata, attributes: pairs(attributes) })}\n`
}

function* annotatorLines({ annotators }: DatasetSource): Iterable<string> {
  for (const { id, name, type } of annotators) yield `${JSON.stringify({ id, name, type })}\n`
}
