import { describe, expect, test } from 'vitest'
import { mount } from './mount.tsx'

const TEXT =
  'Harbour vote delayed\n\nThe vote will wait. “We will not be rushed,” she said. Nobody 👩‍🚀 cheered.\n\nAnd that was it.'

describe('moving and selecting by keyboard', () => {
  test('by character and word, as the system does', async () => {
    const { press, selected, session } = await mount(TEXT)
    await press('{Control>}{Home}{/Control}{ArrowRight}{ArrowRight}')
    expect(session.getState().selection).toEqual({ start: 2, end: 2 })
    await press('{Control>}{Home}{/Control}{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}')
    expect(selected().trim()).toBe('Harbour')
  })

  test('by sentence', async () => {
    const { press, selected } = await mount(TEXT)
    await press('{Control>}{Home}{ArrowDown}{/Control}{Alt>}{Shift>}{ArrowRight}{/Shift}{/Alt}')
    expect(selected()).toBe('\n\nThe vote will wait.')
    await press('{ArrowRight}{Alt>}{Shift>}{ArrowRight}{/Shift}{/Alt}')
    expect(selected().trim()).toBe('“We will not be rushed,” she said.')
    await press('{ArrowRight}{Alt>}{Shift>}{ArrowLeft}{/Shift}{/Alt}')
    expect(selected()).toBe('“We will not be rushed,” she said.')
  })

  test('by sentence in a text that runs from right to left: to the side that the arrow points to', async () => {
    const { press, selected } = await mount('דמשק\n\nשר החוץ אמר. הוא לא ימהר. כך היה.\n\nEnd. Of it.')
    await press('{Control>}{Home}{ArrowDown}{/Control}{ArrowLeft}{Alt>}{Shift>}{ArrowLeft}{/Shift}{/Alt}')
    expect(selected().trim()).toBe('שר החוץ אמר.')
    await press('{ArrowLeft}{Alt>}{Shift>}{ArrowLeft}{/Shift}{/Alt}')
    expect(selected().trim()).toBe('הוא לא ימהר.')
    await press('{ArrowLeft}{Alt>}{Shift>}{ArrowRight}{/Shift}{/Alt}')
    expect(selected().trim()).toBe('הוא לא ימהר.')
    await press('{Control>}{End}{/Control}{Alt>}{Shift>}{ArrowLeft}{/Shift}{/Alt}')
    expect(selected().trim()).toBe('Of it.')
  })

  test('by paragraph, and to the ends of the article', async () => {
    const { press, selected, session } = await mount(TEXT)
    await press('{Control>}{Home}{Shift>}{ArrowDown}{/Shift}{/Control}')
    expect(selected()).toBe('Harbour vote delayed')
    await press('{Control>}{ArrowDown}{ArrowDown}{Shift>}{ArrowUp}{/Shift}{/Control}')
    expect(selected()).toBe('And that was it.')
    await press('{Control>}{Home}{Shift>}{End}{/Shift}{/Control}')
    expect(selected()).toBe(TEXT)
    await press('{Control>}{End}{/Control}')
    expect(session.getState().selection).toEqual({ start: TEXT.length, end: TEXT.length })
  })

  test('a selection made elsewhere leaves no words painted as selected in a text without focus', async () => {
    const { press, select, session, text, selected } = await mount(TEXT)
    select('will wait')
    expect(selected()).toBe('will wait')
    const button = document.body.appendChild(document.createElement('button'))
    button.focus()
    session.selectText({ start: 0, end: 0 })
    expect(getSelection()?.toString()).toBe('')
    text.focus()
    button.remove()
    await press('{Shift>}{ArrowRight}{/Shift}')
    expect(selected()).toBe('H')
  })

  test('selects the whole article', async () => {
    const { press, selected } = await mount(TEXT)
    await press('{Control>}a{/Control}')
    expect(selected()).toBe(TEXT)
  })
})
