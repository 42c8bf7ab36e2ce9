import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { joinSpans, makeFragment } from '../../../model/annotation/annotate.ts'
import { annotate, makeArticle, SAMPLE_TEXT } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'

const spanOf = (words: string) => ({
  start: SAMPLE_TEXT.indexOf(words),
  end: SAMPLE_TEXT.indexOf(words) + words.length,
})
const SPLIT = annotate('a', 'quote', '“We will not', {
  fragments: joinSpans([spanOf('“We will not'), spanOf('rushed,”')]).map((span) => makeFragment(SAMPLE_TEXT, span)),
})
const CLAIM = annotate('a', 'claim', '“We will not be rushed,”')
const PROJECT = { articles: [makeArticle('a', { title: 'Harbour vote delayed' })], annotations: [SPLIT, CLAIM] }

const bar = () => page.getByRole('region', { name: 'Gesture under way' })
const said = () => bar().getByRole('status').element().textContent
const fragmentsOf = () => page.getByRole('region', { name: 'Fragments' })
const picker = () => page.getByRole('listbox', { name: 'Annotations at this place' })

beforeEach(() => page.viewport(1200, 800))
afterEach(() => closeWindow())

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('fragments, moving edges, choosing a type, overlapping annotations', async () => {
    const { session } = await showWindow(PROJECT)
    await expect.element(page.getByRole('option', { name: /We will not …/ })).toBeVisible()
    session().select(SPLIT.id, { reveal: true })
    await expect.element(fragmentsOf()).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('m')
    await expect.element(bar()).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Escape}t')
    await expect.element(bar().getByRole('button', { name: /Stance/ })).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Escape}o')
    await expect.element(picker()).toHaveFocus()
    expect(await violations()).toEqual([])
  })
})

describe('fragments in the inspector', () => {
  test('lead to their text and can be removed, until one is left', async () => {
    const { session } = await showWindow(PROJECT)
    await expect.element(page.getByRole('option', { name: /We will not …/ })).toBeVisible()
    session().select(SPLIT.id)
    await page.getByRole('button', { name: /^Show fragment 2\s*rushed,”$/ }).click()
    expect(session().getState().selection).toEqual(spanOf('rushed,”'))
    await page.getByRole('button', { name: 'Remove fragment 1' }).click()
    expect(session().getState().open?.index.get(SPLIT.id)?.fragments).toHaveLength(1)
    expect(session().getState().selected).toBe(SPLIT.id)
    await expect.element(fragmentsOf()).not.toBeInTheDocument()
  })

  test('cannot be removed from a project that is open for reading', async () => {
    const { session } = await showWindow({ ...PROJECT, readOnly: 'It is open in another window.' })
    await expect.element(page.getByRole('option', { name: /We will not …/ })).toBeVisible()
    session().select(SPLIT.id)
    await expect.element(page.getByRole('button', { name: 'Remove fragment 1' })).toBeDisabled()
  })
})

describe('the bar while edges move', () => {
  test('shows old and new text, which end moves, and takes clicks without taking the focus', async () => {
    const { session } = await showWindow(PROJECT)
    await expect.element(page.getByRole('option', { name: /We will not …/ })).toBeVisible()
    session().select(CLAIM.id, { reveal: true })
    await userEvent.keyboard('m')
    await expect.poll(said).toMatch(/^Claim “We will not be rushed,”Not moved yet/)
    await expect.poll(said).toMatch(/The end moves/)
    await bar()
      .getByRole('button', { name: /Move the start/ })
      .click()
    await expect.poll(said).toMatch(/The start moves/)
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}')
    await expect.poll(said).toMatch(/Now “We will not be rushed,””\./)
    await bar().getByRole('button', { name: /Apply/ }).click()
    expect(session().getState().open?.index.get(CLAIM.id)?.fragments[0]?.quote).toBe('We will not be rushed,”')
    expect(document.activeElement?.closest('[data-pane="text"]')).not.toBeNull()
  })
})

describe('the context menu', () => {
  const menu = () => page.getByRole('menu', { name: 'Annotation' })
  const entry = (name: RegExp) => menu().getByRole('menuitem', { name })

  test.each(['light', 'dark'] as const)('axe finds nothing, %s theme', async (theme) => {
    await useTheme(theme)
    await showWindow(PROJECT)
    await page.getByRole('option', { name: /We will not …/ }).click({ button: 'right' })
    await expect.element(menu()).toBeVisible()
    // The library's guards at the ends of the menu pass the focus on as soon as they get it: nobody stays in them.
    expect((await violations()).filter((line) => !line.includes('data-base-ui-focus-guard'))).toEqual([])
  })

  test('of a row: selects it, does what it offers, and gives the focus back', async () => {
    const { session } = await showWindow(PROJECT)
    await page.getByRole('option', { name: /We will not be rushed/ }).click({ button: 'right' })
    expect(session().getState().selected).toBe(CLAIM.id)
    await entry(/^Change the type/).click()
    expect(session().getState().mode).toEqual({ kind: 'change-type', source: CLAIM.id })
    await expect.element(menu()).not.toBeInTheDocument()
    await userEvent.keyboard('s')
    expect(session().getState().open?.index.get(CLAIM.id)?.type).toBe('stance')
  })

  test('by the menu key: for the selected annotation, with keys of its own that are no commands', async () => {
    const { session } = await showWindow(PROJECT)
    await page.getByRole('option', { name: /We will not …/ }).click()
    const list = page.getByRole('listbox', { name: 'Annotations of this article' })
    list.element().dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
    await expect.element(menu()).toBeVisible()
    await userEvent.keyboard('n')
    expect(session().getState().selected).toBe(SPLIT.id)
    await userEvent.keyboard('{Escape}')
    await expect.element(menu()).not.toBeInTheDocument()
    await expect.element(list).toHaveFocus()
    list.element().dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
    await expect.element(menu()).toBeVisible()
    await userEvent.keyboard('{End}{Enter}')
    await expect.poll(() => session().getState().open?.index.get(SPLIT.id)).toBeUndefined()
  })

  test('in the text: for the annotation under the pointer, without moving the caret', async () => {
    const { session } = await showWindow(PROJECT)
    await expect.element(page.getByRole('option', { name: /We will not …/ })).toBeVisible()
    const { selection } = session().getState()
    const segment = page.elementLocator(
      [...document.querySelectorAll('.article-text .seg')].find((e) => e.textContent === ' be ') ?? document.body,
    )
    await segment.click({ button: 'right' })
    await expect.element(menu()).toBeVisible()
    expect(session().getState().selected).toBe(CLAIM.id)
    await entry(/^Move the edges/).click()
    expect(session().getState().mode).toMatchObject({ kind: 'edges', source: CLAIM.id })
    await userEvent.keyboard('{Escape}')
    expect(session().getState().selection).toEqual(selection)
  })
})
