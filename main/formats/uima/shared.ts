/*
 * A CAS, UIMA's document with all that is said about it, without the form it is written in: XMI or JSON. Specification:
 * OASIS UIMA 1.0; https://github.com/apache/uima-uimaj-io-jsoncas for the JSON form.
 */

/** A value, a reference to another structure, or references to several. */
export type CasValue =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'ref'; readonly id: string }
  | { readonly kind: 'refs'; readonly ids: readonly string[] }

/** A feature structure. Annotations have the features `begin` and `end`, in UTF-16 units. */
export interface CasStructure {
  readonly id: string
  /** Full name: "uima.tcas.Annotation". */
  readonly type: string
  readonly features: ReadonlyMap<string, CasValue>
}

/** Name of a feature and of the type of its values; for arrays, of their elements. */
export interface CasFeature {
  readonly name: string
  readonly range: string
  readonly elements?: string
}

export interface CasType {
  readonly name: string
  readonly supertype: string
  readonly description: string
  readonly features: readonly CasFeature[]
}

export const CAS_STRING = 'uima.cas.String'
export const CAS_ARRAY = 'uima.cas.FSArray'
export const CAS_ANNOTATION = 'uima.tcas.Annotation'
export const CAS_DOCUMENT = 'uima.tcas.DocumentAnnotation'
export const INITIAL_VIEW = '_InitialView'

/** Types of our own: an annotation, with a subtype for each type of the codebook; a part of one; a relation. */
export const OWN_ANNOTATION = 'standoff.Annotation'
export const OWN_TYPES = 'standoff.type.'
export const OWN_FRAGMENT = 'standoff.Fragment'
export const OWN_RELATION = 'standoff.Relation'

export const STATUS_FEATURE = 'standoffStatus'
export const CONFIDENCE_FEATURE = 'standoffConfidence'
/** Whether it is about the whole article, which is then what it spans. */
export const WHOLE_FEATURE = 'standoffWhole'
/** The parts of a discontinuous annotation, which itself spans from the first to the last. */
export const FRAGMENTS_FEATURE = 'standoffFragments'

export const TYPE_SYSTEM_FILE = 'TypeSystem.xml'

export const said = (value: string | number | boolean): CasValue => ({ kind: 'value', value })
export const ref = (id: string): CasValue => ({ kind: 'ref', id })
export const refs = (ids: readonly string[]): CasValue => ({ kind: 'refs', ids })

/** What a feature says as text; null where it says nothing, or refers to something. */
export function textFeature({ features }: CasStructure, name: string): string | null {
  const value = features.get(name)
  return value?.kind === 'value' ? String(value.value) : null
}

export function numberFeature(structure: CasStructure, name: string): number | null {
  const text = textFeature(structure, name)
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : null
}
