import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { annotate, makeArticle, SAMPLE_TEXT } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'

const ENTITY = annotate('a', 'entity', 'minister')
const PROJECT = { articles: [makeArticle('a')], annotations: [ENTITY] }

const palette = () => page.getByRole('dialog', { name: 'All commands' })
const field = () => page.getByRole('combobox', { name: 'Commands' })
const text = () => page.getByRole('textbox', { name: /^Text of/ })
const option = (name: RegExp) => palette().getByRole('option', { name })
const active = () => document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')

async function open(): Promise<void> {
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(field()).toHaveFocus()
}

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('all commands, those that are found, and none', async () => {
    await page.viewport(760, 520)
    await showWindow(PROJECT)
    await expect.element(text()).toBeVisible()
    await open()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('remove')
    await expect.element(option(/^Remove annotation Select an annotation first/)).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('zzz')
    await expect.element(page.getByText('No command has these words.')).toBeVisible()
    expect(await violations()).toEqual([])
  })
})

describe('the palette', () => {
  test('tags the text that was selected, from the text and with the focus back in it', async () => {
    const { session } = await showWindow(PROJECT)
    await expect.element(text()).toBeVisible()
    const start = SAMPLE_TEXT.indexOf('Ada Lind')
    text().element().focus()
    session().selectText({ start, end: start + 8 })
    await expect.poll(() => session().getState().selection).toEqual({ start, end: start + 8 })
    await open()
    await userEvent.keyboard('entity{Enter}')
    await expect.element(palette()).not.toBeInTheDocument()
    await expect.poll(() => session().getState().open?.index.size).toBe(2)
    const tagged = [...(session().getState().open?.index ?? [])].find(({ id }) => id !== ENTITY.id)
    expect(tagged).toMatchObject({ type: 'entity', fragments: [{ start, quote: 'Ada Lind' }] })
    await expect.element(text()).toHaveFocus()
  })

  test('gives a command of the text the text, wherever the focus was', async () => {
    const { session } = await showWindow(PROJECT)
    await page.getByRole('listbox', { name: 'Articles of this project' }).click()
    await open()
    await userEvent.keyboard('select whole{Enter}')
    await expect.element(text()).toHaveFocus()
    await expect.poll(() => session().getState().selection).toEqual({ start: 0, end: SAMPLE_TEXT.length })
  })

  test('leaves the focus where it was after Escape and after other commands', async () => {
    const { session, window } = await showWindow(PROJECT)
    await page.getByRole('option', { name: /minister/ }).click()
    const list = page.getByRole('listbox', { name: 'Annotations of this article' })
    await open()
    await userEvent.keyboard('{Escape}')
    await expect.element(list).toHaveFocus()
    await open()
    await userEvent.keyboard('show or hide articles{Enter}')
    await expect.poll(() => window.getState().panes.articles).toBe(false)
    await expect.element(list).toHaveFocus()
    expect(session().getState().selected).toBe(ENTITY.id)
  })

  test('opens a dialog over nothing else, and shows what was used first', async () => {
    await showWindow(PROJECT)
    await expect.element(text()).toBeVisible()
    await open()
    await userEvent.keyboard('export{Enter}')
    await expect.element(page.getByRole('dialog', { name: 'Export dataset' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await open()
    await expect
      .element(palette().getByRole('group', { name: 'Used recently' }))
      .toHaveTextContent('Used recentlyExport dataset…Ctrl+E')
    expect(active()?.textContent).toMatch(/^Export dataset/)
    await userEvent.keyboard('{ArrowUp}')
    expect(active()).toBe(palette().getByRole('option').elements().at(-1))
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(active()?.textContent).toMatch(/^Export dataset/)

    // Pages stop at the ends, and what is typed begins at the best again.
    await userEvent.keyboard('{PageDown}')
    expect(active()).toBe(palette().getByRole('option').elements()[8])
    await userEvent.keyboard('{PageUp}{PageUp}')
    expect(active()?.textContent).toMatch(/^Export dataset/)
    await userEvent.keyboard('{PageDown}next a')
    await expect.poll(() => active()?.textContent).toMatch(/^Next annotation/)
  })

  test('does not run what cannot be used, and says why', async () => {
    const { session } = await showWindow(PROJECT)
    await expect.element(text()).toBeVisible()
    await open()
    await userEvent.keyboard('undo{Enter}')
    await expect.element(option(/^Undo There is nothing to undo/)).toHaveAttribute('aria-disabled', 'true')
    await expect.element(palette()).toBeVisible()
    expect(session().getState().notice).toBeNull()
  })

  test('works without a project', async () => {
    const { calls } = await showWindow(PROJECT, {}, { project: null })
    await expect.element(page.getByRole('heading', { name: 'Standoff' })).toBeVisible()
    await open()
    await expect.element(option(/^Next pane Open a project first/)).toBeVisible()
    await userEvent.keyboard('open pro{Enter}')
    await expect.poll(() => calls.map(({ name }) => name)).toContain('openProject')
  })
})
