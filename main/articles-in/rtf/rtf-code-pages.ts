import { encodingName } from '../text/encodings.ts'

/* Which encoding the bytes of an RTF file are in: by the document's code page and the character sets of its fonts. */

/** Fonts of pictures: their bytes are places in the font, not characters. */
export const SYMBOL_FONT = 'symbol font'

/** Code page that stands for {@link SYMBOL_FONT}. */
const SYMBOL_PAGE = 42

/** Character sets of fonts (`\fcharsetN`) → code page. 1 is "the default", which is the document's. */
const CHARACTER_SETS: Readonly<Record<number, number>> = {
  0: 1252,
  2: SYMBOL_PAGE,
  77: 10000,
  78: 10001,
  79: 10003,
  80: 10008,
  81: 10002,
  83: 10005,
  84: 10004,
  85: 10006,
  86: 10081,
  87: 10021,
  88: 10029,
  89: 10007,
  128: 932,
  129: 949,
  130: 1361,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
}

/** Code pages that are not called "windows-N" or "cpN". */
const NAMES: Readonly<Record<number, string>> = {
  [SYMBOL_PAGE]: SYMBOL_FONT,
  708: 'iso-8859-6',
  819: 'iso-8859-1',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  10001: 'shift_jis',
  10002: 'big5',
  10003: 'euc-kr',
  10006: 'macgreek',
  10007: 'maccyrillic',
  10008: 'gb2312',
  10010: 'macromania',
  10017: 'macukraine',
  10021: 'macthai',
  10029: 'maccenteuro',
  10079: 'maciceland',
  10081: 'macturkish',
  10082: 'maccroatian',
  20866: 'koi8-r',
  21866: 'koi8-u',
  54936: 'gb18030',
  65001: 'utf-8',
}

/** Encodings in which a character may take several bytes. */
export const MULTI_BYTE: ReadonlySet<string> = new Set(['shift_jis', 'gb18030', 'gb2312', 'euc-kr', 'big5', 'utf-8'])

/** The code page of a character set; null for the default one, and for undefined ones. */
export const codePageOfCharacterSet = (characterSet: number): number | null => CHARACTER_SETS[characterSet] ?? null

/** The encoding of a code page, {@link SYMBOL_FONT}, or null where it cannot be read. */
export function encodingOfCodePage(page: number): string | null {
  const named = NAMES[page]
  if (named === SYMBOL_FONT) return named
  if (named !== undefined) return encodingName(named)
  if (page >= 28591 && page <= 28606) return encodingName(`iso-8859-${page - 28590}`)
  return encodingName(page >= 1250 && page <= 1258 ? `windows-${page}` : page === 874 ? 'windows-874' : `cp${page}`)
}
