import { z } from 'zod'
import { ANNOTATION_STATUSES, type Annotation, PROVENANCES } from './annotation.ts'
import { ARTICLE_STATUSES, type Article } from './article.ts'
import { type ArticleBody, BLOCK_KINDS } from '../text/block.ts'
import type { Change } from '../change/change.ts'
import { type Codebook, codebookIssues, COLOR_NAMES } from './codebook.ts'
import type { Entity } from './entity.ts'
import type { Prediction } from './prediction.ts'
import type { Annotator, Project, ProjectRecord } from './project.ts'
import type { Rejection } from './rejection.ts'
import type { Relation } from './relation.ts'
import { fail, ok, type Result } from '../value/result.ts'

const id = z.string().min(1).max(200)
const time = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const offset = z.int().nonnegative()
const attributes = z.record(z.string().max(200), z.string())

const fragment = z
  .strictObject({ start: offset, end: offset, quote: z.string(), prefix: z.string(), suffix: z.string() })
  .refine(
    ({ start, end, quote }) => end - start === quote.length && end > start,
    'the quote is not as long as its span',
  )

const fragments = z
  .array(fragment)
  .refine(
    (list) => list.every((item, i) => i === 0 || (list[i - 1]?.end ?? 0) <= item.start),
    'fragments must be sorted and disjoint',
  )

/** Decodes an annotation from anything; unknown keys are refused, so a typo cannot lose data silently. */
export const annotationSchema = z.strictObject({
  kind: z.literal('annotation'),
  id,
  article: id,
  type: id,
  fragments,
  attributes,
  confidence: z.number().min(0).max(1).nullable(),
  note: z.string(),
  status: z.enum(ANNOTATION_STATUSES),
  annotator: id,
  createdAt: time,
  updatedAt: time,
  provenance: z.enum(PROVENANCES),
  codebookVersion: z.int().positive(),
}) satisfies z.ZodType<Annotation>

export const relationSchema = z.strictObject({
  kind: z.literal('relation'),
  id,
  role: id,
  source: id,
  target: z.union([z.strictObject({ annotation: id }), z.strictObject({ entity: id })]),
  attributes,
  annotator: id,
  createdAt: time,
  updatedAt: time,
}) satisfies z.ZodType<Relation>

export const entitySchema = z.strictObject({
  kind: z.literal('entity'),
  id,
  name: z.string().min(1),
  type: z.string(),
  aliases: z.array(z.string()),
  wikidata: z
    .string()
    .regex(/^Q[1-9]\d*$/)
    .nullable(),
  attributes,
}) satisfies z.ZodType<Entity>

export const articleSchema = z.strictObject({
  kind: z.literal('article'),
  id,
  title: z.string(),
  language: z.string().nullable(),
  metadata: attributes,
  source: z.strictObject({
    fileName: z.string(),
    part: z.string().exactOptional(),
    mediaType: z.string(),
    sha256,
    byteLength: offset,
    encoding: z.string(),
    byteOrderMark: z.boolean(),
    newline: z.enum(['lf', 'crlf', 'cr', 'mixed', 'none']),
    importer: id,
    library: z.string().exactOptional(),
    normalised: z.array(z.strictObject({ what: z.string(), count: offset })),
  }),
  body: sha256,
  textSha256: sha256,
  textLength: offset,
  status: z.enum(ARTICLE_STATUSES),
  createdAt: time,
  updatedAt: time,
}) satisfies z.ZodType<Article>

const explained = { examples: z.array(z.string()).optional(), guidelines: z.string().optional() }
const named = { id, name: z.string().min(1), description: z.string().optional(), retired: z.boolean().optional() }
const base = { ...named, ...explained }

// zod infers `string | undefined` for optional keys where the model says "absent"; decoded JSON never holds undefined.
const codebookShape = z
  .strictObject({
    kind: z.literal('codebook'),
    id,
    name: z.string().min(1),
    description: z.string(),
    guidelines: z.string().optional(),
    version: z.int().positive(),
    types: z.array(
      z.strictObject({
        id,
        name: z.string().min(1),
        key: z.string().regex(/^[A-Z]$/),
        color: z.enum(COLOR_NAMES),
        description: z.string(),
        spanless: z.boolean(),
        retired: z.boolean().optional(),
        ...explained,
        attributes: z.array(
          z.discriminatedUnion('input', [
            z.strictObject({
              ...base,
              input: z.literal('choice'),
              values: z.array(z.strictObject(base)),
              initial: z.string().optional(),
            }),
            z.strictObject({ ...base, input: z.enum(['text', 'url', 'entity']) }),
          ]),
        ),
        roles: z.array(
          z.strictObject({ ...base, key: z.string().regex(/^[A-Z]$/), toEntity: z.boolean(), toTypes: z.array(id) }),
        ),
      }),
    ),
  })
  .superRefine((codebook, context) => {
    for (const { path, message } of codebookIssues(codebook as Codebook)) {
      context.addIssue({ code: 'custom', path: [...path], message })
    }
  })
export const codebookSchema = codebookShape as unknown as z.ZodType<Codebook>

export const annotatorSchema = z.strictObject({
  kind: z.literal('annotator'),
  id,
  name: z.string().min(1),
  type: z.enum(['human', 'model']),
}) satisfies z.ZodType<Annotator>

export const projectSchema = z.strictObject({
  kind: z.literal('project'),
  id,
  name: z.string().min(1),
  description: z.string(),
  createdAt: time,
}) satisfies z.ZodType<Project>

export const predictionSchema = z.strictObject({
  kind: z.literal('prediction'),
  id,
  article: id,
  type: id,
  fragments,
  attributes,
  links: z.array(z.strictObject({ role: id, target: id })),
  source: z.string().min(1),
  score: z.number().min(0).max(1).nullable(),
  note: z.string(),
  createdAt: time,
}) satisfies z.ZodType<Prediction>

export const rejectionSchema = z.strictObject({
  kind: z.literal('rejection'),
  id,
  article: id,
  rule: id,
  spans: z
    .array(z.strictObject({ start: offset, end: offset }).refine(({ start, end }) => start < end, 'a span is empty'))
    .refine(
      (list) => list.every((item, i) => i === 0 || (list[i - 1]?.end ?? 0) <= item.start),
      'spans must be sorted and disjoint',
    ),
  annotator: id,
  createdAt: time,
}) satisfies z.ZodType<Rejection>

// Chosen by `kind` first, so that a failure names the field of that kind and no other schema is tried.
const recordSchema = z.discriminatedUnion('kind', [
  annotationSchema,
  relationSchema,
  entitySchema,
  articleSchema,
  codebookShape,
  annotatorSchema,
  projectSchema,
  predictionSchema,
  rejectionSchema,
]) as unknown as z.ZodType<ProjectRecord>

/** Decodes a change from a message or a line of the change log. */
export const changeSchema: z.ZodType<Change> = z.strictObject({
  id,
  title: z.string().max(500),
  added: z.array(recordSchema),
  updated: z.array(z.tuple([recordSchema, recordSchema])),
  removed: z.array(recordSchema),
})

const blockSchema = z.strictObject({
  start: offset,
  end: offset,
  kind: z.enum(BLOCK_KINDS),
  level: z.int().min(1).max(6).optional(),
  page: z.int().positive().optional(),
  continues: z.boolean().optional(),
})

/** Decodes the stored text of an article. */
export const bodySchema = z.strictObject({
  text: z.string(),
  blocks: z.array(blockSchema),
}) as unknown as z.ZodType<ArticleBody>

/** Runs a schema; what does not fit becomes an `invalid-record` failure that names each place ("fragments.0.end: …"). */
export function decodeWith<T>(schema: z.ZodType<T>, value: unknown, what: string): Result<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return fail(
    'invalid-record',
    `${what} is not as expected.`,
    'If you made it outside the program, correct the places listed; otherwise please report this.',
    parsed.error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  )
}

/** A change as one line of JSON. `decodeChange` reads it back. */
export const encodeChange = (change: Change): string => JSON.stringify(change)

/** Reads what {@link encodeChange} wrote; anything else is an `invalid-record` failure. */
export function decodeChange(json: string): Result<Change> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return fail(
      'invalid-record',
      'A change is not valid JSON.',
      'The change log is damaged; run "check" on the project.',
    )
  }
  return decodeWith(changeSchema, value, 'A change')
}
