import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeStoredChange } from '../../../main/store/stored-change.ts'
import { makeChange } from '../../../model/change/change.ts'
import { decodeChange, encodeChange } from '../../../model/record/schemas.ts'
import type { Annotation } from '../../../model/record/annotation.ts'

const TIME = '2025-03-01T10:00:00.000Z'

const sound: Annotation = {
  kind: 'annotation',
  id: 'a1',
  article: 'n1',
  type: 'quote',
  fragments: [{ start: 4, end: 7, quote: 'sea', prefix: 'the ', suffix: ' is' }],
  attributes: { mode: 'direct' },
  confidence: 0.5,
  note: '',
  status: 'final',
  annotator: 'ann',
  createdAt: TIME,
  updatedAt: TIME,
  provenance: 'manual',
  codebookVersion: 1,
}
const annotator = { kind: 'annotator', id: 'ann', name: 'Ann', type: 'human' } as const

const odd = fc.constantFrom<unknown>(null, '', 'x', -1, 1.5, true, [], {}, [null], [{}], 'relation', 'annotator', TIME)
const without = (key: string): object => Object.assign({}, sound, { [key]: undefined })
const withValue = ([key, value]: readonly [string, unknown]): object => Object.assign({}, sound, { [key]: value })
const withFragment = ([key, value]: readonly [string, unknown]): object =>
  Object.assign({}, sound, { fragments: [Object.assign({}, sound.fragments[0], { [key]: value })] })
const oddRecord = fc.oneof(
  odd,
  fc.tuple(fc.constantFrom(...Object.keys(sound), 'more'), odd).map(withValue),
  fc.tuple(fc.constantFrom('start', 'end', 'quote', 'prefix', 'suffix', 'more'), odd).map(withFragment),
  fc.constantFrom(...Object.keys(sound)).map(without),
)

describe('a stored change', () => {
  it('comes back as it was encoded', () => {
    const change = makeChange('c1', 'Import', { added: [annotator, sound], removed: [{ ...sound, id: 'a2' }] })
    expect(decodeStoredChange(encodeChange(change))).toEqual({ ok: true, value: change })
  })

  it('is refused where, and as, the schema refuses it', () => {
    const list = fc.array(fc.oneof(fc.constantFrom<unknown>(sound, annotator), oddRecord), { maxLength: 3 })
    fc.assert(
      fc.property(list, list, (added, removed) => {
        const json = JSON.stringify({ id: 'c1', title: 'Import', added, updated: [], removed })
        expect(decodeStoredChange(json)).toEqual(decodeChange(json))
      }),
      { numRuns: 500 },
    )
  })

  it.each(['', '{', 'null', '[]', '7', '{"id":"c1"}', '{"added":[],"removed":null}'])('is not %j', (json) => {
    const refused = decodeStoredChange(json)
    expect(refused.ok).toBe(false)
    expect(refused).toEqual(decodeChange(json))
  })
})
