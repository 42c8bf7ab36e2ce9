import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Entity } from '../../../model/record/entity.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { annotate, makeArticle, SAMPLE_TEXT } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, type TestWindow, useTheme, violations } from './window-in-test.tsx'

const OTHER = 'Minister resigns\n\nThe minister left. A vote for a minister is a vote.'
const ARTICLES = [
  makeArticle('a', { title: 'Harbour vote delayed' }),
  makeArticle('b', { title: 'Minister resigns', textLength: OTHER.length }),
  makeArticle('c', { title: 'Bridge opens' }),
]
const TEXTS = { a: SAMPLE_TEXT, b: OTHER, c: 'Bridge opens\n\nNobody came.' }
const PROJECT = { articles: ARTICLES, texts: TEXTS }

const field = () => page.getByRole('textbox', { name: 'Find' })
const count = () => page.getByRole('search', { name: 'Find' }).getByRole('status').first()
const results = () => page.getByRole('listbox', { name: 'Hits in all articles' })
const dialog = (name: string) => page.getByRole('dialog', { name })
const places = () => page.getByRole('listbox', { name: 'Places to tag' })
const rows = (list: ReturnType<typeof results>): string[] =>
  [...list.element().querySelectorAll('[role="option"]')].map(({ textContent }) => textContent)
const ticks = (): string[] =>
  [...places().element().querySelectorAll('[role="option"]')].map(
    (option) => option.getAttribute('aria-selected') ?? '',
  )
const inText = (): boolean => document.activeElement?.closest('[data-pane="text"]') != null

async function lookFor(words: string): Promise<void> {
  await userEvent.keyboard('{Control>}f{/Control}')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard(`{Control>}a{/Control}${words}`)
}

const tagged = ({ session }: TestWindow): string[] =>
  [...(session().getState().open?.index ?? [])].map(({ type, fragments }) => `${type} ${fragments[0]?.start}`)

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('the bar with hits, without, and with a bad expression', async () => {
    await showWindow(PROJECT)
    await lookFor('vote')
    await expect.element(count()).toHaveTextContent('1 of 3')
    expect(await violations()).toEqual([])
    await userEvent.keyboard('x')
    await expect.element(count()).toHaveTextContent('No hits')
    await page.getByRole('button', { name: 'Regular expression' }).click()
    await field().fill('(vote')
    await expect.element(page.getByText(/This is not a regular expression/)).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('hits in all articles, in a small window too', async () => {
    await showWindow(PROJECT)
    await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}minister')
    await expect.element(page.getByText('4 hits in 2 articles.')).toBeVisible()
    results().element().focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(await violations()).toEqual([])
    await page.viewport(760, 520)
    expect(await violations()).toEqual([])
  })

  test('tagging all, and the same text elsewhere', async () => {
    const source = annotate('a', 'entity', 'minister', {})
    const { session } = await showWindow({ ...PROJECT, annotations: [source] })
    await lookFor('vote ')
    await expect.element(count()).toHaveTextContent('1 of 2')
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
    await expect.element(page.getByText('2 will be tagged as entity.')).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Escape}')
    session().select(source.id)
    await page.getByRole('button', { name: 'Tag the same text elsewhere' }).click()
    await expect.element(dialog('Tag the same text elsewhere')).toBeVisible()
    await page.getByRole('dialog').getByRole('radio', { name: 'All articles' }).click()
    await expect.element(page.getByText(/already tagged and left alone/)).toBeVisible()
    await page.viewport(760, 520)
    expect(await violations()).toEqual([])
  })
})

describe('the find bar', () => {
  test('counts, steps with Enter, F3 and Ctrl+G, and closes with Escape on the hit', async () => {
    const app = await showWindow(PROJECT)
    await lookFor('the')
    await expect.element(count()).toHaveTextContent('1 of 3')
    const seen: string[] = []
    for (const keys of [
      '{Enter}',
      '{F3}',
      '{Control>}g{/Control}',
      '{Enter}',
      '{Shift>}{Enter}{/Shift}',
      '{Shift>}{F3}{/Shift}',
    ]) {
      await userEvent.keyboard(keys)
      seen.push(count().element().textContent)
    }
    expect(seen).toEqual(['2 of 3', '3 of 3', '1 of 3', '2 of 3', '1 of 3', '3 of 3'])
    await expect.element(field()).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(field().query()).toBeNull()
    expect(inText()).toBe(true)
    await userEvent.keyboard('k')
    expect(tagged(app)).toHaveLength(1)
    expect([...(app.session().getState().open?.index ?? [])][0]?.fragments[0]?.quote.toLowerCase()).toBe('the')
    // From the text, too.
    await userEvent.keyboard('{F3}')
    await expect.element(count()).toHaveTextContent('1 of 3')
    expect(inText()).toBe(true)
    await userEvent.keyboard('{Escape}')
    expect(field().query()).toBeNull()
  })

  test('switches case, words, accents and expressions by keys, also while the text has the focus', async () => {
    await showWindow({ articles: ARTICLES, texts: { ...TEXTS, a: 'Vote vote voter voté.' } })
    await lookFor('vote')
    await expect.element(count()).toHaveTextContent('1 of 3')
    const press = async (keys: string, label: string): Promise<void> => {
      await userEvent.keyboard(keys)
      await expect.element(count()).toHaveTextContent(label)
    }
    await press('{Alt>}c{/Alt}', '1 of 2')
    await expect.element(page.getByRole('button', { name: 'Match case' })).toHaveAttribute('aria-pressed', 'true')
    await press('{Alt>}w{/Alt}', '1 of 1')
    await press('{Alt>}a{/Alt}', '1 of 2')
    await press('{Alt>}c{/Alt}', '1 of 3')
    await press('{Alt>}r{/Alt}', '1 of 2')
    await expect.element(page.getByRole('button', { name: 'Ignore accents' })).toHaveAttribute('aria-disabled', 'true')
    await press('{Alt>}w{/Alt}{Control>}a{/Control}vote.', '1 of 3')
    expect(document.activeElement).toBe(field().element())
  })

  test('looks for what is selected, and keeps single letters to itself', async () => {
    const { session, window } = await showWindow(PROJECT)
    await expect.poll(inText).toBe(true)
    const start = SAMPLE_TEXT.indexOf('the vote')
    session().selectText({ start, end: start + 8 })
    await userEvent.keyboard('{Control>}f{/Control}')
    await expect.element(field()).toHaveValue('the vote')
    await expect.element(count()).toHaveTextContent('1 of 1')
    await userEvent.keyboard('ens')
    expect(session().getState().open?.index.size).toBe(0)
    expect(window.find.getState().query.pattern).toBe('ens')
  })

  test('goes through all articles, and Enter in the list shows a hit', async () => {
    const { session } = await showWindow(PROJECT)
    await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}minister')
    await expect.element(page.getByText('4 hits in 2 articles.')).toBeVisible()
    await expect
      .poll(() => rows(results()))
      .toEqual([
        'Harbour vote delayed1 hit',
        expect.stringContaining('The minister said the vote'),
        'Minister resigns3 hits',
        expect.stringMatching(/^Minister resigns The minister/),
        expect.stringContaining('The minister left.'),
        expect.stringContaining('A vote for a minister is a vote.'),
      ])
    // From the last hit of an article on to the next one, without leaving the field.
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => session().getState().open?.article.id).toBe('b')
    await expect.element(count()).toHaveTextContent('1 of 3')
    await expect.element(field()).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(results()).toHaveFocus()
    await userEvent.keyboard('{Home}{ArrowDown}{Enter}')
    await expect.poll(() => session().getState().open?.article.id).toBe('a')
    await expect.poll(inText).toBe(true)
    await expect.poll(() => session().getState().selection.start).toBe(SAMPLE_TEXT.indexOf('minister'))
    await userEvent.keyboard('e')
    await expect.poll(() => session().getState().open?.index.size).toBe(1)
  })
})

describe('tagging all hits', () => {
  test('shows each, leaves out what is unticked, and is one act', async () => {
    const app = await showWindow({ ...PROJECT, annotations: [annotate('a', 'claim', 'vote')] })
    await lookFor('vote ')
    await expect.element(count()).toHaveTextContent('1 of 2')
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
    await expect.element(dialog('Tag all hits')).toBeVisible()
    await expect.element(page.getByText('2 will be tagged as entity.')).toBeVisible()
    await userEvent.keyboard('c')
    await expect.element(page.getByRole('radio', { name: 'Claim' })).toBeChecked()
    await expect.element(page.getByText('1 will be tagged as claim. 1 is already tagged and left alone.')).toBeVisible()
    await userEvent.keyboard('e')
    page.getByRole('dialog').element().querySelector<HTMLElement>('[role="listbox"]')?.focus()
    await userEvent.keyboard('{ArrowDown} ')
    await expect.element(page.getByText('1 will be tagged as entity. 1 is left out.')).toBeVisible()
    expect(ticks()).toEqual(['true', 'false'])
    await userEvent.keyboard(' {ArrowUp} ')
    expect(ticks()).toEqual(['false', 'true'])
    await userEvent.keyboard('{Enter}')
    expect(page.getByRole('dialog').query()).toBeNull()
    await expect
      .poll(() => tagged(app))
      .toEqual([`claim ${SAMPLE_TEXT.indexOf('vote')}`, `entity ${SAMPLE_TEXT.indexOf('vote would')}`])
    await expect.element(page.getByRole('status').filter({ hasText: 'Tagged 1 as entity' })).toBeVisible()
    await expect.poll(inText).toBe(true)
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.poll(() => tagged(app)).toHaveLength(1)
  })

  test('all at once unticked can be ticked again, and an article by its title', async () => {
    const app = await showWindow(PROJECT)
    await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}minister')
    await expect.element(page.getByText('4 hits in 2 articles.')).toBeVisible()
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
    await expect.element(page.getByText(/4 will be tagged as entity\.$/)).toBeVisible()
    await page.getByRole('button', { name: 'Untick all' }).click()
    await expect.element(page.getByRole('button', { name: 'Tag as entity' })).toBeDisabled()
    page.getByRole('dialog').element().querySelector<HTMLElement>('[role="listbox"]')?.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown} ')
    expect(ticks()).toEqual(['false', 'false', 'true', 'true', 'true', 'true'])
    await page.getByRole('button', { name: 'Tag 3 as entity' }).click()
    await app.session().settled()
    expect(app.saved.map(({ change }) => change.added.map((record) => (record as Annotation).article))).toEqual([
      ['b', 'b', 'b'],
    ])
    expect(app.session().getState().counts.b).toEqual({ entity: 3 })
  })

  test('the text of an annotation is tagged elsewhere with its attributes', async () => {
    const source = annotate('a', 'entity', 'vote', { attributes: { type: 'event', entity: 'e1' }, note: 'Which?' })
    const vote: Entity = {
      kind: 'entity',
      id: 'e1',
      name: 'Vote',
      type: 'event',
      aliases: [],
      wikidata: null,
      attributes: {},
    }
    const app = await showWindow({ ...PROJECT, annotations: [source], entities: [vote] })
    app.session().select(source.id)
    await userEvent.keyboard('{Control>}{Shift>}t{/Shift}{/Control}')
    await expect.element(dialog('Tag the same text elsewhere')).toBeVisible()
    await expect
      .element(page.getByText('1 will be tagged as entity. 1 is already tagged and left alone.'))
      .toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => tagged(app)).toHaveLength(2)
    const [, made] = app.session().getState().open?.index ?? []
    expect(made).toMatchObject({ attributes: { type: 'event', entity: 'e1' }, note: '', status: 'draft' })
    expect(field().query()).toBeNull()
  })

  test('is not there in a read-only project', async () => {
    const { window } = await showWindow({ ...PROJECT, readOnly: 'It is open elsewhere.' })
    await lookFor('vote ')
    await expect.element(count()).toHaveTextContent('1 of 2')
    await expect.element(page.getByRole('button', { name: 'Tag all hits' })).toHaveAttribute('aria-disabled', 'true')
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
    expect(window.getState().dialog).toBeNull()
  })

  test('of ten thousand hits only those in view are drawn', async () => {
    const text = `Start\n\n${`${'vote '.repeat(100).trim()}\n\n`.repeat(100)}`
    const app = await showWindow({ articles: ARTICLES, texts: { ...TEXTS, a: text } })
    await lookFor('vote')
    await expect.element(count()).toHaveTextContent('1 of 10,000')
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
    await expect.element(page.getByText(/10,000 will be tagged as/)).toBeVisible()
    page.getByRole('dialog').element().querySelector<HTMLElement>('[role="listbox"]')?.focus()
    await userEvent.keyboard('{End} ')
    await expect.poll(() => ticks().length).toBeLessThan(60)
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => app.session().getState().open?.index.size).toBe(9_999)
  })
})

test('the cheat sheet names the keys', async () => {
  await page.viewport(1200, 2000)
  const { window } = await showWindow(PROJECT)
  window.openDialog('keys')
  await expect.element(page.getByRole('heading', { name: 'Find, and tag what is found' })).toBeVisible()
  for (const title of ['Find…', 'Tag all hits…', 'Tag the same text elsewhere…', 'Whole words']) {
    await expect.element(page.getByText(title, { exact: true })).toBeVisible()
  }
})
