import { TABLES } from '../../../main/store/sqlite/tables.ts'
import { describe, expect, it } from 'vitest'
import { mismatchedFragments } from '../../../model/record/annotation.ts'
import { invertChange, makeChange } from '../../../model/change/change.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { readLog } from '../../../main/store/sqlite/change-log.ts'
import { readHistory } from '../../../main/store/sqlite/history.ts'
import { bodyId } from '../../../main/store/body-id.ts'
import { ANNOTATOR, annotate, NOW } from '../../support/article.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { newChangeId, type StoreInTest, storeWith } from '../../support/store.ts'

const TEXT = 'The <e1>minister</e1> said: <q1>"We 🙂 agree"</q1>, and left. <c1>It rained</c1>.'

const logLength = ({ db }: StoreInTest): number => [...readLog(db)].length

function relation(source: string, target: Relation['target']): Relation {
  return {
    kind: 'relation',
    id: 'relation-0001',
    article: 'article-0001',
    role: 'speaker',
    source,
    target,
    attributes: {},
    annotator: ANNOTATOR,
    createdAt: NOW,
    updatedAt: NOW,
  }
}

describe('saving a change', () => {
  it('stores what it adds, exactly', () => {
    const store = storeWith(TEXT)
    const { e1, q1, c1 } = store.tagged.annotations as Record<
      'e1' | 'q1' | 'c1',
      (typeof store.tagged.annotations)[string]
    >
    const noted = {
      ...q1,
      note: 'says "so"\n\ttab, ’ and 🙂',
      confidence: 0.25,
      attributes: { mode: 'direct', 'a"b': '\\' },
    }
    store.add(e1, noted, c1)
    expect([...TABLES.annotation.all(store.db)]).toEqual([e1, noted, c1])
  })

  it('agrees with the test builders about the id of a body', () => {
    const { tagged } = storeWith(TEXT)
    expect(tagged.article.body).toBe(bodyId(tagged.body))
  })

  it('saves the same change once and gives its place in the log again', () => {
    const store = storeWith(TEXT)
    const change = makeChange(newChangeId(), 'Tag', { added: [store.tagged.annotations.e1!] })
    const first = valueOf(store.save(change))
    const lines = logLength(store)
    expect(valueOf(store.save(change))).toEqual(first)
    expect(logLength(store)).toBe(lines)
  })

  it('refuses what does not fit and changes nothing', () => {
    const store = storeWith(TEXT)
    const { e1, q1 } = store.tagged.annotations
    store.add(e1!)
    const lines = logLength(store)
    const attempt = (parts: Parameters<typeof makeChange>[2]) => store.save(makeChange(newChangeId(), 'Attempt', parts))

    failureOf(attempt({ added: [q1!, e1!] }), 'conflict')
    failureOf(attempt({ removed: [q1!] }), 'conflict')
    failureOf(attempt({ removed: [{ ...e1!, note: 'other' }] }), 'conflict')
    failureOf(attempt({ updated: [[{ ...e1!, note: 'other' }, e1!]] }), 'conflict')
    failureOf(attempt({ updated: [[e1!, { ...e1!, id: 'another' }]] }), 'invalid-record')
    expect([...TABLES.annotation.all(store.db)]).toEqual([e1])
    expect(logLength(store)).toBe(lines)
  })

  it('refuses a quote that is not in the text and names the annotation', () => {
    const store = storeWith(TEXT)
    const { q1 } = store.tagged.annotations
    const [fragment] = q1!.fragments
    const moved = { ...q1!, fragments: [{ ...fragment!, start: fragment!.start + 1, end: fragment!.end + 1 }] }
    const failure = failureOf(store.save(makeChange(newChangeId(), 'Tag', { added: [moved] })), 'quote-mismatch')
    expect(failure.details).toEqual([q1!.id])
    expect(TABLES.annotation.find(store.db, q1!.id)).toBeNull()
  })

  it('refuses a boundary inside a surrogate pair even where the quote fits', () => {
    const store = storeWith(TEXT)
    const { text, article } = store.tagged
    const at = text.indexOf('🙂') + 1
    const whole = annotate(text, article.id, 'entity', [{ start: at - 1, end: at + 4 }], 'half')
    const half = { ...whole, fragments: [{ ...whole.fragments[0]!, start: at, quote: text.slice(at, at + 4) }] }
    expect(mismatchedFragments(half, text)).toEqual([])
    const saved = store.save(makeChange(newChangeId(), 'Tag', { added: [half] }))
    expect(saved.ok ? 'saved' : saved.failure.code).toMatch(/quote-mismatch|invalid-record/)
  })

  it('refuses relations that lead to nothing, and removing what a relation needs', () => {
    const store = storeWith(TEXT)
    const { e1, q1 } = store.tagged.annotations
    store.add(q1!)
    const link = relation(q1!.id, { annotation: e1!.id })
    failureOf(store.save(makeChange(newChangeId(), 'Link', { added: [link] })), 'invalid-record')
    failureOf(
      store.save(makeChange(newChangeId(), 'Link', { added: [{ ...link, target: { entity: 'nobody' } }] })),
      'invalid-record',
    )
    store.add(e1!, link)
    failureOf(store.save(makeChange(newChangeId(), 'Remove', { removed: [e1!] })), 'invalid-record')
    failureOf(store.save(makeChange(newChangeId(), 'Remove', { removed: [q1!] })), 'invalid-record')
    valueOf(store.save(makeChange(newChangeId(), 'Remove', { removed: [link, e1!] })))
    expect(TABLES.relation.find(store.db, link.id)).toBeNull()
  })

  it('refuses to remove an article that still has annotations, or an annotator who made some', () => {
    const store = storeWith(TEXT)
    store.add(store.tagged.annotations.e1!)
    failureOf(store.save(makeChange(newChangeId(), 'Remove', { removed: [store.tagged.article] })), 'invalid-record')
    const ada = { kind: 'annotator', id: ANNOTATOR, name: 'Ada', type: 'human' } as const
    failureOf(store.save(makeChange(newChangeId(), 'Remove', { removed: [ada] })), 'invalid-record')
  })

  it('refuses half characters, which SQLite cannot keep', () => {
    const store = storeWith(TEXT)
    const odd = { ...store.tagged.annotations.e1!, note: '\ud800' }
    failureOf(store.save(makeChange(newChangeId(), 'Tag', { added: [odd] })), 'invalid-record')
  })
})

describe('undo history', () => {
  it('keeps what was done and undone, and a fresh act drops what was undone', () => {
    const store = storeWith(TEXT)
    const { e1, q1, c1 } = store.tagged.annotations
    const first = store.add(e1!)
    const second = store.add(q1!)
    valueOf(store.save(invertChange(second, newChangeId()), 'undo', second.id))
    expect(readHistory(store.db, ANNOTATOR, 200)).toEqual({ undo: [first], redo: [second] })

    valueOf(store.save({ ...second, id: newChangeId() }, 'redo', second.id))
    expect(readHistory(store.db, ANNOTATOR, 200)).toEqual({ undo: [first, second], redo: [] })

    valueOf(store.save(invertChange(second, newChangeId()), 'undo', second.id))
    valueOf(store.save(invertChange(first, newChangeId()), 'undo', first.id))
    expect(readHistory(store.db, ANNOTATOR, 200)).toEqual({ undo: [], redo: [second, first] })

    const third = store.add(c1!)
    expect(readHistory(store.db, ANNOTATOR, 200)).toEqual({ undo: [third], redo: [] })
  })

  it('refuses to undo anything but the next step', () => {
    const store = storeWith(TEXT)
    const first = store.add(store.tagged.annotations.e1!)
    store.add(store.tagged.annotations.q1!)
    failureOf(store.save(invertChange(first, newChangeId()), 'undo', first.id), 'conflict')
    failureOf(store.save(invertChange(first, newChangeId()), 'undo', null), 'invalid-record')
    expect(TABLES.annotation.find(store.db, store.tagged.annotations.e1!.id)).not.toBeNull()
  })

  it('tells only the title of a step that is too large, and gives the others', () => {
    const store = storeWith(TEXT)
    const { e1, q1 } = store.tagged.annotations
    const large = store.add({ ...e1!, note: 'x'.repeat(5_000) })
    const small = store.add(q1!)
    const title = { id: large.id, title: large.title, stored: true }
    expect(readHistory(store.db, ANNOTATOR, 200, 4_000)).toEqual({ undo: [title, small], redo: [] })
    expect(readHistory(store.db, ANNOTATOR, 200)).toEqual({ undo: [large, small], redo: [] })
  })

  it('gives the newest steps where there are more than asked for', () => {
    const store = storeWith(TEXT)
    store.add(store.tagged.annotations.e1!)
    const second = store.add(store.tagged.annotations.q1!)
    const third = store.add(store.tagged.annotations.c1!)
    expect(readHistory(store.db, ANNOTATOR, 2).undo).toEqual([second, third])
  })
})

it('refuses what would be too large to be read again, and says which', () => {
  const store = storeWith('The <e1>minister</e1> said.')
  const { e1 } = store.tagged.annotations
  const huge: ProjectRecord[] = [
    { ...store.tagged.article, title: 'x'.repeat(50_000_000) },
    {
      ...newsAttribution,
      types: Array.from({ length: 10_000 }, (_, i) => ({ ...newsAttribution.types[0]!, id: `t${i}` })),
    },
  ]
  for (const record of huge) {
    const before = record.kind === 'article' ? store.tagged.article : newsAttribution
    failureOf(store.save(makeChange(newChangeId(), 'Grow', { updated: [[before, record]] })), 'invalid-record')
  }
  valueOf(store.save(makeChange(newChangeId(), 'Note', { added: [{ ...e1!, note: 'x'.repeat(1_000_000) }] })))
})
