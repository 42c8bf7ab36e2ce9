import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { annotate, makeArticle } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow } from './window-in-test.tsx'

const ADA = annotate('a', 'entity', 'Ada Lind')
const CLAIM = annotate('a', 'claim', '“We will not be rushed,”')
const PROJECT = { articles: [makeArticle('a', { title: 'Harbour vote delayed' })], annotations: [ADA, CLAIM] }

beforeEach(() => page.viewport(1200, 800))
afterEach(() => closeWindow())

const said = () => page.getByRole('contentinfo').getByRole('status')

test.each([
  ['m', 'Move the edges of the annotation: select an annotation first.'],
  ['r', 'Link the annotation by a role: select an annotation first.'],
  ['{Delete}', 'Remove annotation: select an annotation first.'],
  ['{Enter}', 'Go to the inspector: select an annotation first.'],
  ['{Control>}2{/Control}', 'Set the annotation’s status to final: select an annotation first.'],
  ['{Control>}z{/Control}', 'Undo: there is nothing to undo.'],
  ['{F3}', 'Next hit: find something first.'],
])('%s says why it does nothing', async (keys, sentence) => {
  await showWindow(PROJECT)
  await expect.element(page.getByRole('textbox', { name: /^Text of/ })).toHaveFocus()
  await userEvent.keyboard(keys)
  await expect.element(said().getByText(sentence)).toBeInTheDocument()
})

test('the key of the register says what has no entry, and is silent where it is typed', async () => {
  const { session } = await showWindow(PROJECT)
  await expect.element(page.getByRole('option', { name: /Ada Lind/ })).toBeVisible()
  session().select(CLAIM.id)
  await userEvent.keyboard('g')
  const sentence = 'Register entry: the one of this name, or a new one: claim has no register entry.'
  await expect.element(said().getByText(sentence)).toBeInTheDocument()
  session().notify(null)
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
  await expect.element(page.getByLabelText('Note')).toHaveFocus()
  await userEvent.keyboard('g')
  await expect.element(page.getByLabelText('Note')).toHaveValue('g')
  expect(session().getState().notice).toBeNull()
})
