import { idOfIri } from './shared.ts'
import { isObject, type JsonObject, listOr, textOr } from '../kit/reading/json-values.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'
import type { DatasetItem } from '../kit/reader.ts'
import { iriIn, oneOrMore } from './read-bodies.ts'
import { type ReadTarget, readTargets } from './read-targets.ts'

/* Which annotations a file of Web Annotations holds, who made them, and what they are about. */

/** Every annotation in a page, a collection, a list or a graph. */
export function annotationsIn(value: unknown, problems: ProblemLog): JsonObject[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap((item) => annotationsIn(item, problems))
  if (!isObject(value)) {
    problems.add('object', null, 'Something in the list is no annotation; it was left out.', 'annotations')
    return []
  }
  if (Array.isArray(value['@graph'])) return annotationsIn(value['@graph'], problems)
  const types = oneOrMore(value.type ?? value['@type'])
  if (types.includes('AnnotationCollection')) {
    if (isObject(value.first)) return annotationsIn(value.first, problems)
    problems.add('page', null, 'The pages of the collection are not in the file; only what is in the file was read.')
    return []
  }
  if (types.includes('AnnotationPage')) {
    if (value.next !== undefined) problems.add('next', null, 'Further pages are not in the file and were not read.')
    return annotationsIn(listOr(value.items), problems)
  }
  if (types.includes('Annotation')) return [value]
  problems.add('type', null, 'Something that does not have the type Annotation was left out.', 'annotations')
  return []
}

/** Who made the annotations, each once. */
export function* creatorItems(items: readonly JsonObject[]): Iterable<DatasetItem> {
  const told = new Set<string>()
  for (const { creator } of items) {
    const [first] = oneOrMore(creator)
    const id = creatorKey(first)
    if (id === null || told.has(id)) continue
    told.add(id)
    const said = isObject(first) ? first : {}
    const name = textOr(said.name) ?? textOr(said.nickname) ?? textOr(oneOrMore(said.name)[0]) ?? id
    const type = oneOrMore(said.type).includes('Software') ? 'model' : 'human'
    yield { kind: 'annotator', annotator: { id, name, type } }
  }
}

/** The id of a creator, or else the name; null where neither is said. */
export function creatorKey(creator: unknown): string | null {
  const iri = iriIn(creator)
  if (iri !== null) return idOfIri(iri) ?? iri
  return isObject(creator) ? (textOr(creator.name) ?? textOr(creator.nickname)) : null
}

/** Annotations by what they are about. */
export interface SortedAnnotations {
  /** IRI of an article → its annotations with their targets in it. */
  readonly bySource: Map<
    string,
    { readonly item: JsonObject; readonly targets: readonly ReadTarget[]; readonly key: string }[]
  >
  /** IRI of an annotation → relations that start from it. */
  readonly links: ReadonlyMap<string, readonly JsonObject[]>
}

/** Annotations that are about other annotations are relations; the others are sorted by what they are about. */
export function sortedAnnotations(items: readonly JsonObject[], problems: ProblemLog): SortedAnnotations {
  const iris = new Set(items.flatMap((item) => iriIn(item) ?? []))
  const bySource: SortedAnnotations['bySource'] = new Map()
  const links = new Map<string, JsonObject[]>()
  const keys = new Set<string>()
  items.forEach((item, position) => {
    const targets = readTargets(item)
    const [first] = targets
    if (!first) {
      problems.add('target', null, `Annotation ${position + 1} has no target; it was left out.`, 'annotations')
      return
    }
    if (iris.has(first.source)) {
      links.set(first.source, [...(links.get(first.source) ?? []), item])
      return
    }
    const iri = iriIn(item)
    const wanted = iri === null ? `annotation ${position + 1}` : (idOfIri(iri) ?? iri)
    const bySources = new Map<string, ReadTarget[]>()
    for (const target of targets) bySources.set(target.source, [...(bySources.get(target.source) ?? []), target])
    for (const [source, there] of bySources) {
      // Annotations of several articles become one in each.
      let key = wanted
      for (let count = 2; keys.has(key); count++) key = `${wanted} (${count})`
      keys.add(key)
      const list = bySource.get(source) ?? []
      bySource.set(source, list)
      list.push({ item, targets: there, key })
    }
  })
  return { bySource, links }
}
