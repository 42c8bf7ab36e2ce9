import type { Annotation } from '../../model/record/annotation.ts'
import type { Change } from '../../model/change/change.ts'
import { changeSchema, decodeChange, decodeWith } from '../../model/record/schemas.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { isSound } from './sqlite/packed-annotation.ts'

/*
 * Changes as they are stored, in the log and on their way into it. Most of what a large one holds are annotations, and
 * the schema takes ten times as long for one as the checks here. It is asked for everything else, and to say what is
 * wrong.
 */

const ANNOTATION_KEYS = 14
const FRAGMENT_KEYS = 5

/** Law: whatever this accepts, the schema accepts too. It may send sound ones on to the schema. */
function isSoundAnnotation(value: unknown): value is Annotation {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== ANNOTATION_KEYS) return false
  // All of these keys are looked at, so there can be no others.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each part of it is looked at below
  const given = value as Annotation
  if (given.kind !== 'annotation' || !Array.isArray(given.fragments)) return false
  return given.fragments.every(isWholeFragment) && isSound(given)
}

const isWholeFragment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === FRAGMENT_KEYS

const isOther = (value: unknown): boolean => !isSoundAnnotation(value)

/** Reads what {@link encodeChange} wrote, and refuses what {@link decodeChange} refuses, in the same words. */
export function decodeStoredChange(json: string): Result<Change> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return decodeChange(json)
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each part of it is looked at below
  const given = value as Change
  if (typeof value !== 'object' || !Array.isArray(given?.added) || !Array.isArray(given.removed))
    return decodeChange(json)
  const others = { ...given, added: given.added.filter(isOther), removed: given.removed.filter(isOther) }
  return decodeWith(changeSchema, others, 'A change').ok ? ok(given) : decodeChange(json)
}
