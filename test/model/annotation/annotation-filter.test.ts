import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../../model/record/annotation.ts'
import {
  type AnnotationFilter,
  conditionKey,
  type FilterCondition,
  filterRuns,
  withCondition,
  withoutCondition,
} from '../../../model/annotation/annotation-filter.ts'
import { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import { keepRows } from '../../../model/annotation/annotation-rows.ts'
import { annotate } from '../../support/article.ts'

const TEXT = 'Zoë said “No”. Nobody agreed with the minister at all. '.repeat(4)
const TYPES = ['quote', 'claim', 'stance'] as const
const VALUES = ['yes', 'no'] as const
const ATTRIBUTES = ['mode', 'kind'] as const
const ROLES = ['speaker', 'cue'] as const
const STATUSES = ['draft', 'final', 'disputed'] as const
const PROVENANCES = ['manual', 'suggested', 'imported'] as const

const one = <T extends string>(values: readonly T[]) => fc.constantFrom(...values)
const attributes = fc.dictionary(one(ATTRIBUTES), one(VALUES), { maxKeys: 2 })

const annotations = fc
  .array(
    fc.record({
      type: one(TYPES),
      start: fc.option(fc.nat(TEXT.length - 30)),
      length: fc.integer({ min: 2, max: 25 }),
      attributes,
      status: one(STATUSES),
      provenance: one(PROVENANCES),
      annotator: one(['ada', 'bo']),
      note: one(['', 'Check ZOE again', 'minister?']),
    }),
    { maxLength: 14 },
  )
  .map((all) =>
    all.map(({ start, length, ...edit }, number): Annotation => {
      const spans = start === null ? [] : [{ start, end: start + length }]
      return { ...annotate(TEXT, 'article', 'stance', spans, `annotation-${number}`), ...edit }
    }),
  )

const condition: fc.Arbitrary<FilterCondition> = fc.oneof(
  fc.record({ kind: fc.constant('type' as const), type: one(TYPES) }),
  fc.record({
    kind: fc.constant('attribute' as const),
    type: one(TYPES),
    attribute: one(ATTRIBUTES),
    value: fc.option(one(VALUES)),
  }),
  fc.record({ kind: fc.constant('without-role' as const), type: one(TYPES), role: one(ROLES) }),
  fc.record({ kind: fc.constant('status' as const), status: one(STATUSES) }),
  fc.record({ kind: fc.constant('annotator' as const), annotator: one(['ada', 'bo']) }),
  fc.record({ kind: fc.constant('provenance' as const), provenance: one(PROVENANCES) }),
  fc.record({ kind: fc.constant('text' as const), text: one(['zoe', 'MINISTER check', 'Nö', '  ']) }),
)
const filters = fc.array(condition, { maxLength: 5 })

/** Every third annotation has a speaker. */
const relations = {
  has: (source: string, role: string) => role === 'speaker' && Number(source.split('-')[1]) % 3 === 0,
}

/** The rule as it is written down, condition by condition. */
function lets(filter: AnnotationFilter, annotation: Annotation): boolean {
  const fold = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const all = <K extends FilterCondition['kind']>(kind: K) =>
    filter.filter((item): item is Extract<FilterCondition, { kind: K }> => item.kind === kind)
  const anyOf = (values: readonly string[], value: string) => values.length === 0 || values.includes(value)
  const typed = [...all('type'), ...all('attribute'), ...all('without-role')]
  const own = typed.filter(({ type }) => type === annotation.type)
  if (typed.length > 0 && own.length === 0) return false
  for (const item of own) {
    if (item.kind === 'without-role' && relations.has(annotation.id, item.role)) return false
    if (item.kind === 'attribute') {
      const alternatives = own.filter((other) => other.kind === 'attribute' && other.attribute === item.attribute)
      const value = annotation.attributes[item.attribute] ?? null
      if (!alternatives.some((other) => other.kind === 'attribute' && other.value === value)) return false
    }
  }
  const found = fold(`${annotation.fragments.map(({ quote }) => quote).join('\n')}\n${annotation.note}`)
  return (
    anyOf(
      all('status').map(({ status }) => status),
      annotation.status,
    ) &&
    anyOf(
      all('annotator').map(({ annotator }) => annotator),
      annotation.annotator,
    ) &&
    anyOf(
      all('provenance').map(({ provenance }) => provenance),
      annotation.provenance,
    ) &&
    all('text').every(({ text }) =>
      fold(text)
        .split(' ')
        .every((word) => found.includes(word)),
    )
  )
}

describe('the filter of annotations', () => {
  it('lets through what its rule says, whatever the order of its conditions', () => {
    fc.assert(
      fc.property(annotations, filters, (all, filter) => {
        const kept = filterRuns(filter, relations)(all)
        expect(kept).toEqual(all.filter((annotation) => lets(filter, annotation)))
        expect(filterRuns(filter.toReversed(), relations)(all)).toEqual(kept)
        if (filter.length === 0) expect(kept).toEqual(all)
      }),
    )
  })

  it('a condition is asked once, and taking it away undoes adding it', () => {
    fc.assert(
      fc.property(filters, condition, (filter, item) => {
        const more = withCondition(filter, item)
        expect(withCondition(more, { ...item })).toBe(more)
        expect(more.map(conditionKey)).toContain(conditionKey(item))
        const rest = filter.filter((other) => conditionKey(other) !== conditionKey(item))
        expect(withoutCondition(more, item)).toEqual(rest)
      }),
    )
  })

  it('rows that are kept stand where they stand in the list', () => {
    fc.assert(
      fc.property(annotations, filters, fc.nat(TEXT.length), (all, filter, offset) => {
        const index = AnnotationIndex.from(all)
        const keep = filterRuns(filter, relations)
        // What it remembers of an index before must not show in the next.
        keepRows(index.remove(all[0]?.id ?? ''), keep)
        const rows = keepRows(index, keep)
        const listed = filterRuns(filter, relations)([...index])
        expect(rows.size).toBe(listed.length)
        expect(Array.from({ length: rows.size + 1 }, (_, i) => rows.at(i))).toEqual([...listed, undefined])
        for (const { id } of all) expect(rows.positionOf(id)).toBe(listed.findIndex((item) => item.id === id))
        expect(rows.positionOf('nobody')).toBe(-1)
        expect(rows.countBefore(offset)).toBe(
          listed.filter(({ fragments }) => (fragments[0]?.start ?? -1) < offset).length,
        )
        const everything = keepRows(index, (run) => run)
        expect(everything.countBefore(offset)).toBe(index.countBefore(offset))
      }),
    )
  })
})
