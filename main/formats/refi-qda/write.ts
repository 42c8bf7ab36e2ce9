import { offsetConverter } from '../../../model/text/offsets.ts'
import { annotationExtra, articleExtra, relationExtra } from '../kit/standoff/extra.ts'
import { ARTICLE_LOSS } from '../kit/writing/common-losses.ts'
import type { ExportedArticle, DatasetSource, Exporter, ExportOptions, OutputPart } from '../kit/exporter.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'
import { sourceFileName, writeProject } from './write-project.ts'
import { zipParts } from '../kit/writing/zip-parts.ts'

/** In the archive, beside the project: what the standard has no place for. Other programs leave it out. */
const EXTRA_FILE = 'standoff.jsonl'

const FRAGMENTS_LOSS: LossKind = {
  id: 'fragments',
  what: 'Annotations of several fragments are one selection a fragment to other programs.',
}
const ASIDE_LOSS: LossKind = {
  id: 'aside',
  what: 'Status, confidence and attributes that are no choices have no place in the standard: they stand in standoff.jsonl, and free attributes in the description, too.',
}
const RELATION_LOSS: LossKind = {
  id: 'relation-attributes',
  what: 'Attributes of relations have no place in the standard: they stand in standoff.jsonl.',
}
const SCHEME_LOSS: LossKind = {
  id: 'codebook',
  what: 'Roles, keys and guidelines of the codebook have no place in the standard: they stand in standoff.jsonl.',
}

/** The exchange format of programs for qualitative analysis: project, texts and codes in one archive. */
export const refiQdaExporter: Exporter = {
  id: 'refi-qda',
  title: 'REFI-QDA project',
  extension: 'qdpx',
  description:
    'For NVivo, ATLAS.ti, MAXQDA and others: types and chosen values become codes, the register cases, relations links. The standard does not say what positions count; here they count Unicode code points.',
  profiles: [],
  settings: [],
  shape: 'file',
  offsetUnit: 'codepoint',
  textsOptional: false,
  losses: [ARTICLE_LOSS, FRAGMENTS_LOSS, ASIDE_LOSS, RELATION_LOSS, SCHEME_LOSS],
  parts: (source, options, fileName, losses) => [
    { path: fileName, chunks: () => zipParts(archiveParts(source, options, losses), new Date(options.exportedAt)) },
  ],
}

function* archiveParts(source: DatasetSource, options: ExportOptions, losses: LossLog): Iterable<OutputPart> {
  yield { path: 'project.qde', chunks: () => writeProject(source, options) }
  for (const { article, text } of source.articles())
    yield { path: `sources/${sourceFileName(article.id)}`, chunks: () => [text] }
  yield { path: EXTRA_FILE, chunks: () => writeExtras(source, losses) }
}

/** First the project, then an article a line. */
function* writeExtras(source: DatasetSource, losses: LossLog): Iterable<string> {
  const { project, codebook, annotators, entities } = source
  losses.add(SCHEME_LOSS.id, codebook.id)
  yield `${JSON.stringify({ format: 'refi-qda', project, codebook, annotators, entities })}\n`
  const choices = new Set(
    codebook.types.flatMap((type) =>
      type.attributes.flatMap(({ id, input }) => (input === 'choice' ? [`${type.id} ${id}`] : [])),
    ),
  )
  for (const article of source.articles()) yield `${JSON.stringify(extraOf(article, choices, losses))}\n`
}

function extraOf(
  { article, text, annotations, relations }: ExportedArticle,
  choices: ReadonlySet<string>,
  losses: LossLog,
) {
  losses.add(ARTICLE_LOSS.id, article.id)
  const { toFile } = offsetConverter(text, 'codepoint')
  const placed = [...annotations()].map((annotation) => {
    const { id, type, attributes, fragments, status, confidence } = annotation
    if (fragments.length > 1) losses.add(FRAGMENTS_LOSS.id, id)
    const free = Object.keys(attributes).some((attribute) => !choices.has(`${type} ${attribute}`))
    if (free || confidence !== null || status !== 'draft') losses.add(ASIDE_LOSS.id, id)
    return Object.assign(annotationExtra(annotation), {
      type,
      fragments: fragments.map(({ start, end }): [number, number] => [toFile(start), toFile(end)]),
    })
  })
  const linked = relations.map((relation) => {
    if (Object.keys(relation.attributes).length > 0) losses.add(RELATION_LOSS.id, relation.id)
    const { role, source, target } = relation
    return Object.assign(relationExtra(relation), { role, source, target })
  })
  return { ...articleExtra('refi-qda', article, 'codepoint', [], placed), relations: linked }
}
