import { codePageOfCharacterSet, encodingOfCodePage, SYMBOL_FONT } from './rtf-code-pages.ts'

/** Code pages of the words that name one without a number. */
const NAMED_PAGES: ReadonlyMap<string, number> = new Map([
  ['ansi', 1252],
  ['mac', 10000],
  ['pc', 437],
  ['pca', 850],
])

/** The document's code page and its font table: which encoding a byte is in. */
export interface Fonts {
  /** A word of the header that sets the code page; false where it is none. */
  header(word: string, value: number | null): boolean
  /** A word of the font table. */
  entry(word: string, value: number | null): void
  /** Of text in a font (by its number; null: none was chosen); null where its code page cannot be read. */
  encodingOf(font: number | null): string | null
  /** Of what is in no font: the title, names of styles. */
  documentEncoding(): string | null
}

/** `wanted` is an encoding that a person has settled for all fonts but those of symbols. */
export function createFonts(wanted: string | null): Fonts {
  let documentPage = 1252
  let standard: number | null = null
  let current: number | null = null
  const pages = new Map<number, number>()
  const encodings = new Map<number, string | null>()
  const encodingOfPage = (page: number): string | null => {
    const known = encodings.get(page)
    if (known !== undefined) return known
    const said = encodingOfCodePage(page)
    const encoding = wanted === null || said === SYMBOL_FONT ? said : wanted
    encodings.set(page, encoding)
    return encoding
  }
  return {
    header(word, value) {
      const page = word === 'ansicpg' ? value : NAMED_PAGES.get(word)
      if (word === 'deff') standard = value
      else if (page === undefined) return false
      // 0 is written by programs that do not know.
      else if (page !== null && page !== 0) documentPage = page
      return true
    },
    entry(word, value) {
      if (word === 'f') current = value
      if (current === null || value === null) return
      const page = word === 'fcharset' ? codePageOfCharacterSet(value) : word === 'cpg' ? value : null
      if (page !== null && page !== 0) pages.set(current, page)
    },
    encodingOf: (font) => encodingOfPage(pages.get(font ?? standard ?? -1) ?? documentPage),
    documentEncoding: () => encodingOfPage(documentPage),
  }
}
