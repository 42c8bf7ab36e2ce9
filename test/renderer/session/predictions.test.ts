import { describe, expect, test, vi } from 'vitest'
import { makeFragment } from '../../../model/annotation/annotate.ts'
import { invertChange } from '../../../model/change/change.ts'
import { applyToRecords } from '../../../model/change/apply.ts'
import { decodeChange, encodeChange } from '../../../model/change/codec.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import { predictedRule } from '../../../model/record/prediction.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import { removeArticle } from '../../../model/acts/article-acts.ts'
import { createSession } from '../../../renderer/session/project/session.ts'
import { acceptSuggestions } from '../../../model/acts/suggestion-acts.ts'
import { suggestionLabel } from '../../../renderer/session/suggest/suggestion-labels.ts'
import { acceptCurrent, rejectCurrent } from '../../../renderer/session/suggest/suggestion-walk.ts'
import { createSuggestionsModel, type SuggestionsModel } from '../../../renderer/session/suggest/suggestions-model.ts'
import { valueOf } from '../../support/result.ts'
import { annotate, countingIds, fakeWorkbench, makeArticle, NOW, overviewOf } from '../../support/fake-workbench.ts'
import { directSuggestEngine } from '../../support/suggest-engine.ts'

const TEXT = 'Harbour vote delayed\n\n“No,” said Tom Berg. The mayor left early.'

let made = 0
function prediction(type: string, words: string | null, edit: Partial<Prediction> = {}): Prediction {
  const start = words === null ? 0 : TEXT.indexOf(words)
  return {
    kind: 'prediction',
    id: `p${++made}`,
    article: 'a',
    type,
    fragments: words === null ? [] : [makeFragment(TEXT, { start, end: start + words.length })],
    attributes: {},
    links: [],
    source: 'Label Studio: ner-3',
    score: 0.875,
    note: '',
    createdAt: NOW,
    ...edit,
  }
}

async function suggesting(
  predictions: readonly Prediction[],
  annotations = [annotate('a', 'claim', 'vote', {}, TEXT)],
) {
  const articles = [makeArticle('a', { textLength: TEXT.length })]
  const project = { articles, texts: { a: TEXT }, annotations, predictions }
  const fake = fakeWorkbench(project)
  const port = { workbench: fake.workbench, newId: countingIds('n'), now: () => NOW }
  const session = createSession(overviewOf(project), port)
  const model = createSuggestionsModel(directSuggestEngine(), { read: () => true, write: () => undefined })
  model.attach(session)
  await session.openArticle('a')
  await settled(model)
  return { ...fake, session, model }
}

/** Resolves when the rules have run and nothing waits to run them again. */
async function settled(model: SuggestionsModel): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300))
  await vi.waitFor(() => expect(model.getState().busy).toBe(false))
}

const listed = (model: SuggestionsModel): string[] =>
  model.getState().list.map(({ type, spans }) => `${type} ${spans.map((s) => TEXT.slice(s.start, s.end)).join(' … ')}`)

const MAYOR = () => prediction('entity', 'The mayor', { attributes: { type: 'person', mood: 'bad' }, note: 'perhaps' })

describe('predictions of other programs', () => {
  test('stand among what the rules propose, once for a type and place, and say who made them', async () => {
    const quote = prediction('quote', '“No,”', { attributes: { attitude: 'assertion' } })
    const { session, model } = await suggesting([MAYOR(), quote, prediction('stance', null, { score: null })])
    expect(listed(model)).toEqual(['stance ', 'quote “No,”', 'entity The mayor'])
    const { codebook } = session.getState()
    expect(model.getState().list.map((item) => suggestionLabel(codebook, TEXT, item))).toEqual([
      'Label Studio: ner-3',
      'Direct · Assertion · Label Studio: ner-3, 88 % · Speaker: Tom Berg · Cue: said',
      'Person · Label Studio: ner-3, 88 %',
    ])
    expect([...(session.getState().open?.index ?? [])]).toHaveLength(1)
    expect(session.getState().counts).toEqual({ a: { claim: 1 } })
  })

  test('one accepted is an annotation by whoever accepted it, in one step that is undone at once', async () => {
    const { session, model, saved } = await suggesting([MAYOR()])
    model.step(-1)
    acceptCurrent(session, model)
    const mine = [...(session.getState().open?.index ?? [])].find(({ type }) => type === 'entity')
    expect(mine).toMatchObject({ annotator: 'me', provenance: 'suggested', status: 'draft', note: 'perhaps' })
    // What the codebook does not know is left out.
    expect(mine?.attributes).toEqual({ type: 'person', mention: 'name' })
    expect(session.getState().undoTitle).toBe('Accept entity “The mayor”')
    await settled(model)
    expect(listed(model)).toEqual(['quote “No,”'])
    await session.undo()
    await settled(model)
    expect(listed(model)).toEqual(['quote “No,”', 'entity The mayor'])
    await session.settled()
    expect(saved.map(({ change }) => [change.added.length, change.removed.length])).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  test('one rejected is remembered with what a rule proposes there, until that is undone', async () => {
    const { session, model } = await suggesting([prediction('quote', '“No,”'), prediction('stance', null)])
    model.step(1)
    rejectCurrent(session, model)
    await settled(model)
    expect(listed(model)).toEqual(['quote “No,”'])
    model.step(1)
    rejectCurrent(session, model)
    await settled(model)
    expect(listed(model)).toEqual([])
    expect([...(session.getState().open?.rejections.values() ?? [])].map(({ rule }) => rule)).toEqual([
      predictedRule('stance'),
      predictedRule('quote'),
    ])
    await session.undo()
    await session.undo()
    expect(listed(model)).toEqual(['stance ', 'quote “No,”'])
  })

  test('what was rejected before it was predicted stays away', async () => {
    const { session, model } = await suggesting([prediction('entity', 'The mayor')])
    const [quote] = model.getState().list
    session.dispatch({
      id: 'x',
      title: 'Reject',
      added: [
        {
          kind: 'rejection',
          id: 'r',
          article: 'a',
          rule: quote!.rule,
          spans: quote!.spans,
          annotator: 'me',
          createdAt: NOW,
        },
      ],
      updated: [],
      removed: [],
      edits: [],
      texts: [],
    })
    session.receive(
      [
        {
          id: 'y',
          title: 'Import',
          added: [prediction('quote', '“No,”')],
          updated: [],
          removed: [],
          edits: [],
          texts: [],
        },
      ],
      'import',
    )
    await settled(model)
    expect(listed(model)).toEqual(['entity The mayor'])
  })

  test('law: accepting any of them inverts and crosses as JSON, with links to what is accepted too', async () => {
    const speaker = prediction('entity', 'The mayor')
    const quote = prediction('quote', 'left early', { links: [{ role: 'speaker', target: speaker.id }] })
    const { session, model } = await suggesting([speaker, quote, prediction('stance', null)])
    const { list } = model.getState()
    expect(list).toHaveLength(4)
    for (let mask = 1; mask < 2 ** list.length; mask++) {
      const some = list.filter((_, i) => mask & (1 << i))
      const { change, annotations } = valueOf(acceptSuggestions(session.getState(), some, session.port))
      expect(annotations).toHaveLength(some.length)
      expect(valueOf(decodeChange(encodeChange(change)))).toEqual(change)
      const applied = valueOf(applyToRecords(RecordMap.empty<ProjectRecord>(), change))
      expect(valueOf(applyToRecords(applied, invertChange(change, 'x'))).size).toBe(0)
      const roles = change.added.flatMap((record) => (record.kind === 'relation' ? [record.role] : []))
      const linked = some.some(({ spans }) => TEXT.startsWith('left early', spans[0]?.start ?? 0))
      expect(roles.filter((role) => role === 'speaker').length).toBeGreaterThanOrEqual(linked ? 1 : 0)
    }
  })

  test('go with their article, and come back with it', async () => {
    const { session } = await suggesting([MAYOR()])
    const { open } = session.getState()
    const change = valueOf(removeArticle(open!, session.port))
    expect(change.removed.map(({ kind }) => kind)).toEqual(['prediction', 'annotation', 'article'])
  })
})
