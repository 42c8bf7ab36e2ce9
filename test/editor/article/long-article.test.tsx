import { describe, expect, test } from 'vitest'
import { annotate } from '../../support/fake-workbench.ts'
import { mount, until } from './mount.tsx'

const PARAGRAPHS = 900
const paragraph = (i: number): string =>
  `Paragraph number ${i} says something. ${'It goes on for a while and ends. '.repeat(10).trim()}`
const TEXT = Array.from({ length: PARAGRAPHS }, (_, i) => paragraph(i)).join('\n\n')

const drawn = (text: HTMLElement): number => text.querySelectorAll('.block').length

describe('a long article', () => {
  test('draws only sections near the visible part, also after scrolling', async () => {
    const { text, scroller } = await mount(TEXT)
    expect(drawn(text)).toBeLessThan(PARAGRAPHS / 4)
    scroller.scrollTop = scroller.scrollHeight / 2
    await until(() => {
      const box = scroller.getBoundingClientRect()
      const under = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      return under?.closest('.block') != null
    }, 'the middle is drawn')
    expect(drawn(text)).toBeLessThan(PARAGRAPHS / 3)
    scroller.scrollTop = 0
    await until(() => text.textContent.includes('Paragraph number 0 '), 'the beginning is drawn again')
  })

  test('shows an annotation far away with the next key', async () => {
    const words = `Paragraph number ${PARAGRAPHS - 20} says`
    const { press, text, scroller, session } = await mount(TEXT, [annotate('a', 'claim', words, {}, TEXT)])
    expect(text.querySelector('.seg')).toBeNull()
    await press('n')
    await until(() => text.querySelector('.seg') !== null, 'the annotation is painted')
    const box = text.querySelector('.seg')?.getBoundingClientRect()
    const visible = scroller.getBoundingClientRect()
    expect(box && box.top >= visible.top && box.bottom <= visible.bottom).toBe(true)
    expect(session.getState().selection.start).toBe(TEXT.indexOf(words))
  })

  test('gives idle boxes the height of their text, and updates it with the text', async () => {
    const { text, scroller } = await mount(TEXT)
    const heights = (): (readonly [box: number, text: number])[] =>
      [...text.querySelectorAll('.is-drawn')].map((box) => [
        box.getBoundingClientRect().height,
        box.firstElementChild?.getBoundingClientRect().height ?? 0,
      ])
    const fit = (): boolean => heights().every(([box, inner]) => Math.abs(box - inner) < 0.1)
    await until(() => text.querySelector('.is-drawn:not(.is-pinned)') === null, 'the boxes rest')
    expect(fit()).toBe(true)
    const [before] = heights()
    const frame = scroller.closest<HTMLElement>('[style]')
    if (frame) frame.style.width = '500px'
    await until(() => (heights()[0]?.[1] ?? 0) > (before?.[1] ?? 0) + 100, 'the lines are broken anew')
    await until(fit, 'the boxes have the height of their text')
  })

  test('can be selected and copied to its end without being drawn', async () => {
    const { press, text, selected, session } = await mount(TEXT)
    await press('{Control>}{End}{/Control}')
    expect(session.getState().selection.start).toBe(TEXT.length)
    await press('{Control>}a{/Control}')
    expect(selected()).toBe(TEXT)
    const clipboardData = new DataTransfer()
    text.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    expect(clipboardData.getData('text/plain')).toBe(TEXT)
    expect(drawn(text)).toBeLessThan(PARAGRAPHS / 3)
  })

  test('steps with the arrow keys from one section into the next', async () => {
    const { press, session } = await mount(TEXT)
    await press('{Control>}{Home}{/Control}')
    await press('{Control>}{ArrowDown}{/Control}'.repeat(40))
    await press('{ArrowRight}{ArrowLeft}{ArrowLeft}')
    const end = TEXT.indexOf(paragraph(39)) + paragraph(39).length
    expect(session.getState().selection.start).toBe(end - 1)
  })
})
