import { expect, test } from 'vitest'
import { mount, rangeOf, until } from './mount.tsx'

const TEXT = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} of the article.`).join('\n\n')

test('when less of a text is visible, the line with the caret stays in view, and only that one', async () => {
  const { scroller, text, session } = await mount(TEXT)
  const frame = scroller.closest<HTMLElement>('div[style]')
  if (!frame) throw new Error('The frame is not there')
  const bottom = () => scroller.getBoundingClientRect().bottom
  const place = () => rangeOf(text, 'Paragraph 8 of').getBoundingClientRect()
  const at = TEXT.indexOf('Paragraph 8 of')
  session.selectText({ start: at, end: at + 9 })
  // The line is the last one that can be seen.
  scroller.scrollTop += place().bottom - bottom() + 4
  const before = scroller.scrollTop
  frame.style.height = '500px'
  await until(() => scroller.scrollTop > before, 'the text moves up')
  expect(place().bottom).toBeLessThan(bottom())
  expect(place().top).toBeGreaterThan(bottom() - 100)

  // A caret that nobody sees is left where it is.
  scroller.scrollTop = scroller.scrollHeight
  const far = scroller.scrollTop
  frame.style.height = '400px'
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(Math.abs(scroller.scrollTop - far)).toBeLessThan(2)
})
