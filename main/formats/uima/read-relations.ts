import { type CasStructure, FRAGMENTS_FEATURE, OWN_RELATION, textFeature } from './shared.ts'
import { ID_FEATURE } from '../kit/names/uima-names.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'
import { type ForeignRelation, foreignRelation } from '../kit/reader.ts'

/** A structure that links two others, whose ids are its ends. */
export interface CasArc {
  readonly structure: CasStructure
  readonly ends: readonly [string, string]
}

/** Features by which relations name their ends, in the order of their likelihood. */
const ENDS: readonly (readonly [string, string])[] = [
  ['Governor', 'Dependent'],
  ['source', 'target'],
  ['from', 'to'],
]

/** The two structures that a structure is an arc between; null for one that is none. */
export function endsOf({ features }: CasStructure): readonly [string, string] | null {
  for (const [from, to] of ENDS) {
    const [source, target] = [features.get(from), features.get(to)]
    if (source?.kind === 'ref' && target?.kind === 'ref') return [source.id, target.id]
  }
  return null
}

/**
 * Everything that links annotations: arcs, slots, features that refer, and our own relations. `keys` are those of the
 * annotations, by the ids of their structures.
 */
export function* relationsOf(
  structures: readonly CasStructure[],
  arcs: readonly CasArc[],
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
      problems.add('end', null, `A link "${role}" leads to or from no annotation; it was left out.`, 'relations')
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
