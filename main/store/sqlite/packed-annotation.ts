import {
  type Annotation,
  ANNOTATION_STATUSES,
  type Attributes,
  type Fragment,
  PROVENANCES,
} from '../../../model/record/annotation.ts'
import { annotationSchema } from '../../../model/record/schemas.ts'
import { decodeStored } from './columns.ts'
import { DamagedProject } from './store-failure.ts'

/*
 * Annotations leave SQLite as one JSON text a batch. Read column by column, 60,000 of them take three times as long:
 * nearly all of it goes into crossing from C to JavaScript a million times.
 */

/** An annotation as a JSON array, for a SELECT over the table `annotations`. {@link unpackAnnotation} reads it. */
export const PACKED =
  'json_array(id, article, type, json(fragments), json(attributes), confidence, note, status, annotator, created_at, updated_at, provenance, codebook_version)'

/** Fragments are stored as `[start, end, quote, prefix, suffix]`: a third less to read than with keys. */
export const packFragments = (fragments: readonly Fragment[]): string =>
  JSON.stringify(fragments.map(({ start, end, quote, prefix, suffix }) => [start, end, quote, prefix, suffix]))

/** Reads what {@link packFragments} wrote, parsed. Whether the fragments fit together is for the schema to say. */
export function unpackFragments(packed: unknown): Fragment[] {
  if (!Array.isArray(packed)) throw new DamagedProject('Fragments should come as a list.')
  return packed.map(unpackFragment)
}

function unpackFragment(packed: unknown): Fragment {
  if (!Array.isArray(packed) || packed.length !== 5) throw new DamagedProject('A fragment should have five parts.')
  const [start, end, quote, prefix, suffix] = packed
  return { start, end, quote, prefix, suffix }
}

/** Decodes what {@link PACKED} selects. Anything that is no annotation is damage. */
export function unpackAnnotation(packed: unknown): Annotation {
  if (!Array.isArray(packed) || packed.length !== 13) {
    throw new DamagedProject('An annotation should have thirteen parts.')
  }
  const candidate = {
    kind: 'annotation' as const,
    id: packed[0],
    article: packed[1],
    type: packed[2],
    fragments: unpackFragments(packed[3]),
    attributes: packed[4],
    confidence: packed[5],
    note: packed[6],
    status: packed[7],
    annotator: packed[8],
    createdAt: packed[9],
    updatedAt: packed[10],
    provenance: packed[11],
    codebookVersion: packed[12],
  }
  // The schema takes ten times as long as the checks below; it is asked only to say what is wrong.
  return isSound(candidate) ? candidate : decodeStored(annotationSchema, candidate, `Annotation ${String(packed[0])}`)
}

const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/

const isId = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && value.length <= 200

const isOffset = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

const isConfidence = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && value >= 0 && value <= 1)

/** Law: whatever this accepts, the annotation schema accepts too. It may send sound ones on to the schema. */
export function isSound(value: Annotation): boolean {
  return (
    isId(value.id) &&
    isId(value.article) &&
    isId(value.type) &&
    areFragments(value.fragments) &&
    areAttributes(value.attributes) &&
    isConfidence(value.confidence) &&
    typeof value.note === 'string' &&
    ANNOTATION_STATUSES.includes(value.status) &&
    isId(value.annotator) &&
    TIME.test(value.createdAt) &&
    TIME.test(value.updatedAt) &&
    PROVENANCES.includes(value.provenance) &&
    Number.isSafeInteger(value.codebookVersion) &&
    value.codebookVersion > 0
  )
}

function areFragments(fragments: readonly Fragment[]): boolean {
  if (!Array.isArray(fragments)) return false
  let last = 0
  for (const { start, end, quote, prefix, suffix } of fragments) {
    if (!isOffset(start) || !isOffset(end) || start < last || end <= start) return false
    if (typeof quote !== 'string' || quote.length !== end - start) return false
    if (typeof prefix !== 'string' || typeof suffix !== 'string') return false
    last = end
  }
  return true
}

function areAttributes(attributes: Attributes): boolean {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) return false
  for (const [key, value] of Object.entries(attributes)) {
    if (key.length > 200 || typeof value !== 'string') return false
  }
  return true
}
