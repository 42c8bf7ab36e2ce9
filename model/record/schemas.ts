import { z } from 'zod'
import { type ArticleBody, BLOCK_KINDS } from '../text/block.ts'
import { type Codebook, codebookIssues, COLOR_NAMES } from './codebook.ts'
import {
  ANNOTATION_FIELDS,
  ANNOTATOR_FIELDS,
  ARTICLE_FIELDS,
  ENTITY_FIELDS,
  type FieldType,
  PREDICTION_FIELDS,
  RELATION_FIELDS,
} from './fields.ts'
import { KINDS } from './kinds.ts'
import {
  LONGEST_LINE,
  LONGEST_TEXT,
  MOST_ALIASES,
  MOST_ATTRIBUTES,
  MOST_CHOICES,
  MOST_FRAGMENTS,
  MOST_TYPES,
} from './limits.ts'
import type { ProjectRecord, RecordKind, RecordOf } from './project.ts'
import { fail, ok, type Result } from '../value/result.ts'

const id = z.string().min(1).max(200)
const time = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const offset = z.int().nonnegative()
const line = z.string().max(LONGEST_LINE)
const text = z.string().max(LONGEST_TEXT)
const attributes = z
  .record(z.string().max(200), text)
  .refine((value) => Object.keys(value).length <= MOST_ATTRIBUTES, `more than ${MOST_ATTRIBUTES} attributes`)

const fragment = z
  .strictObject({ start: offset, end: offset, quote: z.string(), prefix: z.string(), suffix: z.string() })
  .refine(
    ({ start, end, quote }) => end - start === quote.length && end > start,
    'the quote is not as long as its span',
  )

const fragments = z
  .array(fragment)
  .max(MOST_FRAGMENTS)
  .refine(
    (list) => list.every((item, i) => i === 0 || (list[i - 1]?.end ?? 0) <= item.start),
    'fragments must be sorted and disjoint',
  )

const articleSource = z.strictObject({
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
})

const spans = z
  .array(z.strictObject({ start: offset, end: offset }).refine(({ start, end }) => start < end, 'a span is empty'))
  .max(MOST_FRAGMENTS)
  .refine(
    (list) => list.every((item, i) => i === 0 || (list[i - 1]?.end ?? 0) <= item.start),
    'spans must be sorted and disjoint',
  )

const FIELD_SCHEMAS: Readonly<Record<Extract<FieldType, string>, z.ZodType>> = {
  id,
  text,
  line,
  name: line.min(1),
  'line-or-null': line.nullable(),
  time,
  sha256,
  count: offset,
  ordinal: z.int().positive(),
  'share-or-null': z.number().min(0).max(1).nullable(),
  attributes,
  texts: z.array(line).max(MOST_ALIASES),
  fragments,
  spans,
  'article-source': articleSource,
  'relation-target': z.union([z.strictObject({ annotation: id }), z.strictObject({ entity: id })]),
  'prediction-links': z.array(z.strictObject({ role: id, target: id })).max(MOST_FRAGMENTS),
  'wikidata-or-null': z
    .string()
    .regex(/^Q[1-9]\d*$/)
    .nullable(),
}

/** The schema of records of a kind, from its list of fields. Unknown keys are refused: a typo loses no data silently. */
function recordObject<K extends RecordKind>(kind: K, fields: Readonly<Record<string, FieldType>>) {
  const shape = Object.entries(fields).map(([name, type]) => [
    name,
    typeof type === 'string' ? FIELD_SCHEMAS[type] : z.enum(type.oneOf),
  ])
  // The list of fields names every field of the record once, which its type sees to.
  return z.strictObject({ kind: z.literal(kind), ...Object.fromEntries(shape) }) as unknown as z.ZodObject &
    z.ZodType<RecordOf<K>>
}

export const annotatorSchema = recordObject('annotator', ANNOTATOR_FIELDS)
export const entitySchema = recordObject('entity', ENTITY_FIELDS)
export const articleSchema = recordObject('article', ARTICLE_FIELDS)
export const annotationSchema = recordObject('annotation', ANNOTATION_FIELDS)
export const relationSchema = recordObject('relation', RELATION_FIELDS)
export const predictionSchema = recordObject('prediction', PREDICTION_FIELDS)

const explained = { examples: z.array(text).max(MOST_CHOICES).optional(), guidelines: text.optional() }
const label = line.min(1).optional()
const named = { id, name: line.min(1), label, description: text.optional(), retired: z.boolean().optional() }
const base = { ...named, ...explained }

const letter = z.string().regex(/^[A-Z]$/)

// zod infers `string | undefined` for optional keys where the model says "absent"; decoded JSON never holds undefined.
const codebookShape = z
  .strictObject({
    kind: z.literal('codebook'),
    id,
    name: line.min(1),
    description: text,
    guidelines: text.optional(),
    version: z.int().positive(),
    types: z
      .array(
        z.strictObject({
          id,
          name: line.min(1),
          label,
          key: letter.optional(),
          color: z.enum(COLOR_NAMES),
          description: text,
          spanless: z.boolean(),
          retired: z.boolean().optional(),
          ...explained,
          attributes: z
            .array(
              z.discriminatedUnion('input', [
                z.strictObject({
                  ...base,
                  input: z.literal('choice'),
                  values: z.array(z.strictObject(base)).max(MOST_CHOICES),
                  initial: z.string().optional(),
                }),
                z.strictObject({ ...base, input: z.enum(['text', 'url', 'entity']) }),
              ]),
            )
            .max(MOST_TYPES),
          roles: z
            .array(
              z.strictObject({
                ...base,
                key: letter.optional(),
                toEntity: z.boolean(),
                toTypes: z.array(id).max(MOST_TYPES),
              }),
            )
            .max(MOST_TYPES),
        }),
      )
      .max(MOST_TYPES),
  })
  .superRefine((codebook, context) => {
    for (const { path, message } of codebookIssues(codebook as Codebook)) {
      context.addIssue({ code: 'custom', path: [...path], message })
    }
  })
export const codebookSchema = codebookShape as unknown as z.ZodType<Codebook>

// Chosen by `kind` first, so that a failure names the field of that kind and no other schema is tried.
const recordShapes = Object.entries(KINDS).map(([kind, { fields }]) =>
  fields ? recordObject(kind as RecordKind, fields) : codebookShape,
)
/** Any record of a project. */
export const recordSchema = z.discriminatedUnion(
  'kind',
  recordShapes as unknown as [typeof codebookShape],
) as unknown as z.ZodType<ProjectRecord>

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
