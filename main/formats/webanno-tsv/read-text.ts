import type { ProblemLog } from '../kit/reading/problems.ts'

/** A gap of more than that between two sentences is a mistake. */
const MOST_SPACES = 1_000_000

/**
 * The text is in the lines "#Text="; where it is in the article, the first token of the sentence says. One position
 * between sentences is a line break, more are spaces.
 */
export function createTextBuilder(problems: ProblemLog) {
  const parts: string[] = []
  let length = 0
  let sentence: string[] = []
  const add = (part: string): void => {
    parts.push(part)
    length += part.length
  }
  let current = ''
  let currentStart = 0
  const flush = (start: number, line: number): void => {
    if (sentence.length === 0) return
    // The line break after the sentence before is taken back where there is no place for it.
    if (length === start + 1 && parts[parts.length - 1] === '\n') {
      parts.pop()
      length--
    }
    if (length > start)
      problems.add(
        'overlap',
        line,
        'The sentence begins before the one before it ends; offsets of this file are not those of its text.',
      )
    if (length < start) add(' '.repeat(Math.min(start - length, MOST_SPACES)))
    currentStart = length
    current = sentence.join('\n')
    add(current)
    add('\n')
    sentence = []
  }
  return {
    line: (line: string): void => {
      sentence.push(line)
    },
    token(start: number, end: number, token: string, line: number): void {
      flush(start, line)
      if (current.slice(start - currentStart, end - currentStart) !== token)
        problems.add('token', line, `"${token}" is not what the text says at ${start}-${end}.`)
    },
    end(): string {
      if (parts[parts.length - 1] === '\n') parts.pop()
      return parts.join('')
    },
  }
}
