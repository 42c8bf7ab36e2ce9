import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  composeSplices,
  fitsText,
  invertSplices,
  mapSpan,
  spliceText,
  type Splices,
} from '../../../model/text/splices.ts'
import { splicesOf } from '../../support/edits.ts'

const text = fc.stringMatching(/^[a-d]{0,40}$/)
const edited = text.chain((before) => splicesOf(before).map((splices) => ({ before, splices })))
const twice = edited.chain(({ before, splices: first }) =>
  splicesOf(spliceText(before, first)).map((second) => ({ before, first, second })),
)
const spanIn = (length: number) =>
  fc.tuple(fc.nat(Math.max(0, length - 1)), fc.integer({ min: 1, max: 12 })).map(([start, size]) => ({
    start,
    end: Math.min(length, start + size),
  }))

describe('laws of splices', () => {
  it('the inverse leads back, and twice inverted is the same', () => {
    fc.assert(
      fc.property(edited, ({ before, splices }) => {
        const after = spliceText(before, splices)
        const back = invertSplices(splices)
        expect(fitsText(back, after)).toBe(true)
        expect(spliceText(after, back)).toBe(before)
        expect(invertSplices(back)).toEqual(splices)
      }),
      { numRuns: 500 },
    )
  })

  it('the composition has the effect of both in turn', () => {
    fc.assert(
      fc.property(twice, ({ before, first, second }) => {
        const one = composeSplices(first, second)
        expect(fitsText(one, before)).toBe(true)
        expect(spliceText(before, one)).toBe(spliceText(spliceText(before, first), second))
      }),
      { numRuns: 1_000 },
    )
  })

  it('a span that is kept keeps its text, and comes back to its place', () => {
    fc.assert(
      fc.property(
        edited
          .filter(({ before }) => before.length > 0)
          .chain((edit) => fc.tuple(fc.constant(edit), spanIn(edit.before.length))),
        ([{ before, splices }, span]) => {
          const mapped = mapSpan(span, splices)
          if (mapped.kind === 'gone') return
          expect(mapped.span.end).toBeGreaterThan(mapped.span.start)
          if (mapped.kind !== 'kept') return
          const after = spliceText(before, splices)
          expect(after.slice(mapped.span.start, mapped.span.end)).toBe(before.slice(span.start, span.end))
          expect(mapSpan(mapped.span, invertSplices(splices))).toEqual({ kind: 'kept', span })
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('what two edits keep, their composition keeps at the same place', () => {
    fc.assert(
      fc.property(
        twice
          .filter(({ before }) => before.length > 0)
          .chain((edit) => fc.tuple(fc.constant(edit), spanIn(edit.before.length))),
        ([{ first, second }, span]) => {
          const once = mapSpan(span, first)
          const then = once.kind === 'kept' ? mapSpan(once.span, second) : once
          if (then.kind === 'kept') expect(mapSpan(span, composeSplices(first, second))).toEqual(then)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

/** Writes a text with its span in brackets. */
const shown = (plain: string, { start, end }: { start: number; end: number }): string =>
  `${plain.slice(0, start)}[${plain.slice(start, end)}]${plain.slice(end)}`

describe('where a span goes', () => {
  const cases: readonly (readonly [before: string, splices: Splices, after: string | null, kind: string])[] = [
    ['foo [bar] baz', [{ at: 4, removed: '', inserted: 'lorem ' }], 'foo lorem [bar] baz', 'kept'],
    ['foo [bar] baz', [{ at: 7, removed: '', inserted: ' ipsum' }], 'foo [bar] ipsum baz', 'kept'],
    ['Mr [Obma] said', [{ at: 3, removed: 'Obma', inserted: 'Obama' }], 'Mr [Obama] said', 'touched'],
    ['Mr [Obma] said', [{ at: 5, removed: '', inserted: 'a' }], 'Mr [Obama] said', 'touched'],
    ['fo[o bar b]uzz', [{ at: 4, removed: 'bar ', inserted: '' }], 'fo[o b]uzz', 'touched'],
    ['foo [bar] baz', [{ at: 2, removed: 'o b', inserted: 'x' }], 'fox[ar] baz', 'touched'],
    ['foo [bar] baz', [{ at: 6, removed: 'r b', inserted: 'x' }], 'foo [ba]xaz', 'touched'],
    ['foo [bar] baz', [{ at: 4, removed: 'bar', inserted: '' }], null, 'gone'],
    ['foo [bar] baz', [{ at: 3, removed: ' bar ', inserted: 'x' }], null, 'gone'],
    ['foo [bar] baz', [{ at: 0, removed: 'foo ', inserted: '' }], '[bar] baz', 'kept'],
  ]
  it.each(cases)('%s by %j', (marked, splices, after, kind) => {
    const span = { start: marked.indexOf('['), end: marked.indexOf(']') - 1 }
    const before = marked.replace(/[[\]]/g, '')
    const mapped = mapSpan(span, splices)
    expect(mapped.kind).toBe(kind)
    expect(mapped.kind === 'gone' ? null : shown(spliceText(before, splices), mapped.span)).toBe(after)
  })
})
