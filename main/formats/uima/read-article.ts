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
import { type ForeignAnnotation, type ForeignRelation, foreignAnnotation } from '../kit/reader.ts'

import { type CasArc, endsOf, relationsOf } from './read-relations.ts'

/* The annotations of a CAS, from any program, and what links them. */

/** A document of UIMA: its text, and the structures that are about it. */
export interface ReadCas {
  readonly text: string
  readonly structures: readonly CasStructure[]
}

/** What UIMA and DKPro say of a document as such, and its tokens and sentences: no annotations of an annotator. */
const BACKGROUND =
  /^uima\.|\.segmentation\.type\.|\.DocumentMetaData$|\.TagDescription$|\.TagsetDescription$|^standoff\.(?:Fragment|Relation)$/

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
  const arcs: CasArc[] = []
  let background = 0
  for (const structure of structures) {
    const [start, end] = [numberFeature(structure, 'begin'), numberFeature(structure, 'end')]
    const ends = endsOf(structure)
    if (ends && structure.type !== OWN_RELATION) arcs.push({ structure, ends })
    else if (start === null || end === null) {
      const isSpan = structure.features.has('begin') || structure.features.has('end')
      if (BACKGROUND.test(structure.type) || !(isSpan || structure.type.startsWith(OWN_TYPES))) continue
      const what = `${shortTypeName(structure.type)} ${structure.id}`
      problems.add('place', null, `The place of "${what}" cannot be read; it was left out.`, 'annotations')
    } else if (BACKGROUND.test(structure.type))
      background += structure.type.startsWith('uima.') || structure.type === OWN_FRAGMENT ? 0 : 1
    else {
      const found = annotationOf(structure, start, end, text, byId, names, articleKey)
      if (!found) {
        const what = `${shortTypeName(structure.type)} ${structure.id}`
        problems.add('part', null, `A part of "${what}" cannot be read; it was left out.`, 'annotations')
        continue
      }
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
): ForeignAnnotation | null {
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
  if (listed?.kind === 'refs' && parts.length < listed.ids.length) return null
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
