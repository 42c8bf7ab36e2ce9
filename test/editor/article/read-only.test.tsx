import { describe, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { mount, type Mounted } from './mount.tsx'

const TEXT = 'Harbour vote delayed\n\nThe vote will wait until Friday.'
const onScreen = ({ text }: Mounted): string =>
  [...text.querySelectorAll('.block')].map(({ textContent }) => textContent).join('\n\n')

describe('the text cannot be changed', () => {
  test.each([
    ['typing', 'xyz 1'],
    ['new lines', '{Enter}{Shift>}{Enter}{/Shift}'],
    ['deleting', '{Delete}{Backspace}{Control>}{Backspace}{Delete}{/Control}'],
    ['formatting keys', '{Control>}biu{/Control}'],
  ])('by %s', async (_what, keys) => {
    const mounted = await mount(TEXT)
    mounted.select('vote will')
    await mounted.press(keys)
    expect(onScreen(mounted)).toBe(TEXT)
  })

  test('by pasting, cutting or dropping', async () => {
    const mounted = await mount(TEXT)
    mounted.select('vote will')
    for (const type of ['paste', 'cut']) {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'something else')
      const event = new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true })
      mounted.text.dispatchEvent(event)
      expect(event.defaultPrevented).toBe(true)
    }
    const drop = new DragEvent('drop', { dataTransfer: new DataTransfer(), bubbles: true, cancelable: true })
    mounted.text.dispatchEvent(drop)
    expect(onScreen(mounted)).toBe(TEXT)
  })

  test('by an input method', async () => {
    const mounted = await mount(TEXT)
    mounted.select('vote will')
    const session = cdp() as unknown as { send(method: string, args: object): Promise<unknown> }
    await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 })
    await session.send('Input.insertText', { text: '日本' })
    await expect.poll(() => onScreen(mounted)).toBe(TEXT)
  })
})

describe('copying', () => {
  test('gives the text of the article, white space between blocks included', async () => {
    const mounted = await mount('One\n\n\n  \nTwo 👍 and\tmore')
    await mounted.press('{Control>}a{/Control}')
    const clipboardData = new DataTransfer()
    mounted.text.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    expect(clipboardData.getData('text/plain')).toBe('One\n\n\n  \nTwo 👍 and\tmore')
  })
})
