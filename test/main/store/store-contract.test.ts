import { hashOfEntry, NO_HASH } from '../../../main/store/log-hash.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../main/store/memory/memory-store.ts'
import { createProjectFile } from '../../../main/store/sqlite/life/create-file.ts'
import { IN_MEMORY } from '../../../main/store/sqlite/project-file.ts'
import { createSqliteStore } from '../../../main/store/sqlite/sqlite-store.ts'
import type { ProjectStore } from '../../../main/store/project-store.ts'
import { type Change, invertChange, makeChange } from '../../../model/change/change.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { ProjectRecord, RecordKind } from '../../../model/record/project.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { ANNOTATOR, article, NOW } from '../../support/article.ts'
import { failureOf, valueOf } from '../../support/result.ts'

/* What every store has to do. Both pass the same suite, and a law holds them against each other. */

const STORES: readonly (readonly [string, () => ProjectStore])[] = [
  ['SQLite', () => createSqliteStore(valueOf(createProjectFile(IN_MEMORY, { now: NOW })))],
  ['memory', () => createMemoryStore(':memory:')],
]

const first = article('The <e1>minister</e1> said: <q1>“No.”</q1> <e2>Lind</e2> agreed.', 1)
const second = article('Later <e1>Lind</e1> said: <q1>“Yes.”</q1>', 2)
const BO = 'annotator-0002'

const START: readonly ProjectRecord[] = [
  { kind: 'project', id: 'project-0001', name: 'Press review', description: '', createdAt: NOW },
  { kind: 'annotator', id: ANNOTATOR, name: 'Ada', type: 'human' },
  { kind: 'annotator', id: BO, name: 'Bo', type: 'human' },
  { kind: 'entity', id: 'lind', name: 'Lind', type: 'person', aliases: [], wikidata: null, attributes: {} },
  newsAttribution,
]

let changes = 0
const change = (title: string, parts: Parameters<typeof makeChange>[2]): Change =>
  makeChange(`change-${String(++changes).padStart(5, '0')}`, title, parts)

const from = (annotator = ANNOTATOR) => ({ origin: 'user' as const, of: null, annotator, at: NOW })

function started(make: () => ProjectStore): ProjectStore {
  const store = make()
  const start = change('Start', {
    added: [...START, first.article, second.article],
    texts: [first.body, second.body],
  })
  valueOf(store.commit(start, { ...from(), origin: 'system' }))
  return store
}

const annotationOf = (tagged: typeof first, name: string): Annotation => {
  const found = tagged.annotations[name]
  if (!found) throw new Error(`Nothing is tagged <${name}>`)
  return found
}
const relation = (id: string, source: Annotation, target: Relation['target'], annotator = ANNOTATOR): Relation => ({
  kind: 'relation',
  id,
  article: source.article,
  role: 'speaker',
  source: source.id,
  target,
  attributes: {},
  annotator,
  createdAt: NOW,
  updatedAt: NOW,
})

const KINDS: readonly RecordKind[] = [
  'project',
  'annotator',
  'codebook',
  'entity',
  'article',
  'annotation',
  'relation',
  'prediction',
  'rejection',
]
const contents = (store: ProjectStore): ProjectRecord[] =>
  KINDS.flatMap((kind): ProjectRecord[] => Array.from<ProjectRecord>(store.all(kind)))
const titles = (store: ProjectStore, annotator = ANNOTATOR) => {
  const { undo, redo } = store.history(annotator, 100, Number.POSITIVE_INFINITY)
  return [undo.map(({ title }) => title), redo.map(({ title }) => title)]
}

describe.each(STORES)('a store in %s', (_name, make) => {
  it('keeps what is committed, with its line in the log, and saves a change once', () => {
    const store = started(make)
    const tag = change('Tag', { added: [annotationOf(first, 'e1')] })
    expect(valueOf(store.commit(tag, from()))).toEqual({ sequence: 2 })
    expect(valueOf(store.commit(tag, from()))).toEqual({ sequence: 2 })
    expect(store.find('annotation', annotationOf(first, 'e1').id)).toEqual(annotationOf(first, 'e1'))
    const entry = store.entry(tag.id)
    expect(entry).toMatchObject({ sequence: 2, origin: 'user', annotator: ANNOTATOR, at: NOW })
    expect(entry?.parent).toBe([...store.since(0)][0]?.change.id)
    expect(entry?.replica).not.toBe('')
    const lines = [...store.since(0)]
    expect(lines.map(({ hash }) => hash)).toEqual(
      lines.map((line, i) => hashOfEntry(lines[i - 1]?.hash ?? NO_HASH, line)),
    )
  })

  it('refuses what does not fit, and leaves everything as it was', () => {
    const store = started(make)
    const e1 = annotationOf(first, 'e1')
    valueOf(store.commit(change('Tag', { added: [e1] }), from()))
    const before = contents(store)
    const attempt = (parts: Parameters<typeof makeChange>[2], code: Parameters<typeof failureOf>[1]) =>
      failureOf(store.commit(change('Wrong', parts), from()), code)
    attempt({ added: [e1] }, 'conflict')
    attempt({ removed: [{ ...e1, note: 'other' }] }, 'conflict')
    attempt({ removed: [annotationOf(second, 'e1')] }, 'conflict')
    attempt({ added: [relation('r', annotationOf(first, 'q1'), { annotation: e1.id })] }, 'invalid-record')
    attempt({ added: [{ ...annotationOf(second, 'e1'), annotator: 'nobody' }] }, 'invalid-record')
    attempt({ added: [{ ...annotationOf(second, 'e1'), fragments: e1.fragments }] }, 'quote-mismatch')
    attempt({ updated: [[e1, { ...e1, note: '\ud800' }]] }, 'invalid-record')
    attempt({ removed: [first.article] }, 'invalid-record')
    expect(contents(store)).toEqual(before)
    expect([...store.since(0)]).toHaveLength(2)
  })

  it('gives an article its own relations and those that lead to it from others', () => {
    const store = started(make)
    const [e1, q2] = [annotationOf(first, 'e1'), annotationOf(second, 'q1')]
    const across = relation('across', q2, { annotation: e1.id })
    valueOf(store.commit(change('Link', { added: [e1, q2, across] }), from()))
    expect(store.relationsOf(first.article.id)).toEqual([across])
    expect(store.relationsOf(second.article.id)).toEqual([across])
    const { details } = failureOf(store.commit(change('Remove', { removed: [e1] }), from()), 'invalid-record')
    expect(details).toEqual(['across'])
    valueOf(store.commit(change('Remove', { removed: [across, e1] }), from()))
  })

  it('refuses a relation outside the article of its source', () => {
    const store = started(make)
    const [e1, q1] = [annotationOf(first, 'e1'), annotationOf(first, 'q1')]
    const astray = { ...relation('r', q1, { annotation: e1.id }), article: second.article.id }
    failureOf(store.commit(change('Link', { added: [e1, q1, astray] }), from()), 'invalid-record')
  })

  it('keeps the steps of undo of each annotator apart', () => {
    const store = started(make)
    const mine = change('Mine', { added: [annotationOf(first, 'e1')] })
    valueOf(store.commit(mine, from()))
    valueOf(store.commit(change('Theirs', { added: [annotationOf(second, 'e1')] }), from(BO)))
    expect([titles(store), titles(store, BO)]).toEqual([
      [['Mine'], []],
      [['Theirs'], []],
    ])
    valueOf(store.commit(invertChange(mine, 'undo-mine'), { ...from(), origin: 'undo', of: mine.id }))
    // A fresh act of one ends only what that one could redo.
    valueOf(store.commit(change('More', { added: [annotationOf(second, 'q1')] }), from(BO)))
    expect(titles(store)).toEqual([[], ['Mine']])
    failureOf(store.commit(invertChange(mine, 'again'), { ...from(BO), origin: 'undo', of: mine.id }), 'conflict')
  })

  it('tells its states apart, and when somebody last changed it', () => {
    const store = started(make)
    const fresh = store.state()
    expect(fresh).toMatchObject({ project: [...store.all('project')][0]?.id, changedAt: null })
    valueOf(store.commit(change('Tag', { added: [annotationOf(first, 'e1')] }), from()))
    expect(store.state()).toMatchObject({ project: fresh.project, changedAt: NOW })
    expect(store.state().state).not.toBe(fresh.state)
    expect(store.state()).toEqual(store.state())
  })

  it('hands steps to somebody else, who can take them back in the order of the log', () => {
    const store = started(make)
    const theirs = change('Theirs', { added: [annotationOf(second, 'e1')] })
    const undone = change('Undone', { added: [annotationOf(first, 'q1')] })
    valueOf(store.commit(undone, from()))
    valueOf(store.commit(invertChange(undone, 'undo'), { ...from(), origin: 'undo', of: undone.id }))
    valueOf(store.adoptSteps(BO, ANNOTATOR))
    expect(titles(store)).toEqual([[], ['Undone']])
    valueOf(store.commit(theirs, from(BO)))
    valueOf(store.commit(change('Mine', { added: [annotationOf(first, 'e1')] }), from()))
    valueOf(store.adoptSteps(BO, ANNOTATOR))
    expect([titles(store), titles(store, BO)]).toEqual([
      [['Theirs', 'Mine'], []],
      [[], []],
    ])
    failureOf(store.commit(invertChange(theirs, 'no'), { ...from(), origin: 'undo', of: theirs.id }), 'conflict')
    const [, mine] = store.history(ANNOTATOR, 2, Number.POSITIVE_INFINITY).undo
    valueOf(store.commit(invertChange(mine as Change, 'yes'), { ...from(), origin: 'undo', of: (mine as Change).id }))
    valueOf(store.commit(invertChange(theirs, 'now'), { ...from(), origin: 'undo', of: theirs.id }))
    expect(titles(store)).toEqual([[], ['Mine', 'Theirs']])
  })

  it('says who has built upon what cannot be taken back', () => {
    const store = started(make)
    const mine = change('Tag entity', { added: [annotationOf(first, 'e1')] })
    valueOf(store.commit(mine, from()))
    const link = relation('r', annotationOf(first, 'q1'), { annotation: annotationOf(first, 'e1').id }, BO)
    valueOf(store.commit(change('Link speaker', { added: [annotationOf(first, 'q1'), link] }), from(BO)))
    const undo = store.commit(invertChange(mine, 'undo'), { ...from(), origin: 'undo', of: mine.id })
    const { message } = failureOf(undo, 'conflict')
    expect(message).toBe('"Tag entity" cannot be undone: Bo has built upon it since ("Link speaker").')
    expect(titles(store)).toEqual([['Tag entity'], []])
  })

  it('saves a batch as one step, or not at all, and takes it back as one', () => {
    const store = started(make)
    const steps = (...records: ProjectRecord[]) =>
      records.map(
        (record): Result<{ kind: 'change'; change: Change }> =>
          ok({ kind: 'change', change: change('Import', { added: [record] }) }),
      )
    const before = contents(store)
    const broken = [...steps(annotationOf(first, 'e1')), fail('damaged-file', 'It ends here.', 'Nothing.')]
    failureOf(store.commitAll(broken, { annotator: ANNOTATOR, at: NOW }), 'damaged-file')
    expect(contents(store)).toEqual(before)
    const whole = steps(annotationOf(first, 'e1'), annotationOf(second, 'e1'))
    const saved = valueOf(store.commitAll(whole, { annotator: ANNOTATOR, at: NOW }))
    expect(saved).toMatchObject({ changes: 2, records: 2 })
    const after = contents(store)
    let ids = 0
    const travel = (direction: 'undo' | 'redo') =>
      store.undoOrRedoAll(direction, saved.id ?? '', { annotator: ANNOTATOR, at: NOW }, () => `${direction}-${ids++}`)
    valueOf(travel('undo'))
    expect(contents(store)).toEqual(before)
    failureOf(travel('undo'), 'conflict')
    valueOf(travel('redo'))
    expect(contents(store)).toEqual(after)
  })

  it('law: its log with the texts makes another store of the same contents, from nothing', () => {
    const store = started(make)
    const [e1, q1, far] = [annotationOf(first, 'e1'), annotationOf(first, 'q1'), annotationOf(second, 'e1')]
    valueOf(store.commit(change('Tag', { added: [e1, q1, far, relation('r', q1, { annotation: far.id })] }), from()))
    valueOf(store.commit(change('Note', { updated: [[e1, { ...e1, note: 'Who?' }]] }), from()))
    for (const [, makeOther] of STORES) {
      const other = makeOther()
      for (const { change: logged, origin, of, annotator, at } of store.since(0)) {
        valueOf(other.commit(logged, { origin, of, annotator, at }))
      }
      expect(contents(other)).toEqual(contents(store))
      for (const stored of store.all('article')) {
        expect(other.bodyOf(stored)).toEqual(store.bodyOf(stored))
        expect(other.textOf(stored.id)).toBe(store.textOf(stored.id))
      }
    }
  })
})

describe('both stores', () => {
  const names = ['e1', 'q1', 'e2'] as const
  const act = fc.record({
    act: fc.constantFrom('tag', 'note', 'remove', 'link', 'mention', 'undo'),
    which: fc.nat(20),
    other: fc.nat(20),
    by: fc.constantFrom(ANNOTATOR, BO),
  })

  it('law: the same acts have the same outcomes and leave the same answers', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const stores = STORES.map(([, make]) => make())
        const start = change('Start', {
          added: [...START, first.article, second.article],
          texts: [first.body, second.body],
        })
        for (const store of stores) valueOf(store.commit(start, { ...from(), origin: 'system' }))
        const [sqlite] = stores as [ProjectStore, ProjectStore]
        acts.forEach(({ act: kind, which, other, by }, i) => {
          const known = [...sqlite.all('annotation')]
          const one = known[which % Math.max(1, known.length)]
          const two = known[other % Math.max(1, known.length)]
          const next = (():
            | readonly [Change, ReturnType<typeof from> | { origin: 'undo'; of: string; annotator: string; at: string }]
            | null => {
            if (kind === 'tag') {
              const tagged = annotationOf(which % 2 === 0 ? first : second, names[other % 2] ?? 'e1')
              return [makeChange(`act-${i}`, 'Tag', { added: [{ ...tagged, id: `a-${i}`, annotator: by }] }), from(by)]
            }
            if (kind === 'undo') {
              const last = sqlite.history(by, 1, Number.POSITIVE_INFINITY).undo[0]
              if (!last || 'stored' in last) return null
              return [invertChange(last, `act-${i}`), { origin: 'undo', of: last.id, annotator: by, at: NOW }]
            }
            if (!one) return null
            if (kind === 'note')
              return [makeChange(`act-${i}`, 'Note', { updated: [[one, { ...one, note: `${i}` }]] }), from(by)]
            if (kind === 'remove') return [makeChange(`act-${i}`, 'Remove', { removed: [one] }), from(by)]
            if (kind === 'mention') {
              const after = { ...one, attributes: { ...one.attributes, entity: 'lind' } }
              return [makeChange(`act-${i}`, 'Mention', { updated: [[one, after]] }), from(by)]
            }
            const target = two && other % 3 > 0 ? { annotation: two.id } : { entity: 'lind' }
            return [makeChange(`act-${i}`, 'Link', { added: [relation(`r-${i}`, one, target, by)] }), from(by)]
          })()
          if (!next) return
          const [left, right] = stores.map((store) => store.commit(next[0], next[1]))
          expect(right).toEqual(left)
        })
        const answers = stores.map((store) => [
          contents(store),
          titles(store),
          titles(store, BO),
          store.annotationCounts(),
          [first.article.id, second.article.id].map((id) => [
            store.annotationsFrom(id, 1, 3),
            store.relationsOf(id),
            store.textOf(id),
            store.annotationCount(id),
            store.typesAt(id, annotationOf(first, 'e1').fragments[0] ?? { start: 0, end: 1 }),
          ]),
          store.mentionsFrom('lind', ['entity'], 0, 10),
          store.mentionsOf(['lind'], ['entity']),
          store.countMentions(['entity']),
          store.countRelationsToEntities(),
          store.relationsToEntity('lind'),
          store.annotationsWithParts([{ kind: 'type', type: 'quote' }], '', 5),
          store.relationsWithRoles([{ kind: 'role', type: 'quote', role: 'speaker' }], '', 5),
          sorted(store.codebookUsage([['quote', 'mode']])),
          [...store.since(0)].map(({ replica: _replica, hash: _hash, ...entry }) => entry),
        ])
        expect(answers[1]).toEqual(answers[0])
      }),
      { numRuns: 60 },
    )
  })
})

/** Counts in one order: SQL gives groups in an order of its own. */
const sorted = (usage: object): unknown =>
  Object.fromEntries(
    Object.entries(usage).map(([name, list]) => [
      name,
      (list as unknown[]).map((item) => JSON.stringify(item)).toSorted(),
    ]),
  )
