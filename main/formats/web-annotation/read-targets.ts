import { isObject, type JsonObject, numberOr, objectOr, textOr } from '../kit/reading/json-values.ts'
import type { ForeignFragment } from '../kit/reader.ts'
import { iriIn, oneOrMore } from './read-bodies.ts'

/* Where a Web Annotation is: which resource, and which part of it. */

/** A part of a text: its place, what it says, or both. */
export interface ReadTarget {
  readonly source: string
  /** None: the whole resource. */
  readonly part: {
    readonly place: { readonly start: number; readonly end: number } | null
    readonly quote: string | null
    readonly prefix: string
    readonly suffix: string
  } | null
  /** Names of selectors that say nothing about a place in a plain text. */
  readonly unknown: readonly string[]
}

/** The targets of an annotation, those of a set one by one; what is no target at all is left out. */
export const readTargets = (annotation: JsonObject): ReadTarget[] =>
  oneOrMore(annotation.target)
    .flatMap((target) => (isObject(target) && Array.isArray(target.items) ? (target.items as unknown[]) : [target]))
    .flatMap((target) => {
      const value = objectOr(target)
      const source = isObject(target) ? (iriIn(value.source) ?? iriIn(value)) : textOr(target)
      return source === null ? [] : [{ source, ...partOf(value.selector) }]
    })

function partOf(selector: unknown): Pick<ReadTarget, 'part' | 'unknown'> {
  let place: { start: number; end: number } | null = null
  let quote: string | null = null
  let prefix = ''
  let suffix = ''
  const unknown: string[] = []
  // A selector may be refined by another: the last one is about the smallest part.
  const selectors: JsonObject[] = []
  const collect = (value: unknown, depth: number): void => {
    for (const item of oneOrMore(value)) {
      if (!isObject(item)) continue
      selectors.push(item)
      if (depth < 10) collect(item.refinedBy, depth + 1)
    }
  }
  collect(selector, 0)
  for (const each of selectors) {
    const type = textOr(each.type) ?? textOr(each['@type']) ?? ''
    const [start, end] = [numberOr(each.start), numberOr(each.end)]
    const fragment = /^#?char=(\d+),(\d+)/.exec(textOr(each.value) ?? '')
    if (type === 'TextPositionSelector' && start !== null && end !== null) place = { start, end }
    else if (type === 'FragmentSelector' && fragment) place = { start: Number(fragment[1]), end: Number(fragment[2]) }
    else if (type === 'TextQuoteSelector' && textOr(each.exact) !== null) {
      quote = textOr(each.exact)
      prefix = textOr(each.prefix) ?? ''
      suffix = textOr(each.suffix) ?? ''
    } else unknown.push(type)
  }
  const isPart = place !== null || quote !== null
  return { part: isPart ? { place, quote, prefix, suffix } : null, unknown: isPart ? [] : unknown }
}

/** A fragment of code points. One that is only quoted is looked for: null where it is not found, or more than once. */
export function fragmentIn(
  part: NonNullable<ReadTarget['part']>,
  text: string | null,
  toFile: (offset: number) => number,
): ForeignFragment | null {
  const { place, quote, prefix, suffix } = part
  if (place) return { ...place, quote }
  if (text === null || quote === null || quote === '') return null
  for (const [before, after] of [
    [prefix, suffix],
    ['', ''],
  ] as const) {
    const wanted = before + quote + after
    const at = text.indexOf(wanted)
    if (at < 0 || text.indexOf(wanted, at + 1) >= 0) continue
    const start = at + before.length
    return { start: toFile(start), end: toFile(start + quote.length), quote }
  }
  return null
}
