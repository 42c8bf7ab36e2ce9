import { OWN_PREFIX } from './shared.ts'
import { isObject, type JsonObject, keyOr, listOr, textOr } from '../kit/reading/json-values.ts'

/* What a Web Annotation says of its target, in its bodies. Properties may be one value or a list of them. */

export const oneOrMore = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value]

export const own = (value: JsonObject, name: string): unknown => value[`${OWN_PREFIX}:${name}`]

/** The IRI of a resource that is named, or described. */
export const iriIn = (value: unknown): string | null =>
  textOr(value) ?? (isObject(value) ? (textOr(value.id) ?? textOr(value['@id'])) : null)

export interface ReadBodies {
  /** What it is classified or tagged as, in order. */
  readonly tags: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
  readonly comments: readonly string[]
  /** Resources that it is linked to, or identified with. */
  readonly links: readonly { readonly iri: string; readonly purpose: string }[]
}

const TAGGING = new Set(['tagging', 'classifying'])

/** The bodies of an annotation; those without a purpose have the annotation's motivation (model, 3.3.5). */
export function readBodies(annotation: JsonObject): ReadBodies {
  const tags: string[] = []
  const comments: string[] = []
  const links: { iri: string; purpose: string }[] = []
  const attributes: Record<string, string> = {}
  const motivation = oneOrMore(annotation.motivation).flatMap((said) => keyOr(said) ?? [])[0] ?? ''
  const plain = textOr(annotation.bodyValue)
  const described: readonly unknown[] = [...oneOrMore(annotation.body), ...(plain === null ? [] : [{ value: plain }])]
  for (const body of described) {
    const value = isObject(body) ? body : { source: body }
    const purpose = oneOrMore(value.purpose).flatMap((said) => keyOr(said) ?? [])[0] ?? motivation
    const text = textOr(value.value)
    const attribute = textOr(own(value, 'attribute'))
    if (attribute !== null) attributes[attribute] = text ?? ''
    else if (text !== null) (TAGGING.has(purpose) ? tags : comments).push(text)
    else {
      const alternatives = listOr(value.items)
      for (const resource of alternatives.length > 0 ? alternatives : [value]) {
        const iri = isObject(resource) ? (iriIn(resource.source) ?? iriIn(resource)) : iriIn(resource)
        if (iri === null) continue
        if (TAGGING.has(purpose)) tags.push(iri)
        else links.push({ iri, purpose })
      }
    }
  }
  return { tags, attributes, comments, links }
}
