import { expect, test } from 'vitest'
import { makeFragment } from '../../../model/annotation/annotate.ts'
import { shownAfter, shownBefore } from '../../../model/annotation/shown-context.ts'

const TEXT =
  'She says that the smell drives her guests away. “Ask me in July,” she laughed, “when the wind is from the south.”'

const around = (text: string, words: string) => {
  const start = text.indexOf(words)
  const { prefix, suffix } = makeFragment(text, { start, end: start + words.length })
  return [shownBefore(prefix), shownAfter(suffix)]
}

test('what stands around a quote is shown in whole words, and says that there is more', () => {
  expect(around(TEXT, '“Ask me in July,”')).toEqual([
    '… smell drives her guests away. ',
    ' she laughed, “when the wind is …',
  ])
  expect(around(TEXT, 'says')).toEqual(['She ', ' that the smell drives her …'])
  expect(around('One.\n\nTwo.\n\nThree.', 'Two.')).toEqual(['One. ', ' Three.'])
})

test('a script without blanks between words is shown as it is', () => {
  const before = '語'.repeat(40)
  expect(around(`${before}引用${before}`, '引用')).toEqual(['語'.repeat(32), '語'.repeat(32)])
})
