import { makeChange } from '../../../model/change/change.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Annotation } from '../../../model/record/annotation.ts'
import { type FindQuery, findAll, PLAIN_QUERY } from '../../../model/text/find.ts'
import { hitCount, NO_HITS } from '../../../model/text/hits.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import { createLargeSaves } from '../../../main/desks/large-saves.ts'
import { createProjectService } from '../../../main/project/create-project-service.ts'
import type { ProjectOverview } from '../../../preload/contract/contract.ts'
import { setAttribute, setConfidence, setNote, setStatus, tagSpans } from '../../../model/acts/annotation-acts.ts'
import { NOTHING_FOUND, searchProject, type ProjectFind } from '../../../renderer/session/find/find-project.ts'
import { perform } from '../../../renderer/session/project/perform.ts'
import { createSession, type Session } from '../../../renderer/session/project/session.ts'
import { countTags, tagPlaces } from '../../../model/acts/tag-places.ts'
import { placeKey, type TagPlace } from '../../../model/acts/tag-places.ts'
import { placesToTag } from '../../../renderer/session/find/tag-plan.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { countingIds, NOW, pack } from '../../support/fake-workbench.ts'
import { directEngine } from '../../support/find-engines.ts'
import { importText } from '../../support/import.ts'

/*
 * Tagging all hits, over the real store: what the window shows after it, and after undoing and repeating it in whatever
 * article is open, is what is stored.
 */

const TEXTS = [
  'Harbour vote delayed\n\nMayor Ada Lind said the vote would wait. “Ada Lind knows,” she said.',
  'Ferry line\n\nAda Lind was not there; nobody was.',
  'Nothing of the kind\n\nThis article is about a bridge.',
  'Ada Lind\n\nA portrait of ADA LIND 👩‍🚀 the mayor. Ada\u00a0Lind again.',
]

const annotator = { id: 'annotator-0001', name: 'Ada' }

/** A session on a project of its own, with the articles above. */
function projectInTest() {
  const folder = temporaryFolder()
  const service = createProjectService()
  onTestFinished(() => void service.close())
  valueOf(service.create(join(folder, 'p.standoff'), { name: 'Press', annotator }))
  TEXTS.forEach((text, i) => {
    writeFileSync(join(folder, `${i}.txt`), text)
    valueOf(importText(service, join(folder, `${i}.txt`)))
  })
  const later = async <T>(run: () => T): Promise<T> => {
    await Promise.resolve()
    return run()
  }
  const packed = <T>(result: Result<T>) => (result.ok ? ok(pack(result.value)) : result)
  const overview: ProjectOverview = valueOf(service.overview())
  const workbench = {
    openArticle: (id: string) => later(() => packed(service.openArticle(id))),
    annotationPage: (id: string, after: number, limit: number) =>
      later(() => packed(service.annotationPage(id, after, limit))),
    save: (request: Parameters<typeof service.save>[0]) => later(() => service.save(request)),
    articleTexts: (ids: readonly string[]) => later(() => service.articleTexts(ids)),
    tagsAt: (articles: Parameters<typeof service.tagsAt>[0]) => later(() => service.tagsAt(articles)),
    savePart: createLargeSaves((json, as) => later(() => service.saveText(json, as))),
    entityUses: () => later(() => service.entityUses()),
    entityMentions: (...page: Parameters<typeof service.entityMentions>) =>
      later(() => service.entityMentions(...page)),
    entityPointers: (entities: readonly string[]) => later(() => packed(service.entityPointers(entities))),
    storedChange: (id: string) => later(() => packed(service.storedChange(id))),
    undoBatch: (id: string) => later(() => service.undoBatch(id)),
    redoBatch: (id: string) => later(() => service.redoBatch(id)),
    reportUnsaved: () => Promise.resolve(ok(null)),
  }
  const session = createSession(overview, { workbench, newId: countingIds('n'), now: () => NOW })
  const ids = overview.articles.map(({ id }) => id)
  return { service, session, ids, id: (i: number): string => ids[i] ?? '' }
}

async function findIn(session: Session, edit: Partial<FindQuery>): Promise<ProjectFind> {
  let found = NOTHING_FOUND
  await searchProject({
    workbench: session.port.workbench,
    engine: directEngine(),
    articles: session.getState().articles,
    query: { ...PLAIN_QUERY, ...edit },
    onProgress: (state) => {
      found = state
    },
    isCancelled: () => false,
  })
  return found
}

const inProject = async (session: Session, pattern: string, edit: Partial<FindQuery> = {}) =>
  valueOf(
    await placesToTag(session, {
      scope: 'project',
      hits: NO_HITS,
      project: await findIn(session, { pattern, ...edit }),
    }),
  )

const inArticle = async (session: Session, pattern: string) => {
  const text = session.getState().open?.body.text ?? ''
  const hits = valueOf(findAll(text, { ...PLAIN_QUERY, pattern }))
  return valueOf(await placesToTag(session, { scope: 'article', hits, project: NOTHING_FOUND }))
}

function tagAll(
  session: Session,
  typeId: string,
  places: readonly TagPlace[],
  source: Annotation | null = null,
): number {
  const { fresh } = countTags(places, typeId, new Set())
  if (fresh.length > 0) {
    const change = tagPlaces(session.getState(), typeId, fresh, source, session.port)
    expect(perform(session, change)).toBe(true)
  }
  return fresh.length
}

const withoutZeros = (counts: Readonly<Record<string, Readonly<Record<string, number>>>>) =>
  Object.fromEntries(
    Object.entries(counts)
      .map(
        ([article, types]) => [article, Object.fromEntries(Object.entries(types).filter(([, n]) => n !== 0))] as const,
      )
      .filter(([, types]) => Object.keys(types).length > 0),
  )

/** Everything on disk is what the window shows. */
async function expectSaved({ service, session }: ReturnType<typeof projectInTest>): Promise<void> {
  await session.settled()
  const { counts, open, save } = session.getState()
  expect(save).toEqual({ kind: 'saved' })
  expect(withoutZeros(counts)).toEqual(withoutZeros(valueOf(service.overview()).counts))
  if (!open) return
  expect([...open.index]).toEqual(valueOf(service.annotationPage(open.article.id, 0, 1_000)).annotations)
}

const quotesIn = (service: ReturnType<typeof createProjectService>, article: string): string[] =>
  valueOf(service.annotationPage(article, 0, 1_000)).annotations.map(({ fragments }) => fragments[0]?.quote ?? '')

describe('tagging all hits', () => {
  test('in the open article is one act, with the initial attributes of the codebook', async () => {
    const project = projectInTest()
    const { session, service, id } = project
    await session.openArticle(id(0))
    expect(tagAll(session, 'entity', await inArticle(session, 'ada lind'))).toBe(2)
    expect(session.getState().undoTitle).toBe('Tag 2 as entity “Ada Lind”')
    await expectSaved(project)
    expect(quotesIn(service, id(0))).toEqual(['Ada Lind', 'Ada Lind'])
    expect([...(session.getState().open?.index ?? [])][0]?.attributes).toEqual({ mention: 'name' })
    await session.undo()
    await expectSaved(project)
    expect(session.getState()).toMatchObject({ undoTitle: null, redoTitle: 'Tag 2 as entity “Ada Lind”' })
    expect(quotesIn(service, id(0))).toEqual([])
  })

  test('in all articles reaches those that are not open, with exact quotes and context', async () => {
    const project = projectInTest()
    const { session, service, id } = project
    await session.openArticle(id(2))
    const places = await inProject(session, 'Ada Lind')
    expect(places.map(({ article, fragment }) => `${project.ids.indexOf(article)} ${fragment.quote}`)).toEqual([
      '0 Ada Lind',
      '0 Ada Lind',
      '1 Ada Lind',
      '3 Ada Lind',
      '3 ADA LIND',
      '3 Ada\u00a0Lind',
    ])
    expect(tagAll(session, 'entity', places)).toBe(6)
    await expectSaved(project)
    expect(session.getState().counts).toMatchObject({
      [id(0)]: { entity: 2 },
      [id(1)]: { entity: 1 },
      [id(3)]: { entity: 3 },
    })
    const page = valueOf(service.annotationPage(id(3), 0, 10))
    expect(page.problems).toEqual([])
    expect(page.annotations[1]?.fragments[0]).toMatchObject({
      prefix: expect.stringMatching(/portrait of $/) as string,
    })
  })

  test.each([0, 1, 2, null])('is undone and repeated as one act while article %s is open', async (open) => {
    const project = projectInTest()
    const { session, service, id } = project
    await session.openArticle(id(3))
    expect(tagAll(session, 'entity', await inProject(session, 'Ada Lind'))).toBe(6)
    await expectSaved(project)
    if (open !== null) await session.openArticle(id(open))
    valueOf(await session.undo())
    await expectSaved(project)
    for (const article of project.ids) expect(quotesIn(service, article)).toEqual([])
    // An article the act was in is shown; where the open one is among them, that one stays.
    const shown = session.getState().open?.article.id
    expect(shown).toBe(open === null ? id(3) : open === 2 ? id(0) : id(open))
    await session.openArticle(id(2))
    valueOf(await session.redo())
    await expectSaved(project)
    expect(project.ids.map((article) => quotesIn(service, article).length)).toEqual([2, 1, 0, 3])
  })

  test('passes over what is already tagged, in open and in other articles, and says so', async () => {
    const project = projectInTest()
    const { session, id } = project
    await session.openArticle(id(1))
    tagAll(session, 'entity', await inArticle(session, 'Ada Lind'))
    await session.openArticle(id(0))
    const { open } = session.getState()
    const start = open?.body.text.indexOf('Ada Lind') ?? 0
    perform(session, valueOf(tagSpans(session.getState(), 'entity', [{ start, end: start + 8 }], session.port)).change)
    // Longer, and in pieces: neither is the same span.
    const pieces = [
      { start: start - 6, end: start + 8 },
      { start: start + 9, end: start + 13 },
    ]
    perform(session, valueOf(tagSpans(session.getState(), 'entity', pieces.slice(0, 1), session.port)).change)
    const places = await inProject(session, 'Ada Lind')
    expect(countTags(places, 'entity', new Set())).toMatchObject({ already: 2, leftOut: 0 })
    expect(countTags(places, 'quote', new Set())).toMatchObject({ already: 0 })
    const [last] = places.slice(-1)
    const counts = countTags(places, 'entity', new Set(last ? [placeKey(last)] : []))
    expect([counts.fresh.length, counts.already, counts.leftOut]).toEqual([3, 2, 1])
    expect(tagAll(session, 'entity', places)).toBe(4)
    expect(tagAll(session, 'entity', await inProject(session, 'Ada Lind'))).toBe(0)
    await expectSaved(project)
  })

  test('takes attributes along from an annotation of the same type, but not what is about itself', async () => {
    const project = projectInTest()
    const { session, id } = project
    await session.openArticle(id(1))
    const start = TEXTS[1]?.indexOf('Ada Lind') ?? 0
    const tagged = valueOf(tagSpans(session.getState(), 'entity', [{ start, end: start + 8 }], session.port))
    perform(session, tagged.change)
    const me = tagged.annotation.id
    perform(session, setAttribute(session.getState(), me, 'type', 'person', session.port))
    const entry = { kind: 'entity', id: 'register-entry', name: 'Ada Lind', type: 'person', aliases: [] } as const
    const added = makeChange('change-entry', 'Make entry', { added: [{ ...entry, wikidata: null, attributes: {} }] })
    perform(session, added)
    perform(session, setAttribute(session.getState(), me, 'entity', 'register-entry', session.port))
    perform(session, setNote(session.getState(), me, 'The mayor', session.port))
    perform(session, setStatus(session.getState(), me, 'final', session.port))
    perform(session, setConfidence(session.getState(), me, 0.9, session.port))
    const source = session.getState().open?.index.get(me) ?? null
    const places = await inProject(session, 'Ada Lind', { matchCase: true })
    tagAll(session, 'entity', places, source)
    tagAll(session, 'claim', places, source)
    await expectSaved(project)
    await session.openArticle(id(0))
    const [first, second] = session.getState().open?.index ?? []
    const attributes = { mention: 'name', type: 'person', entity: 'register-entry' }
    const entity = first?.type === 'entity' ? first : second
    const claim = first?.type === 'claim' ? first : second
    expect(entity).toMatchObject({ attributes, note: '', status: 'draft', confidence: null, provenance: 'manual' })
    expect(claim?.attributes).not.toHaveProperty('entity')
  })

  test('of white space tags nothing, and of nothing is refused', async () => {
    const { session, id } = projectInTest()
    await session.openArticle(id(0))
    expect(await inArticle(session, ' ')).toEqual([])
    failureOf(tagPlaces(session.getState(), 'entity', [], null, session.port), 'invalid-record')
    failureOf(tagPlaces(session.getState(), 'gone', [], null, session.port), 'invalid-record')
  })

  test('leaves the edges of words to the hits: spans are trimmed', async () => {
    const { session, id } = projectInTest()
    await session.openArticle(id(0))
    const [place] = await inArticle(session, ' Ada Lind ')
    expect(place?.fragment.quote).toBe('Ada Lind')
    expect(hitCount(valueOf(findAll(TEXTS[0] ?? '', { ...PLAIN_QUERY, pattern: ' Ada Lind ' })))).toBe(1)
  })
})

describe('law: however acts in one and in all articles follow each other', () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('open' as const), article: fc.nat(3) }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'here' as const),
      pattern: fc.constantFrom('Ada Lind', 'vote', 'a', 'bridge'),
      type: fc.constantFrom('entity', 'claim'),
    }),
    fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const) }),
  )

  test('the window shows what is stored, undoing all gives the first state, repeating all the last', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 14 }), async (acts) => {
        const project = projectInTest()
        const { session, id } = project
        await session.openArticle(id(0))
        for (const step of acts) {
          if (step.kind === 'open') await session.openArticle(id(step.article))
          else if (step.kind === 'all') tagAll(session, step.type, await inProject(session, step.pattern))
          else if (step.kind === 'here') tagAll(session, step.type, await inArticle(session, step.pattern))
          else valueOf(await session[step.kind]())
          await expectSaved(project)
        }
        while (session.getState().redoTitle !== null) valueOf(await session.redo())
        const furthest = withoutZeros(session.getState().counts)
        while (session.getState().undoTitle !== null) valueOf(await session.undo())
        expect(withoutZeros(session.getState().counts)).toEqual({})
        await expectSaved(project)
        while (session.getState().redoTitle !== null) valueOf(await session.redo())
        expect(withoutZeros(session.getState().counts)).toEqual(furthest)
        await expectSaved(project)
        valueOf(project.service.close())
      }),
      { numRuns: 25 },
    )
  })
})
