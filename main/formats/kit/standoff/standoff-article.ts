import type { DatasetArticle, DatasetProject, DatasetSuggestion } from './dataset-schema.ts'
import { codebookSchema, decodeWith } from '../../../../model/record/schemas.ts'
import { offsetConverter, type OffsetUnit } from '../../../../model/text/offsets.ts'
import {
  type DatasetItem,
  type ForeignAnnotation,
  type ForeignArticle,
  type ForeignRelation,
  foreignAnnotation,
  foreignRelation,
  orEnd,
} from '../reader.ts'

/* What JSON and JSON Lines have in common: the records of our own dataset, as a reader gives them. */

/** Project, codebook, annotators and register. Ends the read where the codebook is not one. */
export function* projectItems({ project, codebook, annotators, entities }: DatasetProject): Iterable<DatasetItem> {
  const { createdAt, ...named } = project
  yield { kind: 'project', project: createdAt === undefined ? named : { ...named, createdAt } }
  const decoded = decodeWith(codebookSchema, { kind: 'codebook', ...codebook }, 'The codebook of the dataset')
  yield { kind: 'codebook', codebook: orEnd(decoded) }
  for (const { id, name, kind } of annotators) yield { kind: 'annotator', annotator: { id, name, type: kind } }
  for (const entity of entities) yield { kind: 'entity', entity }
}

/** An article of the dataset. `where` says where it stands ("line 3"). */
export function articleItem(article: DatasetArticle, unit: OffsetUnit, where: string): ForeignArticle {
  const { toModel } = offsetConverter(article.text, unit)
  const { suggestions = [] } = article
  // Blocks only serve reading: where they do not fit the text, they are detected again.
  const blocks = article.blocks?.map(({ start, end, ...block }) =>
    Object.assign({ start: toModel(start) ?? -1, end: toModel(end) ?? -1 }, block),
  )
  return {
    key: article.id,
    title: article.title,
    text: article.text,
    textSha256: article.textSha256,
    language: article.language,
    metadata: Object.fromEntries(
      Object.entries(article.metadata).filter((entry): entry is [string, string] => entry[1] !== null),
    ),
    blocks: blocks?.every(({ start, end }) => start >= 0 && start < end) ? blocks : null,
    status: article.status ?? null,
    createdAt: article.createdAt ?? null,
    updatedAt: article.updatedAt ?? null,
    source: article.source,
    unit,
    annotations: [
      ...article.annotations.map(({ id, codebookVersion = null, ...annotation }) =>
        Object.assign({ key: id, codebookVersion, suggestion: null, place: `${where}, annotation ${id}` }, annotation),
      ),
      ...suggestions.map((suggestion) => suggestionItem(suggestion, where)),
    ],
    relations: [
      ...article.relations.map(({ id, annotator = null, createdAt = null, updatedAt = null, ...relation }) =>
        Object.assign({ key: id, annotator, createdAt, updatedAt, place: `${where}, relation ${id}` }, relation),
      ),
      ...suggestions.flatMap((suggestion) => linkItems(suggestion, where)),
    ],
  }
}

function suggestionItem(suggestion: DatasetSuggestion, where: string): ForeignAnnotation {
  const { id, type, fragments, attributes, source, score, note, createdAt, rejected = null } = suggestion
  const said = { attributes, confidence: score, note, createdAt, suggestion: { source, rejected } }
  return foreignAnnotation({ key: id, type, fragments, place: `${where}, suggestion ${id}`, ...said })
}

const linkItems = ({ id, links }: DatasetSuggestion, where: string): ForeignRelation[] =>
  links.map(({ role, target }) =>
    foreignRelation({
      key: `${id} ${role} ${target}`,
      role,
      source: id,
      target: { annotation: target },
      place: `${where}, suggestion ${id}`,
    }),
  )
