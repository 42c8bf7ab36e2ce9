import { describe, expect, test } from 'vitest'
import { setNote, tagSpans } from '../../../model/acts/annotation-acts.ts'
import { setEntity } from '../../../model/acts/entity-acts.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { perform } from '../../../renderer/session/project/perform.ts'
import type { Session } from '../../../renderer/session/project/session.ts'
import { article } from '../../support/article.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { ADA, BEN, nextId, personOf, relationOf, storedProject } from '../../support/stored-project.ts'

const HARBOUR = article('Harbour vote\nThe <e1>minister</e1> said <q1>we will wait</q1> on Monday.', 1)
const BUDGET = article('Budget\n<e1>Lind</e1> said <q1>no comment</q1>.', 2)
const A = HARBOUR.article.id
const MINISTER = HARBOUR.annotations.e1 as Annotation
const LIND = personOf('entity-0001', 'Lind')

/** Tags the first occurrence of some words in the open article. */
function tag(session: Session, type: string, words: string): Annotation {
  const start = session.getState().open?.body.text.indexOf(words) ?? -1
  const { change, annotation } = valueOf(
    tagSpans(session.getState(), type, [{ start, end: start + words.length }], session.port),
  )
  valueOf(session.dispatch(change))
  return annotation
}

const annotationsOf = (session: Session) => [...(session.getState().open?.index ?? [])]

describe('a change that the project refuses', () => {
  test('is taken back with what depends on it; the rest is saved, and undo knows only what is there', async () => {
    const project = storedProject([HARBOUR, BUDGET], [LIND])
    const session = project.session()
    valueOf(await session.openArticle(A))
    project.changeElsewhere({ removed: [LIND] })

    const before = tag(session, 'cue', 'said')
    const linked = setEntity(session.getState(), MINISTER.id, LIND.id, session.port)
    expect(perform(session, linked)).toBe(true)
    expect(perform(session, setNote(session.getState(), MINISTER.id, 'Who?', session.port))).toBe(true)
    const after = tag(session, 'claim', 'on Monday')
    await session.settled()

    const state = session.getState()
    expect(state.save).toEqual({ kind: 'saved' })
    expect(state.pending.requests).toEqual([])
    expect(state.pending.records.waiting).toEqual([])
    expect(state.open?.index.get(MINISTER.id)).toEqual(MINISTER)
    expect(state.notice?.kind).toBe('problem')
    expect(state.notice?.text).toContain('It was taken back, and so was one change made after it.')
    const stored = project.session()
    valueOf(await stored.openArticle(A))
    expect(annotationsOf(session)).toEqual(annotationsOf(stored))
    expect(session.getState().undoTitle).toBe('Tag claim “on Monday”')
    expect(stored.getState().undoTitle).toBe('Tag claim “on Monday”')

    valueOf(await session.undo())
    valueOf(await session.undo())
    expect(session.getState().undoTitle).toBeNull()
    valueOf(await session.redo())
    await session.settled()
    expect(session.getState().save).toEqual({ kind: 'saved' })
    expect(annotationsOf(session).map(({ id }) => id)).toContain(before.id)
    expect(annotationsOf(session).map(({ id }) => id)).not.toContain(after.id)
  })

  test('gives back what could be redone before it', async () => {
    const project = storedProject([HARBOUR, BUDGET], [LIND])
    const session = project.session()
    valueOf(await session.openArticle(A))
    const undone = tag(session, 'cue', 'said')
    valueOf(await session.undo())
    await session.settled()
    project.changeElsewhere({ removed: [LIND] })
    expect(perform(session, setEntity(session.getState(), MINISTER.id, LIND.id, session.port))).toBe(true)
    expect(session.getState().redoTitle).toBeNull()
    await session.settled()
    expect(session.getState()).toMatchObject({ undoTitle: null, redoTitle: 'Tag cue “said”' })
    valueOf(await session.redo())
    await session.settled()
    expect(annotationsOf(session).map(({ id }) => id)).toContain(undone.id)
    expect(session.getState().save).toEqual({ kind: 'saved' })
  })

  test('lets the article be opened again, which shows what is stored', async () => {
    const project = storedProject([HARBOUR, BUDGET])
    const session = project.session()
    valueOf(await session.openArticle(A))
    const elsewhere = { ...MINISTER, note: 'Changed elsewhere' }
    project.changeElsewhere({ updated: [[MINISTER, elsewhere]] })
    expect(perform(session, setNote(session.getState(), MINISTER.id, 'Mine', session.port))).toBe(true)
    await session.settled()
    expect(session.getState()).toMatchObject({ save: { kind: 'saved' }, outdated: true, undoTitle: null })
    expect(session.getState().open?.index.get(MINISTER.id)).toEqual(MINISTER)
    valueOf(await session.openArticle(A))
    expect(session.getState().outdated).toBe(false)
    expect(session.getState().open?.index.get(MINISTER.id)).toEqual(elsewhere)
    expect(perform(session, setNote(session.getState(), MINISTER.id, 'Mine', session.port))).toBe(true)
    await session.settled()
    expect(session.getState().save).toEqual({ kind: 'saved' })
    expect(session.getState().undoTitle).toBe('Edit note')
  })

  test('never stops the queue, even where one refusal follows another', async () => {
    const project = storedProject([HARBOUR, BUDGET], [LIND])
    const session = project.session()
    valueOf(await session.openArticle(A))
    project.changeElsewhere({ removed: [LIND] })
    for (const words of ['Harbour', 'vote', 'we']) {
      const { id } = tag(session, 'entity', words)
      expect(perform(session, setEntity(session.getState(), id, LIND.id, session.port))).toBe(true)
    }
    await session.settled()
    expect(session.getState().save).toEqual({ kind: 'saved' })
    const stored = project.session()
    valueOf(await stored.openArticle(A))
    expect(annotationsOf(session)).toEqual(annotationsOf(stored))
    expect(session.getState().pending.history.undo).toHaveLength(3)
  })
})

describe('an undo that the project refuses', () => {
  test('leaves its step undoable, and what it would have removed in its place', async () => {
    const project = storedProject([HARBOUR, BUDGET])
    const session = project.session()
    valueOf(await session.openArticle(A))
    const { id } = tag(session, 'entity', 'Monday')
    await session.settled()
    const quote = BUDGET.annotations.q1 as Annotation
    const link = relationOf(nextId(), quote, 'speaker', { annotation: id }, BEN)
    project.changeElsewhere({ added: [link] })
    valueOf(await session.undo())
    await session.settled()
    expect(session.getState()).toMatchObject({
      save: { kind: 'saved' },
      undoTitle: 'Tag entity “Monday”',
      redoTitle: null,
      notice: { kind: 'problem' },
    })
    expect(session.getState().open?.index.get(id)).toBeDefined()
    project.changeElsewhere({ removed: [link] })
    valueOf(await session.undo())
    await session.settled()
    expect(session.getState().open?.index.get(id)).toBeUndefined()
    expect(session.getState()).toMatchObject({ save: { kind: 'saved' }, undoTitle: null })
  })
})

describe('two annotators of one project', () => {
  test('undo their own acts only, and never what the other built upon', async () => {
    const project = storedProject([HARBOUR, BUDGET])
    const ada = project.session(ADA)
    valueOf(await ada.openArticle(A))
    const monday = tag(ada, 'entity', 'Monday')
    await ada.settled()

    const ben = project.session(BEN)
    expect(ben.getState()).toMatchObject({ undoTitle: null, redoTitle: null })
    valueOf(await ben.openArticle(A))
    valueOf(await ben.undo())
    expect(ben.getState().open?.index.get(monday.id)).toEqual(monday)
    expect(perform(ben, setNote(ben.getState(), monday.id, 'Which one?', ben.port))).toBe(true)
    tag(ben, 'cue', 'said')
    await ben.settled()
    expect(ben.getState().undoTitle).toBe('Tag cue “said”')

    const again = project.session(ADA)
    expect(again.getState().undoTitle).toBe('Tag entity “Monday”')
    valueOf(await again.openArticle(A))
    const undone = await again.undo()
    await again.settled()
    const { notice } = again.getState()
    // Refused at once where the window sees it itself, else by the project: in words either way.
    if (undone.ok) expect(notice).toMatchObject({ kind: 'problem' })
    else failureOf(undone, 'conflict')
    expect(again.getState()).toMatchObject({ save: { kind: 'saved' }, undoTitle: 'Tag entity “Monday”' })
    expect(again.getState().open?.index.get(monday.id)?.note).toBe('Which one?')
    expect(annotationsOf(again)).toHaveLength(4)
  })
})
