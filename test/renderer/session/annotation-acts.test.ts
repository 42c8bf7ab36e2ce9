import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Annotation, mismatchedFragments } from '../../../model/record/annotation.ts'
import { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import { type Change, invertChange } from '../../../model/change/change.ts'
import { findType } from '../../../model/record/codebook.ts'
import { decodeChange, encodeChange } from '../../../model/change/codec.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { splitsSurrogatePair } from '../../../model/text/span.ts'
import { removeAnnotation, tagSpans } from '../../../model/acts/annotation-acts.ts'
import { applyToHeld } from '../../../renderer/session/project/apply.ts'
import { createSession } from '../../../renderer/session/project/session.ts'
import { addFragment, fragmentAt, moveEdges, removeFragment } from '../../../model/acts/span-acts.ts'
import type { SessionState } from '../../../renderer/session/project/state.ts'
import { allowsRelation, changeType, duplicateAs, leftOutSentence } from '../../../model/acts/type-acts.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { countingIds, fakeWorkbench, makeArticle, NOW, overviewOf } from '../../support/fake-workbench.ts'

const TEXT = '“We will not,” she said 👩‍🚀, “be rushed.”  Nobody – not 🙂 one – agreed.\n\n'.repeat(4)
const TYPES = ['entity', 'quote', 'claim', 'stance', 'cue'] as const

function emptyState(): SessionState {
  const project = { articles: [makeArticle('a', { textLength: TEXT.length })], texts: { a: TEXT } }
  const port = { workbench: fakeWorkbench(project).workbench, newId: countingIds('s'), now: () => NOW }
  const [article] = project.articles
  const body = { text: TEXT, blocks: [{ kind: 'paragraph' as const, start: 0, end: TEXT.length }] }
  const open = article && {
    article,
    body,
    index: AnnotationIndex.empty,
    relations: RecordMap.empty<Relation>(),
    predictions: RecordMap.empty<Prediction>(),
    problems: new Map(),
    rejections: new Map(),
    complete: true,
  }
  const overview = overviewOf(project)
  const entity = { kind: 'entity', id: 'lind', name: 'Ada Lind', type: 'person', aliases: [], wikidata: null } as const
  return {
    ...createSession(overview, port).getState(),
    entities: [{ ...entity, attributes: {} }],
    open: open ?? null,
  }
}

const apply = (state: SessionState, change: Change): SessionState => ({
  ...state,
  ...valueOf(applyToHeld(state, change)),
})

/** A state with the change's inverse applied must hold the same records as before. */
const contents = ({ open, counts }: SessionState) => ({
  annotations: [...(open?.index ?? [])],
  relations: [...(open?.relations.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)),
  counts: Object.values(counts.a ?? {}).reduce((sum, count) => sum + count, 0),
})

function expectSound({ open, codebook }: SessionState): void {
  if (!open) throw new Error('Nothing is open')
  for (const annotation of open.index) {
    expect(mismatchedFragments(annotation, TEXT)).toEqual([])
    let end = -1
    for (const fragment of annotation.fragments) {
      // Fragments that touch have become one, so there is text between any two.
      expect(fragment.start).toBeGreaterThan(end)
      expect(fragment.quote).toBe(fragment.quote.trim())
      expect(fragment.quote).not.toBe('')
      expect(splitsSurrogatePair(TEXT, fragment.start) || splitsSurrogatePair(TEXT, fragment.end)).toBe(false)
      expect(TEXT.slice(fragment.start - fragment.prefix.length, fragment.end + fragment.suffix.length)).toBe(
        fragment.prefix + fragment.quote + fragment.suffix,
      )
      ;({ end } = fragment)
    }
    const type = findType(codebook, annotation.type)
    expect(annotation.fragments.length > 0 || type?.spanless).toBe(true)
    for (const [id, value] of Object.entries(annotation.attributes)) {
      const definition = type?.attributes.find((attribute) => attribute.id === id)
      expect(definition).toBeDefined()
      if (definition?.input === 'choice') expect(definition.values.map((item) => item.id)).toContain(value)
    }
  }
  const typeOf = (id: string): string | undefined => open.index.get(id)?.type
  for (const relation of open.relations.values()) expect(allowsRelation(codebook, relation, typeOf)).toBe(true)
}

const step = fc.record({
  act: fc.constantFrom('tag', 'tag', 'whole', 'link', 'link', 'add', 'drop', 'move', 'type', 'copy', 'remove', 'set'),
  which: fc.nat(7),
  other: fc.nat(7),
  type: fc.constantFrom(...TYPES),
  span: fc.tuple(fc.nat(TEXT.length + 3), fc.nat(30)).map(([start, length]) => ({ start, end: start + length })),
})

/** The change of one step, or null where there is nothing it could be done to. */
function changeOf(
  state: SessionState,
  { act, which, other, type, span }: typeof step extends fc.Arbitrary<infer T> ? T : never,
  newId: () => string,
): Change | null {
  const context = { newId, now: () => NOW }
  const all = [...(state.open?.index ?? [])]
  const annotation = all[which % Math.max(1, all.length)]
  const fragment = annotation?.fragments[other % Math.max(1, annotation.fragments.length)]
  const valueIn = <T, U>(result: { ok: boolean; value?: T }, take: (value: T) => U): U | null =>
    result.ok && result.value !== undefined ? take(result.value) : null
  if (act === 'tag') return valueIn(tagSpans(state, type, [span], context), ({ change }) => change)
  if (act === 'whole') return valueIn(tagSpans(state, 'stance', [], context), ({ change }) => change)
  if (!annotation) return null
  const { id } = annotation
  switch (act) {
    case 'add':
      return valueIn(addFragment(state, id, span, context), ({ change }) => change)
    case 'drop':
      return fragment ? valueIn(removeFragment(state, id, fragment, context), (change) => change) : null
    case 'move':
      return fragment ? valueIn(moveEdges(state, id, fragment, span, context), ({ change }) => change) : null
    case 'type':
      return valueIn(changeType(state, id, type, context), ({ change }) => change)
    case 'copy':
      return valueIn(duplicateAs(state, id, type, context), ({ change }) => change)
    case 'remove':
      return valueIn(removeAnnotation(state, id, context), (change) => change)
    case 'set': {
      const [definition] = findType(state.codebook, annotation.type)?.attributes ?? []
      const value = definition?.input === 'choice' ? definition.values[other % definition.values.length]?.id : null
      if (!definition || !value) return null
      const set: Annotation = { ...annotation, attributes: { ...annotation.attributes, [definition.id]: value } }
      return { id: newId(), title: 'Set', added: [], updated: [[annotation, set]], removed: [], edits: [], texts: [] }
    }
    case 'link': {
      const roles = findType(state.codebook, annotation.type)?.roles ?? []
      const role = roles[other % Math.max(1, roles.length)]
      if (!role) return null
      const reached = all.filter((item) => item !== annotation && role.toTypes.includes(item.type))[
        other % Math.max(1, all.length)
      ]
      const target = reached ? { annotation: reached.id } : role.toEntity ? { entity: 'lind' } : null
      if (!target) return null
      const times = { article: annotation.article, createdAt: NOW, updatedAt: NOW, annotator: 'me', attributes: {} }
      const relation: Relation = { kind: 'relation', id: newId(), role: role.id, source: id, target, ...times }
      return { id: newId(), title: 'Link', added: [relation], updated: [], removed: [], edits: [], texts: [] }
    }
  }
}

describe('laws of acts on annotations that are there', () => {
  it('each is one change that keeps spans and links sound, can be taken back, and survives the way to disk', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 30 }), (steps) => {
        const newId = countingIds('n')
        let state = emptyState()
        for (const item of steps) {
          const change = changeOf(state, item, newId)
          if (!change) continue
          expect(valueOf(decodeChange(encodeChange(change)))).toEqual(change)
          const after = apply(state, change)
          expectSound(after)
          expect(contents(apply(after, invertChange(change, newId())))).toEqual(contents(state))
          expect(contents(apply(apply(after, invertChange(change, newId())), change))).toEqual(contents(after))
          state = after
        }
      }),
      { numRuns: 200 },
    )
  })
})

const context = { newId: countingIds('c'), now: () => NOW }
const spanOf = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length })

function tagged(type: string, ...words: string[]): { state: SessionState; annotation: Annotation } {
  const state = emptyState()
  const made = valueOf(tagSpans(state, type, words.map(spanOf), context))
  return { state: apply(state, made.change), annotation: made.annotation }
}

const quotes = (state: SessionState, id: string): string[] =>
  state.open?.index.get(id)?.fragments.map(({ quote }) => quote) ?? []

describe('fragments', () => {
  it('come in the order of the text, and become one where they touch', () => {
    const { state, annotation } = tagged('quote', '“be rushed.”')
    const two = valueOf(addFragment(state, annotation.id, spanOf(' “We will not,” '), context))
    expect(two.joined).toBe(0)
    const after = apply(state, two.change)
    expect(quotes(after, annotation.id)).toEqual(['“We will not,”', '“be rushed.”'])
    const one = valueOf(addFragment(after, annotation.id, spanOf(',” she said 👩‍🚀, “be'), context))
    expect(one.joined).toBe(2)
    expect(quotes(apply(after, one.change), annotation.id)).toEqual(['“We will not,” she said 👩‍🚀, “be rushed.”'])
  })

  it('are refused where they hold nothing new, with what to do', () => {
    const { state, annotation } = tagged('quote', '“We will not,”')
    expect(failureOf(addFragment(state, annotation.id, spanOf('will'), context), 'invalid-record').message).toBe(
      'This text is part of the quote already.',
    )
    expect(failureOf(addFragment(state, annotation.id, { start: 3, end: 3 }, context), 'invalid-record').action).toBe(
      'Select the text that belongs to it first.',
    )
    const [only] = annotation.fragments
    if (!only) throw new Error('There is no fragment')
    failureOf(removeFragment(state, annotation.id, only, context), 'invalid-record')
    failureOf(removeFragment(state, annotation.id, { start: 1, end: 2 }, context), 'conflict')
    failureOf(addFragment(state, 'nobody', spanOf('said'), context), 'conflict')
  })

  it('keep a quote that is not in its place as it is, while another fragment moves', () => {
    const { state, annotation } = tagged('quote', '“We will not,”', '“be rushed.”')
    const [first, second] = annotation.fragments
    if (!first || !second || !state.open) throw new Error('There are two fragments')
    const wrong = { ...annotation, fragments: [{ ...first, quote: 'other words' }, second] }
    const damaged = { ...state, open: { ...state.open, index: AnnotationIndex.from([wrong]) } }
    const act = valueOf(moveEdges(damaged, annotation.id, second, spanOf('rushed'), context))
    expect(quotes(apply(damaged, act.change), annotation.id)).toEqual(['other words', 'rushed'])
  })

  it('are found at the caret, behind their last letter too', () => {
    const { annotation } = tagged('quote', '“We will not,”', '“be rushed.”')
    const [first, second] = annotation.fragments
    expect(fragmentAt(annotation, 0)).toBe(first)
    expect(fragmentAt(annotation, first?.end ?? 0)).toBe(first)
    expect(fragmentAt(annotation, (first?.end ?? 0) + 1)).toBeUndefined()
    expect(fragmentAt(annotation, second?.start ?? 0)).toBe(second)
  })
})

describe('moving edges', () => {
  it('changes nothing where nothing moved, and refuses no text and what has changed', () => {
    const { state, annotation } = tagged('quote', '“We will not,”')
    const [only] = annotation.fragments
    if (!only) throw new Error('There is no fragment')
    const still = valueOf(moveEdges(state, annotation.id, only, spanOf(' “We will not,” '), context))
    expect([still.change.updated, still.joined]).toEqual([[], 0])
    failureOf(moveEdges(state, annotation.id, only, { start: 5, end: 5 }, context), 'invalid-record')
    failureOf(moveEdges(state, annotation.id, { start: 2, end: 4 }, spanOf('she'), context), 'conflict')
  })

  it('joins the fragments it reaches and counts them', () => {
    const { state, annotation } = tagged('quote', '“We will not,”', '“be rushed.”')
    const [first] = annotation.fragments
    if (!first) throw new Error('There is no fragment')
    const act = valueOf(moveEdges(state, annotation.id, first, spanOf('“We will not,” she said 👩‍🚀, “be'), context))
    expect(act.joined).toBe(1)
    expect(quotes(apply(state, act.change), annotation.id)).toHaveLength(1)
  })
})

describe('another type', () => {
  it('keeps what fits, removes what does not in the same change, and counts it', () => {
    let { state, annotation: quote } = tagged('quote', '“We will not,”')
    const others = ['entity', 'claim', 'cue'].map((type, i) => {
      const made = valueOf(tagSpans(state, type, [spanOf(['she', 'be rushed', 'said'][i] ?? '')], context))
      state = apply(state, made.change)
      return made.annotation
    })
    const link = (role: string, source: string | undefined, target: string | undefined): Relation => ({
      kind: 'relation',
      id: `${role}-of`,
      article: quote.article,
      role,
      source: source ?? '',
      target: { annotation: target ?? '' },
      attributes: {},
      annotator: 'me',
      createdAt: NOW,
      updatedAt: NOW,
    })
    const [entity, claim, cue] = others
    const added = [
      link('speaker', quote.id, entity?.id),
      link('cue', quote.id, cue?.id),
      link('within', claim?.id, quote.id),
    ]
    state = apply(state, { id: 'l', title: 'Link', added, updated: [], removed: [], edits: [], texts: [] })
    const noted = { ...quote, note: 'Check.', status: 'disputed' as const, confidence: 0.5 }
    state = apply(state, {
      id: 'm',
      title: 'Note',
      added: [],
      updated: [[quote, noted]],
      removed: [],
      edits: [],
      texts: [],
    })

    const act = valueOf(changeType(state, quote.id, 'stance', context))
    expect(act.left).toEqual({ attributes: 1, links: 3 })
    expect(leftOutSentence(act.left)).toBe('3 links and 1 attribute did not fit.')
    expect(act.annotation).toMatchObject({ type: 'stance', note: 'Check.', status: 'disputed', confidence: 0.5 })
    expect(act.annotation.attributes).toEqual({})
    expectSound(apply(state, act.change))
    // As a quote again it begins as quotes do; its links come back with undo alone.
    const back = valueOf(changeType(apply(state, act.change), quote.id, 'quote', context))
    expect(back.annotation.attributes).toEqual({ mode: 'direct' })
    expect(leftOutSentence(back.left)).toBeNull()
  })

  it('keeps attributes with the same id and an allowed value, incoming links whose range still fits', () => {
    const { state, annotation } = tagged('stance', 'said')
    const codebook = {
      ...state.codebook,
      types: state.codebook.types.map((type) =>
        type.id === 'claim'
          ? {
              ...type,
              attributes: [
                ...type.attributes,
                { id: 'value', name: 'Value', input: 'choice' as const, values: [{ id: 'favor', name: 'Favor' }] },
                { id: 'topic', name: 'Topic', input: 'text' as const },
              ],
            }
          : type,
      ),
    }
    const said = { ...annotation, attributes: { value: 'against', topic: 'ferry' } }
    const next = apply(
      { ...state, codebook },
      { id: 'v', title: 'Set', added: [], updated: [[annotation, said]], removed: [], edits: [], texts: [] },
    )
    const act = valueOf(changeType(next, annotation.id, 'claim', context))
    expect([act.annotation.attributes, act.left.attributes]).toEqual([{ topic: 'ferry' }, 1])
  })

  it('refuses what is about the whole article where the type needs text', () => {
    const state = emptyState()
    const made = valueOf(tagSpans(state, 'stance', [], context))
    const failure = failureOf(
      changeType(apply(state, made.change), made.annotation.id, 'claim', context),
      'invalid-record',
    )
    expect(failure.message).toBe('This stance is about the whole article, and a claim needs some text.')
    failureOf(duplicateAs(apply(state, made.change), made.annotation.id, 'quote', context), 'invalid-record')
    failureOf(changeType(apply(state, made.change), made.annotation.id, 'nothing', context), 'invalid-record')
  })

  it('copies fragments and fitting attributes to a draft of its own', () => {
    const { state, annotation } = tagged('quote', '“We will not,”', '“be rushed.”')
    const act = valueOf(duplicateAs(state, annotation.id, 'claim', context))
    expect(act.annotation.fragments).toEqual(annotation.fragments)
    expect(act.annotation).toMatchObject({ type: 'claim', status: 'draft', note: '', confidence: null, attributes: {} })
    expect(act.annotation.id).not.toBe(annotation.id)
    expect(act.left).toEqual({ attributes: 1, links: 0 })
  })
})
