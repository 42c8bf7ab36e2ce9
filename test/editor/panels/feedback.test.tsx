import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { annotate, makeArticle } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow } from './window-in-test.tsx'

const ADA = annotate('a', 'entity', 'Ada Lind')
const PROJECT = { articles: [makeArticle('a', { title: 'Harbour vote delayed' })], annotations: [ADA] }

beforeEach(() => page.viewport(1200, 800))
afterEach(() => closeWindow())

test('a confidence that cannot be taken stays in its field with the reason, and is corrected there', async () => {
  const { session } = await showWindow(PROJECT)
  await expect.element(page.getByRole('option', { name: /Ada Lind/ })).toBeVisible()
  session().select(ADA.id)
  const field = page.getByLabelText('Confidence (%)')
  await field.click()
  await userEvent.keyboard('150{Enter}')
  await expect.element(page.getByText('Give a number from 0 to 100, or nothing.')).toBeVisible()
  await expect.element(field).toHaveValue(150)
  expect(session().getState().open?.index.get(ADA.id)?.confidence).toBeNull()
  await userEvent.keyboard('{Backspace}{Enter}')
  await expect.poll(() => session().getState().open?.index.get(ADA.id)?.confidence).toBe(0.15)
  await expect.element(page.getByText('Give a number from 0 to 100, or nothing.')).not.toBeInTheDocument()
})

test('pasting what holds no text says so', async () => {
  await showWindow(PROJECT)
  await expect.element(page.getByRole('option', { name: /Ada Lind/ })).toBeVisible()
  const paste = new ClipboardEvent('paste', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true })
  document.activeElement?.dispatchEvent(paste)
  const said = page
    .getByRole('contentinfo')
    .getByRole('status')
    .getByText(/^There is no text to paste\./)
  await expect.element(said).toBeInTheDocument()
})

test('tagging the same words with the same type again says so', async () => {
  const { session } = await showWindow(PROJECT)
  await expect.element(page.getByRole('option', { name: /Ada Lind/ })).toBeVisible()
  const [span] = ADA.fragments
  if (!span) throw new Error('The mention has no span')
  const status = page.getByRole('contentinfo').getByRole('status')
  session().selectText(span)
  await userEvent.keyboard('q')
  await expect.poll(() => session().getState().open?.index.size).toBe(2)
  expect(session().getState().notice).toBeNull()
  await userEvent.keyboard('e')
  await expect
    .element(status.getByText('These words are tagged as entity 2 times now. Undo takes it back.'))
    .toBeInTheDocument()
})
