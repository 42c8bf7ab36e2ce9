import { type AttributePath, type CodebookUsage, MOST_VALUES } from '../../../model/codebook/codebook-usage.ts'
import type { PartRef } from '../../../model/codebook/codebook-part.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { ownValue } from '../../../model/value/own-value.ts'
import type { PointerCount } from '../project-store.ts'

/* What the database answers with SQL, over lists in memory. */

/** Adds one to the count of a key made of parts. */
class Tally<Parts extends readonly (string | null)[]> {
  readonly #counts = new Map<string, { readonly parts: Parts; count: number }>()

  add(...parts: Parts): void {
    const key = JSON.stringify(parts)
    const known = this.#counts.get(key)
    if (known) known.count++
    else this.#counts.set(key, { parts, count: 1 })
  }

  get entries(): readonly { readonly parts: Parts; readonly count: number }[] {
    return [...this.#counts.values()]
  }
}

/** The most frequent first, then by value; at most so many of each attribute. */
function mostFrequent(values: Tally<[string, string, string]>): CodebookUsage['values'] {
  const sorted = values.entries
    .map(({ parts: [type, attribute, value], count }) => ({ type, attribute, value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  const places = new Map<string, number>()
  return sorted.filter(({ type, attribute }) => {
    const key = JSON.stringify([type, attribute])
    const place = (places.get(key) ?? 0) + 1
    places.set(key, place)
    return place <= MOST_VALUES + 1
  })
}

export function usageOf(
  annotations: readonly Annotation[],
  relations: readonly Relation[],
  valuesOf: readonly AttributePath[],
): CodebookUsage {
  const wanted = new Set(valuesOf.map((path) => JSON.stringify(path)))
  const types = new Map<string, { count: number; whole: number }>()
  const attributes = new Tally<[string, string]>()
  const values = new Tally<[string, string, string]>()
  const roles = new Tally<[string, string, string | null]>()
  for (const { type, fragments, attributes: held } of annotations) {
    const known = types.get(type) ?? { count: 0, whole: 0 }
    types.set(type, { count: known.count + 1, whole: known.whole + (fragments.length === 0 ? 1 : 0) })
    for (const [attribute, value] of Object.entries(held)) {
      attributes.add(type, attribute)
      if (wanted.has(JSON.stringify([type, attribute]))) values.add(type, attribute, value)
    }
  }
  const typeOf = new Map(annotations.map(({ id, type }) => [id, type]))
  for (const { role, source, target } of relations) {
    roles.add(typeOf.get(source) ?? '', role, 'annotation' in target ? (typeOf.get(target.annotation) ?? null) : null)
  }
  return {
    types: [...types].map(([type, { count, whole }]) => ({ type, count, whole })),
    attributes: attributes.entries.map(({ parts: [type, attribute], count }) => ({ type, attribute, count })),
    values: mostFrequent(values),
    roles: roles.entries.map(({ parts: [type, role, target], count }) => ({ type, role, target, count })),
  }
}

/** Whether an annotation holds a part of the codebook; a role is held by relations. */
export function holdsPart({ type, attributes }: Annotation, part: PartRef): boolean {
  if (part.kind === 'role' || part.type !== type) return false
  if (part.kind === 'type') return true
  const value = ownValue(attributes, part.attribute)
  return value !== undefined && (part.kind === 'attribute' || part.value === value)
}

/** How often each entity is named, and when that was last changed. */
export function pointersTo(pointers: Iterable<readonly [entity: string, updatedAt: string]>): PointerCount[] {
  const found = new Map<string, { number: number; last: string }>()
  for (const [entity, at] of pointers) {
    const known = found.get(entity)
    found.set(entity, { number: (known?.number ?? 0) + 1, last: known && known.last > at ? known.last : at })
  }
  return [...found].map(([entity, { number, last }]) => ({ entity, number, last }))
}
