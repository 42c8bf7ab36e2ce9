import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeChange } from '../../../model/change/change.ts'
import { changeSchema, decodeChange, encodeChange, encodeForLog, isSoundRecord } from '../../../model/change/codec.ts'
import { recordSchema } from '../../../model/record/schemas.ts'
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

/** As the schema alone decodes it, without the fast checks before it. */
const bySchema = (json: string): unknown => {
  const parsed = changeSchema.safeParse(JSON.parse(json))
  return parsed.success ? { ok: true, value: parsed.data } : null
}

describe('a change as JSON', () => {
  it('comes back as it was encoded', () => {
    const change = makeChange('c1', 'Import', { added: [annotator, sound], removed: [{ ...sound, id: 'a2' }] })
    expect(decodeChange(encodeChange(change))).toEqual({ ok: true, value: change })
  })

  it('names its texts in the log, and has them on its way', () => {
    const body = { text: 'The sea is calm.', blocks: [{ start: 0, end: 16, kind: 'paragraph' as const }] }
    const change = makeChange('c1', 'Import', { texts: [body] })
    expect(decodeChange(encodeChange(change))).toEqual({ ok: true, value: change })
    expect(decodeChange(encodeForLog(change))).toEqual({ ok: true, value: { ...change, texts: [] } })
  })

  it('of an older project has neither edits nor texts', () => {
    const decoded = decodeChange('{"id":"c1","title":"Old","added":[],"updated":[],"removed":[]}')
    expect(decoded).toEqual({ ok: true, value: makeChange('c1', 'Old', {}) })
  })

  it.each([
    ['a splice that changes nothing', [{ at: 0, removed: 'a', inserted: 'a' }]],
    [
      'splices that touch',
      [
        { at: 0, removed: 'a', inserted: 'b' },
        { at: 1, removed: 'a', inserted: '' },
      ],
    ],
    [
      'splices in disorder',
      [
        { at: 9, removed: 'a', inserted: 'b' },
        { at: 1, removed: 'a', inserted: '' },
      ],
    ],
  ])('is refused with %s', (_what, splices) => {
    const edits = [{ article: 'n1', before: 'x', after: 'y', splices }]
    const json = JSON.stringify({ id: 'c1', title: 'Edit', added: [], updated: [], removed: [], edits })
    expect(decodeChange(json).ok).toBe(false)
  })

  it('is refused where, and as, the schema refuses it', () => {
    const list = fc.array(fc.oneof(fc.constantFrom<unknown>(sound, annotator), oddRecord), { maxLength: 3 })
    fc.assert(
      fc.property(list, list, (added, removed) => {
        const json = JSON.stringify({ id: 'c1', title: 'Import', added, updated: [], removed })
        const decoded = decodeChange(json)
        expect(decoded.ok ? decoded : null).toEqual(bySchema(json))
        for (const record of [...added, ...removed]) {
          if (isSoundRecord(record)) expect(recordSchema.safeParse(record).success).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each(['', '{', 'null', '[]', '7', '{"id":"c1"}', '{"added":[],"removed":null}'])('is not %j', (json) => {
    expect(decodeChange(json).ok).toBe(false)
  })
})
