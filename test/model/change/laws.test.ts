import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONTEXT_LENGTH, joinSpans, makeFragment } from '../../../model/annotation/annotate.ts'
import { type Annotation, compareAnnotations, hull, mismatchedFragments } from '../../../model/record/annotation.ts'
import { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import { type Change, invertChange, makeChange } from '../../../model/change/change.ts'
import { applyToRecords } from '../../../model/change/apply.ts'
import { noRecords, type Records } from '../../../model/change/view.ts'
import { sameValue } from '../../../model/value/same-value.ts'
import { squashChanges } from '../../../model/change/squash.ts'
import { codebookProblems } from '../../../model/record/codebook.ts'
import { annotationSchema } from '../../../model/record/schemas.ts'
import { decodeChange, encodeChange, isSoundRecord } from '../../../model/change/codec.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { type ProjectRecord, recordKey } from '../../../model/record/project.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import { normaliseSpan, splitsSurrogatePair } from '../../../model/text/span.ts'
import { annotate, ANNOTATOR, NOW } from '../../support/article.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const TEXT = 'Zoë 🙂 said “No”.  Nobody – not 👩‍👩‍👧 one – agreed with the minister at all. '.repeat(20)

const span = fc.tuple(fc.nat(TEXT.length + 5), fc.nat(60)).map(([start, length]) => ({ start, end: start + length }))

const annotation = (number: number, spans: { start: number; end: number }[]): Annotation =>
  annotate(
    TEXT,
    'article-0001',
    'stance',
    spans.flatMap((item) => normaliseSpan(TEXT, item) ?? []),
    `annotation-${number}`,
  )

const rejection = (number: number, { start, end }: { start: number; end: number }): Rejection => ({
  kind: 'rejection',
  id: `rejection-${number}`,
  article: 'article-0001',
  rule: 'quotes',
  spans: [{ start, end: end + 1 }],
  annotator: ANNOTATOR,
  createdAt: NOW,
})

const prediction = (number: number, place: { start: number; end: number }, note: string): Prediction => ({
  kind: 'prediction',
  id: `prediction-${number}`,
  article: 'article-0001',
  type: 'quote',
  fragments: annotation(number, [place]).fragments,
  attributes: { mode: 'direct' },
  links: number % 2 === 0 ? [{ role: 'speaker', target: `prediction-${number - 1}` }] : [],
  source: 'Label Studio: ner-3',
  score: number % 3 === 0 ? null : number / 100,
  note,
  createdAt: NOW,
})

/** Changes that follow each other from an empty project. */
const history = fc
  .array(
    fc.record({
      act: fc.constantFrom('add', 'predict', 'reject', 'edit', 'remove'),
      which: fc.nat(8),
      span,
      note: fc.string(),
    }),
    {
      maxLength: 12,
    },
  )
  .map((acts) => {
    let records = noRecords
    const changes: Change[] = []
    acts.forEach(({ act, which, span: place, note }, number) => {
      const known = [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1))[which]
      const parts =
        act === 'add'
          ? { added: [annotation(number, [place])] }
          : act === 'predict'
            ? { added: [prediction(number, place, note)] }
            : act === 'reject'
              ? { added: [rejection(number, place)] }
              : !known
                ? null
                : act === 'remove'
                  ? { removed: [known] }
                  : known.kind === 'annotation' || known.kind === 'prediction'
                    ? { updated: [[known, { ...known, note }] as const] }
                    : null
      if (!parts) return
      const change = makeChange(`change-${number}`, act, parts)
      records = valueOf(applyToRecords(records, change))
      changes.push(change)
    })
    return changes
  })

const applyAll = (changes: readonly Change[], from: Records = noRecords): Records =>
  changes.reduce((records, change) => valueOf(applyToRecords(records, change)), from)

const contents = (records: Records): Record<string, ProjectRecord> => Object.fromEntries(records.entries())

describe('laws of changes', () => {
  it('a change and its inverse leave everything as it was', () => {
    fc.assert(
      fc.property(history, (changes) => {
        const inverses = changes.toReversed().map((change, i) => invertChange(change, `inverse-${i}`))
        expect(applyAll([...changes, ...inverses]).size).toBe(0)
        for (const change of changes) expect(invertChange(invertChange(change, 'x'), change.id)).toEqual(change)
      }),
    )
  })

  it('squashing has the effect of the sequence', () => {
    fc.assert(
      fc.property(history, (changes) => {
        const [first, ...rest] = changes
        fc.pre(first !== undefined)
        const one = rest.reduce((sum, change) => squashChanges(sum, change, 'squashed'), first)
        expect(contents(applyAll([one]))).toEqual(contents(applyAll(changes)))
      }),
    )
  })

  it('decoding gives what was encoded', () => {
    fc.assert(
      fc.property(history, (changes) => {
        for (const change of changes) expect(valueOf(decodeChange(encodeChange(change)))).toEqual(change)
      }),
    )
    failureOf(decodeChange('{"id":'), 'invalid-record')
    expect(
      failureOf(
        decodeChange('{"id":"x","title":"y","added":[{"kind":"entity"}],"updated":[],"removed":[]}'),
        'invalid-record',
      ).details?.join(),
    ).toContain('added.0.name')
  })

  it('one that does not fit is refused and leaves the records alone', () => {
    const records = applyAll([makeChange('a', 'Tag', { added: [annotation(1, [{ start: 0, end: 3 }])] })])
    const other = annotation(2, [{ start: 0, end: 3 }])
    for (const parts of [
      { removed: [other] },
      { updated: [[other, other]] as const },
      { added: [annotation(1, [{ start: 0, end: 3 }])] },
    ]) {
      failureOf(applyToRecords(records, makeChange('b', 'Change', parts)), 'conflict')
    }
    expect(records.size).toBe(1)
  })

  it('equality does not look at the order of keys', () => {
    expect(sameValue({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true)
    expect(sameValue({ a: undefined }, { b: undefined })).toBe(false)
    expect(sameValue([1], { 0: 1 })).toBe(false)
  })
})

describe('laws of annotations', () => {
  it('a quote is always what stands at its place, between whole characters', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 4 }), (spans) => {
        const made = annotation(1, spans)
        expect(mismatchedFragments(made, TEXT)).toEqual([])
        for (const { start, end, quote, prefix, suffix } of made.fragments) {
          expect(splitsSurrogatePair(TEXT, start) || splitsSurrogatePair(TEXT, end)).toBe(false)
          expect(quote).toBe(quote.trim())
          expect(`${prefix}${quote}${suffix}`).not.toMatch(/\p{Surrogate}/u)
          expect(TEXT.slice(start - prefix.length, end + suffix.length)).toBe(prefix + quote + suffix)
          expect(Math.max(prefix.length, suffix.length)).toBeLessThanOrEqual(CONTEXT_LENGTH)
        }
        expect(annotationSchema.safeParse(made).success).toBe(true)
      }),
    )
  })

  it('context is whole characters too', () => {
    const text = '🙂'.repeat(60)
    const { prefix, suffix } = makeFragment(`x${text}`, { start: 61, end: 63 })
    expect([prefix, suffix].join('')).not.toMatch(/\p{Surrogate}/u)
  })

  it('joined spans are sorted, apart, and cover the same', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const real = spans.filter(({ start, end }) => start < end)
        const joined = joinSpans(real)
        joined.slice(1).forEach(({ start }, i) => expect(start).toBeGreaterThan(joined[i]?.end ?? Infinity))
        const covered = (list: typeof joined): number[] =>
          list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i))
        expect(new Set(covered(joined))).toEqual(new Set(covered(real)))
      }),
    )
  })

  it('the fast check of stored annotations accepts nothing that the schema refuses', () => {
    const sound = annotation(1, [
      { start: 0, end: 3 },
      { start: 8, end: 12 },
    ])
    expect(isSoundRecord(sound)).toBe(true)
    const odd = fc.constantFrom<unknown>(
      null,
      '',
      'x',
      -1,
      0,
      1.5,
      2,
      true,
      [],
      {},
      { a: 1 },
      NaN,
      '2025-02-31T00:00:00Z',
      'y'.repeat(300),
      [{ ...sound.fragments[0], start: 1 }],
    )
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(sound)), odd, (key, value) => {
        fc.pre(key !== 'kind')
        const candidate = { ...sound, [key]: value } as Annotation
        if (isSoundRecord(candidate)) expect(annotationSchema.safeParse(candidate).success).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('laws of the index', () => {
  it('answers like a plain sorted list, whatever was added and removed', () => {
    const act = fc.record({ remove: fc.boolean(), which: fc.nat(40), spans: fc.array(span, { maxLength: 2 }) })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), span, (acts, range) => {
        let index = AnnotationIndex.empty
        let list: Annotation[] = []
        acts.forEach(({ remove, which, spans }, number) => {
          const gone = list[which]
          if (remove && gone) {
            index = index.remove(gone.id)
            list = list.filter((item) => item !== gone)
          } else {
            const made = annotation(number, spans)
            index = index.add(made)
            list = [...list, made].sort(compareAnnotations)
          }
        })
        expect([...index]).toEqual(list)
        expect([...AnnotationIndex.from(list.toReversed())]).toEqual(list)
        expect(index.size).toBe(list.length)
        const retyped = list.map((item, i) => (i % 3 === 0 ? { ...item, type: 'claim' } : item))
        expect([...index.replaceAll(retyped.filter((_, i) => i % 3 === 0))]).toEqual(retyped)
        list.forEach((item, place) => {
          expect(index.at(place)).toBe(item)
          expect(index.positionOf(item.id)).toBe(place)
        })
        expect(index.at(list.length)).toBeUndefined()
        expect(index.countBefore(range.start)).toBe(list.filter((item) => hull(item).start < range.start).length)
        const meets = ({ start, end }: { start: number; end: number }): boolean =>
          range.start === range.end
            ? start <= range.start && range.start <= end
            : start < range.end && range.start < end
        expect(index.overlapping(range)).toEqual(list.filter(({ fragments }) => fragments.some(meets)))
      }),
    )
  })

  it('keeps its order over many chunks', () => {
    const many = Array.from({ length: 2000 }, (_, i) =>
      annotation(i, [{ start: (i * 7) % 1000, end: ((i * 7) % 1000) + 9 }]),
    )
    const sorted = many.toSorted(compareAnnotations)
    const built = many.reduce((index, item) => index.add(item), AnnotationIndex.empty)
    expect([...built].map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
    expect(sorted.every((item, place) => built.positionOf(item.id) === place)).toBe(true)
    const retyped = built.replaceAll(many.map((item) => ({ ...item, type: 'claim' })))
    expect([...retyped].map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
    expect([...retyped.counts]).toEqual([['claim', 2000]])
    const moved = many.map((_, i) => annotation(i, [{ start: (i * 11) % 1000, end: ((i * 11) % 1000) + 9 }]))
    expect([...built.replaceAll(moved)]).toEqual(moved.toSorted(compareAnnotations))
    expect(many.reduce((index, { id }) => index.remove(id), built).size).toBe(0)
  })
})

describe('the record map', () => {
  it('law: answers like a Map and never changes an older one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 2 }), fc.nat(), fc.boolean())), (steps) => {
        const plain = new Map<string, number>()
        let map = RecordMap.empty<number>()
        for (const [key, value, remove] of steps) {
          const before = map
          const size = map.size
          map = remove ? map.without(key) : map.with(key, value)
          if (remove) plain.delete(key)
          else plain.set(key, value)
          expect(before.size).toBe(size)
        }
        expect(new Map(map.entries())).toEqual(plain)
        expect(map.size).toBe(plain.size)
      }),
    )
  })
})

describe('the default codebook', () => {
  it('has no problems, and problems are found where there are some', () => {
    expect(codebookProblems(newsAttribution)).toEqual([])
    const [entity] = newsAttribution.types
    const twice = { ...newsAttribution, types: [entity!, entity!] }
    expect(codebookProblems(twice).join(' ')).toContain('defined twice')
    expect(recordKey(newsAttribution)).toBe('codebook:news-attribution')
  })
})
