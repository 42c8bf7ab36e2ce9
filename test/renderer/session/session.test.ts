import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { SaveReceipt, SaveRequest, Workbench } from '../../../preload/contract/contract.ts'
import { editArticle, removeArticle } from '../../../model/acts/article-acts.ts'
import {
  removeAnnotation,
  setAttribute,
  setConfidence,
  setNote,
  setStatus,
  tagSpans,
} from '../../../model/acts/annotation-acts.ts'
import { perform } from '../../../renderer/session/project/perform.ts'
import { createSession, type Session } from '../../../renderer/session/project/session.ts'
import type { SessionState } from '../../../renderer/session/project/state.ts'
import {
  annotate,
  countingIds,
  type FakeProject,
  fakeWorkbench,
  makeArticle,
  NOW,
  overviewOf,
  SAMPLE_TEXT,
} from '../../support/fake-workbench.ts'

const ARTICLES = [makeArticle('a'), makeArticle('b')]

function openProject(project: Partial<FakeProject> = {}, replace: Partial<Workbench> = {}) {
  const whole: FakeProject = { articles: ARTICLES, ...project }
  const fake = fakeWorkbench(whole, replace)
  const session = createSession(overviewOf(whole), {
    workbench: fake.workbench,
    newId: countingIds('n'),
    now: () => NOW,
  })
  return { ...fake, session }
}

const tag = (session: Session, type: string, words: string): string => {
  const start = SAMPLE_TEXT.indexOf(words)
  const tagged = tagSpans(session.getState(), type, [{ start, end: start + words.length }], session.port)
  if (!tagged.ok) throw new Error(tagged.failure.message)
  expect(session.dispatch(tagged.value.change).ok).toBe(true)
  return tagged.value.annotation.id
}

/** What a person can see of the open article and of the project, without the marks of time and saving. */
const content = (state: SessionState) => ({
  articles: state.articles,
  counts: JSON.stringify(state.counts),
  annotations: [...(state.open?.index ?? [])],
})

describe('opening an article', () => {
  test('reads all pages, and every annotation is in reading order', async () => {
    const text = 'word '.repeat(6_000)
    const annotations = Array.from({ length: 6_000 }, (_, i) => ({
      ...annotate('a', 'entity', 'word', {}, text),
      id: `x${String(i).padStart(5, '0')}`,
      fragments: [{ start: i * 5, end: i * 5 + 4, quote: 'word', prefix: '', suffix: '' }],
    }))
    const { session } = openProject({ annotations, texts: { a: text } })
    expect((await session.openArticle('a')).ok).toBe(true)
    const { open, opening } = session.getState()
    expect(open?.complete).toBe(true)
    expect(opening).toBeNull()
    expect([...(open?.index ?? [])].map(({ id }) => id)).toEqual(annotations.map(({ id }) => id))
  })

  test('says at once which article is being opened', () => {
    const { session } = openProject()
    void session.openArticle('b')
    expect(session.getState().opening).toBe('b')
    expect(session.getState().open).toBeNull()
  })

  test('the last one asked for wins', async () => {
    const { session } = openProject()
    await Promise.all([session.openArticle('a'), session.openArticle('b')])
    expect(session.getState().open?.article.id).toBe('b')
  })

  test('an article that cannot be read leaves what was open', async () => {
    const { session } = openProject()
    await session.openArticle('a')
    const result = await session.openArticle('gone')
    expect(result.ok).toBe(false)
    expect(session.getState().open?.article.id).toBe('a')
    expect(session.getState().opening).toBeNull()
  })

  test('the open article is not read again, so the selection stays', async () => {
    const { session } = openProject()
    await session.openArticle('a')
    session.setSelection({ start: 3, end: 7 })
    await session.openArticle('a')
    expect(session.getState().selection).toEqual({ start: 3, end: 7 })
  })

  test('what was tagged while another article was being read is saved before its own is read again', async () => {
    const order: string[] = []
    const pending: (() => void)[] = []
    const base = fakeWorkbench({ articles: ARTICLES })
    const { session } = openProject(
      {},
      {
        save(request) {
          order.push('save')
          return base.workbench.save(request)
        },
        async openArticle(id) {
          order.push(`read ${id}`)
          if (id === 'b' && pending.length === 0) await new Promise<void>((resolve) => pending.push(resolve))
          return base.workbench.openArticle(id)
        },
      },
    )
    await session.openArticle('a')
    const slow = session.openArticle('b')
    await session.settled()
    tag(session, 'entity', 'minister')
    const again = session.openArticle('b')
    await again
    pending[0]?.()
    await slow
    expect(order).toEqual(['read a', 'read b', 'save', 'read b'])
  })

  test('with a failed save the article stays open', async () => {
    const { session } = openProject({}, { save: () => Promise.resolve(fail('disk-full', 'Full.', 'Free some space.')) })
    await session.openArticle('a')
    const id = tag(session, 'entity', 'minister')
    await session.settled()
    const result = await session.openArticle('b')
    expect(result).toMatchObject({ ok: false, failure: { code: 'disk-full' } })
    expect(session.getState().open?.index.get(id)).toBeDefined()
    expect(session.getState().opening).toBeNull()
  })
})

describe('acts', () => {
  test('tagging adds an annotation with its quote, counts it and saves it once', async () => {
    const { session, saved } = openProject()
    await session.openArticle('a')
    const id = tag(session, 'quote', '“We will not be rushed,”')
    const annotation = session.getState().open?.index.get(id)
    expect(annotation?.fragments[0]?.quote).toBe('“We will not be rushed,”')
    expect(annotation?.attributes).toEqual({ mode: 'direct' })
    expect(session.getState().counts.a).toEqual({ quote: 1 })
    await session.settled()
    expect(saved).toMatchObject([{ origin: 'user', of: null }])
    expect(session.getState().save).toEqual({ kind: 'saved' })
  })

  test('a selection of white space is refused with a sentence', async () => {
    const { session } = openProject()
    await session.openArticle('a')
    const at = SAMPLE_TEXT.indexOf('\n\n')
    const tagged = tagSpans(session.getState(), 'claim', [{ start: at, end: at + 2 }], session.port)
    expect(tagged).toMatchObject({ ok: false, failure: { code: 'invalid-record' } })
  })

  test('nothing can be changed in a read-only project', async () => {
    const { session, saved } = openProject({ readOnly: 'It is open elsewhere.' })
    await session.openArticle('a')
    const tagged = tagSpans(session.getState(), 'entity', [{ start: 0, end: 7 }], session.port)
    if (!tagged.ok) throw new Error('tagging is a value')
    expect(session.dispatch(tagged.value.change)).toMatchObject({ ok: false, failure: { code: 'read-only-project' } })
    expect(saved).toEqual([])
    expect(session.getState().open?.index.size).toBe(0)
  })

  test('removing an article takes its annotations along, undo brings both back', async () => {
    const annotations = [annotate('a', 'entity', 'minister'), annotate('a', 'cue', 'said')]
    const { session } = openProject({ annotations })
    await session.openArticle('a')
    const { open, counts } = session.getState()
    if (!open) throw new Error('open')
    expect(perform(session, removeArticle(open, session.port))).toBe(true)
    expect(session.getState()).toMatchObject({ open: null, selected: null })
    expect(session.getState().articles.map(({ id }) => id)).toEqual(['b'])
    expect((await session.undo()).ok).toBe(true)
    expect(
      session
        .getState()
        .articles.map(({ id }) => id)
        .toSorted(),
    ).toEqual(['a', 'b'])
    expect(session.getState().counts.a).toEqual(counts.a)
  })

  test('a change that does not fit is refused and leaves the state alone', async () => {
    const { session } = openProject({ annotations: [annotate('a', 'entity', 'minister')] })
    await session.openArticle('a')
    const id = session.getState().open?.index.at(0)?.id ?? ''
    const first = setNote(session.getState(), id, 'one', session.port)
    const second = setNote(session.getState(), id, 'two', session.port)
    expect(perform(session, first)).toBe(true)
    const before = session.getState()
    expect(perform(session, second)).toBe(false)
    expect(content(session.getState())).toEqual(content(before))
    expect(session.getState().notice?.kind).toBe('problem')
  })
})

describe('undo and redo', () => {
  const WORDS = ['minister', 'vote', 'Ada Lind', 'the plan', 'voters'] as const
  const step = fc.oneof(
    fc.record({
      act: fc.constant('tag'),
      type: fc.constantFrom('entity', 'claim', 'cue'),
      words: fc.constantFrom(...WORDS),
    }),
    fc.record({
      act: fc.constantFrom('note', 'status', 'confidence', 'attribute', 'remove', 'title'),
      pick: fc.nat(20),
    }),
  )

  function actOn(session: Session, item: { act: string; type?: string; words?: string; pick?: number }, i: number) {
    if (item.act === 'tag') return void tag(session, item.type ?? 'entity', item.words ?? 'vote')
    const state = session.getState()
    const { open } = state
    if (item.act === 'title' && open) {
      return void perform(session, editArticle(open.article, { title: `Title ${i}` }, session.port))
    }
    const annotation = open?.index.at((item.pick ?? 0) % Math.max(1, open.index.size))
    if (!annotation) return undefined
    const { id } = annotation
    const acts = {
      note: () => setNote(state, id, `Note ${i}`, session.port),
      status: () => setStatus(state, id, 'final', session.port),
      confidence: () => setConfidence(state, id, 0.5, session.port),
      attribute: () => setAttribute(state, id, 'kind', `value-${i}`, session.port),
      remove: () => removeAnnotation(state, id, session.port),
    }
    return void perform(session, acts[item.act as keyof typeof acts]())
  }

  test('undoing all gives the first state, redoing all the last', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const { session, saved } = openProject()
        await session.openArticle('a')
        const first = content(session.getState())
        steps.forEach((item, i) => actOn(session, item, i))
        const last = content(session.getState())
        let undone = 0
        while (session.getState().undoTitle !== null) {
          expect((await session.undo()).ok).toBe(true)
          undone++
        }
        expect(content(session.getState()).annotations).toEqual(first.annotations)
        expect(content(session.getState()).articles).toEqual(first.articles)
        while (session.getState().redoTitle !== null) expect((await session.redo()).ok).toBe(true)
        expect(content(session.getState()).annotations).toEqual(last.annotations)
        await session.settled()
        expect(saved.length).toBe(undone * 3)
        expect(new Set(saved.map(({ change }) => change.id)).size).toBe(saved.length)
      }),
      { numRuns: 40 },
    )
  })

  test('undo shows the article the act was in', async () => {
    const { session } = openProject()
    await session.openArticle('a')
    const id = tag(session, 'entity', 'minister')
    perform(session, setNote(session.getState(), id, 'Who?', session.port))
    await session.openArticle('b')
    expect(session.getState().undoTitle).toBe('Edit note')
    const result = await session.undo()
    expect(session.getState().open?.article.id).toBe('a')
    expect(result.ok).toBe(true)
    expect(session.getState().open?.index.get(id)?.note).toBe('')
  })

  test('a new act ends what could be redone', async () => {
    const { session } = openProject()
    await session.openArticle('a')
    tag(session, 'entity', 'minister')
    await session.undo()
    expect(session.getState().redoTitle).not.toBeNull()
    tag(session, 'entity', 'vote')
    expect(session.getState().redoTitle).toBeNull()
  })
})

describe('text that a field still holds', () => {
  test('is handed over before undo, before another article and before an export', async () => {
    const { session } = openProject({ annotations: [annotate('a', 'entity', 'minister')] })
    await session.openArticle('a')
    const id = session.getState().open?.index.at(0)?.id ?? ''
    let held: string | null = 'typed'
    const release = session.holdDraft(() => {
      if (held !== null) perform(session, setNote(session.getState(), id, held, session.port))
      held = null
    })
    await session.undo()
    expect(held).toBeNull()
    expect(session.getState().redoTitle).toBe('Edit note')
    held = 'again'
    await session.settled()
    expect(session.getState().open?.index.get(id)?.note).toBe('again')
    held = 'at the last moment'
    const opened = session.openArticle('b')
    expect(session.getState().open?.index.get(id)?.note).toBe('at the last moment')
    await opened
    release()
    held = 'never'
    await session.settled()
    expect(held).toBe('never')
  })
})

describe('text that is not handed over yet', () => {
  test('counts as not saved, until the change made of it is on disk', async () => {
    const { session, calls } = openProject({ annotations: [annotate('a', 'entity', 'minister')] })
    await session.openArticle('a')
    const reported = () => calls.filter(({ name }) => name === 'reportUnsaved').map(({ args }) => args[0])
    session.countDraft(true)
    expect(reported()).toEqual([1])
    const id = session.getState().open?.index.at(0)?.id ?? ''
    perform(session, setNote(session.getState(), id, 'typed', session.port))
    session.countDraft(false)
    await session.settled()
    // Never 0 in between: a window that is being closed would go.
    expect(reported().indexOf(0)).toBe(reported().length - 1)
  })
})

describe('saving', () => {
  test('keeps the order, stops at a failure and goes on with the failed change', async () => {
    const stored: string[] = []
    let failing = true
    const save = ({ change }: SaveRequest): Promise<Result<SaveReceipt>> => {
      if (failing && stored.length === 1) return Promise.resolve(fail('disk-full', 'Full.', 'Free some space.'))
      stored.push(change.title)
      return Promise.resolve(ok({ sequence: stored.length }))
    }
    const { session, calls } = openProject({}, { save })
    await session.openArticle('a')
    for (const words of ['minister', 'vote', 'plan']) tag(session, 'entity', words)
    await session.settled()
    expect(stored).toEqual(['Tag entity “minister”'])
    expect(session.getState().save).toMatchObject({ kind: 'failed', pending: 2 })
    failing = false
    session.retrySave()
    await session.settled()
    expect(stored).toEqual(['Tag entity “minister”', 'Tag entity “vote”', 'Tag entity “plan”'])
    expect(session.getState().save).toEqual({ kind: 'saved' })
    expect(calls.findLast(({ name }) => name === 'reportUnsaved')?.args).toEqual([0])
  })

  test('a channel that breaks is a failure like any other', async () => {
    const { session } = openProject({}, { save: () => Promise.reject(new Error('gone')) })
    await session.openArticle('a')
    tag(session, 'entity', 'minister')
    await session.settled()
    expect(session.getState().save).toMatchObject({ kind: 'failed', pending: 1, failure: { code: 'unexpected' } })
  })

  test('is not shown as saved before the answer', async () => {
    let answer: (result: Result<SaveReceipt>) => void = () => undefined
    const { session } = openProject({}, { save: () => new Promise((resolve) => (answer = resolve)) })
    await session.openArticle('a')
    tag(session, 'entity', 'minister')
    expect(session.getState().save).toEqual({ kind: 'saving', pending: 1 })
    answer(ok({ sequence: 1 }))
    await session.settled()
    expect(session.getState().save).toEqual({ kind: 'saved' })
  })
})

describe('a step of many changes', () => {
  const entry = { change: { id: 'batch', title: 'Import news', stored: true, batch: true }, article: null } as const
  const withBatch = (history: { undo: (typeof entry)[]; redo: (typeof entry)[] }, replace: Partial<Workbench>) => {
    const fake = fakeWorkbench({ articles: ARTICLES }, replace)
    const port = { workbench: fake.workbench, newId: countingIds('n'), now: () => NOW }
    return { ...fake, session: createSession({ ...overviewOf({ articles: ARTICLES }), history }, port) }
  }

  test('is taken back and repeated by the main process, and nothing else is done meanwhile', async () => {
    const asked: string[] = []
    let answer: () => void = () => undefined
    const { session } = withBatch(
      { undo: [entry], redo: [] },
      {
        undoBatch(id) {
          asked.push(id)
          return new Promise((resolve) => {
            answer = () => resolve(ok(null))
          })
        },
      },
    )
    await session.openArticle('a')
    expect(session.getState().undoTitle).toBe('Import news')
    const undoing = session.undo()
    await session.settled()
    const tagged = tagSpans(session.getState(), 'entity', [{ start: 0, end: 7 }], session.port)
    expect(tagged.ok && session.dispatch(tagged.value.change)).toMatchObject({ failure: { code: 'conflict' } })
    expect(await session.undo()).toMatchObject({ failure: { code: 'conflict' } })
    answer()
    expect(await undoing).toEqual(ok(null))
    expect(asked).toEqual(['batch'])
  })

  test('that fails is told, and stays the next step', async () => {
    const { session, calls } = withBatch(
      { undo: [], redo: [entry] },
      { undoBatch: () => Promise.resolve(fail('disk-full', 'No space.', 'Free some.')) },
    )
    expect(await session.redo()).toEqual(ok(null))
    expect(calls.map(({ name }) => name)).toContain('redoBatch')
    const other = withBatch(
      { undo: [entry], redo: [] },
      { undoBatch: () => Promise.resolve(fail('disk-full', 'No space.', 'Free some.')) },
    )
    expect(await other.session.undo()).toMatchObject({ failure: { code: 'disk-full' } })
    expect(other.session.getState().undoTitle).toBe('Import news')
  })
})
