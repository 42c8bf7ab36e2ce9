import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../model/text/block.ts'
import { splitsSurrogatePair } from '../../../model/text/span.ts'
import { createImporterRegistry } from '../../../main/articles-in/registry.ts'
import { importers } from '../../../main/articles-in/index.ts'
import { normaliseNewlines } from '../../../main/articles-in/text/newlines.ts'
import { BLOCK_LENGTH, textBlocks } from '../../../model/text/text-blocks.ts'
import { textImporter } from '../../../main/articles-in/text/text.ts'
import { USUAL_OPTIONS } from '../../../main/articles-in/importer.ts'
import { ok } from '../../../model/value/result.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')
const read = (bytes: Uint8Array, fileName = 'article.txt') => {
  const result = textImporter.read(bytes, fileName, USUAL_OPTIONS)
  if (result instanceof Promise) throw new Error('Plain text is read at once')
  return result.ok ? ok(result.value.articles[0]!) : result
}

const QUOTES = 'Zoë said: “C’est la vie” – and left, paying 5 €.'

describe('encodings', () => {
  it.each([
    ['utf-8', false, utf8(QUOTES)],
    ['utf-8', true, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(QUOTES)])],
    ['utf-16le', true, Buffer.from(`\ufeff${QUOTES}`, 'utf16le')],
    ['utf-16be', true, Buffer.from(`\ufeff${QUOTES}`, 'utf16le').swap16()],
    ['windows-1252', false, iconv.encode(QUOTES, 'windows-1252')],
  ])('reads %s (byte-order mark: %s) as what was written', (encoding, byteOrderMark, bytes) => {
    const before = Buffer.from(bytes)
    const { body, ...rest } = valueOf(read(bytes))
    expect(body.text).toBe(QUOTES)
    expect(rest).toMatchObject({ encoding, byteOrderMark })
    expect(Buffer.from(bytes).equals(before)).toBe(true)
  })

  it('reads every Windows-1252 character as itself', () => {
    const bytes = Uint8Array.from(
      Array.from({ length: 0x80 }, (_, i) => 0x80 + i).filter((byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)),
    )
    const { body } = valueOf(read(bytes))
    expect(body.text.slice(0, 10)).toBe('€‚ƒ„…†‡ˆ‰Š')
    expect(body.text).not.toContain('\ufffd')
  })

  it('law: any text written as UTF-8 or UTF-16 comes back', () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((value) => !/[\p{Surrogate}\p{Cc}]/u.test(value) && /\S/.test(value))
    fc.assert(
      fc.property(text, (value) => {
        const clean = value.replace(/^\ufeff+/, '')
        fc.pre(/\S/.test(clean))
        expect(valueOf(read(utf8(clean))).body.text).toBe(clean)
        expect(valueOf(read(Buffer.from(`\ufeff${clean}`, 'utf16le'))).body.text).toBe(clean)
      }),
    )
  })

  it('law: never puts in a replacement character, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        const result = read(bytes)
        if (result.ok && !Buffer.from(bytes).includes(Buffer.from('\ufffd'))) {
          const sixteen = result.value.encoding.startsWith('utf-16')
          if (!sixteen) expect(result.value.body.text).not.toContain('\ufffd')
        }
      }),
    )
  })

  it('tells broken UTF-8 with the place of the first wrong byte', () => {
    const bytes = Buffer.concat([utf8('Zoë, Málaga, “'), Buffer.from([0xff]), utf8('”')])
    expect(failureOf(read(bytes), 'undecodable').message).toContain('byte 18 ')
  })

  it('tells half a UTF-16 character', () => {
    failureOf(read(Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42])), 'undecodable')
    failureOf(read(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00])), 'undecodable')
  })

  it('tells binary files, and files without text', () => {
    failureOf(read(Buffer.from([0x41, 0, 0x42])), 'binary-file')
    failureOf(read(Buffer.from([1, 2, 3, 4, 5, 6])), 'binary-file')
    failureOf(read(utf8(' \n\t\n ')), 'empty-file')
  })

  it('warns where Windows-1252 was guessed, and where the file was damaged before', () => {
    expect(valueOf(read(iconv.encode('Zoë', 'windows-1252'))).warnings.join()).toContain('windows-1252')
    expect(valueOf(read(utf8('a \ufffd b'))).warnings.join()).toContain('1 replacement')
  })
})

describe('line ends', () => {
  it.each([
    ['a\nb\n', 'lf', 0],
    ['a\r\nb\r\n', 'crlf', 2],
    ['a\rb', 'cr', 1],
    ['a\r\nb\nc', 'mixed', 1],
    ['ab', 'none', 0],
  ])('%j is %s', (text, style, replaced) => {
    expect(normaliseNewlines(text)).toEqual({ text: text.replaceAll(/\r\n?/g, '\n'), style, replaced })
  })

  it('leaves everything else: no-break spaces, soft hyphens, trailing blanks, zero widths', () => {
    const text = 'a\u00a0b\u00adc\u200bd  \n\te\u2028f\u0085g'
    expect(valueOf(read(utf8(text))).body.text).toBe(text)
  })
})

const shown = (text: string): string[] =>
  textBlocks(text).map((block) => `${block.kind}: ${text.slice(block.start, block.end)}`)

describe('blocks', () => {
  it('takes a short first line as the headline and every other line as a paragraph', () => {
    expect(shown('Minister leaves\n\nShe left.\nHe stayed.\n')).toEqual([
      'heading: Minister leaves',
      'paragraph: She left.',
      'paragraph: He stayed.',
    ])
    expect(shown('A sentence.\nAnother.')).toEqual(['paragraph: A sentence.', 'paragraph: Another.'])
    expect(shown('Only this')).toEqual(['paragraph: Only this'])
  })

  it('joins the lines of a paragraph that was wrapped by hand', () => {
    const line = 'The minister of finance said on Monday that the budget would grow'
    const wrapped = `${line}\n${line}\nby four per cent.`
    expect(shown(`Budget grows\n\n${wrapped}\n\n${line}\nagain.`)).toEqual([
      'heading: Budget grows',
      `paragraph: ${wrapped}`,
      `paragraph: ${line}\nagain.`,
    ])
  })

  it('cuts a long paragraph after a sentence and marks the pieces', () => {
    const sentence = 'The committee met again on Tuesday and came to no decision. '
    const text = sentence.repeat(200).trim()
    const blocks = textBlocks(text)
    expect(blocks.length).toBeGreaterThan(5)
    expect(blocks.map(({ continues }) => continues ?? false)).toEqual(blocks.map((_, i) => i > 0))
    for (const block of blocks.slice(0, -1)) expect(text.slice(block.start, block.end)).toMatch(/decision\. $/)
  })

  it('law: blocks are sorted, disjoint, short, cover all but white space and split no character', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\n',
        '\n\n',
        ' ',
        '\u00a0',
        '🙂',
        'e\u0301',
        'A sentence. ',
        '👩‍👩‍👧',
        'x'.repeat(1500),
        '\ufeff',
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('').replaceAll(/\r\n?/g, '\n')
        const blocks: readonly Block[] = textBlocks(text)
        let last = 0
        for (const { start, end } of blocks) {
          expect(text.slice(last, start).trim()).toBe('')
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(splitsSurrogatePair(text, start) || splitsSurrogatePair(text, end)).toBe(false)
          last = end
        }
        expect(text.slice(last).trim()).toBe('')
        for (const { start, end } of blocks)
          expect(text.slice(start, end).trim().length).toBeLessThanOrEqual(BLOCK_LENGTH)
      }),
    )
  })

  it('names an article after its headline, its first words or its file', () => {
    const title = (text: string): string => valueOf(read(utf8(text))).title
    expect(title('Minister  leaves\n\nShe left.')).toBe('Minister leaves')
    expect(title('The minister left.')).toBe('The minister left.')
    const long = title(`${'word '.repeat(60)}end.`)
    expect(long.length).toBeLessThanOrEqual(81)
    expect(long).toMatch(/word…$/)
  })
})

describe('the registry', () => {
  const find = (text: string | Uint8Array, name: string) =>
    importers.find(typeof text === 'string' ? utf8(text) : text, name)

  it('finds the importer by extension and beginning', () => {
    expect(valueOf(find('Text', 'a.txt')).id).toBe('text')
    expect(valueOf(find('Text', 'README')).id).toBe('text')
    expect(valueOf(find('<html>', 'page.txt')).id).toBe('text')
  })

  it('takes mark-up of no known format as text, and says so', () => {
    const article = valueOf(read(utf8('<?xml version="1.0"?>\n<x>Ä</x>'), 'a.xml'))
    expect(valueOf(find('<?xml version="1.0"?><x/>', 'a.xml')).id).toBe('text')
    expect(article.warnings.join()).toContain('mark-up was taken as text')
  })

  it('says what it cannot read', () => {
    failureOf(find('GIF89a text', 'a.gif'), 'binary-file')
    failureOf(find('GIF89a text', 'a.txt'), 'binary-file')
  })

  it('refuses two importers with one id at start-up', () => {
    expect(() => createImporterRegistry([textImporter, textImporter])).toThrow(/two importers/)
  })
})

describe('a long text', () => {
  it.each([
    ['of blank lines', '\n'.repeat(1_000_000)],
    ['of old line ends', 'a\r'.repeat(200_000)],
    ['of paragraphs', 'a\n\n'.repeat(100_000)],
  ])('%s is read in a time that grows with its length only', (_what, content) => {
    const start = performance.now()
    valueOf(read(utf8(`Title\n${content}end`)))
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
