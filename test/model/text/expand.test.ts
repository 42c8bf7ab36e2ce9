import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textBlocks } from '../../../model/text/text-blocks.ts'
import { isCharacterBoundary } from '../../../model/text/characters.ts'
import { expandSpan } from '../../../model/text/expand.ts'
import { quotationsIn } from '../../../model/text/quotation-marks.ts'
import { normaliseSpan, type Span } from '../../../model/text/span.ts'

const quoted = (text: string): string[] =>
  quotationsIn(text, { start: 0, end: text.length }).map(({ inside }) => text.slice(inside.start, inside.end))

describe('quotation marks', () => {
  it.each([
    ['English', 'He said “we will wait” and “we’ll see,” then left.', ['we will wait', 'we’ll see,']],
    ['nested', '“She told me ‘No,’ and left,” he said.', ['No,', 'She told me ‘No,’ and left,']],
    ['straight', 'He said "no," and "don\'t \'ask\' me".', ['no,', 'ask', "don't 'ask' me"]],
    ['German', '„Er sagte: ‚Ja‘ und ging“, hieß es.', ['Ja', 'Er sagte: ‚Ja‘ und ging']],
    ['Polish', 'Powiedział: „Nie wiem”.', ['Nie wiem']],
    ['Swedish', '”Vi väntar”, sa hon. ”Ja.”', ['Vi väntar', 'Ja.']],
    ['French', 'Il a dit : « On attend ». « Oui », dit-elle.', ['On attend', 'Oui']],
    ['Swiss', 'Er sagte «Wir ‹warten› noch».', ['warten', 'Wir ‹warten› noch']],
    ['Danish', '»Vi venter«, sagde hun. »Ja«', ['Vi venter', 'Ja']],
    ['Japanese', '彼は「『はい』と言った」と書いた。', ['はい', '『はい』と言った']],
    ['Chinese', '他说“是‘真’的”。', ['真', '是‘真’的']],
    ['with brackets', '(“Yes”) — “No”', ['Yes', 'No']],
    ['none for apostrophes', 'The workers’ vote isn’t over, O’Brien said.', []],
    ['none without a partner', 'He said “we will wait.', []],
    ['one that was never closed inside another', '“A ‘half, really” she said.', ['A ‘half, really']],
    ['none for nothing', '“” and "  "', []],
  ])('%s', (_language, text, expected) => {
    expect(quoted(text)).toEqual(expected)
  })

  it('pairs lie within the text, begin and end with marks and are nested or apart', () => {
    const text = fc
      .array(fc.constantFrom(...'“”„‘’‚«»‹›「」"\'', 'word', ' ', 'ß', '🙂', ', ', '.'), { maxLength: 30 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (whole) => {
        const pairs = quotationsIn(whole, { start: 0, end: whole.length })
        for (const a of pairs) {
          expect(a.whole.start < a.inside.start && a.inside.end < a.whole.end).toBe(true)
          for (const b of pairs) {
            const apart = a.whole.end <= b.whole.start || b.whole.end <= a.whole.start
            const nested =
              (a.inside.start <= b.whole.start && b.whole.end <= a.inside.end) ||
              (b.inside.start <= a.whole.start && a.whole.end <= b.inside.end)
            expect(a === b || apart || nested).toBe(true)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})

const TEXT = [
  'Lindhaven delays vote',
  'Mayor Ada Lind said: “We will ‘not’ be rushed. We have time.” Nobody 👩‍🚀 cheered.',
  'And that was it.',
].join('\n\n')

/** All stretches from a selection up to the article. */
function ladder(text: string, start: number, end = start): string[] {
  const blocks = textBlocks(text)
  const steps: string[] = []
  for (let span = expandSpan(text, blocks, { start, end }); span; span = expandSpan(text, blocks, span)) {
    steps.push(text.slice(span.start, span.end))
  }
  return steps
}

describe('a selection grows', () => {
  const [, paragraph = ''] = TEXT.split('\n\n')

  it('from the caret over word, nested quotations, sentences and paragraph to the article', () => {
    expect(ladder(TEXT, TEXT.indexOf('not') + 1)).toEqual([
      'not',
      '‘not’',
      'We will ‘not’ be rushed. We have time.',
      '“We will ‘not’ be rushed. We have time.”',
      'Mayor Ada Lind said: “We will ‘not’ be rushed. We have time.”',
      paragraph,
      TEXT,
    ])
  })

  it('from words that are half selected', () => {
    const start = TEXT.indexOf('a Lin')
    expect(ladder(TEXT, start, start + 5)[0]).toBe('Ada Lind')
  })

  it('from between two words to the sentence', () => {
    expect(ladder(TEXT, TEXT.indexOf('that') - 1)[0]).toBe('And')
    expect(ladder('One,  two. Three.', 5)[0]).toBe('One,  two.')
  })

  it('over the pieces of a paragraph that was cut for display', () => {
    const sentence = 'It goes on and on for quite a while. '
    const long = sentence.repeat(200).trim()
    const text = `Title\n\n${long}\n\nEnd.`
    const steps = ladder(text, text.indexOf('quite') + 1)
    expect(textBlocks(text).length).toBeGreaterThan(4)
    expect(steps).toEqual(['quite', sentence.trim(), long, text])
  })

  it('over selections that reach across paragraphs', () => {
    const steps = ladder(TEXT, TEXT.indexOf('cheered') + 2, TEXT.indexOf('that') + 1)
    expect(steps.slice(0, 2)).toEqual(['cheered.\n\nAnd that', TEXT.slice(TEXT.indexOf('Nobody'))])
  })

  it('to nothing larger than the article', () => {
    expect(expandSpan(TEXT, textBlocks(TEXT), { start: 0, end: TEXT.length })).toBeNull()
    expect(expandSpan(' \n ', [], { start: 1, end: 1 })).toBeNull()
    expect(expandSpan('', [], { start: 0, end: 0 })).toBeNull()
  })

  it('step by step, on whole characters, without white space at its ends, until all is selected', () => {
    const text = fc
      .array(
        fc.constantFrom(
          'word',
          'Ada',
          ' ',
          '\n',
          '\n\n',
          '. ',
          ', ',
          '“',
          '”',
          '‘',
          '’',
          '"',
          '« ',
          ' »',
          '🙂',
          '👩‍🚀',
          'e\u0301',
          '東京',
          'ß',
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
        const blocks = textBlocks(whole)
        const selection = { start: a % (whole.length + 1), end: b % (whole.length + 1) }
        if (selection.start > selection.end) return
        let span: Span = normaliseSpan(whole, selection) ?? { start: selection.start, end: selection.start }
        const all = normaliseSpan(whole, { start: 0, end: whole.length })
        for (let steps = 0; ; steps++) {
          expect(steps).toBeLessThan(60)
          const next = expandSpan(whole, blocks, span)
          if (!next) break
          expect(next.start <= span.start && span.end <= next.end).toBe(true)
          expect(next.end - next.start).toBeGreaterThan(span.end - span.start)
          expect(normaliseSpan(whole, next)).toEqual(next)
          for (const at of [next.start, next.end]) expect(isCharacterBoundary(whole, at)).toBe(true)
          span = next
        }
        // A caret in the white space around everything has nothing around it.
        const inside = all && all.start <= span.start && span.end <= all.end
        if (inside) expect(span).toEqual(all)
      }),
      { numRuns: 500 },
    )
  })
})
