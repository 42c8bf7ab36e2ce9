import { describe, expect, test } from 'vitest'
import { hitAt, hitCount } from '../../../model/text/hits.ts'
import { fail } from '../../../model/value/result.ts'
import type { Workbench } from '../../../preload/contract/contract.ts'
import { createFindModel } from '../../../renderer/session/find/find-model.ts'
import type { FindCall } from '../../../renderer/session/find/find-messages.ts'
import { createSession } from '../../../renderer/session/project/session.ts'
import {
  annotate,
  countingIds,
  type FakeProject,
  fakeWorkbench,
  makeArticle,
  NOW,
  overviewOf,
} from '../../support/fake-workbench.ts'
import { directEngine } from '../../support/find-engines.ts'

const TEXTS = {
  a: 'The vote\n\nThe council will vote. A vote is a vote.',
  b: 'Nothing here\n\nNobody goes there.',
  c: 'More votes\n\nThe vote again, and “vote”.',
}
const ARTICLES = Object.entries(TEXTS).map(([id, text]) =>
  makeArticle(id, { textLength: text.length, title: `Title ${id}` }),
)

/** Resolves when nothing is searched any more. */
async function settled(find: ReturnType<typeof createFindModel>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    const { busy, project } = find.getState()
    if (!busy && !project.running && i > 2) return
  }
  throw new Error('The search goes on')
}

async function finding(project: Partial<FakeProject> = {}, replace: Partial<Workbench> = {}) {
  const whole: FakeProject = { articles: ARTICLES, texts: TEXTS, ...project }
  const fake = fakeWorkbench(whole, replace)
  const session = createSession(overviewOf(whole), { workbench: fake.workbench, newId: countingIds(), now: () => NOW })
  const sent: FindCall[] = []
  const find = createFindModel({ article: directEngine(sent), project: directEngine(sent) })
  find.attach(session)
  await session.openArticle('a')
  // What the editor does when it is asked to select something.
  session.subscribe(({ state, previous }) => {
    if (state.reveal && state.reveal !== previous.reveal) session.setSelection(state.reveal.span)
  })
  const selected = (): string => {
    const { open, selection } = session.getState()
    return `${open?.article.id} ${selection.start}`
  }
  return { ...fake, session, find, sent, selected, settled: () => settled(find) }
}

const startsIn = (text: string, word: string): number[] =>
  [...text.matchAll(new RegExp(word, 'gi'))].map(({ index }) => index)

describe('in the open article', () => {
  test('the hit at or after the caret is shown, and each step goes round', async () => {
    const { find, session, selected, settled: done } = await finding()
    const places = startsIn(TEXTS.a, 'vote').map((start) => `a ${start}`)
    session.setSelection({ start: 10, end: 10 })
    find.open()
    find.setQuery({ pattern: 'vote' })
    await done()
    expect(hitCount(find.getState().hits)).toBe(4)
    expect(selected()).toBe(places[1])
    const walked = [1, 1, 1, -1, -1, -1].map((direction) => {
      find.step(direction as 1 | -1)
      return selected()
    })
    expect(walked).toEqual([places[2], places[3], places[0], places[3], places[2], places[1]])
  })

  test('more letters look from where reading was, not from the last hit', async () => {
    const { find, selected, settled: done } = await finding()
    find.open()
    for (const pattern of ['v', 'vo', 'vote.']) {
      find.setQuery({ pattern })
      await done()
    }
    expect(selected()).toBe(`a ${TEXTS.a.indexOf('vote.')}`)
    find.setQuery({ pattern: 'vote' })
    await done()
    expect(selected()).toBe(`a ${TEXTS.a.indexOf('vote')}`)
  })

  test('a step goes on from the caret when that was moved', async () => {
    const { find, session, selected, settled: done } = await finding()
    find.open()
    find.setQuery({ pattern: 'vote' })
    await done()
    const places = startsIn(TEXTS.a, 'vote')
    session.setSelection({ start: (places[2] ?? 0) + 1, end: (places[2] ?? 0) + 1 })
    find.step(1)
    expect(selected()).toBe(`a ${places[3]}`)
    session.setSelection({ start: (places[2] ?? 0) + 1, end: (places[2] ?? 0) + 1 })
    find.step(-1)
    expect(selected()).toBe(`a ${places[2]}`)
  })

  test('a step asked for too early is made when the hits are there', async () => {
    const { find, selected, settled: done } = await finding()
    find.open()
    find.setQuery({ pattern: 'vote' })
    find.step(1)
    await done()
    expect(selected()).toBe(`a ${startsIn(TEXTS.a, 'vote')[1]}`)
  })

  test('selected words become what is looked for; closing leaves the hit selected and F3 goes on', async () => {
    const { find, session, selected, settled: done } = await finding()
    const [first, second, third] = startsIn(TEXTS.a, 'vote')
    session.setSelection({ start: second ?? 0, end: (second ?? 0) + 4 })
    find.open()
    await done()
    expect(find.getState().query.pattern).toBe('vote')
    expect(selected()).toBe(`a ${second}`)
    find.close()
    expect(selected()).toBe(`a ${second}`)
    await done()
    expect(hitCount(find.getState().hits)).toBe(0)
    find.step(1)
    await done()
    expect(selected()).toBe(`a ${third}`)
    find.close()
    session.setSelection({ start: second ?? 0, end: (second ?? 0) + 4 })
    find.step(-1)
    await done()
    expect(selected()).toBe(`a ${first}`)
  })

  test('a hit of an expression does not take its place when the bar is asked for again', async () => {
    const { find, settled: done } = await finding()
    find.open()
    find.setQuery({ pattern: 'v.te', regex: true })
    await done()
    find.open()
    find.close()
    find.open()
    await done()
    expect(find.getState().query).toMatchObject({ pattern: 'v.te', regex: true })
    expect(hitCount(find.getState().hits)).toBe(4)
  })

  test('the text is sent once', async () => {
    const { find, sent, settled: done } = await finding()
    find.open()
    for (const pattern of ['v', 'vo', 'vot']) {
      find.setQuery({ pattern })
      await done()
    }
    expect(sent.map((call) => call.kind === 'text' && call.text !== null)).toEqual([true, false, false, false])
  })

  test('a bad expression says so and finds nothing', async () => {
    const { find, settled: done } = await finding()
    find.open()
    find.setQuery({ pattern: 'vote(', regex: true })
    await done()
    expect(find.getState()).toMatchObject({ failure: { code: 'invalid-expression' }, current: -1 })
    find.setQuery({ regex: false })
    await done()
    expect(find.getState().failure).toBeNull()
  })

  test('another article is searched when it is opened', async () => {
    const { find, session, settled: done } = await finding()
    find.open()
    find.setQuery({ pattern: 'vote' })
    await done()
    await session.openArticle('c')
    await done()
    expect(hitCount(find.getState().hits)).toBe(3)
    await session.openArticle('b')
    await done()
    expect(find.getState()).toMatchObject({ current: -1, busy: false })
  })
})

describe('in all articles', () => {
  test('hits are grouped by article, with what is needed to show them', async () => {
    const { find, settled: done } = await finding()
    find.setScope('project')
    find.open()
    find.setQuery({ pattern: 'vote', wholeWord: true })
    await done()
    const { project } = find.getState()
    expect(project).toMatchObject({ hits: 6, searched: 3, total: 3, running: false, failure: null })
    expect(project.groups.map(({ article, hits }) => `${article} ${hitCount(hits)}`)).toEqual(['a 4', 'c 2'])
    const [, group] = project.groups
    expect(group?.fragments[1]).toEqual({
      start: TEXTS.c.lastIndexOf('vote'),
      end: TEXTS.c.lastIndexOf('vote') + 4,
      quote: 'vote',
      prefix: TEXTS.c.slice(TEXTS.c.lastIndexOf('vote') - 32, TEXTS.c.lastIndexOf('vote')).slice(-32),
      suffix: '”.',
    })
  })

  test('steps go on into the next article with a hit, and round', async () => {
    const { find, selected, settled: done } = await finding()
    find.setScope('project')
    find.open()
    find.setQuery({ pattern: 'vote', wholeWord: true })
    await done()
    const places = [
      ...startsIn(TEXTS.a, 'vote').map((start) => `a ${start}`),
      ...startsIn(TEXTS.c, '\\bvote\\b').map((start) => `c ${start}`),
    ]
    const walked = [selected()]
    for (let i = 0; i < 6; i++) {
      find.step(1)
      await done()
      walked.push(selected())
    }
    expect(walked).toEqual([...places, places[0]])
    find.step(-1)
    await done()
    expect(selected()).toBe(places.at(-1))
  })

  test('going to a hit opens its article', async () => {
    const { find, selected, settled: done } = await finding()
    find.setScope('project')
    find.open()
    find.setQuery({ pattern: 'vote' })
    await done()
    await find.go('c', 2)
    await done()
    expect(selected()).toBe(`c ${TEXTS.c.lastIndexOf('vote')}`)
    const { hits, current } = find.getState()
    expect(hitAt(hits, current).start).toBe(TEXTS.c.lastIndexOf('vote'))
  })

  test('a search can be stopped, and a newer one takes its place', async () => {
    const waiting: (() => void)[] = []
    const many = Array.from({ length: 5 }, (_, i) => makeArticle(`m${i}`, { textLength: 400_000 }))
    const base = fakeWorkbench({ articles: many, texts: { m0: 'vote' } })
    const { find, settled: done } = await finding(
      { articles: [...ARTICLES, ...many] },
      {
        async articleTexts(ids) {
          await new Promise<void>((resolve) => waiting.push(resolve))
          return base.workbench.articleTexts(ids)
        },
      },
    )
    find.setScope('project')
    find.open()
    find.setQuery({ pattern: 'minister' })
    const next = async (): Promise<void> => {
      while (waiting.length === 0 && find.getState().project.running)
        await new Promise((resolve) => setTimeout(resolve))
      waiting.shift()?.()
    }
    await next()
    await next()
    find.stop()
    expect(find.getState().project.running).toBe(false)
    const { searched } = find.getState().project
    expect(searched).toBeLessThan(8)
    find.setQuery({ pattern: 'vote' })
    while (find.getState().project.running) await next()
    await done()
    expect(find.getState().project).toMatchObject({ searched: 8, total: 8, running: false })
  })

  test('what cannot be read ends the search with its reason', async () => {
    const failure = fail('disk-error', 'The disk failed.', 'Try again.')
    const { find, settled: done } = await finding({}, { articleTexts: () => Promise.resolve(failure) })
    find.setScope('project')
    find.open()
    find.setQuery({ pattern: 'vote' })
    await done()
    expect(find.getState().project).toMatchObject({ running: false, failure: { code: 'disk-error' } })
  })

  test('an expression that does not come to an end names its article', async () => {
    const fake = fakeWorkbench({ articles: ARTICLES, texts: TEXTS })
    const session = createSession(overviewOf({ articles: ARTICLES }), {
      workbench: fake.workbench,
      newId: countingIds(),
      now: () => NOW,
    })
    const engine = directEngine()
    const find = createFindModel({
      article: directEngine(),
      project: {
        ...engine,
        inArticles: (texts, query, limit) =>
          texts[0]?.article === 'b'
            ? Promise.resolve(fail('too-slow', 'This regular expression takes too long.', 'Make it simpler.'))
            : engine.inArticles(texts, query, limit),
      },
    })
    find.attach(session)
    find.setScope('project')
    find.open()
    find.setQuery({ pattern: '(v+)+ote', regex: true })
    await settled(find)
    const { project } = find.getState()
    expect(project.failure?.message).toContain('“Title b”')
    expect(project.groups.map(({ article }) => article)).toEqual(['a'])
  })

  test('more hits than can be looked through are cut, and it says so', async () => {
    const text = 'e '.repeat(15_000)
    const texts = { a: text, b: text, c: text }
    const { find, settled: done } = await finding({ texts })
    find.setScope('project')
    find.open()
    find.setQuery({ pattern: 'e' })
    await done()
    expect(find.getState().project).toMatchObject({ hits: 20_000, limited: true })
  })
})

describe('the text of an annotation', () => {
  const source = annotate('a', 'entity', 'vote', {}, TEXTS.a)

  test('is looked for as it is, and afterwards the query is what it was', async () => {
    const { find, settled: done } = await finding({ annotations: [source] })
    find.open()
    find.setQuery({ pattern: 'council', regex: true })
    await done()
    find.beginTagging(source)
    await done()
    expect(find.getState()).toMatchObject({
      tagging: source,
      query: { pattern: 'vote', matchCase: true, wholeWord: true, regex: false },
    })
    expect(hitCount(find.getState().hits)).toBe(4)
    find.endTagging()
    await done()
    expect(find.getState()).toMatchObject({ tagging: null, query: { pattern: 'council', regex: true } })
    expect(hitCount(find.getState().hits)).toBe(1)
  })

  test('is found without the bar, and nothing stays found', async () => {
    const { find, settled: done, selected } = await finding({ annotations: [source] })
    find.beginTagging(source)
    await done()
    expect(hitCount(find.getState().hits)).toBe(4)
    expect(selected()).toBe('a 0')
    find.endTagging()
    await done()
    expect(hitCount(find.getState().hits)).toBe(0)
  })

  test('which is a part of a word is looked for in words, too', async () => {
    const part = annotate('a', 'entity', 'counc', {}, TEXTS.a)
    const { find, settled: done } = await finding({ annotations: [part] })
    find.beginTagging(part)
    await done()
    expect(find.getState().query.wholeWord).toBe(false)
    expect(hitCount(find.getState().hits)).toBe(1)
  })
})

test('a project that is closed leaves nothing behind', async () => {
  const { find, settled: done } = await finding()
  find.open()
  find.setQuery({ pattern: 'vote' })
  await done()
  find.attach(null)
  expect(find.getState()).toMatchObject({ open: false, current: -1, project: { groups: [] } })
  await done()
  expect(hitCount(find.getState().hits)).toBe(0)
})
