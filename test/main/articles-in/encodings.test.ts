import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byteOffsets } from '../../../main/articles-in/text/byte-offsets.ts'
import { decodeText } from '../../../main/articles-in/text/decode-text.ts'
import { decodeStrictly, encodeAs, encodingName } from '../../../main/articles-in/text/encodings.ts'
import { USUAL_OPTIONS } from '../../../main/articles-in/importer.ts'
import { textImporter } from '../../../main/articles-in/text/text.ts'
import type { Result } from '../../../model/value/result.ts'
import { splitsSurrogatePair } from '../../../model/text/span.ts'
import { failureOf, valueOf } from '../../support/result.ts'

/** Sentences of our own in the languages these encodings are for, and what a file in one is found to be. */
const SAMPLES: readonly (readonly [encoding: string, text: string])[] = [
  ['utf-8', 'Die Bürgermeisterin sagte: „Wir öffnen die Schule früher.“ – Das kostet 5 €.'],
  ['utf-16le', 'The mayor said so. Nobody asked why.'],
  ['utf-16be', 'The mayor said so. Nobody asked why.'],
  ['utf-32le', 'The mayor said so 🙂. Nobody asked why.'],
  ['utf-32be', 'The mayor said so 🙂. Nobody asked why.'],
  [
    'windows-1251',
    'Мэр города сообщила журналистам, что новая школа откроется осенью. По её словам, строительство идёт быстрее, чем ожидали. Жители района довольны.',
  ],
  [
    'koi8-r',
    'Мэр города сообщила журналистам, что новая школа откроется осенью. По её словам, строительство идёт быстрее, чем ожидали. Жители района довольны.',
  ],
  [
    'shift_jis',
    '市長は記者団に対し、新しい学校は秋に開校すると述べた。工事は予定より早く進んでいるという。住民は喜んでいる。',
  ],
  [
    'euc-jp',
    '市長は記者団に対し、新しい学校は秋に開校すると述べた。工事は予定より早く進んでいるという。住民は喜んでいる。',
  ],
  [
    'euc-kr',
    '시장은 새 학교가 가을에 문을 연다고 기자들에게 말했다. 공사는 예상보다 빠르게 진행되고 있다. 주민들은 기뻐한다.',
  ],
  ['big5', '市長告訴記者，新學校將於秋天開學。她說，工程進度比預期快。居民們都很高興，孩子們也期待新的操場。'],
  ['gb2312', '市长告诉记者，新学校将于秋天开学。她说，工程进度比预期快。居民们都很高兴，孩子们也期待新的操场。'],
  [
    'windows-1256',
    'قالت رئيسة البلدية للصحفيين إن المدرسة الجديدة ستفتح أبوابها في الخريف. وأضافت أن البناء يسير أسرع مما كان متوقعا. والسكان سعداء بذلك.',
  ],
  [
    'iso-8859-7',
    'Η δήμαρχος είπε στους δημοσιογράφους ότι το νέο σχολείο θα ανοίξει το φθινόπωρο. Οι κάτοικοι της περιοχής είναι ευχαριστημένοι με την απόφαση.',
  ],
]

describe('finding the encoding', () => {
  it.each(SAMPLES)('%s', (encoding, text) => {
    const decoded = valueOf(decodeText(encodeAs(text, encoding), 'article.txt'))
    expect([decoded.encoding, decoded.text]).toEqual([encoding, text])
  })

  it('shows what it may be where it cannot be sure, each with a line', () => {
    const { candidates, text } = valueOf(decodeText(encodeAs('Zoë naïve', 'windows-1252'), 'a.txt'))
    expect(candidates.length).toBeGreaterThan(1)
    expect(candidates[0]?.sample).toBe(text)
    expect(new Set(candidates.map(({ sample }) => sample)).size).toBeGreaterThan(1)
  })

  it('is settled by a person, by any usual name', () => {
    const bytes = encodeAs('Łódź', 'iso-8859-2')
    expect(valueOf(decodeText(bytes, 'a.txt', 'ISO-8859-2')).text).toBe('Łódź')
    expect(valueOf(decodeText(encodeAs('Жизнь', 'windows-1251'), 'a.txt', 'cp1251')).text).toBe('Жизнь')
    failureOf(decodeText(bytes, 'a.txt', 'klingon'), 'unknown-format')
    const failure = failureOf(decodeText(Buffer.from([0x41, 0x42, 0xff]), 'a.txt', 'utf-8'), 'undecodable')
    expect(failure.message).toContain('byte 2')
    expect(encodingName('Latin1')).toBe('iso-8859-1')
  })

  it('names the byte where a multi-byte character is broken', () => {
    const bytes = Buffer.concat([encodeAs('市長は', 'shift_jis'), Buffer.from([0x82])])
    expect(failureOf(decodeText(bytes, 'a.txt', 'shift_jis'), 'undecodable').message).toContain('byte 6')
  })
})

const CODED = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'windows-1251',
  'windows-1252',
  'iso-8859-2',
  'iso-8859-15',
  'koi8-r',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
]

/** Texts that an encoding can hold: what does not come back from it alone is taken out. */
function holdable(text: string, encoding: string): string {
  return [...text]
    .filter((character) => {
      const decoded = decodeStrictly(encodeAs(character, encoding), encoding)
      return decoded.ok && decoded.text === character && !/[\p{Surrogate}\0\ufeff]/u.test(character)
    })
    .join('')
}

const text = fc
  .array(
    fc.constantFrom(
      'Вот ',
      'é',
      '市',
      '長',
      '“',
      '\r\n',
      '\n',
      '\r',
      ' a',
      'ß',
      '🙂',
      '한',
      'x\ty',
      '\u00a0',
      'Ж',
      '€',
    ),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((pieces) => pieces.join(''))

const readAs = (bytes: Uint8Array, encoding: string) => {
  const result = textImporter.read(bytes, 'article.txt', { ...USUAL_OPTIONS, encoding })
  if (result instanceof Promise) throw new Error('Plain text is read at once')
  return result
}

describe.each(CODED)('in %s', (encoding) => {
  it('law: what was written comes back, line ends aside, and places map back to bytes', () => {
    fc.assert(
      fc.property(text, fc.boolean(), fc.nat(100), fc.nat(100), (drawn, withMark, a, b) => {
        const content = holdable(drawn, encoding)
        fc.pre(/\S/u.test(content))
        const mark = withMark && encoding.startsWith('utf-') ? encodeAs('\ufeff', encoding) : Buffer.alloc(0)
        const bytes = Buffer.concat([mark, encodeAs(content, encoding)])
        const [article] = valueOf(readAs(bytes, encoding)).articles
        const body = article!.body.text
        expect(body).toBe(content.replaceAll(/\r\n?/g, '\n'))
        const { toByte } = valueOf(byteOffsets(bytes, body, encoding, 'article.txt'))
        const whole = (place: number): number => (splitsSurrogatePair(body, place) ? place - 1 : place)
        const [start, end] = [whole(a % (body.length + 1)), whole(b % (body.length + 1))].toSorted((x, y) => x - y)
        const piece = decodeStrictly(bytes.subarray(toByte(start!), toByte(end!)), encoding)
        expect(piece.ok && piece.text.replaceAll(/\r\n?/g, '\n')).toBe(body.slice(start, end))
      }),
      { numRuns: 60 },
    )
  })
})

describe('byte offsets', () => {
  const offsets = (original: Uint8Array, content: string, encoding: string): Result<unknown> =>
    byteOffsets(original, content, encoding, 'a.txt')

  it('cross many checkpoints', () => {
    const content = 'a🙂\r\né'.repeat(5000)
    const bytes = encodeAs(content, 'utf-8')
    const body = content.replaceAll('\r\n', '\n')
    const { toByte } = valueOf(byteOffsets(bytes, body, 'utf-8', 'a.txt'))
    for (const at of [0, 1, 5, 1023, 1024, 1025, 12_345, body.length]) {
      const start = splitsSurrogatePair(body, at) ? at - 1 : at
      expect(String(bytes.subarray(toByte(start))).replaceAll('\r\n', '\n')).toBe(body.slice(start))
    }
  })

  it('of one article of several count from the beginning of the file', () => {
    const bytes = Buffer.from('Eins\n---\nZwei é\n')
    const { toByte } = valueOf(byteOffsets(bytes, 'Zwei é', 'utf-8', 'a.txt'))
    expect(String(bytes.subarray(toByte(5), toByte(6)))).toBe('é')
  })

  it('are refused where they cannot be proved', () => {
    failureOf(offsets(Buffer.from('abc'), 'abd', 'utf-8'), 'undecodable')
    failureOf(offsets(Buffer.from('ab ab'), 'ab', 'utf-8'), 'undecodable')
    failureOf(offsets(Buffer.from([0xff]), 'a', 'utf-8'), 'undecodable')
  })
})

describe('a text of several articles', () => {
  const read = (content: string, separator: string) =>
    textImporter.read(Buffer.from(content), 'press.txt', { ...USUAL_OPTIONS, separator }) as Result<{
      readonly articles: readonly {
        readonly part: string | null
        readonly title: string
        readonly body: { readonly text: string }
      }[]
    }>

  it('is cut at the lines that fit', () => {
    const { articles } = valueOf(
      read(
        'Document 1 of 2\n\n  First headline\n\nText one.\n\nDocument 2 of 2\nSecond\n\nText two.\n',
        '^Document \\d+ of',
      ),
    )
    expect(articles.map(({ part, title, body }) => [part, title, body.text])).toEqual([
      ['article 1', 'First headline', '  First headline\n\nText one.'],
      ['article 2', 'Second', 'Second\n\nText two.'],
    ])
  })

  it('says when nothing fits, and when it is no expression', () => {
    failureOf(read('Text', '^---$'), 'no-text')
    failureOf(read('Text', '('), 'invalid-expression')
  })
})
