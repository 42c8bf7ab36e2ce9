import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { type ReadArticle, USUAL_OPTIONS } from '../../../main/articles-in/importer.ts'
import { rtfImporter } from '../../../main/articles-in/rtf/rtf.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { rtf } from './fixtures/make.ts'

const read = (content: string | Uint8Array, options = {}) =>
  rtfImporter.read(typeof content === 'string' ? Buffer.from(content, 'latin1') : content, 'a.rtf', {
    ...USUAL_OPTIONS,
    ...options,
  })

async function article(content: string | Uint8Array, options = {}): Promise<ReadArticle> {
  const [first] = valueOf(await read(content, options)).articles
  return first!
}

const FONTS = String.raw`{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset128 Mincho;}{\f2\fcharset204 Arial Cyr;}{\f3\fcharset2 Symbol;}{\f4\fcharset0\cpg1250 X;}{\f5\fcharset130 Johab;}}`

/** A document with the usual fonts around what is given. */
const document = (content: string): string => String.raw`{\rtf1\ansi\ansicpg1252\deff0${FONTS}${content}}`
const textOf = async (content: string): Promise<string> => (await article(document(content))).body.text
const blocksOf = ({ body: { text, blocks } }: ReadArticle) =>
  blocks.map(({ start, end, kind, level }) => `${kind}${level ?? ''}: ${text.slice(start, end)}`)
const recorded = ({ normalised }: ReadArticle): Record<string, number> =>
  Object.fromEntries(normalised.map(({ what, count }) => [what.split(' left out')[0]!, count]))

describe('a rich text document', () => {
  it('gives its blocks, notes after the text, and what it says about itself', async () => {
    const found = await article(rtf())
    expect(blocksOf(found)).toEqual([
      'heading1: Harbour vote',
      'paragraph: The board said “no” 🙂 – 5\u00a0€, нет.',
      'list-item: First',
      'table-row: Year\t2024',
      'paragraph: A note.',
    ])
    expect(found).toMatchObject({
      title: 'Harbour vôte',
      language: 'en',
      metadata: { author: 'Ida Holm', published: '2025-03-01T12:00' },
      encoding: 'windows-1252',
      warnings: [],
    })
  })

  it('records all that was left out', async () => {
    expect(recorded(await article(rtf()))).toEqual({
      'headers and footers': 1,
      'characters of hidden text': 8,
      'characters of deleted text': 5,
      comments: 1,
      'numbers and bullets of list items': 1,
      'instructions of fields': 1,
      pictures: 1,
      'empty paragraphs': 1,
      'blanks at the ends of lines and paragraphs': 1,
    })
  })
})

describe('characters', () => {
  const cases: readonly (readonly [what: string, source: string, text: string])[] = [
    ['a word ends at its blank, which is no text', String.raw`a\b b\b0  c`, 'ab c'],
    ['line ends mean nothing, with a backslash they end a paragraph', 'a\r\nb\\\nc', 'ab\n\nc'],
    ['a hyphen without a number is text', String.raw`\b-a`, '-a'],
    ['escapes', String.raw`\{\}\\`, '{}\\'],
    ['characters with names', String.raw`\lquote a\rquote\emdash\_\~b\-`, '‘a’—\u2011\u00a0b\u00ad'],
    ['the code page of the font', String.raw`\'e9 {\f2\'e9} {\f4\'e9\'b9}`, 'é й éą'],
    ['a font holds within its group', String.raw`{\f2 {\'e9}}\'e9`, 'йé'],
    ['\\plain goes back to the usual font', String.raw`\f2\'e9\plain\'e9`, 'йé'],
    ['bytes as they are', '\xe9\x80', 'é€'],
    ['a substitute is passed over', String.raw`caf\u233e!`, 'café!'],
    ['a substitute in hexadecimal', String.raw`caf\u233\'e9!`, 'café!'],
    ['as many as \\uc says, by bytes', String.raw`{\uc2\f1\u26085\'93\'fa!}\u233e!`, '日!é!'],
    ['none', String.raw`\uc0\u233 e`, 'ée'],
    ['a word is a substitute where it is a character', String.raw`\u8217\rquote s`, '’s'],
    ['no other word is lost for it', String.raw`a\u233\par b`, 'aé\n\nb'],
    ['a group ends the substitutes', String.raw`{\uc3\u233 e}fg`, 'éfg'],
    ['negative numbers, and halves of one character', String.raw`\u-10179?\u-8638?`, '🙂'],
    ['code points, as some programs write them', String.raw`\uc0\u128578 !`, '🙂!'],
    ['the better of two', String.raw`a{\upr{ue}{\*\ud{\u252 ?}}}b`, 'aüb'],
    ['binary data is no text', String.raw`a{\pict\bin4 }}{{}b`, 'ab'],
    ['vertical tabs end lines', String.raw`a\'0bb`, 'a\nb'],
  ]
  it.each(cases)('%s', async (_what, source, text) => {
    expect(await textOf(source)).toBe(text)
  })

  it('of two bytes may be half in hexadecimal', async () => {
    expect(await textOf(String.raw`\f1\'93\'fa\'96\'7b\'83A\'83\'5c`)).toBe('日本アソ')
  })

  it('of symbol fonts are told', async () => {
    const found = await article(document(String.raw`{\f3 \'b7} \u-3913? a`))
    expect(found.body.text).toBe('\uf0b7 \uf0b7 a')
    expect(found.warnings).toEqual([expect.stringContaining('2 characters are in a font of symbols')])
  })

  it('that are none of their code page stop the import, and a person may say better', async () => {
    const wrong = failureOf(await read(document(String.raw`a\f1\'93\'93\'ff`)), 'undecodable')
    expect(wrong.message).toMatch(/shift_jis at byte \d+/)
    failureOf(await read(document(String.raw`\f5\'e9`)), 'undecodable')
    expect((await article(document(String.raw`\f5\'e9`), { encoding: 'cp1251' })).body.text).toBe('й')
    failureOf(await read(document('a'), { encoding: 'utf-16le' }), 'unknown-format')
    failureOf(await read(document('a'), { encoding: 'klingon' }), 'unknown-format')
    // What is no text of the article does not.
    expect(await textOf(String.raw`{\header\f1\'93}{\info{\title \'81}}a`)).toBe('a')
  })

  it('that look like UTF-8 are told', async () => {
    const bytes = Buffer.from(document('Börse – 5 €'), 'utf8')
    expect((await article(bytes)).warnings).toEqual([expect.stringContaining('choose UTF-8')])
    expect((await article(bytes, { encoding: 'utf-8' })).body.text).toBe('Börse – 5 €')
    expect((await article(document(String.raw`B\'f6rse`))).warnings).toEqual([])
  })

  it.each([
    [77, String.raw`\'8e`, 'é'],
    [128, String.raw`\'88\'9f`, '亜'],
    [129, String.raw`\'b0\'a1`, '가'],
    [134, String.raw`\'b0\'a1`, '啊'],
    [136, String.raw`\'a4\'40`, '一'],
    [161, String.raw`\'e1`, 'α'],
    [162, String.raw`\'fd`, 'ı'],
    [163, String.raw`\'d0`, 'Đ'],
    [177, String.raw`\'e0`, 'א'],
    [178, String.raw`\'c7`, 'ا'],
    [186, String.raw`\'e0`, 'ą'],
    [222, String.raw`\'a1`, 'ก'],
    [238, String.raw`\'b9`, 'ą'],
    [254, String.raw`\'82`, 'é'],
    [255, String.raw`\'82`, 'é'],
    [1, String.raw`\'e9`, 'щ'],
  ])('of a font with the character set %i', async (set, source, text) => {
    const found = await article(String.raw`{\rtf1\ansi\ansicpg866{\fonttbl{\f7\fcharset${set} Some;}}\f7 ${source}}`)
    expect(found.body.text).toBe(text)
    expect(found.encoding).toBe('cp866')
  })

  it('of Macintosh and DOS documents', async () => {
    expect((await article(String.raw`{\rtf1\mac caf\'8e}`)).body.text).toBe('café')
    expect((await article(String.raw`{\rtf1\pc caf\'82}`)).body.text).toBe('café')
    expect((await article(String.raw`{\rtf1\ansi\ansicpg1251 \'e9}`)).body.text).toBe('й')
  })

  it('any text comes back as it was, in Unicode and in bytes', async () => {
    const plain = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .map((text) => text.replaceAll(/[\p{C}\s]/gu, 'x'))
    const escaped = (text: string): string =>
      [...Array(text.length).keys()]
        .map((at) => (/[A-Za-z]/.test(text[at]!) ? text[at] : `\\u${(text.charCodeAt(at) << 16) >> 16}?`))
        .join('')
    await fc.assert(
      fc.asyncProperty(plain, async (text) => {
        expect(await textOf(escaped(text))).toBe(text)
      }),
    )
    const japanese = fc.string({ unit: fc.constantFrom(...'日本語ソ表十予ァ構{}\\aB漢ー'), minLength: 1 })
    await fc.assert(
      fc.asyncProperty(japanese, fc.boolean(), async (text, hexadecimal) => {
        const bytes = [...iconv.encode(text, 'shift_jis')]
        const isPlain = (byte: number) => !hexadecimal && byte < 0x80 && !/[{}\\']/.test(String.fromCharCode(byte))
        const source = bytes.map((byte) =>
          isPlain(byte) ? String.fromCharCode(byte) : `\\'${byte.toString(16).padStart(2, '0')}`,
        )
        expect(await textOf(String.raw`\f1 ${source.join('')}`)).toBe(text)
      }),
    )
  })
})

describe('what is no text of the article', () => {
  const cases: readonly (readonly [what: string, source: string, label: string, count: number])[] = [
    ['hidden text, with the end of its paragraph', String.raw`a{\v bc\par}d`, 'characters of hidden text', 3],
    ['text moved away', String.raw`a{\mvf bc}d`, 'characters of deleted text', 2],
    ['footers', String.raw`a{\footerf x}{\footerl}d`, 'headers and footers', 1],
    ['index entries', String.raw`a{\xe{\v harbour}}d`, 'entries of indexes and tables of contents', 1],
    ['pictures, once', String.raw`a{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}d`, 'pictures', 1],
    ['objects', String.raw`a{\object{\*\objdata 00}{\result d}}`, 'embedded objects', 1],
    ['computed text', String.raw`a\chdate d`, 'dates, times and page numbers', 1],
    ['unknown parts', String.raw`a{\*\novelty some text}d`, 'parts', 1],
    ['control characters', String.raw`a\u0?\'07d`, 'control characters', 2],
    ['half a character', String.raw`a\u-10179?d`, 'halves of characters', 1],
    ['broken escapes', String.raw`a\'d`, 'broken escapes', 1],
  ]
  it.each(cases)('%s', async (_what, source, label, count) => {
    const found = await article(document(source))
    expect(found.body.text).toBe('ad')
    expect(recorded(found)).toEqual({ [label]: count })
  })

  it('data of programs is not worth a word', async () => {
    const found = await article(document(String.raw`{\*\generator Some 1.0;}{\*\bkmkstart x}a{\*\themedata 00}`))
    expect(found.body.text).toBe('a')
    expect(found.normalised).toEqual([])
  })
})

describe('blocks', () => {
  it('headings by outline level, by style, by the name of a style', async () => {
    const styles = String.raw`{\stylesheet{\s1 heading 2;}{\s2\outlinelevel2 Mine;}{\s3 Title;}{\s4 Quote;}{\s5 caption;}{\s6 List Bullet;}}`
    const found = await article(
      document(
        String.raw`${styles}\s1 a\par\pard\s2 b\par\pard\s3 c\par\pard\s4 d\par\pard\s5 e\par\pard\s6 f\par\pard\outlinelevel8 g\par\pard\outlinelevel9 h`,
      ),
    )
    expect(blocksOf(found)).toEqual([
      'heading2: a',
      'heading3: b',
      'heading1: c',
      'quotation: d',
      'caption: e',
      'list-item: f',
      'heading6: g',
      'paragraph: h',
    ])
    expect(found.title).toBe('a')
  })

  it('the last paragraph needs no end, and keeps its shape', async () => {
    expect(blocksOf(await article(String.raw`{\rtf1{\stylesheet{\s1 heading 1;}}\pard\s1 a}`))).toEqual(['heading1: a'])
  })

  it('breaks of lines and pages go on with the paragraph', async () => {
    expect(await textOf(String.raw`a\line b\page c\sect d`)).toBe('a\nb\nc\n\nd')
  })

  it('rows of cells; tables in cells belong to them', async () => {
    const nested = String.raw`\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}`
    const found = await article(
      document(
        String.raw`\pard\intbl a\par b\cell\cell c\cell\row\pard\intbl 1\cell${nested}\pard\intbl 2\cell\row\pard d\par`,
      ),
    )
    expect(blocksOf(found)).toEqual(['table-row: a b\t\tc', 'table-row: 1\tx y 2', 'paragraph: d'])
  })

  it('a single cell is a frame around its paragraphs', async () => {
    const found = await article(document(String.raw`\pard\intbl a\par b\cell\row\pard\intbl c\cell\row`))
    expect(blocksOf(found)).toEqual(['paragraph: a', 'paragraph: b', 'table-row: c'])
  })

  it('a table that is not ended ends with the next paragraph', async () => {
    expect(blocksOf(await article(document(String.raw`\pard\intbl a\cell b\cell\pard c\par`)))).toEqual([
      'table-row: a\tb',
      'paragraph: c',
    ])
  })

  it('text boxes come before the paragraph they hang on; notes last', async () => {
    const box = String.raw`{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard boxed\par}}{\shprslt{\*\do{\dptxbxtext boxed\par}}}}`
    const found = await article(document(String.raw`before ${box}and{\footnote first\par second} after\par last\par`))
    expect(blocksOf(found).map((block) => block.slice('paragraph: '.length))).toEqual([
      'boxed',
      'before and after',
      'last',
      'first',
      'second',
    ])
  })
})

describe('the language', () => {
  it.each([
    ['of most of the text', String.raw`\lang1036 oui\par\lang1031 nein nein nein`, 'de'],
    ['of East Asian text', String.raw`\lang1033\langfe1041 \u26085?\u26412?`, 'ja'],
    ['of text from right to left', String.raw`\lang1033\alang1025 \u1605?\u1606?`, 'ar'],
    ['the usual one', String.raw`\deflang1040\lang1033\plain ciao`, 'it'],
    ['without its country', String.raw`\lang2070 a`, 'pt'],
    ['late in the list', String.raw`\lang1110 a`, 'gl'],
    ['with the script where there are two', String.raw`\lang3098 a`, 'sr-Cyrl'],
    ['none', String.raw`\lang1024 a`, null],
  ])('%s', async (_what, source, language) => {
    expect((await article(document(source))).language).toBe(language)
  })
})

describe('broken files', () => {
  it('one that is cut off gives what is there, with a warning', async () => {
    const found = await article(String.raw`{\rtf1 {\b All that{\i  is`)
    expect(found.body.text).toBe('All that is')
    expect(found.warnings).toEqual([expect.stringContaining('ends in the middle')])
  })

  it('what follows the end is counted', async () => {
    const found = await article(String.raw`{\rtf1 a}` + '\n\0')
    expect(found.normalised).toEqual([])
    expect(recorded(await article(String.raw`{\rtf1 a}}bc`))).toEqual({ 'bytes after the end of the document': 3 })
  })

  it('empty, none at all, or nested without end: a failure with a sentence', async () => {
    failureOf(await read(String.raw`{\rtf1{\pict 00}\par}`), 'no-text')
    failureOf(await read('Not RTF'), 'damaged-file')
    failureOf(await read(`{\\rtf1 ${'{'.repeat(100_000)}`), 'damaged-file')
  })

  it('words that are names of the language do no harm', async () => {
    expect(await textOf(String.raw`\constructor a\toString b\__proto__ c`)).toBe('ab\u2011_proto__ c')
  })

  it('any bytes end in an article or a failure', async () => {
    const control = String.raw`{ } \ \' \u - 9 a \* \cell \row \intbl \f1 \bin9 \uc2 {\footnote {\upr {\*\ud {\info {\title {\pict {\v {\shptxt`
    const piece = fc.constantFrom(...control.split(' '), ' ', '\\par ', '\xe9')
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const result = await read(document(pieces.join('')))
        if (!result.ok) return
        const { body } = result.value.articles[0]!
        expect(body.text).not.toMatch(/[\p{Surrogate}\0\r]/u)
        expect(body.blocks.every(({ start, end }) => start < end && end <= body.text.length)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
