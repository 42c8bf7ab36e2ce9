/*
 * Every rule for cutting a text where it is too long to be shown, and for saying with "…" that there is more. No cut leaves
 * half a character.
 */

/** Units read for each code point that is shown: runs of blanks shrink, and one line of a book must not cost a book. */
const LOOKED_AT = 8

/** What a cut through a surrogate pair leaves. */
const LONE_HIGH = /[\uD800-\uDBFF]$/
const LONE_LOW = /^[\uDC00-\uDFFF]/

/** What joins the fragments of a quote. Cut right behind it, the text says already that there is more. */
const BETWEEN_FRAGMENTS = /\s*…\s*$/

/** A text on one line: line ends and runs of blanks become a blank. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

/**
 * The beginning of a text on one line, "…" after it where there is more. Costs the same however long the text is.
 * @param longest Code points; no character of two units is cut through.
 */
export function beginningOf(text: string, longest: number): string {
  // Most texts are short, and none has more code points than units.
  if (text.length <= longest) return oneLine(text)
  const looked = text.slice(0, LOOKED_AT * longest)
  const points = Array.from(oneLine(looked))
  if (points.length <= longest && looked.length === text.length) return points.join('')
  return `${points.slice(0, longest).join('').replace(LONE_HIGH, '').replace(BETWEEN_FRAGMENTS, '')}…`
}

/**
 * A text on one line, with its middle left out where it is long: " … ". Costs the same however long the text is.
 * @param each Code points that are left at each end; no character of two units is cut through.
 */
export function bothEndsOf(text: string, each: number): string {
  const looked = LOOKED_AT * each
  if (text.length <= 2 * looked) {
    const points = Array.from(oneLine(text))
    if (points.length <= 2 * each + 1) return points.join('')
  }
  const start = Array.from(oneLine(text.slice(0, looked)).replace(LONE_HIGH, ''))
  const end = Array.from(oneLine(text.slice(-looked)).replace(LONE_LOW, ''))
  return `${start.slice(0, each).join('')} … ${end.slice(-each).join('')}`
}

/** The beginning of a text as it is, of at most `longest` UTF-16 units, "…" included. */
export const cutAt = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(LONE_HIGH, '')}…`

/** The beginning of a text in whole words where it has any, " …" after it where it is longer than `longest` UTF-16 units. */
export const beginningInWords = (text: string, longest: number): string =>
  text.length <= longest
    ? text
    : `${text
        .slice(0, longest)
        .replace(/\s+\S*$/, '')
        .replace(LONE_HIGH, '')} …`

/** The end of a text in whole words where it has any, "… " before it where it is longer than `longest` UTF-16 units. */
export const endInWords = (text: string, longest: number): string =>
  text.length <= longest
    ? text
    : `… ${text
        .slice(-longest)
        .replace(/^\S*\s+/, '')
        .replace(LONE_LOW, '')}`

/** A text without the word it begins with, which may be half a one; as it is where no blank is near (Chinese, Thai). */
export const withoutFirstWord = (text: string): string => text.replace(/^\S{0,16}\s+/, '… ')

/** A text without the word it ends with, which may be half a one; as it is where no blank is near (Chinese, Thai). */
export const withoutLastWord = (text: string): string => text.replace(/\s+\S{0,16}$/, ' …')
