import { fail, ok, type Result } from '../../model/value/result.ts'
import type { Span } from '../../model/text/span.ts'

/** More articles in one file are a separator that fits every line. */
const MOST_PARTS = 100_000

/**
 * The articles of a text that holds many, as spans without the blank lines around them: what lies between the lines that
 * the expression fits (it is tried on each line alone, so that it cannot run across a whole file). Parts without a word
 * are left out. Fails with `invalid-expression`, or with `no-text` where no line fits.
 */
export function splitArticles(text: string, separator: string, fileName: string): Result<readonly Span[]> {
  let expression: RegExp
  try {
    expression = new RegExp(separator, 'u')
  } catch (error) {
    const detail = error instanceof Error ? [error.message] : []
    return fail('invalid-expression', `"${separator}" is no regular expression.`, 'Correct it and try again.', detail)
  }
  const parts: Span[] = []
  let separators = 0
  let partStart = 0
  const close = (end: number): void => {
    const part = trimmed(text, { start: partStart, end })
    if (part) parts.push(part)
  }
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (expression.test(text.slice(start, end))) {
      separators++
      close(start)
      partStart = Math.min(end + 1, text.length)
    }
    start = end + 1
  }
  close(text.length)
  if (separators === 0) {
    return fail(
      'no-text',
      `No line of "${fileName}" fits the separator "${separator}".`,
      'Look at the lines between its articles and correct the expression.',
    )
  }
  if (parts.length > MOST_PARTS) {
    return fail(
      'too-large',
      `The separator cuts "${fileName}" into more than ${MOST_PARTS} articles.`,
      'Use one that fits fewer lines.',
    )
  }
  return ok(parts)
}

/** Without the blank lines at both ends; null where nothing is left. The first line keeps what it is indented by. */
function trimmed(text: string, { start, end }: Span): Span | null {
  const piece = text.slice(start, end)
  const last = piece.trimEnd().length
  const first = piece.search(/\S/u)
  if (first < 0) return null
  return { start: start + piece.lastIndexOf('\n', first) + 1, end: start + last }
}
