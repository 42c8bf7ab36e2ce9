import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Annotation, compareAnnotations } from '../../../model/record/annotation.ts'
import { invisiblesIn } from '../../../model/text/invisible.ts'
import { LANES, layoutBlock } from '../../../renderer/editor/paint/block-layout.ts'

const BLOCK = { start: 10, end: 90 }

function annotation(id: string, spans: readonly (readonly [number, number])[]): Annotation {
  const time = '2026-01-01T00:00:00.000Z'
  return {
    kind: 'annotation',
    id,
    article: 'a',
    type: 'quote',
    fragments: spans.map(([start, end]) => ({ start, end, quote: 'x'.repeat(end - start), prefix: '', suffix: '' })),
    attributes: {},
    confidence: null,
    note: '',
    status: 'draft',
    annotator: 'me',
    createdAt: time,
    updatedAt: time,
    provenance: 'manual',
    codebookVersion: 1,
  }
}

/** One or two disjoint spans anywhere around the block. */
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 4 })
  .map((bounds) => bounds.toSorted((a, b) => a - b))
  .map(
    ([a, b, c, d]) =>
      (d === undefined
        ? [[a, b]]
        : [
            [a, b],
            [c, d],
          ]) as [number, number][],
  )

const annotations = fc
  .array(spans, { maxLength: 12 })
  .map((list) => list.map((item, i) => annotation(`n${i}`, item)).sort(compareAnnotations))

const covers = (item: Annotation, at: number): boolean =>
  item.fragments.some(({ start, end }) => start <= at && at < end)

describe('the layout of a block', () => {
  it('covers every tagged character once, with every annotation over it in a lane or counted', () => {
    fc.assert(
      fc.property(annotations, (list) => {
        const segments = layoutBlock(BLOCK, list, null)
        for (let at = BLOCK.start; at < BLOCK.end; at++) {
          const over = list.filter((item) => covers(item, at))
          const found = segments.filter(({ start, end }) => start <= at && at < end)
          expect(found.length).toBe(over.length > 0 ? 1 : 0)
          const [segment] = found
          if (!segment) continue
          const shown = segment.lanes.filter((item) => item !== null)
          expect(shown.length + segment.hidden).toBe(over.length)
          expect(shown.every((item) => over.includes(item))).toBe(true)
        }
      }),
    )
  })

  it('keeps an annotation in one lane over the whole block', () => {
    fc.assert(
      fc.property(annotations, (list) => {
        const lanes = new Map<string, number>()
        for (const segment of layoutBlock(BLOCK, list, null)) {
          segment.lanes.forEach((item, lane) => {
            if (!item) return
            expect(lanes.get(item.id) ?? lane).toBe(lane)
            lanes.set(item.id, lane)
          })
        }
      }),
    )
  })

  it('says where each fragment begins, and only there', () => {
    fc.assert(
      fc.property(annotations, (list) => {
        const begun = layoutBlock(BLOCK, list, null).flatMap(({ start, begins }) =>
          begins.map(({ id }) => `${id}@${start}`),
        )
        const expected = list.flatMap(({ id, fragments }) =>
          fragments
            .filter(({ start }) => start >= BLOCK.start && start < BLOCK.end)
            .map(({ start }) => `${id}@${start}`),
        )
        expect(begun.sort()).toEqual(expected.sort())
      }),
    )
  })

  it('shows identical spans in lanes of their own and counts what finds none', () => {
    const list = ['a', 'b', 'c', 'd', 'e'].map((id) => annotation(id, [[20, 30]]))
    const [segment, ...others] = layoutBlock(BLOCK, list, 'e')
    expect(others).toEqual([])
    expect(segment?.lanes.map((item) => item?.id)).toEqual(['a', 'b', 'c'])
    expect(segment?.hidden).toBe(5 - LANES)
    expect(segment?.selected).toBe(true)
  })
})

describe('the gaps of the selected annotation', () => {
  it('are cut like everything else and never paint over what is tagged in them', () => {
    fc.assert(
      fc.property(annotations, (list) => {
        const [chosen] = list
        fc.pre(chosen !== undefined)
        const plain = layoutBlock(BLOCK, list, null)
        const joined = layoutBlock(BLOCK, list, chosen.id)
        const [first] = chosen.fragments
        const last = chosen.fragments[chosen.fragments.length - 1]
        for (let at = BLOCK.start; at < BLOCK.end; at++) {
          const here = joined.find(({ start, end }) => start <= at && at < end)
          const before = plain.find(({ start, end }) => start <= at && at < end)
          const inGap = (first?.start ?? 0) <= at && at < (last?.end ?? 0) && !covers(chosen, at)
          expect(here?.gap ?? false).toBe(inGap)
          expect(here?.selected ?? false).toBe(covers(chosen, at))
          expect(here?.lanes ?? before?.lanes.map(() => null)).toEqual(before?.lanes ?? here?.lanes.map(() => null))
          expect(here?.hidden ?? 0).toBe(before?.hidden ?? 0)
        }
      }),
    )
  })
})

describe('invisible characters that are shown', () => {
  it('are segments of their own, and change no lane, no letter and no count of what is tagged', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '\u00ad', '\u00a0', '\u200b'), { minLength: 100, maxLength: 100 })
      .map((units) => units.join(''))
    fc.assert(
      fc.property(annotations, text, (list, shown) => {
        const invisibles = invisiblesIn(shown, BLOCK)
        const plain = layoutBlock(BLOCK, list, null)
        const marked = layoutBlock(BLOCK, list, null, invisibles)
        for (let at = BLOCK.start; at < BLOCK.end; at++) {
          const before = plain.find(({ start, end }) => start <= at && at < end)
          const here = marked.find(({ start, end }) => start <= at && at < end)
          expect(here?.invisible ?? undefined).toEqual(invisibles.find(({ start, end }) => start <= at && at < end))
          expect(here?.lanes ?? before?.lanes.map(() => null)).toEqual(before?.lanes ?? here?.lanes.map(() => null))
          expect(here?.hidden ?? 0).toBe(before?.hidden ?? 0)
        }
        const begins = (segments: typeof plain) =>
          segments.flatMap(({ start, begins: items }) => items.map(({ id }) => `${start} ${id}`))
        expect(begins(marked)).toEqual(begins(plain))
      }),
    )
  })
})
