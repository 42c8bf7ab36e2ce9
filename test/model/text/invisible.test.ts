import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INVISIBLE_PATTERN, invisiblesIn } from '../../../model/text/invisible.ts'

const found = (text: string): string[] =>
  invisiblesIn(text, { start: 0, end: text.length }).map(({ start, end, title }) => `${start}-${end} ${title}`)

describe('invisible characters', () => {
  it('are named, and those without a width once for several', () => {
    expect(found('a\u00adb\u00a0\u00a0c\u200b\u200b\u200bd\u2066e\u2069\u0007')).toEqual([
      '1-2 soft hyphen (U+00AD)',
      '3-4 no-break space (U+00A0)',
      '4-5 no-break space (U+00A0)',
      '6-9 3 × zero-width space (U+200B)',
      '10-11 left-to-right isolate (U+2066)',
      '12-13 pop directional isolate (U+2069)',
      '13-14 control character (U+0007)',
    ])
  })

  it.each([
    ['a woman and a rocket', '👩\u200d🚀'],
    ['with a skin tone', '👩🏽\u200d🚀'],
    ['a heart in colour and fire', '❤\ufe0f\u200d🔥'],
    ['a family', '👨\u200d👩\u200d👧\u200d👦'],
  ])('are not what joins the parts of an emoji: %s', (_name, emoji) => {
    expect(found(`x${emoji}y`)).toEqual([])
  })

  it.each([
    ['letters', 'क्\u200dष', 2],
    ['a picture and a letter', '👩\u200dx', 2],
    ['a letter and a picture', 'x\u200d👩', 1],
    ['nothing', '\u200d', 0],
  ])('are joiners between anything else: %s', (_name, text, at) => {
    expect(found(text)).toEqual([`${at}-${at + 1} zero-width joiner (U+200D)`])
  })

  it('are found once each, in order, wherever the search begins', () => {
    const piece = fc.constantFrom(...'ab \n\t\u0000\u007f\u00a0\u00ad\u200b\u200c\u200d\u202e\u2028\ufeff', '👩', '🏽')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(), (pieces, cut) => {
        const text = pieces.join('')
        const start = text ? cut % text.length : 0
        const places = invisiblesIn(text, { start, end: text.length }).flatMap(({ start: from, end, code }) =>
          Array.from({ length: end - from }, (_, i) => [from + i, code]),
        )
        const pictured =
          /(?<=\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})*)\u200d(?=\p{Extended_Pictographic})/gu
        const inPictures = new Set([...text.matchAll(pictured)].map(({ index }) => index))
        const all = [...text.matchAll(new RegExp(INVISIBLE_PATTERN, 'g'))]
          .map(({ index }) => [index, text.charCodeAt(index)])
          .filter(([index = 0]) => index >= start && !inPictures.has(index))
        expect(places).toEqual(all)
      }),
      { numRuns: 500 },
    )
  })
})
