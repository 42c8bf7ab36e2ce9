import { cutAt } from '../../../../model/text/shorten.ts'
import { jsonIn, jsonOr } from './parse-json.ts'
import type { ProblemLog } from './problems.ts'
import { type DatasetInput, type LostKind, orEnd } from '../reader.ts'

/** Any JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectOr = (value: unknown): JsonObject => (isObject(value) ? value : {})
export const listOr = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A list that an example should have; what is there instead is told. */
export function listIn(value: unknown, name: string, tell: (what: string, lost: LostKind) => void): readonly unknown[] {
  if (value !== undefined && value !== null && !Array.isArray(value)) {
    tell(`"${name}" is no list; what it holds was left out.`, 'annotations')
  }
  return listOr(value)
}

export const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null)
export const numberOr = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** Ids are numbers in some files and texts in others. */
export const keyOr = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null

/** A score from 0 to 1, or null. */
export const scoreOr = (value: unknown): number | null => {
  const score = numberOr(value)
  return score !== null && score >= 0 && score <= 1 ? score : null
}

/** ISO 8601 in UTC of what a file says of a time, or null where it cannot be read. */
export function timeOr(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const time = new Date(value)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}

/** What can be said in one line of text, of an object's values: texts, numbers, yes and no; lists of them as JSON. */
export function metadataOf(value: JsonObject, without: ReadonlySet<string> = new Set()): Record<string, string> {
  const metadata: Record<string, string> = {}
  for (const [key, item] of Object.entries(value)) {
    if (without.has(key) || item === null || item === undefined) continue
    const said = typeof item === 'string' ? item : JSON.stringify(item)
    if (said !== '') metadata[key] = said
  }
  return metadata
}

/** First line of a text that says something, for articles that have no title. */
export function titleOf(text: string, otherwise: string): string {
  const line = text.split('\n', 20).find((candidate) => candidate.trim() !== '')
  if (line === undefined) return otherwise
  return cutAt(line.trim(), 80)
}

/** The objects of a file of JSON Lines, with the line they stand in; or of one JSON list or object (null for the line). */
export async function* jsonObjects(
  input: DatasetInput,
  path: string,
  problems: ProblemLog,
): AsyncIterable<{ readonly line: number | null; readonly place: string; readonly value: JsonObject }> {
  let first = true
  for await (const { number, text } of input.lines(path)) {
    if (text.trim() === '') continue
    if (first && !/^\s*\{.*\}\s*$/.test(text)) {
      const whole = wholeValue(orEnd(await input.text(path)))
      if (whole) {
        yield* listedObjects(whole, problems)
        return
      }
    }
    first = false
    const parsed = jsonIn(text)
    if (!parsed.ok)
      problems.add(
        `line ${number}`,
        number,
        `This line is not valid JSON and was left out: ${parsed.reason}.`,
        'articles',
      )
    else if (isObject(parsed.value)) yield { line: number, place: `line ${number}`, value: parsed.value }
    else problems.add('no object', number, 'This line is no JSON object and was left out.', 'articles')
  }
}

/** A file that is one JSON value over many lines, as a list; null where it is none. */
function wholeValue(text: string): readonly unknown[] | null {
  const value = jsonOr(text)
  return value === undefined ? null : Array.isArray(value) ? value : [value]
}

function* listedObjects(list: readonly unknown[], problems: ProblemLog) {
  let number = 0
  for (const value of list) {
    number++
    if (isObject(value)) yield { line: null, place: `item ${number}`, value }
    else problems.add('no object', null, `Item ${number} is no JSON object and was left out.`, 'articles')
  }
}
