import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecordMap } from '../../../model/value/record-map.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { indexRelations, RelationIndex } from '../../../model/annotation/relation-index.ts'

const TIME = '2026-03-01T10:00:00.000Z'
const ANNOTATIONS = ['a', 'b', 'c', 'd']
const ENTITIES = ['x', 'y']
const ROLES = ['speaker', 'cue']

const relation: fc.Arbitrary<Relation> = fc.record({
  kind: fc.constant('relation' as const),
  id: fc.nat(200).map((number) => `relation-${String(number).padStart(3, '0')}`),
  article: fc.constant('article-0001'),
  role: fc.constantFrom(...ROLES),
  source: fc.constantFrom(...ANNOTATIONS),
  target: fc.oneof(
    fc.constantFrom(...ANNOTATIONS).map((annotation) => ({ annotation })),
    fc.constantFrom(...ENTITIES).map((entity) => ({ entity })),
  ),
  attributes: fc.constant({}),
  annotator: fc.constant('me'),
  createdAt: fc.constant(TIME),
  updatedAt: fc.constant(TIME),
})

/** Sets of relations that follow each other by puts and removals; few and many at a time. */
const versions = fc
  .array(fc.array(fc.record({ item: relation, put: fc.boolean() }), { maxLength: 120 }), { minLength: 1, maxLength: 5 })
  .map((steps) => {
    let map = RecordMap.empty<Relation>()
    return steps.map((step) => {
      for (const { item, put } of step) map = put ? map.with(item.id, item) : map.without(item.id)
      return map
    })
  })

const sorted = (relations: RecordMap<Relation>, keep: (item: Relation) => boolean): Relation[] =>
  [...relations.values()].filter(keep).sort((a, b) => (a.id < b.id ? -1 : 1))

function expectIndexOf(index: RelationIndex, relations: RecordMap<Relation>): void {
  for (const id of ANNOTATIONS) {
    expect(index.leaving(id)).toEqual(sorted(relations, ({ source }) => source === id))
    expect(index.toAnnotation(id)).toEqual(
      sorted(relations, ({ target }) => 'annotation' in target && target.annotation === id),
    )
    for (const role of ROLES) {
      const own = sorted(relations, (item) => item.source === id && item.role === role)
      expect(index.leaving(id, role)).toEqual(own)
      expect(index.has(id, role)).toBe(own.length > 0)
    }
  }
  for (const id of ENTITIES) {
    expect(index.toEntity(id)).toEqual(sorted(relations, ({ target }) => 'entity' in target && target.entity === id))
  }
}

describe('the index of relations', () => {
  it('finds what a search through all of them finds, by each end', () => {
    fc.assert(fc.property(versions, (maps) => maps.forEach((map) => expectIndexOf(RelationIndex.from(map), map))))
  })

  it('following change after change is the same as making it anew', () => {
    fc.assert(
      fc.property(versions, (maps) => {
        let index = RelationIndex.empty
        for (const map of [...maps, ...maps.toReversed()]) {
          index = index.follow(map)
          expectIndexOf(index, map)
          expect(indexRelations(map)).toBe(indexRelations(map))
          expectIndexOf(indexRelations(map), map)
        }
      }),
    )
  })

  it('differences of two maps lead from one to the other', () => {
    fc.assert(
      fc.property(versions, (maps) => {
        const [older, newer] = [maps[0] ?? RecordMap.empty<Relation>(), maps.at(-1) ?? RecordMap.empty<Relation>()]
        let map = older
        for (const [before, after] of newer.differences(older)) {
          expect(before).not.toBe(after)
          map = after ? map.with(after.id, after) : map.without(before?.id ?? '')
        }
        expect(new Map(map.entries())).toEqual(new Map(newer.entries()))
      }),
    )
  })
})
