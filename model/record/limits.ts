import type { FieldType } from './fields.ts'

/*
 * How large a record may be. Far above whatever people write or programs hand over, and low enough that a file from a
 * stranger cannot stop the window: a name of fifty million characters on one line takes minutes to be laid out. A record
 * beyond them counts as one that cannot be read, and nothing beyond them is saved. Lengths are UTF-16 units.
 */

/** Of a name, a title, an alias, a language: what is shown on one line. */
export const LONGEST_LINE = 100_000

/** Of a note, a description, the value of an attribute. */
export const LONGEST_TEXT = 20_000_000

/** Parts of one annotation, and spans of a rejected suggestion. */
export const MOST_FRAGMENTS = 10_000

/** Further names of an entity. */
export const MOST_ALIASES = 100_000

/** Attributes of a record, metadata of an article. */
export const MOST_ATTRIBUTES = 10_000

/** Annotation types of a codebook, and attributes and roles of a type. */
export const MOST_TYPES = 2_000

/** Values of an attribute of the codebook. */
export const MOST_CHOICES = 20_000

const isLong =
  (most: number) =>
  (value: unknown): boolean =>
    (typeof value === 'string' || Array.isArray(value)) && value.length > most

const isLine = isLong(LONGEST_LINE)
const isText = isLong(LONGEST_TEXT)

function areMany(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const texts = Object.values(value)
  return texts.length > MOST_ATTRIBUTES || texts.some(isText)
}

/** Whether the value of a field is larger than a record may hold. Types of fields without a limit are not among them. */
const BEYOND: Readonly<Partial<Record<string, (value: unknown) => boolean>>> = {
  line: isLine,
  name: isLine,
  'line-or-null': isLine,
  text: isText,
  attributes: areMany,
  texts: (value) => Array.isArray(value) && (value.length > MOST_ALIASES || value.some(isLine)),
  fragments: isLong(MOST_FRAGMENTS),
  spans: isLong(MOST_FRAGMENTS),
  'prediction-links': isLong(MOST_FRAGMENTS),
}

/** Whether a field of this type holds more than it may. */
export const isBeyond = (type: FieldType, value: unknown): boolean =>
  typeof type === 'string' && BEYOND[type]?.(value) === true
