import { describe, expect, test } from 'vitest'
import { addRole, addType } from '../../../model/codebook/codebook-add.ts'
import { makeChange } from '../../../model/change/change.ts'
import { changeKey, describePart, removePart } from '../../../model/codebook/codebook-edit.ts'
import { partKey } from '../../../model/codebook/codebook-part.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { fail, ok } from '../../../model/value/result.ts'
import { createCodebookDraft } from '../../../renderer/session/codebook/codebook-draft.ts'
import { type ReviewedDraft, reviewDraft, saveDraft } from '../../../renderer/session/codebook/codebook-save.ts'
import { createSession } from '../../../renderer/session/project/session.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import {
  annotate,
  countingIds,
  type FakeProject,
  fakeWorkbench,
  makeArticle,
  NOW,
  overviewOf,
  pack,
} from '../../support/fake-workbench.ts'

const QUOTE = { kind: 'type', type: 'quote' } as const
const MODE = { kind: 'attribute', type: 'quote', attribute: 'mode' } as const

describe('a draft', () => {
  test('takes back step by step; letters of one text are one step', () => {
    const draft = createCodebookDraft(newsAttribution)
    const name = (text: string) => draft.edit((codebook) => describePart(codebook, QUOTE, { name: text }), 'name')
    name('Q')
    name('Qu')
    name('Quotation')
    draft.edit((codebook) => changeKey(codebook, QUOTE, 'X'))
    expect(draft.getState().draft.types[1]).toMatchObject({ name: 'Quotation', key: 'X' })
    draft.undo()
    expect(draft.getState().draft.types[1]).toMatchObject({ name: 'Quotation', key: 'Q' })
    draft.undo()
    expect(draft.getState()).toMatchObject({ draft: newsAttribution, canUndo: false, canRedo: true })
    draft.redo()
    name('Citation')
    expect(draft.getState()).toMatchObject({ canUndo: true, canRedo: false })
  })

  test('keeps what it had where an edit is refused, and tells why', () => {
    const draft = createCodebookDraft(newsAttribution)
    expect(draft.edit((codebook) => changeKey(codebook, QUOTE, 'E'))?.message).toBe('E is the key of “Entity”.')
    expect(draft.getState()).toMatchObject({ draft: newsAttribution, canUndo: false })
  })

  test('shows what was added, and what moved into the place of what was removed', () => {
    const draft = createCodebookDraft(newsAttribution)
    draft.add((codebook) => addType(codebook, 'Data'))
    expect(draft.getState().selected).toEqual({ kind: 'type', type: 'data' })
    const { view } = draft.getState()
    draft.rename('DATA')
    expect(draft.getState()).toMatchObject({ selected: { kind: 'type', type: 'DATA' }, view })
    expect(draft.rename('no good')?.message).toContain('cannot be used')
    draft.edit((codebook) => removePart(codebook, { kind: 'type', type: 'DATA' }))
    expect(draft.getState().selected).toEqual({ kind: 'type', type: 'cue' })
    draft.select({ kind: 'type', type: 'entity' })
    draft.edit((codebook) => removePart(codebook, { kind: 'type', type: 'entity' }))
    expect(draft.getState().selected).toEqual(QUOTE)
    draft.add((codebook) => addRole(codebook, 'cue', 'Of'))
    draft.edit((codebook) => removePart(codebook, { kind: 'role', type: 'cue', role: 'of' }))
    expect(draft.getState().selected).toEqual({ kind: 'type', type: 'cue' })
  })
})

/** A session over articles whose annotations use the codebook. */
async function open(project: FakeProject, replace: Parameters<typeof fakeWorkbench>[1] = {}) {
  const fake = fakeWorkbench(project, replace)
  const session = createSession(overviewOf(project), { ...fake, newId: countingIds('s'), now: () => NOW })
  valueOf(await session.openArticle('a'))
  return { ...fake, session }
}

const many = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    annotate(i % 2 ? 'a' : 'b', 'quote', 'minister', { id: `q-${String(i).padStart(6, '0')}` }),
  )

const PROJECT = { articles: [makeArticle('a'), makeArticle('b')], annotations: many(9) }

const options = (reviewed: ReviewedDraft, target: string | null, signal = new AbortController().signal) => ({
  decisions: new Map(target === null ? [] : reviewed.review.questions.map(({ part }) => [partKey(part), target])),
  title: 'Edit codebook',
  onProgress: () => undefined,
  signal,
})

describe('saving a draft', () => {
  const draft = valueOf(removePart(newsAttribution, QUOTE))

  test('is one change with what it maps in all articles; undo does not go to any of them', async () => {
    const { session, workbench, saved } = await open(PROJECT)
    const reviewed = valueOf(await reviewDraft(session, workbench, newsAttribution, draft))
    expect(reviewed.review.questions).toMatchObject([{ part: QUOTE, count: 9 }])
    expect(valueOf(await saveDraft(session, workbench, reviewed, options(reviewed, 'claim')))).toBe(9)
    await session.settled()
    expect(saved).toHaveLength(1)
    expect(saved[0]?.change.updated).toHaveLength(10)
    expect(session.getState().open?.index.counts).toEqual(new Map([['claim', 4]]))
    expect(session.getState().counts).toMatchObject({ a: { claim: 4 }, b: { claim: 5 } })
    valueOf(await session.undo())
    expect(session.getState().open?.article.id).toBe('a')
    expect(session.getState().codebook).toEqual(newsAttribution)
    expect(session.getState().open?.index.counts).toEqual(new Map([['quote', 4]]))
    valueOf(await session.redo())
    expect(session.getState().codebook.version).toBe(2)
  })

  test('thousands are read in pages and sent in pieces', async () => {
    const parts: { readonly text: string; readonly last: unknown }[] = []
    const { session, workbench, saved } = await open(
      { articles: PROJECT.articles, annotations: many(5_000) },
      {
        savePart(part) {
          parts.push(part)
          return Promise.resolve(ok(part.last ? { sequence: 1 } : null))
        },
      },
    )
    const reviewed = valueOf(await reviewDraft(session, workbench, newsAttribution, draft))
    const read: number[] = []
    const how = { ...options(reviewed, 'claim'), onProgress: (count: number) => void read.push(count) }
    expect(valueOf(await saveDraft(session, workbench, reviewed, how))).toBe(5_000)
    await session.settled()
    expect(read).toEqual([2_000, 4_000, 5_000, 5_000])
    expect(saved).toEqual([])
    expect(parts.length).toBeGreaterThan(10)
    const change = JSON.parse(parts.map(({ text }) => text).join('')) as { updated: unknown[] }
    expect(change.updated).toHaveLength(5_001)
    expect(parts.at(-1)?.last).toEqual({ origin: 'user', of: null })
    expect(session.getState().save).toEqual({ kind: 'saved' })
    expect(session.getState().open?.index.counts).toEqual(new Map([['claim', 2_500]]))
  })

  test('undo of a step that was left on disk fetches it, and shows the article it was in', async () => {
    const removed = many(1)[0]
    if (!removed) throw new Error('Nothing was made')
    const change = makeChange('large', 'Remove quote', { removed: [removed] })
    const asked: string[] = []
    const rest = { ...PROJECT, annotations: PROJECT.annotations.slice(1) }
    const { workbench, saved } = fakeWorkbench(rest, {
      storedChange(id) {
        asked.push(id)
        return Promise.resolve(ok(pack(change)))
      },
    })
    const overview = overviewOf(rest)
    const entry = { change: { id: 'large', title: 'Remove quote', stored: true as const }, article: null }
    const history = { undo: [entry], redo: [] }
    const session = createSession({ ...overview, history }, { workbench, newId: countingIds('s'), now: () => NOW })
    valueOf(await session.openArticle('a'))
    expect(session.getState().undoTitle).toBe('Remove quote')
    valueOf(await session.undo())
    expect(session.getState().open?.article.id).toBe('b')
    await session.settled()
    expect(saved).toMatchObject([{ change: { added: [removed] }, origin: 'undo', of: 'large' }])
    valueOf(await session.redo())
    expect(asked).toEqual(['large'])
  })

  test('can be stopped while it reads, and then has changed nothing', async () => {
    const { session, workbench } = await open(PROJECT)
    const reviewed = valueOf(await reviewDraft(session, workbench, newsAttribution, draft))
    const controller = new AbortController()
    const saving = saveDraft(session, workbench, reviewed, options(reviewed, 'claim', controller.signal))
    controller.abort()
    failureOf(await saving, 'cancelled')
    expect(session.getState().codebook).toBe(newsAttribution)
    expect(session.getState().undoTitle).toBeNull()
  })

  test('waits for what is being saved, and counts nothing where that has failed', async () => {
    const { session, workbench, calls } = await open(PROJECT, {
      save: () => Promise.resolve(fail('disk-full', 'The disk is full.', 'Free some space.')),
    })
    const renamed = valueOf(describePart(newsAttribution, MODE, { name: 'Form' }))
    const first = valueOf(await reviewDraft(session, workbench, newsAttribution, renamed))
    valueOf(await saveDraft(session, workbench, first, options(first, null)))
    failureOf(await reviewDraft(session, workbench, session.getState().codebook, newsAttribution), 'disk-full')
    expect(calls.filter(({ name }) => name === 'codebookUsage')).toHaveLength(1)
  })

  test('does not go over a codebook that has changed meanwhile', async () => {
    const { session, workbench } = await open(PROJECT)
    const reviewed = valueOf(await reviewDraft(session, workbench, newsAttribution, draft))
    valueOf(await saveDraft(session, workbench, reviewed, options(reviewed, null)))
    failureOf(await saveDraft(session, workbench, reviewed, options(reviewed, null)), 'conflict')
  })
})
