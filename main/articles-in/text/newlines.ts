import type { NewlineStyle } from '../../../model/record/article.ts'

export interface Newlines {
  readonly text: string
  readonly style: NewlineStyle
  /** Line ends that were not "\n" before. */
  readonly replaced: number
}

/** Makes every line end "\n" and tells what they were. Nothing else is touched: no other separator, no blank. */
export function normaliseNewlines(text: string): Newlines {
  let crlf = 0
  let cr = 0
  const normal = text.replaceAll(/\r\n?/g, (end) => {
    if (end.length === 2) crlf++
    else cr++
    return '\n'
  })
  const replaced = crlf + cr
  const hasLf = replaced === 0 ? normal.includes('\n') : countLineFeeds(text) > crlf
  const styles: NewlineStyle[] = []
  if (crlf > 0) styles.push('crlf')
  if (cr > 0) styles.push('cr')
  if (hasLf) styles.push('lf')
  return { text: normal, style: styles.length > 1 ? 'mixed' : (styles[0] ?? 'none'), replaced }
}

function countLineFeeds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
