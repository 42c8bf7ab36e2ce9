import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { closeWindow, showWindow } from './window-in-test.tsx'
import { ENTITY, QUOTE, CLAIM, PROJECT, option } from './small-project.ts'

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

describe('the inspector', () => {
  test('sets attributes by arrows, letters and Delete, each one undoable', async () => {
    const { session, saved } = await showWindow(PROJECT)
    await option(/rushed/).click()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('radio', { name: 'Direct' })).toHaveFocus()
    const attributes = () => session().getState().open?.index.get(QUOTE.id)?.attributes
    await userEvent.keyboard('m')
    expect(attributes()).toEqual({ mode: 'mixed' })
    await userEvent.keyboard('{ArrowLeft}')
    expect(attributes()).toEqual({ mode: 'indirect' })
    await userEvent.keyboard('{Delete}')
    expect(attributes()).toEqual({})
    expect(session().getState().open?.index.get(QUOTE.id)).toBeDefined()
    expect(session().getState().undoTitle).toBe('Clear mode')
    await session().undo()
    expect(attributes()).toEqual({ mode: 'indirect' })
    await expect.element(page.getByRole('radio', { name: 'Indirect' })).toBeChecked()
    await session().settled()
    expect(saved.map(({ change }) => change.title)).toEqual(['Set mode', 'Set mode', 'Clear mode', 'Clear mode'])
  })

  test('a list of many values, and the entry of the register', async () => {
    const { session } = await showWindow(PROJECT)
    await option(/minister/).click()
    await page.getByLabelText('Type', { exact: true }).selectOptions('Person')
    expect(session().getState().open?.index.get(ENTITY.id)?.attributes).toEqual({ mention: 'name', type: 'person' })
    await expect.element(page.getByRole('group', { name: 'Register entry' }).getByRole('combobox')).toBeVisible()
  })

  test('a note is saved on leaving the field, as one act', async () => {
    const { session } = await showWindow(PROJECT)
    await option(/minister/).click()
    await page.getByLabelText('Note').fill('Which one?')
    expect(session().getState().open?.index.get(ENTITY.id)?.note).toBe('')
    await userEvent.keyboard('{Escape}')
    expect(session().getState().open?.index.get(ENTITY.id)?.note).toBe('Which one?')
    await session().undo()
    expect(session().getState().undoTitle).toBeNull()
  })

  test('typed text never reaches the annotation that is selected next', async () => {
    const { session } = await showWindow(PROJECT)
    await option(/minister/).click()
    await page.getByLabelText('Note').fill('Of the first')
    session().select(CLAIM.id)
    await expect.element(page.getByRole('form', { name: 'Inspector: Claim' })).toBeVisible()
    await expect.element(page.getByLabelText('Note')).toHaveValue('')
    const note = (id: string) => session().getState().open?.index.get(id)?.note
    await expect.poll(() => note(ENTITY.id)).toBe('Of the first')
    expect(note(CLAIM.id)).toBe('')
  })

  test('checks web addresses and percentages', async () => {
    const { session } = await showWindow(PROJECT)
    await option(/40 percent/).click()
    await page.getByLabelText('Evidence').fill('example')
    await expect.element(page.getByText('This is not a web address.', { exact: false })).toBeVisible()
    await page.getByLabelText('Evidence').fill('https://example.org/poll')
    await page.getByLabelText('Confidence (%)').fill('120')
    await expect.element(page.getByText('Give a number from 0 to 100', { exact: false })).toBeVisible()
    await page.getByLabelText('Confidence (%)').fill('85')
    await userEvent.keyboard('{Enter}')
    const claim = session().getState().open?.index.get(CLAIM.id)
    expect(claim?.attributes.evidence).toBe('https://example.org/poll')
    expect(claim?.confidence).toBe(0.85)
  })

  test('cannot be used in a read-only project', async () => {
    await showWindow({ ...PROJECT, readOnly: 'It is open in another window.' })
    await option(/minister/).click()
    await expect.element(page.getByLabelText('Note')).toBeDisabled()
    await expect.element(page.getByText('Read-only: It is open in another window.')).toBeVisible()
  })
})
