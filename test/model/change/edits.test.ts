import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeFragment } from '../../../model/annotation/annotate.ts'
import { applyToRecords } from '../../../model/change/apply.ts'
import { type Change, invertChange, makeChange } from '../../../model/change/change.ts'
import { decodeChange, encodeChange } from '../../../model/change/codec.ts'
import { squashChanges } from '../../../model/change/squash.ts'
import { noRecords, type Records } from '../../../model/change/view.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { Article } from '../../../model/record/article.ts'
import { shiftRecord } from '../../../model/record/kinds.ts'
import { recordKey } from '../../../model/record/project.ts'
import { mapSpan, type Splices, spliceText } from '../../../model/text/splices.ts'
import { annotate, article as articleOf, NOW } from '../../support/article.ts'
import { splicesOf } from '../../support/edits.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const TEXT = 'abcdcabddbcadabcdcccdabadbabdcba'
const { article, body } = articleOf(TEXT)

const bodyOf = (text: string): string =>
  `${text.length.toString(16).padStart(4, '0')}${Buffer.from(text).toString('hex')}`.slice(0, 64)

/** The article after an edit. Only what edits need is right: its body and its length. */
const edited = (before: Article, text: string): Article => ({ ...before, body: bodyOf(text), textLength: text.length })

const start: Article = { ...article, body: bodyOf(TEXT) }
const span = fc.tuple(fc.nat(TEXT.length - 3), fc.integer({ min: 1, max: 6 })).map(([from, size]) => ({
  start: from,
  end: Math.min(TEXT.length, from + size),
}))
const annotations = fc
  .array(span, { minLength: 1, maxLength: 8 })
  .map((spans) => spans.map((place, i) => annotate(TEXT, article.id, 'entity', [place], `annotation-${i}`)))

/** An edit as an act makes it: what it touches is said, what it moves is not. */
function editChange(id: string, before: Article, records: Records, text: string, splices: Splices): Change {
  const after = spliceText(text, splices)
  const updated: [Annotation | Article, Annotation | Article][] = [[before, edited(before, after)]]
  const removed: Annotation[] = []
  for (const record of records.values()) {
    if (record.kind !== 'annotation' || shiftRecord(record, splices)) continue
    const mapped = record.fragments.map((fragment) => mapSpan(fragment, splices))
    const left = mapped.flatMap((item) => (item.kind === 'gone' ? [] : [makeFragment(after, item.span)]))
    if (left.length === 0) removed.push(record)
    else updated.push([record, { ...record, fragments: left }])
  }
  const edit = { article: before.id, before: before.body, after: bodyOf(after), splices }
  return makeChange(id, 'Correct text', {
    updated,
    removed,
    edits: [edit],
    texts: [{ text: after, blocks: body.blocks }],
  })
}

const contents = (records: Records) => Object.fromEntries(records.entries())
const startOf = (list: readonly Annotation[]): Records =>
  valueOf(applyToRecords(noRecords, makeChange('start', 'Tag', { added: [start, ...list] })))
const quotesStand = (records: Records, text: string): void => {
  for (const record of records.values()) {
    if (record.kind !== 'annotation') continue
    for (const { start: from, end, quote } of record.fragments) expect(text.slice(from, end)).toBe(quote)
  }
}

describe('laws of edits of a text', () => {
  const one = fc.tuple(
    annotations,
    splicesOf(TEXT).filter((splices) => splices.length > 0),
  )

  it('what is not touched moves along, and every quote stands afterwards', () => {
    fc.assert(
      fc.property(one, ([list, splices]) => {
        const before = startOf(list)
        const change = editChange('edit', start, before, TEXT, splices)
        const after = valueOf(applyToRecords(before, change))
        quotesStand(after, spliceText(TEXT, splices))
        const kept = list.filter((item) => !change.removed.includes(item))
        expect(after.size).toBe(kept.length + 1)
      }),
      { numRuns: 300 },
    )
  })

  it('an edit and its inverse leave every record as it was', () => {
    fc.assert(
      fc.property(one, ([list, splices]) => {
        const before = startOf(list)
        const change = editChange('edit', start, before, TEXT, splices)
        const after = valueOf(applyToRecords(before, change))
        expect(contents(valueOf(applyToRecords(after, invertChange(change, 'back'))))).toEqual(contents(before))
      }),
      { numRuns: 300 },
    )
  })

  it('two edits, with a tag between them, squash to one with the effect of all', () => {
    const two = fc.tuple(annotations, splicesOf(TEXT), span, fc.infiniteStream(fc.nat(1_000)))
    fc.assert(
      fc.property(two, fc.nat(50), ([list, first, place], seed) => {
        fc.pre(first.length > 0)
        const before = startOf(list)
        const changes: Change[] = [editChange('1', start, before, TEXT, first)]
        let records = valueOf(applyToRecords(before, changes[0] as Change))
        const text = spliceText(TEXT, first)
        fc.pre(text.length > place.end)
        changes.push(makeChange('2', 'Tag', { added: [annotate(text, article.id, 'claim', [place], 'between')] }))
        records = valueOf(applyToRecords(records, changes[1] as Change))
        const [second] = fc.sample(
          splicesOf(text).filter((splices) => splices.length > 0),
          { numRuns: 1, seed },
        )
        changes.push(editChange('3', edited(start, text), records, text, second as Splices))
        const third = applyToRecords(records, changes[2] as Change)
        records = valueOf(third)
        const all = changes.slice(1).reduce((sum, change) => squashChanges(sum, change, 'all'), changes[0] as Change)
        expect(contents(valueOf(applyToRecords(before, all)))).toEqual(contents(records))
        const back = invertChange(all, 'back')
        expect(contents(valueOf(applyToRecords(records, back)))).toEqual(contents(before))
      }),
      { numRuns: 200 },
    )
  })

  it('comes through JSON as it is', () => {
    fc.assert(
      fc.property(one, ([list, splices]) => {
        const change = editChange('edit', start, startOf(list), TEXT, splices)
        const texts = change.texts.map(({ text }) => ({
          text,
          blocks: [{ start: 0, end: text.length, kind: 'paragraph' as const }],
        }))
        const sound = { ...change, texts, updated: change.updated.filter(([record]) => record.kind !== 'article') }
        expect(valueOf(decodeChange(encodeChange(sound)))).toEqual(sound)
      }),
    )
  })
})

describe('an edit is refused', () => {
  const tagged = annotate(TEXT, article.id, 'entity', [{ start: 4, end: 7 }], 'annotation-1')
  const splices = [{ at: 5, removed: '', inserted: 'x' }]
  const after = edited(start, spliceText(TEXT, splices))
  const edit = { article: start.id, before: start.body, after: after.body, splices }

  it('where it touches what the change does not say', () => {
    const change = makeChange('e', 'Correct text', { updated: [[start, after]], edits: [edit] })
    const { details } = failureOf(applyToRecords(startOf([tagged]), change), 'conflict')
    expect(details).toEqual([recordKey(tagged)])
  })

  it('where the article does not get the text that it leads to', () => {
    failureOf(applyToRecords(startOf([]), makeChange('e', 'Correct text', { edits: [edit] })), 'conflict')
    const other = makeChange('e', 'Correct text', {
      updated: [[start, { ...after, updatedAt: NOW }]],
      edits: [{ ...edit, before: 'x' }],
    })
    failureOf(applyToRecords(startOf([]), other), 'conflict')
  })
})
