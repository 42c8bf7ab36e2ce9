import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { annotate, makeArticle } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'

const ENTITY = annotate('a', 'entity', 'minister')
const QUOTE = annotate('a', 'quote', '“We will not be rushed,”', { note: 'Check.', status: 'disputed' })
const OTHER = annotate('a', 'quote', 'the vote would wait', { attributes: { mode: 'indirect' } })
const CLAIM = annotate('a', 'claim', '40 percent of voters agree', { attributes: { kind: 'quantity' } })
const WHOLE = annotate('a', 'stance', '', { id: 'stance-whole', attributes: { value: 'against', basis: 'inferred' } })
const PROJECT = { articles: [makeArticle('a')], annotations: [ENTITY, QUOTE, OTHER, CLAIM, WHOLE] }

const field = () => page.getByRole('combobox', { name: 'Filter the annotations' })
const list = () => page.getByRole('listbox', { name: 'Annotations of this article' })
const rows = () => list().getByRole('option')
const state = (text: string) => page.getByRole('region', { name: 'Annotations' }).getByText(text, { exact: true })
const text = () => page.getByRole('textbox', { name: /^Text of/ })

async function ask(words: string): Promise<void> {
  await expect.element(text()).toBeVisible()
  await userEvent.keyboard('f')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard(words)
}

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('a list in two parts; suggestions; chips; nothing left', async () => {
    await page.viewport(760, 520)
    await showWindow(PROJECT)
    await expect.element(list().getByRole('group', { name: 'About this article' })).toBeInTheDocument()
    expect(await violations()).toEqual([])
    await ask('quote')
    await expect.element(page.getByRole('option', { name: 'Quote without a speaker' })).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(state('2 of 5')).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('nowhere{Enter}')
    await expect.element(page.getByText('No annotation of this article is like that.')).toBeVisible()
    expect(await violations()).toEqual([])
  })
})

describe('the filter', () => {
  test('combines what is asked, walks what is left, and Escape shows all again', async () => {
    const { session } = await showWindow(PROJECT)
    await ask('without speaker{ArrowDown}{Enter}')
    await expect.element(state('2 of 5')).toBeVisible()
    await userEvent.keyboard('mode is indirect{ArrowDown}{Enter}')
    await expect.element(state('1 of 5')).toBeVisible()
    expect(
      rows()
        .elements()
        .map((row) => row.getAttribute('aria-setsize')),
    ).toEqual(['1'])
    await userEvent.keyboard('{Backspace}')
    await expect.element(state('2 of 5')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect.element(list()).toHaveFocus()
    await userEvent.keyboard('{F6}{F6}')
    const walked: (string | null)[] = []
    for (const key of ['n', 'n', 'n', '{Shift>}n{/Shift}']) {
      await userEvent.keyboard(key)
      walked.push(session().getState().selected)
    }
    expect(walked).toEqual([OTHER.id, QUOTE.id, OTHER.id, QUOTE.id])
    await userEvent.keyboard('f')
    await expect.element(field()).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => rows().elements().length).toBe(5)
    expect(session().getState().filter).toEqual([])
    await userEvent.keyboard('{Escape}')
    await expect.element(text()).toHaveFocus()
  })

  test('finds words in quotes and notes, and its chips can be taken away', async () => {
    await showWindow(PROJECT)
    await ask('CHÉCK{Enter}')
    await expect
      .poll(() =>
        rows()
          .elements()
          .map((row) => row.textContent),
      )
      .toEqual([expect.stringMatching(/rushed/)])
    await page.getByRole('button', { name: /^Contains “CHÉCK”/ }).click()
    await expect.poll(() => rows().elements().length).toBe(5)
    await expect.element(field()).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(page.getByRole('option', { name: 'Entity', exact: true })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('option', { name: 'Entity', exact: true })).not.toBeInTheDocument()
  })

  test('of 60,000 annotations shows the fitting ones, and follows what is tagged', async () => {
    const words = `${'word '.repeat(100).trim()}\n\n`.repeat(600)
    const annotations = Array.from({ length: 60_000 }, (_, i) => {
      const start = Math.floor(i / 100) * 501 + (i % 100) * 5
      const fragments = [{ start, end: start + 4, quote: 'word', prefix: '', suffix: '' }]
      const type = i % 3 === 0 ? 'quote' : 'entity'
      return { ...ENTITY, type, attributes: {}, id: `x${String(i).padStart(6, '0')}`, fragments }
    })
    const { session } = await showWindow({ articles: [makeArticle('a')], annotations, texts: { a: words } })
    await expect.poll(() => session().getState().open?.complete, { timeout: 20_000 }).toBe(true)
    session().setFilter([{ kind: 'without-role', type: 'quote', role: 'speaker' }])
    await expect.element(state('20,000 of 60,000')).toBeVisible()
    const first = session().getState().open?.index.get('x000000')
    if (!first) throw new Error('It is there')
    session().dispatch({
      id: 'change',
      title: 'Remove',
      added: [],
      updated: [],
      removed: [first],
      edits: [],
      texts: [],
    })
    await expect.element(state('19,999 of 59,999')).toBeVisible()
  })
})

describe('the list in two parts', () => {
  test('says what is about the whole article first, with one count over both', async () => {
    const { session } = await showWindow(PROJECT)
    const about = list().getByRole('group', { name: 'About this article' })
    await expect.element(about.getByRole('option')).toHaveTextContent('SStanceAbout this articleAgainst · Inferred')
    await expect
      .poll(() =>
        rows()
          .elements()
          .map((row) => row.getAttribute('aria-posinset')),
      )
      .toEqual(['1', '2', '3', '4', '5'])
    const boxes = rows()
      .elements()
      .map((row) => row.getBoundingClientRect())
    expect(new Set(boxes.map(({ height }) => height)).size).toBe(1)
    // A heading stands between the first and the second, nothing between the others.
    const gaps = boxes.slice(1).map(({ top }, i) => Math.round(top - (boxes[i]?.bottom ?? 0)))
    expect(gaps).toEqual([24, 0, 0, 0])
    list().element().focus()
    await userEvent.keyboard('{End}')
    expect(session().getState().selected).toBe(CLAIM.id)
    await expect
      .poll(() => list().element().scrollHeight - list().element().clientHeight - list().element().scrollTop)
      .toBeLessThan(1)
    await userEvent.keyboard('{Home}')
    expect(session().getState().selected).toBe(WHOLE.id)
    await expect.poll(() => list().element().scrollTop).toBe(0)
    session().dispatch({
      id: 'change',
      title: 'Remove',
      added: [],
      updated: [],
      removed: [WHOLE],
      edits: [],
      texts: [],
    })
    await expect.element(about).not.toBeInTheDocument()
    expect(list().getByRole('group').query()).toBeNull()
  })
})

describe('states of the work', () => {
  test('keys set the status, Shift+Enter goes to the note, U to what lacks its first role', async () => {
    const { session } = await showWindow(PROJECT)
    await page.getByRole('option', { name: /would wait/ }).click()
    const status = () => session().getState().open?.index.get(OTHER.id)?.status
    await userEvent.keyboard('{Control>}2{/Control}')
    expect(status()).toBe('final')
    expect(session().getState().undoTitle).toBe('Set status to final')
    await userEvent.keyboard('{Control>}3{/Control}{Control>}1{/Control}')
    expect(status()).toBe('draft')
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    await expect.element(page.getByLabelText('Note')).toHaveFocus()
    await userEvent.keyboard('{Control>}2{/Control}')
    expect(status()).toBe('final')
    await userEvent.keyboard('{Escape}u')
    expect(session().getState().selected).toBe(QUOTE.id)
    await userEvent.keyboard('{Shift>}u{/Shift}')
    expect(session().getState().selected).toBe(OTHER.id)
  })

  test('the palette sets the article’s status and leads to stances without a holder', async () => {
    const { session } = await showWindow(PROJECT)
    await expect.element(text()).toBeVisible()
    const run = async (words: string): Promise<void> => {
      await userEvent.keyboard('{Control>}k{/Control}')
      await expect.element(page.getByRole('combobox', { name: 'Commands' })).toHaveFocus()
      await userEvent.keyboard(`${words}{Enter}`)
    }
    await run('article status progress')
    await expect.poll(() => session().getState().articles[0]?.status).toBe('in-progress')
    await run('stance without holder')
    await expect.poll(() => session().getState().selected).toBe(WHOLE.id)
    await run('next quote without speaker')
    await expect.poll(() => session().getState().selected).toBe(OTHER.id)
  })
})
