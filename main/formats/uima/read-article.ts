import {
  CONFIDENCE_FEATURE,
  type CasStructure,
  FRAGMENTS_FEATURE,
  numberFeature,
  OWN_FRAGMENT,
  OWN_RELATION,
  OWN_TYPES,
  STATUS_FEATURE,
  textFeature,
  WHOLE_FEATURE,
} from './shared.ts'
import type { PlacedExtra } from '../kit/standoff/extra.ts'
import {
  ID_FEATURE,
  idOfUimaFeature,
  idOfUimaType,
  NOTE_FEATURE,
  shortNames,
  shortTypeName,
} from '../kit/names/uima-names.ts'
import { ANNOTATION_STATUSES } from '../../../model/record/annotation.ts'
import type { Companion } from '../kit/standoff/companion.ts'
import { createRestorer } from '../kit/reading/restore.ts'
import { scoreOr } from '../kit/reading/json-values.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'
import { type ForeignAnnotation, type ForeignRelation, foreignAnnotation, foreignRelation } from '../kit/reader.ts'

/* The annotations of a CAS, from any program, and what links them. */

/** A document of UIMA: its text, and the structures that are about it. */
export interface ReadCas {
  readonly text: string
  readonly structures: readonly CasStructure[]
}

/** What UIMA and DKPro say of a document as such, and its tokens and sentences: no annotations of an annotator. */
const BACKGROUND =
  /^uima\.|\.segmentation\.type\.|\.DocumentMetaData$|\.TagDescription$|\.TagsetDescription$|^standoff\.(?:Fragment|Relation)$/

/** Features by which relations name their ends, in the order of their likelihood. */
const ENDS: readonly (readonly [string, string])[] = [
  ['Governor', 'Dependent'],
  ['source', 'target'],
  ['from', 'to'],
]

/** `written` makes of a value what the form can hold of it, so that restoring sees what was changed. */
export function casArticle(
  { text, structures }: ReadCas,
  articleKey: string,
  companion: Companion | null,
  problems: ProblemLog,
  written: (value: string) => string,
): { annotations: ForeignAnnotation[]; relations: ForeignRelation[] } {
  const byId = new Map(structures.map((structure) => [structure.id, structure]))
  const names = shortNames(structures.map(({ type }) => type))
  const restorer = createRestorer(companion, text, ({ type, fragments, attributes, note }: PlacedExtra) => ({
    type,
    fragments,
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, written(value)])),
    note: written(note),
  }))
  const keys = new Map<string, string>()
  const annotations: ForeignAnnotation[] = []
  const arcs: { readonly structure: CasStructure; readonly ends: readonly [string, string] }[] = []
  let background = 0
  for (const structure of structures) {
    const [start, end] = [numberFeature(structure, 'begin'), numberFeature(structure, 'end')]
    const ends = endsOf(structure)
    if (ends && structure.type !== OWN_RELATION) arcs.push({ structure, ends })
    else if (start === null || end === null) continue
    else if (BACKGROUND.test(structure.type))
      background += structure.type.startsWith('uima.') || structure.type === OWN_FRAGMENT ? 0 : 1
    else {
      const found = annotationOf(structure, start, end, text, byId, names, articleKey)
      const annotation = restorer.annotation(found, found.key)
      annotations.push(annotation)
      keys.set(structure.id, annotation.key)
    }
  }
  if (background > 0)
    problems.add(
      'background',
      null,
      `${background} tokens, sentences and the like were left out: they are found anew where they are needed.`,
    )
  const relations = [...relationsOf(structures, arcs, byId, names, keys, articleKey, problems)]
  return { annotations, relations: relations.map(restorer.relation) }
}

function annotationOf(
  structure: CasStructure,
  start: number,
  end: number,
  text: string,
  byId: ReadonlyMap<string, CasStructure>,
  names: ReadonlyMap<string, string>,
  articleKey: string,
): ForeignAnnotation {
  const { id, type, features } = structure
  const isOwn = type.startsWith(OWN_TYPES)
  const attributes: Record<string, string> = {}
  for (const [name, value] of features) {
    if (value.kind !== 'value' || ['begin', 'end', 'sofa'].includes(name) || (isOwn && name.startsWith('standoff')))
      continue
    // Without a type system an empty list cannot be told from a text without characters.
    if (!isOwn && value.value === '') continue
    attributes[isOwn ? idOfUimaFeature(name) : name] = String(value.value)
  }
  const listed = features.get(FRAGMENTS_FEATURE)
  const parts = (listed?.kind === 'refs' ? listed.ids : []).flatMap((part) => {
    const there = byId.get(part)
    const [from, to] = there ? [numberFeature(there, 'begin'), numberFeature(there, 'end')] : [null, null]
    return from === null || to === null ? [] : [{ start: from, end: to }]
  })
  const isWhole = isOwn && textFeature(structure, WHOLE_FEATURE) === 'true'
  const spans = isWhole ? [] : parts.length > 0 ? parts : [{ start, end }]
  const confidence = textFeature(structure, CONFIDENCE_FEATURE)
  const status = textFeature(structure, STATUS_FEATURE)
  return foreignAnnotation({
    key: (isOwn ? textFeature(structure, ID_FEATURE) : null) ?? `${articleKey}#${id}`,
    type: isOwn ? idOfUimaType(shortTypeName(type)) : (names.get(type) ?? type),
    fragments: spans.map(({ start: from, end: to }) => ({
      start: from,
      end: to,
      quote: from <= to ? text.slice(from, to) : null,
    })),
    attributes,
    note: textFeature(structure, NOTE_FEATURE) ?? '',
    confidence: confidence === null ? null : scoreOr(Number(confidence)),
    status: ANNOTATION_STATUSES.find((known) => known === status) ?? null,
    place: `${shortTypeName(type)} ${id}`,
  })
}

/** The two structures that a structure is an arc between; null for one that is none. */
function endsOf({ features }: CasStructure): readonly [string, string] | null {
  for (const [from, to] of ENDS) {
    const [source, target] = [features.get(from), features.get(to)]
    if (source?.kind === 'ref' && target?.kind === 'ref') return [source.id, target.id]
  }
  return null
}

function* relationsOf(
  structures: readonly CasStructure[],
  arcs: readonly { readonly structure: CasStructure; readonly ends: readonly [string, string] }[],
  byId: ReadonlyMap<string, CasStructure>,
  names: ReadonlyMap<string, string>,
  keys: ReadonlyMap<string, string>,
  articleKey: string,
  problems: ProblemLog,
): Iterable<ForeignRelation> {
  let count = 0
  const link = (
    role: string,
    from: string | undefined,
    target: ForeignRelation['target'] | null,
    said: Partial<ForeignRelation> = {},
  ): ForeignRelation[] => {
    if (from === undefined || target === null) {
      problems.add('end', null, `A link "${role}" leads to or from no annotation; it was left out.`)
      return []
    }
    count++
    return [
      foreignRelation({
        key: `${articleKey}#link-${count}`,
        role,
        source: from,
        target,
        place: `link ${count}`,
        ...said,
      }),
    ]
  }
  const toAnnotation = (id: string): ForeignRelation['target'] | null => {
    const annotation = keys.get(id)
    return annotation === undefined ? null : { annotation }
  }
  for (const { structure, ends } of arcs) {
    const attributes = valuesOf(structure)
    yield* link(names.get(structure.type) ?? structure.type, keys.get(ends[0]), toAnnotation(ends[1]), { attributes })
  }
  for (const structure of structures) {
    if (structure.type === OWN_RELATION) {
      yield* ownRelation(structure, keys, toAnnotation, link)
      continue
    }
    const from = keys.get(structure.id)
    if (from === undefined) continue
    for (const [feature, value] of structure.features) {
      if (value.kind === 'value' || feature === 'sofa' || feature === FRAGMENTS_FEATURE) continue
      for (const id of value.kind === 'ref' ? [value.id] : value.ids) {
        const there = byId.get(id)
        const slot = there?.features.get('target')
        const isSlot = there && !there.features.has('begin') && slot?.kind === 'ref'
        if (isSlot) yield* link(textFeature(there, 'role') ?? feature, from, toAnnotation(slot.id))
        else if (there && keys.has(id)) yield* link(feature, from, toAnnotation(id))
        else problems.add(`feature ${feature}`, null, `What "${feature}" refers to is no annotation; it was left out.`)
      }
    }
  }
}

function* ownRelation(
  structure: CasStructure,
  keys: ReadonlyMap<string, string>,
  toAnnotation: (id: string) => ForeignRelation['target'] | null,
  link: (
    role: string,
    from: string | undefined,
    target: ForeignRelation['target'] | null,
    said: Partial<ForeignRelation>,
  ) => ForeignRelation[],
): Iterable<ForeignRelation> {
  const [source, target] = [structure.features.get('source'), structure.features.get('target')]
  const [entity, other, id] = [
    textFeature(structure, 'entity'),
    textFeature(structure, 'targetId'),
    textFeature(structure, ID_FEATURE),
  ]
  const end =
    entity !== null
      ? { entity }
      : other !== null
        ? { annotation: other }
        : target?.kind === 'ref'
          ? toAnnotation(target.id)
          : null
  const from = source?.kind === 'ref' ? keys.get(source.id) : undefined
  yield* link(textFeature(structure, 'role') ?? '', from, end, id === null ? {} : { key: id })
}

/** What a relation says of itself; where it stands is where its ends are. */
const valuesOf = ({ features }: CasStructure): Record<string, string> =>
  Object.fromEntries(
    [...features].flatMap(([name, value]) =>
      value.kind === 'value' && !['begin', 'end', 'sofa'].includes(name) ? [[name, String(value.value)]] : [],
    ),
  )
