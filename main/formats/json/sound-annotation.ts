import { ANNOTATION_STATUSES, PROVENANCES } from '../../../model/record/annotation.ts'
import type { DatasetAnnotation } from '../kit/standoff/dataset-schema.ts'

/*
 * A line of a dataset holds one article and hundreds of annotations. The schema takes ten times as long for one of them
 * as the checks here; it decodes everything else, and says what is wrong.
 */

const KEYS = 12
const FRAGMENT_KEYS = 3
const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/

/** Law: whatever this accepts, the schema of the dataset accepts too. It may send sound ones on to the schema. */
export function isSoundDatasetAnnotation(value: unknown): value is DatasetAnnotation {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== KEYS) return false
  // All twelve keys are looked at, so there can be no others.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each part of it is looked at below
  const given = value as DatasetAnnotation
  const { confidence, codebookVersion = 0 } = given
  return (
    typeof given.id === 'string' &&
    typeof given.type === 'string' &&
    Array.isArray(given.fragments) &&
    given.fragments.every(isSoundFragment) &&
    areStrings(given.attributes) &&
    (confidence === null || (typeof confidence === 'number' && confidence >= 0 && confidence <= 1)) &&
    typeof given.note === 'string' &&
    ANNOTATION_STATUSES.includes(given.status) &&
    typeof given.annotator === 'string' &&
    TIME.test(given.createdAt) &&
    TIME.test(given.updatedAt) &&
    PROVENANCES.includes(given.provenance) &&
    Number.isSafeInteger(codebookVersion) &&
    codebookVersion > 0
  )
}

const isOffset = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

function isSoundFragment(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== FRAGMENT_KEYS) return false
  const { start, end, quote } = value as Record<string, unknown>
  return isOffset(start) && isOffset(end) && typeof quote === 'string'
}

const areStrings = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((item) => typeof item === 'string')
