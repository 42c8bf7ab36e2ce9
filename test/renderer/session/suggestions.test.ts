import { describe, expect, test, vi } from 'vitest'
import { type Annotation, mismatchedFragments } from '../../../model/record/annotation.ts'
import { invertChange } from '../../../model/change/change.ts'
import { applyToRecords } from '../../../model/change/apply.ts'
import { decodeChange, encodeChange } from '../../../model/change/codec.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { relationProblem } from '../../../model/codebook/role-fit.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { tagSpans } from '../../../model/acts/annotation-acts.ts'
import { perform } from '../../../renderer/session/project/perform.ts'
import { createSession, type Session } from '../../../renderer/session/project/session.ts'
import { acceptSuggestions, rejectSuggestion, takeBackRejections } from '../../../model/acts/suggestion-acts.ts'
import { acceptCurrent, rejectCurrent } from '../../../renderer/session/suggest/suggestion-walk.ts'
import { createSuggestionsModel } from '../../../renderer/session/suggest/suggestions-model.ts'
import { currentKey } from '../../../renderer/session/suggest/suggestions-state.ts'
import { packKnown, unpackKnown } from '../../../renderer/session/suggest/suggest-messages.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { annotate, countingIds, fakeWorkbench, makeArticle, NOW, overviewOf } from '../../support/fake-workbench.ts'
import { directSuggestEngine } from '../../support/suggest-engine.ts'

const TEXT =
  'Harbour vote delayed\n\n“We will not be rushed,” Ada Lind told reporters. “Ask me in June.”\n\n“No,” said Tom Berg. Lind left early.'
const OTHER = 'Nothing said\n\nNobody spoke.'
const ARTICLES = [makeArticle('a', { textLength: TEXT.length }), makeArticle('b', { textLength: OTHER.length })]

const LIND: Entity = {
  kind: 'entity',
  id: 'lind',
  name: 'Ada Lind',
  type: 'person',
  aliases: ['Lind'],
  wikidata: null,
  attributes: {},
}

interface Options {
  readonly annotations?: readonly Annotation[]
  readonly readOnly?: string
  readonly held?: boolean
  readonly shown?: boolean
}

async function suggesting({ annotations = [], readOnly, held = false, shown = true }: Options = {}) {
  const project = {
    articles: ARTICLES,
    texts: { a: TEXT, b: OTHER },
    annotations,
    entities: [LIND],
    readOnly: readOnly ?? null,
  }
  const fake = fakeWorkbench(project)
  const port = { workbench: fake.workbench, newId: countingIds('n'), now: () => NOW }
  const session = createSession(overviewOf(project), port)
  const engine = directSuggestEngine(held)
  const written: boolean[] = []
  const model = createSuggestionsModel(engine, { read: () => shown, write: (value) => void written.push(value) })
  model.attach(session)
  await session.openArticle('a')
  if (!held) await settled(model)
  return { ...fake, session, engine, model, written }
}

type Model = ReturnType<typeof createSuggestionsModel>

/** Resolves when the rules have run and nothing waits to run them again. */
async function settled(model: Model): Promise<void> {
  await vi.waitFor(() => expect(model.getState().busy).toBe(false))
  await new Promise((resolve) => setTimeout(resolve, 300))
  await vi.waitFor(() => expect(model.getState().busy).toBe(false))
}

const listed = (model: Model): string[] =>
  model.getState().list.map(({ type, spans }) => `${type} ${spans.map((s) => TEXT.slice(s.start, s.end)).join(' … ')}`)

const current = (model: Model, session: Session): string | null => {
  const at = model.getState().list.findIndex(({ key }) => key === currentKey(session.getState()))
  return listed(model)[at] ?? null
}

const annotationsOf = (session: Session): string[] =>
  [...(session.getState().open?.index ?? [])].map(
    ({ type, fragments, provenance }) => `${type} ${fragments.map(({ quote }) => quote).join(' … ')} ${provenance}`,
  )

const ALL = ['quote “We will not be rushed,” … “Ask me in June.”', 'entity Ada Lind', 'quote “No,”', 'entity Lind']

const contents = (records: RecordMap<ProjectRecord>) => Object.fromEntries(records.entries())

describe('accepting', () => {
  test('a quote makes it with its speaker, cue and links, in one change that is undone at once', async () => {
    const { session, model, saved } = await suggesting()
    const [quote] = model.getState().list
    const { change, annotations } = valueOf(acceptSuggestions(session.getState(), [quote!], session.port))
    expect(change.title).toBe('Accept quote “We will not be rushed,” … “Ask me in Ju…')
    expect(annotations.map(({ attributes }) => attributes)).toEqual([{ mode: 'direct' }])
    expect(perform(session, change)).toBe(true)
    expect(annotationsOf(session)).toEqual([
      'quote “We will not be rushed,” … “Ask me in June.” suggested',
      'entity Ada Lind suggested',
      'cue told suggested',
    ])
    const relations = [...(session.getState().open?.relations.values() ?? [])]
    const ends = relations.map(({ role, source, target }) => {
      const end = session.getState().open?.index.get('annotation' in target ? target.annotation : '')
      expect(source).toBe(annotations[0]?.id)
      return `${role} ${end?.fragments[0]?.quote}`
    })
    expect(ends.sort()).toEqual(['cue told', 'speaker Ada Lind'])
    const mention = [...session.getState().open!.index].find(({ type }) => type === 'entity')
    expect(mention?.attributes).toEqual({ type: 'person', mention: 'name', entity: 'lind' })
    // The mention of the speaker is not proposed any more.
    expect(listed(model)).toEqual(ALL.slice(2))
    await session.undo()
    expect(annotationsOf(session)).toEqual([])
    expect(session.getState().open?.relations.size).toBe(0)
    await settled(model)
    expect(listed(model)).toEqual(ALL)
    await session.settled()
    expect(saved.map(({ origin }) => origin)).toEqual(['user', 'undo'])
  })

  test('links to the mention and the cue that are tagged already, and leaves them as they are', async () => {
    const annotations = [
      annotate('a', 'entity', 'Ada Lind', { note: 'Mine.' }, TEXT),
      annotate('a', 'cue', 'told', {}, TEXT),
    ]
    const { session, model } = await suggesting({ annotations })
    const [quote] = model.getState().list
    const { change } = valueOf(acceptSuggestions(session.getState(), [quote!], session.port))
    expect(change.added.map(({ kind }) => kind).sort()).toEqual(['annotation', 'relation', 'relation'])
    const targets = change.added.flatMap((record) => (record.kind === 'relation' ? [record.target] : []))
    expect(targets).toEqual(annotations.map(({ id }) => ({ annotation: id })))
  })

  test('all makes a mention once, however many need it, and leaves nothing to suggest', async () => {
    const { session, model } = await suggesting()
    const { change, annotations } = valueOf(acceptSuggestions(session.getState(), model.getState().list, session.port))
    expect(change.title).toBe('Accept 4 suggestions')
    expect(annotations).toHaveLength(4)
    expect(perform(session, change)).toBe(true)
    expect(annotationsOf(session).filter((line) => line.includes('Ada Lind'))).toHaveLength(1)
    await settled(model)
    expect(listed(model)).toEqual([])
    await session.undo()
    expect(annotationsOf(session)).toEqual([])
  })

  test('law: a change of acceptance inverts, crosses as JSON, and keeps quotes, domain and range', async () => {
    const { session, model } = await suggesting()
    const { codebook } = session.getState()
    const { list } = model.getState()
    for (let mask = 1; mask < 2 ** list.length; mask++) {
      const some = list.filter((_, i) => mask & (1 << i))
      const { change } = valueOf(acceptSuggestions(session.getState(), some, session.port))
      expect(valueOf(decodeChange(encodeChange(change)))).toEqual(change)
      const empty = RecordMap.empty<ProjectRecord>()
      const applied = valueOf(applyToRecords(empty, change))
      expect(contents(valueOf(applyToRecords(applied, invertChange(change, 'x'))))).toEqual({})
      const made = change.added.filter((record): record is Annotation => record.kind === 'annotation')
      expect(made.flatMap((annotation) => mismatchedFragments(annotation, TEXT))).toEqual([])
      expect(made.every(({ provenance, status }) => provenance === 'suggested' && status === 'draft')).toBe(true)
      const byId = (id: string) => made.find((annotation) => annotation.id === id) ?? null
      for (const relation of change.added.filter((record): record is Relation => record.kind === 'relation')) {
        const target = 'annotation' in relation.target ? byId(relation.target.annotation) : null
        expect(relationProblem(codebook, relation, byId(relation.source)!, target)).toBeNull()
      }
    }
  })

  test('nothing, or without an article, is refused', async () => {
    const { session, model } = await suggesting()
    failureOf(acceptSuggestions(session.getState(), [], session.port), 'conflict')
    const { list } = model.getState()
    failureOf(acceptSuggestions({ ...session.getState(), open: null }, list, session.port), 'conflict')
    const codebook = { ...session.getState().codebook, types: [] }
    failureOf(acceptSuggestions({ ...session.getState(), codebook }, list, session.port), 'invalid-record')
  })
})

describe('rejecting', () => {
  test('is remembered in the project, is undone, and can be taken back', async () => {
    const { session, model } = await suggesting()
    const quote = model.getState().list[2]!
    const change = valueOf(rejectSuggestion(session.getState(), quote, session.port))
    expect(change.title).toBe('Reject quote “No,”')
    expect(valueOf(decodeChange(encodeChange(change)))).toEqual(change)
    perform(session, change)
    expect(listed(model)).not.toContain('quote “No,”')
    failureOf(rejectSuggestion(session.getState(), quote, session.port), 'conflict')
    await settled(model)
    expect(listed(model)).not.toContain('quote “No,”')
    await session.undo()
    expect(listed(model)).toEqual(ALL)
    // The walk stands where something came back.
    await Promise.resolve()
    expect(current(model, session)).toBe('quote “No,”')
    await session.redo()
    const rejections = [...session.getState().open!.rejections.values()]
    const back = valueOf(takeBackRejections(session.getState(), rejections, session.port))
    expect(back.title).toBe('Take back the rejection of “No,”')
    perform(session, back)
    expect(listed(model)).toEqual(ALL)
    failureOf(takeBackRejections(session.getState(), [], session.port), 'conflict')
  })
})

describe('the walk', () => {
  test('goes from the caret, round the ends, and is a mode', async () => {
    const { session, model } = await suggesting()
    session.setSelection({ start: TEXT.indexOf('told'), end: TEXT.indexOf('told') })
    const walked: (string | null)[] = []
    for (const direction of [1, 1, 1, 1, -1] as const) {
      model.step(direction)
      walked.push(current(model, session))
      expect(session.getState().selected).toBeNull()
    }
    expect(walked).toEqual([ALL[2], ALL[3], ALL[0], ALL[1], ALL[0]])
    expect(session.getState().mode?.kind).toBe('suggestion')
    expect(session.getState().reveal?.span.start).toBe(TEXT.indexOf('“We'))
  })

  test('accepts and rejects what it stands on, and goes on to what is left', async () => {
    const { session, model } = await suggesting()
    model.step(1)
    expect(current(model, session)).toBe(ALL[0])
    acceptCurrent(session, model)
    // The mention inside was settled with the quote.
    expect(current(model, session)).toBe(ALL[2])
    expect(session.getState().notice?.text).toBe('Accepted “We will not be rushed,” … “Ask me in Ju…')
    rejectCurrent(session, model)
    expect(current(model, session)).toBe(ALL[3])
    acceptCurrent(session, model)
    expect(session.getState().mode).toBeNull()
    expect(session.getState().notice?.text).toBe('Accepted “Lind” · That was the last suggestion.')
    acceptCurrent(session, model)
    for (let i = 0; i < 3; i++) await session.undo()
    expect(annotationsOf(session)).toEqual([])
    await settled(model)
    expect(listed(model)).toEqual(ALL)
  })

  test('ends where something else is selected, and where its suggestion has gone', async () => {
    const annotations = [annotate('a', 'claim', 'Lind left early', {}, TEXT)]
    const { session, model } = await suggesting({ annotations })
    model.step(1)
    session.select(annotations[0]!.id)
    expect(session.getState().mode).toBeNull()
    session.select(null)
    model.step(1)
    session.setSelection({ start: 0, end: 3 })
    expect(session.getState().mode).toBeNull()
    model.step(-1)
    expect(current(model, session)).toBe('entity Lind')
    const start = TEXT.indexOf('Lind left')
    const tag = valueOf(tagSpans(session.getState(), 'entity', [{ start, end: start + 4 }], session.port))
    session.dispatch(tag.change)
    expect(session.getState().mode).toBeNull()
    expect(listed(model)).toEqual(ALL.slice(0, 3))
  })

  test('shows suggestions first, and says so where there are none', async () => {
    const { session, model, written } = await suggesting({ shown: false })
    expect(listed(model)).toEqual([])
    model.step(1)
    await settled(model)
    expect(written).toEqual([true])
    expect(current(model, session)).toBe(ALL[0])
    await session.openArticle('b')
    await settled(model)
    model.step(1)
    expect(session.getState().notice?.text).toContain('nothing to suggest')
  })

  test('changes nothing in a project that is open for reading', async () => {
    const { session, model, saved } = await suggesting({ readOnly: 'It is open elsewhere.' })
    model.step(1)
    acceptCurrent(session, model)
    expect(session.getState().notice).toMatchObject({ kind: 'problem' })
    expect(saved).toEqual([])
    expect(listed(model)).toEqual(ALL)
  })
})

describe('running the rules', () => {
  test('once at a time; what is tagged meanwhile is not proposed', async () => {
    const { session, model, engine } = await suggesting({ held: true })
    await vi.waitFor(() => expect(model.getState().busy).toBe(true))
    const start = TEXT.indexOf('“No,”')
    const tag = valueOf(tagSpans(session.getState(), 'quote', [{ start, end: start + 5 }], session.port))
    session.dispatch(tag.change)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(engine.calls).toEqual([0])
    engine.release()
    await vi.waitFor(() => expect(listed(model)).toEqual(ALL.filter((line) => !line.includes('No'))))
    expect(engine.calls).toEqual([0, 1])
    engine.release()
    await vi.waitFor(() => expect(model.getState().busy).toBe(false))
    expect(listed(model)).toEqual(ALL.filter((line) => !line.includes('No')))
  })

  test('is given up for another article, and where nobody wants to see any', async () => {
    const { session, model, engine } = await suggesting({ held: true })
    await vi.waitFor(() => expect(model.getState().busy).toBe(true))
    await session.openArticle('b')
    await vi.waitFor(() => expect(engine.calls).toHaveLength(2))
    model.show(false)
    expect(model.getState()).toEqual({ shown: false, busy: false, failure: null, list: [] })
    engine.release()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(model.getState().list).toEqual([])
  })

  test('says what went wrong', async () => {
    const { model, engine } = await suggesting({ shown: false })
    const failure = { code: 'unexpected', message: 'It broke.', action: 'Try again.' } as const
    vi.spyOn(engine, 'suggest').mockResolvedValue({ ok: false, failure })
    model.show(true)
    await settled(model)
    expect(model.getState()).toMatchObject({ busy: false, failure, list: [] })
  })

  test('keeps the suggestions that say the same as they were', async () => {
    const { session, model, engine } = await suggesting()
    const before = model.getState().list
    const start = TEXT.indexOf('early')
    const tag = valueOf(tagSpans(session.getState(), 'claim', [{ start, end: start + 5 }], session.port))
    session.dispatch(tag.change)
    await settled(model)
    expect(engine.calls).toHaveLength(2)
    expect(model.getState().list.every((item, i) => item === before[i])).toBe(true)
  })

  test('what is tagged crosses as numbers and comes back', async () => {
    const annotations = [
      annotate('a', 'entity', 'Ada Lind', { attributes: { entity: 'lind' } }, TEXT),
      annotate('a', 'quote', '“No,”', {}, TEXT),
    ]
    const { session } = await suggesting()
    const known = unpackKnown(packKnown(annotations, session.getState().codebook))
    expect(known).toEqual([
      { type: 'entity', start: TEXT.indexOf('Ada'), end: TEXT.indexOf('Ada') + 8, entity: 'lind' },
      { type: 'quote', start: TEXT.indexOf('“No'), end: TEXT.indexOf('“No') + 5, entity: null },
    ])
  })
})
