import { ownValue } from '../../../model/value/own-value.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { type AnnotationType, findType } from '../../../model/record/codebook.ts'
import type { Relation } from '../../../model/record/relation.ts'
import {
  CAS_ANNOTATION,
  CAS_ARRAY,
  CAS_DOCUMENT,
  CAS_STRING,
  type CasStructure,
  type CasType,
  type CasValue,
  CONFIDENCE_FEATURE,
  FRAGMENTS_FEATURE,
  OWN_ANNOTATION,
  OWN_FRAGMENT,
  OWN_RELATION,
  OWN_TYPES,
  ref,
  refs,
  said,
  STATUS_FEATURE,
  WHOLE_FEATURE,
} from './shared.ts'
import { ID_FEATURE, NOTE_FEATURE, uimaFeatureName, uimaTypeName } from '../kit/names/uima-names.ts'
import type { ExportedArticle, DatasetSource } from '../kit/exporter.ts'

/* A project as UIMA sees it. */

/** Id of the Sofa, the text that everything is about. */
export const SOFA_ID = '1'

const stringFeature = (name: string) => ({ name, range: CAS_STRING })

/** The types of a codebook, and what they have in common. */
export function casTypes({ codebook, attributesInUse }: DatasetSource): CasType[] {
  const types = new Map<string, { readonly type: AnnotationType | undefined; readonly attributes: Set<string> }>()
  for (const type of codebook.types)
    types.set(type.id, { type, attributes: new Set(type.attributes.map(({ id }) => id)) })
  for (const [id, names] of attributesInUse) {
    const known = types.get(id) ?? { type: undefined, attributes: new Set() }
    types.set(id, known)
    for (const name of names) known.attributes.add(name)
  }
  return [
    {
      name: OWN_ANNOTATION,
      supertype: CAS_ANNOTATION,
      description: 'What every annotation has, whatever its type.',
      features: [
        ...[ID_FEATURE, STATUS_FEATURE, NOTE_FEATURE].map(stringFeature),
        { name: CONFIDENCE_FEATURE, range: 'uima.cas.Double' },
        { name: WHOLE_FEATURE, range: 'uima.cas.Boolean' },
        { name: FRAGMENTS_FEATURE, range: CAS_ARRAY, elements: OWN_FRAGMENT },
      ],
    },
    {
      name: OWN_FRAGMENT,
      supertype: CAS_ANNOTATION,
      description: 'A part of a discontinuous annotation.',
      features: [],
    },
    {
      name: OWN_RELATION,
      supertype: 'uima.cas.TOP',
      description: 'A link from an annotation to another, in this article or not, or to an entry of the register.',
      features: [
        ...[ID_FEATURE, 'role'].map(stringFeature),
        { name: 'source', range: OWN_ANNOTATION },
        { name: 'target', range: OWN_ANNOTATION },
        ...['targetId', 'entity'].map(stringFeature),
      ],
    },
    ...[...types].map(([id, { type, attributes }]) => ({
      name: OWN_TYPES + uimaTypeName(id),
      supertype: OWN_ANNOTATION,
      description: type?.description ?? '',
      features: [...attributes].map((name) => stringFeature(uimaFeatureName(name))),
    })),
  ]
}

/** Everything in an article but its text: the document, annotations in reading order, relations. */
export function* casStructures(
  { article, text, annotations, relations }: ExportedArticle,
  { codebook }: DatasetSource,
): Iterable<CasStructure> {
  let count = Number(SOFA_ID)
  const next = (): string => String(++count)
  const ids = new Map<string, string>()
  const language = said(article.language ?? 'x-unspecified')
  yield { id: next(), type: CAS_DOCUMENT, features: spanFeatures(0, text.length, [['language', language]]) }
  for (const annotation of annotations()) {
    const parts =
      annotation.fragments.length > 1 ? annotation.fragments.map((fragment) => ({ fragment, id: next() })) : []
    for (const { fragment, id } of parts)
      yield { id, type: OWN_FRAGMENT, features: spanFeatures(fragment.start, fragment.end) }
    const id = next()
    ids.set(annotation.id, id)
    yield {
      id,
      type: OWN_TYPES + uimaTypeName(annotation.type),
      features: annotationFeatures(
        annotation,
        text,
        parts.map((part) => part.id),
        findType(codebook, annotation.type),
      ),
    }
  }
  for (const relation of relations) yield { id: next(), type: OWN_RELATION, features: relationFeatures(relation, ids) }
}

const spanFeatures = (start: number, end: number, more: readonly (readonly [string, CasValue])[] = []) =>
  new Map<string, CasValue>([['sofa', ref(SOFA_ID)], ['begin', said(start)], ['end', said(end)], ...more])

function annotationFeatures(
  { id, fragments, attributes, confidence, note, status }: Annotation,
  text: string,
  parts: readonly string[],
  type: AnnotationType | undefined,
): ReadonlyMap<string, CasValue> {
  const first = fragments[0]
  const last = fragments[fragments.length - 1]
  // In the order of the codebook, which is that of the type system.
  const known = (type?.attributes ?? []).flatMap((attribute) => (attribute.id in attributes ? [attribute.id] : []))
  const names = new Set([...known, ...Object.keys(attributes)])
  return spanFeatures(first?.start ?? 0, last?.end ?? text.length, [
    [ID_FEATURE, said(id)],
    [STATUS_FEATURE, said(status)],
    ...(note === '' ? [] : ([[NOTE_FEATURE, said(note)]] as const)),
    ...(confidence === null ? [] : ([[CONFIDENCE_FEATURE, said(confidence)]] as const)),
    ...(first ? [] : ([[WHOLE_FEATURE, said(true)]] as const)),
    ...(parts.length > 0 ? ([[FRAGMENTS_FEATURE, refs(parts)]] as const) : []),
    ...[...names].map((name) => [uimaFeatureName(name), said(ownValue(attributes, name) ?? '')] as const),
  ])
}

function relationFeatures(
  { id, role, source, target }: Relation,
  ids: ReadonlyMap<string, string>,
): ReadonlyMap<string, CasValue> {
  const features = new Map<string, CasValue>([
    [ID_FEATURE, said(id)],
    ['role', said(role)],
  ])
  const from = ids.get(source)
  if (from !== undefined) features.set('source', ref(from))
  if ('entity' in target) return features.set('entity', said(target.entity))
  const to = ids.get(target.annotation)
  // The annotation of another article is named by its id.
  return to === undefined ? features.set('targetId', said(target.annotation)) : features.set('target', ref(to))
}
