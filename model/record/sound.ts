import type { FieldType } from './fields.ts'
import { isBeyond } from './limits.ts'

/*
 * Fast checks of records. A schema takes ten times as long, so it is asked only where one of these says no, and then
 * says what is wrong. Law: whatever a check accepts, the schema accepts too; it may send sound values on to the schema.
 */

type Check = (value: unknown) => boolean

// The days 29 to 31 are left to the schema, which knows the months.
const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/
const SHA256 = /^[0-9a-f]{64}$/
const LONGEST_ID = 200

const isText: Check = (value) => typeof value === 'string'
const isId: Check = (value) => typeof value === 'string' && value.length > 0 && value.length <= LONGEST_ID
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isShare: Check = (value) => value === null || (typeof value === 'number' && value >= 0 && value <= 1)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function areAttributes(value: unknown): boolean {
  if (!isObject(value)) return false
  for (const key of Object.keys(value)) if (key.length > LONGEST_ID || typeof value[key] !== 'string') return false
  return true
}

/** Sorted, disjoint, not empty; with `quoted`, with a quote as long as the span and its context. */
function areSpans(value: unknown, keys: number, quoted: boolean): boolean {
  if (!Array.isArray(value)) return false
  let last = 0
  for (const item of value as readonly unknown[]) {
    if (!isObject(item) || Object.keys(item).length !== keys) return false
    const { start, end } = item
    if (!isCount(start) || !isCount(end) || start < last || end <= start) return false
    last = end
    if (!quoted) continue
    const { quote, prefix, suffix } = item
    if (typeof quote !== 'string' || quote.length !== end - start) return false
    if (typeof prefix !== 'string' || typeof suffix !== 'string') return false
  }
  return true
}

/** What only the schema knows. */
const undecided: Check = () => false

const CHECKS: Readonly<Record<Extract<FieldType, string>, Check>> = {
  id: isId,
  text: isText,
  line: isText,
  name: (value) => typeof value === 'string' && value.length > 0,
  'line-or-null': (value) => value === null || typeof value === 'string',
  time: (value) => typeof value === 'string' && TIME.test(value),
  sha256: (value) => typeof value === 'string' && SHA256.test(value),
  count: isCount,
  ordinal: (value) => isCount(value) && value > 0,
  'share-or-null': isShare,
  attributes: areAttributes,
  texts: (value) => Array.isArray(value) && value.every(isText),
  fragments: (value) => areSpans(value, 5, true),
  spans: (value) => areSpans(value, 2, false),
  'relation-target': (value) =>
    isObject(value) && Object.keys(value).length === 1 && (isId(value['annotation']) || isId(value['entity'])),
  'wikidata-or-null': (value) => value === null || (typeof value === 'string' && /^Q[1-9]\d*$/.test(value)),
  'article-source': undecided,
  'prediction-links': (value) => Array.isArray(value) && value.every(isLink),
}

const isLink: Check = (value) =>
  isObject(value) && Object.keys(value).length === 2 && isId(value['role']) && isId(value['target'])

/** The fast check for a type of field. */
export const soundField = (type: FieldType): Check => {
  if (typeof type !== 'string') return (value) => typeof value === 'string' && type.oneOf.includes(value)
  const check = CHECKS[type]
  return (value) => check(value) && !isBeyond(type, value)
}

/**
 * The fast check of an object with exactly these fields. With `kind`, it has that one, too.
 * @param optional Names of fields that may be absent.
 */
export function soundObject(
  fields: Readonly<Record<string, FieldType>>,
  kind?: string,
  optional: readonly string[] = [],
): (value: unknown) => boolean {
  const checks = Object.entries(fields).map(([name, type]) => [name, soundField(type)] as const)
  const most = checks.length + (kind === undefined ? 0 : 1)
  return (value) => {
    if (!isObject(value) || (kind !== undefined && value['kind'] !== kind)) return false
    let absent = 0
    for (const [name, check] of checks) {
      const held = value[name]
      if (held === undefined && optional.includes(name)) absent++
      else if (!check(held)) return false
    }
    // All of these keys have been looked at, so there are no others.
    return Object.keys(value).length === most - absent
  }
}
