import type { Annotation } from '../../model/record/annotation.ts'
import { type Codebook, findType } from '../../model/record/codebook.ts'
import { findAttribute } from '../../model/codebook/codebook-part.ts'
import type { CodebookUsage } from '../../model/codebook/codebook-usage.ts'
import type { Relation } from '../../model/record/relation.ts'

/** What a codebook does not know of an annotation; retired counts as known. */
export function unknownIn(codebook: Codebook, annotation: Pick<Annotation, 'type' | 'attributes'>): string[] {
  const { type } = annotation
  if (!findType(codebook, type)) return [type]
  return Object.entries(annotation.attributes).flatMap(([attribute, value]) => {
    const definition = findAttribute(codebook, type, attribute)
    if (!definition) return [`${type}.${attribute}`]
    const known = definition.input !== 'choice' || definition.values.some(({ id }) => id === value)
    return known ? [] : [`${type}.${attribute}=${value}`]
  })
}

/** What SQL counts, counted one by one: all values, not only those of some attributes. */
export function countUsage(annotations: readonly Annotation[], relations: readonly Relation[]): CodebookUsage {
  const counts = new Map<string, number>()
  const count = (...key: (string | null)[]): void => {
    counts.set(JSON.stringify(key), (counts.get(JSON.stringify(key)) ?? 0) + 1)
  }
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]))
  for (const { type, fragments, attributes } of annotations) {
    count('type', type)
    if (fragments.length === 0) count('whole', type)
    for (const [attribute, value] of Object.entries(attributes)) {
      count('attribute', type, attribute)
      count('value', type, attribute, value)
    }
  }
  for (const { source, role, target } of relations) {
    const end = 'annotation' in target ? (byId.get(target.annotation)?.type ?? null) : null
    count('role', byId.get(source)?.type ?? '', role, end)
  }
  const rows = (kind: string) =>
    [...counts].flatMap(([key, number]) => {
      const [own, ...ids] = JSON.parse(key) as [string, string, string, string]
      return own === kind ? [{ ids, number }] : []
    })
  return {
    types: rows('type').map(({ ids: [type], number }) => {
      return { type, count: number, whole: counts.get(JSON.stringify(['whole', type])) ?? 0 }
    }),
    attributes: rows('attribute').map(({ ids: [type, attribute], number }) => ({ type, attribute, count: number })),
    values: rows('value').map(({ ids: [type, attribute, value], number }) => {
      return { type, attribute, value, count: number }
    }),
    roles: rows('role').map(({ ids: [type, role, target], number }) => ({ type, role, target, count: number })),
  }
}
