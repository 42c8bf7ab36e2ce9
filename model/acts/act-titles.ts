import { type Annotation, quoteOf } from '../record/annotation.ts'
import { type Codebook, findType } from '../record/codebook.ts'
import { beginningOf } from '../text/shorten.ts'

/* How titles of acts name what they are about. */

const QUOTE_IN_TITLE = 40
const OPENING_MARK = /^["'“”„‘’«»‹›「『]/u

/** Words in quotation marks, unless they begin with a mark of their own. */
export const inMarks = (words: string): string => (OPENING_MARK.test(words) ? words : `“${words}”`)

/** A quote short enough for a menu: "Tag quote “If anyone votes…”". */
export function shortQuote(annotation: Pick<Annotation, 'fragments'>): string {
  const short = beginningOf(quoteOf(annotation), QUOTE_IN_TITLE)
  return short === '' ? 'about this article' : inMarks(short)
}

/** The name of an annotation type as it stands in a sentence. */
export const typeInTitle = (codebook: Codebook, typeId: string): string =>
  findType(codebook, typeId)?.name.toLowerCase() ?? typeId

/** A number with its noun: "1 link", "2 links". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
