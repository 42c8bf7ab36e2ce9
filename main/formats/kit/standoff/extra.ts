import { z } from 'zod'
import { ANNOTATION_STATUSES, type Annotation, PROVENANCES } from '../../../../model/record/annotation.ts'
import { ARTICLE_STATUSES, type Article } from '../../../../model/record/article.ts'
import { OFFSET_UNITS, type OffsetUnit } from '../../../../model/text/offsets.ts'
import type { Annotator } from '../../../../model/record/project.ts'
import type { Relation } from '../../../../model/record/relation.ts'

/*
 * What a foreign format has no word for, in formats that let a program put keys of its own beside theirs. Everything
 * stands under one key, so that other programs skip it as a whole. Whoever reads a file that was changed meanwhile takes
 * of it what still fits.
 */

/** The key in the foreign format's objects. */
export const EXTRA_KEY = 'standoff'

const annotationShape = {
  id: z.string(),
  attributes: z.record(z.string(), z.string()).catch({}),
  confidence: z.number().min(0).max(1).nullable().catch(null),
  note: z.string().catch(''),
  status: z.enum(ANNOTATION_STATUSES).nullable().catch(null),
  annotator: z.string().nullable().catch(null),
  createdAt: z.iso.datetime().nullable().catch(null),
  updatedAt: z.iso.datetime().nullable().catch(null),
  provenance: z.enum(PROVENANCES).nullable().catch(null),
  codebookVersion: z.int().positive().nullable().catch(null),
}

/** An annotation without its place in the text. */
export type AnnotationExtra = z.infer<z.ZodObject<typeof annotationShape>>

/** With its place: type and fragments in the unit of the file. */
const placedSchema = z.object({
  ...annotationShape,
  type: z.string(),
  fragments: z.array(z.tuple([z.number(), z.number()])),
})
export type PlacedExtra = z.infer<typeof placedSchema>

const suggestionSchema = z.object({
  id: z.string(),
  type: z.string(),
  fragments: z.array(z.tuple([z.number(), z.number()])),
  source: z.string(),
  createdAt: z.iso.datetime().nullable().catch(null),
  rejected: z.object({ annotator: z.string(), createdAt: z.iso.datetime() }).nullable().catch(null),
})

/** What a program predicted, without what the format's own predictions say of it. */
export type SuggestionExtra = z.infer<typeof suggestionSchema>

const relationExtraSchema = z.object({
  id: z.string(),
  attributes: z.record(z.string(), z.string()).catch({}),
  annotator: z.string().nullable().catch(null),
  createdAt: z.iso.datetime().nullable().catch(null),
  updatedAt: z.iso.datetime().nullable().catch(null),
})
export type RelationExtra = z.infer<typeof relationExtraSchema>

/** A relation with its ends; the target is an annotation's id, or says what it is. */
const linkedSchema = relationExtraSchema.extend({
  role: z.string(),
  source: z.string(),
  target: z.union([z.string(), z.object({ annotation: z.string() }), z.object({ entity: z.string() })]),
})
export type LinkedExtra = z.infer<typeof linkedSchema>

/** What is known of how an article's file was read, beside what every format says of it. */
export const readingSchema = z.object({
  part: z.string().exactOptional(),
  byteLength: z.int().nonnegative().exactOptional(),
  byteOrderMark: z.boolean().exactOptional(),
  importer: z.string().exactOptional(),
  library: z.string().exactOptional(),
  normalised: z.array(z.object({ what: z.string(), count: z.int().nonnegative() })).exactOptional(),
})

const articleExtraSchema = z.object({
  format: z.string().catch(''),
  article: z.string(),
  offsetUnit: z.enum(OFFSET_UNITS).catch('codepoint'),
  textSha256: z.string().nullable().catch(null),
  title: z.string(),
  language: z.string().nullable().catch(null),
  metadata: z.record(z.string(), z.string()).catch({}),
  status: z.enum(ARTICLE_STATUSES).nullable().catch(null),
  createdAt: z.iso.datetime().nullable().catch(null),
  updatedAt: z.iso.datetime().nullable().catch(null),
  source: z
    .object({
      fileName: z.string(),
      mediaType: z.string(),
      sha256: z.string(),
      encoding: z.string(),
      newline: z.enum(['lf', 'crlf', 'cr', 'mixed', 'none']),
      ...readingSchema.shape,
    })
    .nullable()
    .catch(null),
  annotators: z.array(z.object({ id: z.string(), name: z.string(), type: z.enum(['human', 'model']) })).catch([]),
  annotations: z.array(z.unknown()).catch([]),
  relations: z.array(z.unknown()).catch([]).optional(),
  suggestions: z.array(z.unknown()).catch([]).optional(),
})

/** An article without its text, and who annotated in it. */
export type ArticleExtra = Omit<z.infer<typeof articleExtraSchema>, 'annotations' | 'relations' | 'suggestions'> & {
  readonly annotations: readonly PlacedExtra[]
  /** For formats whose own relations have no place for it. */
  readonly relations?: readonly LinkedExtra[]
  /** For formats that have predictions. */
  readonly suggestions?: readonly SuggestionExtra[]
}

/** What goes along with an article in a file of a format whose offsets count `offsetUnit`. */
export const articleExtra = (
  format: string,
  article: Article,
  offsetUnit: OffsetUnit,
  annotators: readonly Annotator[],
  annotations: readonly PlacedExtra[] = [],
): ArticleExtra => {
  const { fileName, mediaType, sha256, encoding, newline } = article.source
  return {
    format,
    article: article.id,
    offsetUnit,
    textSha256: article.textSha256,
    title: article.title,
    language: article.language,
    metadata: article.metadata,
    status: article.status,
    createdAt: article.createdAt,
    updatedAt: article.updatedAt,
    source: { fileName, mediaType, sha256, encoding, newline },
    annotators: annotators.map(({ id, name, type }) => ({ id, name, type })),
    annotations,
  }
}

/** Of what was written about an article, all that its record holds again. */
export const restoredArticle = ({
  article,
  title,
  textSha256,
  language,
  metadata,
  status,
  createdAt,
  updatedAt,
  source,
}: Omit<ArticleExtra, 'annotations' | 'relations' | 'suggestions'>) => ({
  key: article,
  title,
  textSha256,
  language,
  metadata,
  status,
  createdAt,
  updatedAt,
  source,
})

/** Everything of an annotation but type and fragments. */
export const annotationExtra = (annotation: Annotation): Pick<Annotation, keyof AnnotationExtra> => ({
  id: annotation.id,
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

export const relationExtra = ({ id, attributes, annotator, createdAt, updatedAt }: Relation): RelationExtra => ({
  id,
  attributes,
  annotator,
  createdAt,
  updatedAt,
})

/** Of a value under {@link EXTRA_KEY}, what it says of an article; null where it is none of ours. */
export function readArticleExtra(value: unknown): ArticleExtra | null {
  const read = articleExtraSchema.safeParse(value)
  if (!read.success) return null
  const annotations = read.data.annotations.flatMap((item) => {
    const placed = placedSchema.safeParse(item)
    return placed.success ? [placed.data] : []
  })
  const relations = (read.data.relations ?? []).flatMap((item) => {
    const linked = linkedSchema.safeParse(item)
    return linked.success ? [linked.data] : []
  })
  const suggestions = (read.data.suggestions ?? []).flatMap((item) => suggestionSchema.safeParse(item).data ?? [])
  return { ...read.data, annotations, relations, suggestions }
}

export const readRelationExtra = (value: unknown): RelationExtra | null =>
  relationExtraSchema.safeParse(value).data ?? null
