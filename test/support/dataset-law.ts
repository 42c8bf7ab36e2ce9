import { expect } from 'vitest'
import type { Loss } from '../../main/formats/kit/losses.ts'
import type { ForeignAnnotation, ForeignArticle, ForeignRelation } from '../../main/formats/kit/reader.ts'
import type { Annotation } from '../../model/record/annotation.ts'
import { offsetConverter } from '../../model/text/offsets.ts'
import type { Relation } from '../../model/record/relation.ts'
import type { SmallProject } from './project.ts'

/** Which of a format's losses mean that an annotation or a relation is not in the file at all. */
export interface WholeLosses {
  readonly annotations?: readonly string[]
  readonly relations?: readonly string[]
}

const idsOf = (losses: readonly Loss[], kinds: readonly string[] = []): Set<string> =>
  new Set(losses.filter(({ kind }) => kinds.includes(kind)).flatMap(({ ids }) => ids))

const byId = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
  list.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

const said = (id: string, annotation: Annotation | ForeignAnnotation) => ({
  id,
  type: annotation.type,
  attributes: annotation.attributes,
  confidence: annotation.confidence,
  note: annotation.note,
  status: annotation.status,
  annotator: annotation.annotator,
  createdAt: annotation.createdAt,
  updatedAt: annotation.updatedAt,
  provenance: annotation.provenance,
  codebookVersion: annotation.codebookVersion,
})

const linked = (id: string, relation: Relation | ForeignRelation) => ({
  id,
  role: relation.role,
  source: relation.source,
  target: relation.target,
  attributes: relation.attributes,
  annotator: relation.annotator,
  createdAt: relation.createdAt,
  updatedAt: relation.updatedAt,
})

const readAnnotations = ({ key, text, unit, annotations }: ForeignArticle) => {
  const { toModel } = offsetConverter(text ?? '', unit)
  return annotations.map((annotation) => ({
    id: annotation.key,
    said: said(annotation.key, annotation),
    article: key,
    spans: annotation.fragments.map(({ start, end, quote }) => {
      const [from, to] = [toModel(start), toModel(end)]
      const found = from === null || to === null ? null : (text ?? '').slice(from, to)
      if (quote !== null) expect(found).toBe(quote)
      return [from, to, found]
    }),
  }))
}

/**
 * The law of a lossless format: what was read is the project without what the report says is missing as a whole. Texts,
 * titles, metadata and ids of articles, and everything about each annotation and each relation that is there.
 */
export function expectKept(
  project: SmallProject,
  read: { readonly articles: readonly ForeignArticle[]; readonly losses: readonly Loss[] },
  { annotations = [], relations = [] }: WholeLosses = {},
): void {
  expect(
    read.articles.map(({ key, title, text, textSha256, language, metadata, status, createdAt, updatedAt }) => ({
      key,
      title,
      text,
      textSha256,
      language,
      metadata,
      status,
      createdAt,
      updatedAt,
    })),
  ).toEqual(
    project.articles.map(({ article, text }) => ({
      key: article.id,
      title: article.title,
      text,
      textSha256: article.textSha256,
      language: article.language,
      metadata: article.metadata,
      status: article.status,
      createdAt: article.createdAt,
      updatedAt: article.updatedAt,
    })),
  )
  if (!read.losses.some(({ kind }) => kind === 'article-details')) {
    expect(read.articles.map(({ source }) => source)).toEqual(project.articles.map(({ article }) => article.source))
  }
  const missing = idsOf(read.losses, annotations)
  expect(byId(read.articles.flatMap(readAnnotations))).toEqual(
    byId(project.annotations.filter(({ id }) => !missing.has(id))).map((annotation) => ({
      id: annotation.id,
      said: said(annotation.id, annotation),
      article: annotation.article,
      spans: annotation.fragments.map(({ start, end, quote }) => [start, end, quote]),
    })),
  )
  const unlinked = idsOf(read.losses, relations)
  const readRelations = read.articles.flatMap((article) =>
    article.relations.map((relation) => linked(relation.key, relation)),
  )
  expect(byId(readRelations)).toEqual(
    byId(project.relations.filter(({ id }) => !unlinked.has(id))).map((relation) => linked(relation.id, relation)),
  )
}
