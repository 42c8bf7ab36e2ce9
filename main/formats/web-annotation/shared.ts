/*
 * What the writer and the reader of the W3C's Web Annotations have in common. Model: https://www.w3.org/TR/annotation-model/
 */

export const ANNOTATION_CONTEXT = 'http://www.w3.org/ns/anno.jsonld'
/** What the model has no word for stands under names that begin with this. */
export const OWN_PREFIX = 'standoff'
export const OWN_CONTEXT = { [OWN_PREFIX]: 'urn:standoff:term:' }

const base = (fileName: string): string => fileName.replace(/\.[^./]+$/, '')

/** "votes.jsonld" has the articles, a line each, in "votes.articles.jsonl". */
export const webArticlesName = (fileName: string): string => `${base(fileName)}.articles.jsonl`
/** Codebook, register and annotators. */
export const webProjectName = (fileName: string): string => `${base(fileName)}.project.json`

export type NamedKind = 'annotation' | 'relation' | 'article' | 'entity' | 'annotator'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The IRI of a record: that of its UUID, or one of ours. */
export const iriOf = (kind: NamedKind, id: string): string =>
  UUID.test(id) ? `urn:uuid:${id}` : `urn:standoff:${kind}:${encodeURIComponent(id)}`

/** The id that such an IRI names; null for any other IRI. */
export function idOfIri(iri: string): string | null {
  const uuid = /^urn:uuid:(.+)$/.exec(iri)?.[1]
  if (uuid !== undefined) return uuid
  const named = /^urn:standoff:[a-z]+:(.*)$/s.exec(iri)?.[1]
  if (named === undefined) return null
  try {
    return decodeURIComponent(named)
  } catch {
    return null
  }
}

export const wikidataIri = (item: string): string => `http://www.wikidata.org/entity/${item}`
