import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import { conditionKey } from '../../../model/annotation/annotation-filter.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { missingRoleCommands } from '../../../renderer/commands/missing-roles.ts'
import { conditionTitle, possibleConditions } from '../../../renderer/session/annotations/filter-words.ts'
import { shownAnnotations } from '../../../renderer/session/project/shown-annotations.ts'
import { createSession } from '../../../renderer/session/project/session.ts'
import { nextWithoutRole, stepThrough } from '../../../renderer/session/project/walk.ts'
import { annotate } from '../../support/article.ts'
import { countingIds, fakeWorkbench, makeArticle, NOW, overviewOf } from '../../support/fake-workbench.ts'

const TEXT = 'a word and another '.repeat(20)

const speakerOf = (source: string): Relation => ({
  kind: 'relation',
  id: `speaker-of-${source}`,
  article: 'a',
  role: 'speaker',
  source,
  target: { entity: 'somebody' },
  attributes: {},
  annotator: 'me',
  createdAt: NOW,
  updatedAt: NOW,
})

/** An article with quotes and entities, some of them with a speaker. */
const articles = fc
  .array(fc.record({ start: fc.nat(300), quote: fc.boolean(), spoken: fc.boolean() }), { maxLength: 12 })
  .map((all) => {
    const annotations = all.map(({ start, quote }, i) =>
      annotate(TEXT, 'a', quote ? 'quote' : 'entity', [{ start, end: start + 5 }], `annotation-${i}`),
    )
    const spoken = annotations.filter((_, i) => all[i]?.spoken)
    const article = makeArticle('a')
    return {
      article,
      body: { text: TEXT, blocks: [] },
      index: AnnotationIndex.from(annotations),
      relations: RecordMap.from(spoken.map(({ id }) => [id, speakerOf(id)] as const)),
      complete: true,
      problems: new Map(),
      predictions: RecordMap.empty<Prediction>(),
      rejections: new Map(),
    }
  })

describe('walking', () => {
  test('visits every quote without a speaker once a round, in both directions, and no other', () => {
    fc.assert(
      fc.property(
        articles,
        fc.nat(11),
        fc.nat(300),
        fc.constantFrom(1 as const, -1 as const),
        (open, at, caret, way) => {
          const spoken = new Set([...open.relations.values()].map(({ source }) => source))
          const missing = [...open.index].filter(({ id, type }) => type === 'quote' && !spoken.has(id))
          let selected = open.index.get(`annotation-${at}`)?.id ?? null
          const visited: string[] = []
          for (let i = 0; i < missing.length; i++) {
            const selection = { start: caret, end: caret }
            const next = nextWithoutRole({ open, selected, selection }, 'quote', 'speaker', way)
            expect(next).toBeDefined()
            selected = next?.id ?? null
            visited.push(next?.id ?? '')
          }
          expect(visited.toSorted()).toEqual(missing.map(({ id }) => id).toSorted())
          if (missing.length === 0) {
            const none = nextWithoutRole({ open, selected, selection: { start: 0, end: 0 } }, 'quote', 'speaker', way)
            expect(none).toBeUndefined()
          }
        },
      ),
    )
  })

  test('begins at the caret where nothing is selected, and goes round', () => {
    const index = AnnotationIndex.from(
      [10, 20, 30].map((start) => annotate(TEXT, 'a', 'quote', [{ start, end: start + 2 }], `at-${start}`)),
    )
    const from = (start: number, selected: string | null, way: 1 | -1) =>
      stepThrough(index, { selected, selection: { start, end: start } }, way)?.id
    expect(from(15, null, 1)).toBe('at-20')
    expect(from(15, null, -1)).toBe('at-10')
    expect(from(99, null, 1)).toBe('at-10')
    expect(from(0, null, -1)).toBe('at-30')
    expect(from(0, 'at-30', 1)).toBe('at-10')
    expect(from(0, 'at-30', -1)).toBe('at-20')
    expect(stepThrough(AnnotationIndex.empty, { selected: null, selection: { start: 0, end: 0 } }, 1)).toBeUndefined()
  })
})

describe('what a filter can ask', () => {
  test('every condition has words of its own, and every role a way to what lacks it', () => {
    const named = { codebook: newsAttribution, annotators: overviewOf({ articles: [] }).annotators }
    const conditions = possibleConditions(named)
    expect(conditions.length).toBeGreaterThan(50)
    expect(new Set(conditions.map(conditionKey)).size).toBe(conditions.length)
    const titles = conditions.map((condition) => conditionTitle(condition, named))
    expect(new Set(titles).size).toBe(titles.length)
    expect(titles).toContain('Quote without a speaker')
    expect(titles).toContain('Quote without an addressee')
    expect(titles).toContain('Claim: kind is law or rule')
    expect(titles).toContain('Stance: topic not set')
    expect(titles).toContain('By Ada Lind')
    const commands = missingRoleCommands(newsAttribution).map(({ title }) => title)
    expect(commands).toContain('Next quote without a speaker')
    expect(commands).toContain('Previous stance without a target')
  })

  test('names stay readable when the codebook has lost them', () => {
    const named = { codebook: { ...newsAttribution, types: [] }, annotators: [] }
    for (const condition of possibleConditions({ codebook: newsAttribution, annotators: [] })) {
      expect(conditionTitle(condition, named)).toMatch(/\S/)
    }
  })

  test('the rows are computed once for each index and filter', () => {
    fc.assert(
      fc.property(articles, (open) => {
        const { workbench } = fakeWorkbench({ articles: [open.article] })
        const session = createSession(overviewOf({ articles: [open.article] }), {
          workbench,
          newId: countingIds(),
          now: () => NOW,
        })
        session.setFilter([{ kind: 'type', type: 'quote' }])
        const { filter } = session.getState()
        const rows = shownAnnotations({ open, filter })
        expect(shownAnnotations({ open: { ...open, relations: RecordMap.empty() }, filter })).toBe(rows)
        expect(rows?.size).toBe(open.index.counts.get('quote') ?? 0)
        session.setFilter([{ kind: 'without-role', type: 'quote', role: 'speaker' }])
        const lacking = shownAnnotations({ open, filter: session.getState().filter })
        const all = shownAnnotations({
          open: { ...open, relations: RecordMap.empty() },
          filter: session.getState().filter,
        })
        expect(all?.size).toBe(rows?.size)
        expect((lacking?.size ?? 0) <= (all?.size ?? 0)).toBe(true)
        expect(shownAnnotations({ open, filter: [] })).toBe(open.index)
      }),
    )
  })
})
