/** Units looked at for each code point that is shown: blanks shrink, and a line of a book must not cost a book. */
const LOOKED_AT = 8

/** What a cut through a pair leaves. */
const LONE_HIGH = /[\uD800-\uDBFF]$/
const LONE_LOW = /^[\uDC00-\uDFFF]/

/** What stands between the fragments of a quote: cut right behind it, it says already that there is more. */
const BETWEEN_FRAGMENTS = /\s*…\s*$/

/** A text on one line: line ends and runs of blanks become a blank. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

/**
 * The beginning of a text on one line, "…" after it where there is more. Costs the same however long the text is.
 * @param longest Code points; no character of two units is cut through.
 */
export function beginningOf(text: string, longest: number): string {
  // Most are: no text has more code points than units.
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
