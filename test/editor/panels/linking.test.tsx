import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { annotate, makeArticle } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'

const ENTITY = annotate('a', 'entity', 'Ada Lind')
const QUOTE = annotate('a', 'quote', '“We will not be rushed,”')
const CUE = annotate('a', 'cue', 'told')
const PROJECT = { articles: [makeArticle('a', { title: 'Harbour vote' })], annotations: [ENTITY, QUOTE, CUE] }

const bar = () => page.getByRole('region', { name: 'Gesture under way' })
const text = () => page.getByRole('textbox', { name: 'Text of “Harbour vote”' })
const field = () => page.getByRole('combobox', { name: 'Name of who or what is linked' })

async function open() {
  const shown = await showWindow(PROJECT)
  await expect.element(text()).toBeVisible()
  text().element().focus()
  shown.session().select(QUOTE.id, { reveal: true })
  return shown
}

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('the role menu, linking, the names that fit, and links in the inspector', async () => {
    await open()
    await userEvent.keyboard('r')
    await expect.element(bar()).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('s/')
    await expect.element(field()).toHaveFocus()
    await userEvent.keyboard('ada')
    await expect.element(page.getByRole('option', { name: /Ada Lind.*in this article/ })).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('button', { name: 'Unlink speaker Ada Lind' })).toBeVisible()
    expect(await violations()).toEqual([])
  })
})

test('the bar’s buttons do what its keys do, and leave the focus in the text', async () => {
  const { session } = await open()
  await userEvent.keyboard('r')
  await bar().getByRole('button', { name: 'Cue' }).click()
  await bar().getByRole('button', { name: 'Next' }).click()
  expect(session().getState().selected).toBe(CUE.id)
  await bar().getByRole('button', { name: /^Link/ }).click()
  await expect.element(text()).toHaveFocus()
  await expect.poll(() => session().getState().open?.relations.size).toBe(1)
  expect(page.getByRole('region', { name: 'Gesture under way' }).query()).toBeNull()
})

test('Escape leaves the field first, then the gesture; letters typed there are no commands', async () => {
  const { session } = await open()
  await userEvent.keyboard('rs/')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard('nes')
  await expect.element(field()).toHaveValue('nes')
  await userEvent.keyboard('{Escape}')
  await expect.element(text()).toHaveFocus()
  expect(session().getState().mode?.kind).toBe('link')
  await userEvent.keyboard('{Escape}')
  expect(session().getState().mode).toBeNull()
})

test('the inspector lists links by role, jumps to the other end, unlinks, and begins the next link', async () => {
  const { session } = await open()
  await userEvent.keyboard('rs/ada{Enter}')
  const speaker = page.getByRole('group', { name: 'Speaker' })
  await speaker
    .getByRole('button', { name: /Ada Lind/ })
    .first()
    .click()
  expect(session().getState().selected).toBe(ENTITY.id)
  const incoming = page.getByRole('list', { name: 'Linked from' })
  await expect.element(incoming).toHaveTextContent('Quote: speakerQQuote“We will not be rushed,”')
  await incoming.getByRole('button').click()
  expect(session().getState().selected).toBe(QUOTE.id)
  await page.getByRole('button', { name: 'Unlink speaker Ada Lind' }).click()
  expect(session().getState().open?.relations.size).toBe(0)
  await page.getByRole('button', { name: 'Link addressee…' }).click()
  expect(session().getState().mode).toMatchObject({ kind: 'link', role: 'addressee' })
  await expect.element(text()).toHaveFocus()
})

test('links of the selected annotation are drawn as arcs, and dragging its handle onto another one links them', async () => {
  const { session } = await open()
  await expect.poll(() => document.querySelector<HTMLElement>('.link-handle')?.hidden).toBe(false)
  const handle = document.querySelector('.link-handle')?.getBoundingClientRect()
  const cue = [...document.querySelectorAll('.seg')]
    .find((item) => item.textContent === 'told')
    ?.getBoundingClientRect()
  if (!handle || !cue) throw new Error('Nothing to drag')
  const at = (type: string, x: number, y: number) =>
    document
      .querySelector('.link-handle')
      ?.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, button: 0, bubbles: true }))
  // A pointer that a script makes cannot be captured.
  HTMLElement.prototype.setPointerCapture = () => undefined
  at('pointerdown', handle.x + 7, handle.y + 7)
  at('pointermove', cue.x + 8, cue.y + 8)
  at('pointerup', cue.x + 8, cue.y + 8)
  await expect
    .poll(() => [...(session().getState().open?.relations.values() ?? [])].map(({ role }) => role))
    .toEqual(['cue'])
  await expect.poll(() => document.querySelectorAll('.relation-arcs .arc').length).toBe(1)
  expect(document.querySelector('.arc-label')?.textContent).toBe('cue')
  session().select(ENTITY.id)
  await expect.poll(() => document.querySelectorAll('.relation-arcs .arc').length).toBe(0)
})
