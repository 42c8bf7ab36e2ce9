import { z } from 'zod'
import { KINDS } from '../record/kinds.ts'
import { bodySchema, decodeWith, recordSchema } from '../record/schemas.ts'
import type { ProjectRecord } from '../record/project.ts'
import { soundObject } from '../record/sound.ts'
import { fail, ok, type Result } from '../value/result.ts'
import type { Change } from './change.ts'

const splice = z
  .strictObject({ at: z.int().nonnegative(), removed: z.string(), inserted: z.string() })
  .refine(({ removed, inserted }) => removed !== inserted, 'a splice changes nothing')

const splices = z.array(splice).refine(
  (list) =>
    list.every(({ at }, i) => {
      const earlier = list[i - 1]
      return !earlier || earlier.at + earlier.removed.length < at
    }),
  'splices must be sorted, with text between them',
)

const editSchema = z.strictObject({ article: z.string(), before: z.string(), after: z.string(), splices })

/**
 * Decodes a change from a message or a line of the log. Edits and texts may be absent: lines of older projects have
 * none.
 */
export const changeSchema = z.strictObject({
  id: z.string().min(1).max(200),
  title: z.string().max(500),
  added: z.array(recordSchema),
  updated: z.array(z.tuple([recordSchema, recordSchema])),
  removed: z.array(recordSchema),
  edits: z.array(editSchema).default([]),
  texts: z.array(bodySchema).default([]),
}) as unknown as z.ZodType<Change>

/** A change as one line of JSON. {@link decodeChange} reads it back. */
export const encodeChange = ({ edits, texts, ...rest }: Change): string =>
  JSON.stringify({
    ...rest,
    ...(edits.length > 0 ? { edits } : {}),
    ...(texts.length > 0 ? { texts } : {}),
  })

/** The same for the log, which names texts by their hash: they are stored beside it. */
export const encodeForLog = (change: Change): string => encodeChange({ ...change, texts: [] })

const CHECKS = new Map<unknown, (value: unknown) => boolean>(
  Object.entries(KINDS).flatMap(([kind, { fields }]) => (fields ? [[kind, soundObject(fields, kind)] as const] : [])),
)

/** Law: whatever this accepts, the schema of its kind accepts too. It may send sound records on to the schema. */
export const isSoundRecord = (value: unknown): value is ProjectRecord =>
  typeof value === 'object' && value !== null && CHECKS.get((value as { kind?: unknown }).kind)?.(value) === true

const isOther = (record: unknown): boolean => !isSoundRecord(record)
const isOtherPair = (pair: unknown): boolean => !Array.isArray(pair) || pair.length !== 2 || pair.some(isOther)

const notJson = () =>
  fail('invalid-record', 'A change is not valid JSON.', 'The change log is damaged; run "check" on the project.')

/**
 * Reads what {@link encodeChange} wrote; anything else is an `invalid-record` failure. Most of a large change passes the
 * fast checks; the schema is asked for the rest, and to say what is wrong.
 */
export function decodeChange(json: string): Result<Change> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return notJson()
  }
  return checkChange(value)
}

/** The same for what is parsed already. */
export function checkChange(value: unknown): Result<Change> {
  const given = value as Partial<Change> | null
  const lists = [given?.added, given?.updated, given?.removed]
  if (!given || !lists.every(Array.isArray)) return decodeWith(changeSchema, value, 'A change')
  const others = {
    ...given,
    added: given.added?.filter(isOther),
    updated: given.updated?.filter(isOtherPair),
    removed: given.removed?.filter(isOther),
  }
  if (!changeSchema.safeParse(others).success) return decodeWith(changeSchema, value, 'A change')
  return ok({ ...(given as Change), edits: given.edits ?? [], texts: given.texts ?? [] })
}
