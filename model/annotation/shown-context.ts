import { CONTEXT_LENGTH } from './annotate.ts'
import { oneLine } from '../text/shorten.ts'

/*
 * What stands beside a quote is kept by length, so it mostly begins and ends within a word. For reading, half a word is
 * left out and "…" says that there was more. Where no blank is near (Chinese, Japanese, Thai) everything stays.
 */

const FIRST_WORD = /^\S{0,16}\s+/
const LAST_WORD = /\s+\S{0,16}$/

/** A fragment's prefix on one line, without half a word at its beginning. */
export const shownBefore = (prefix: string): string =>
  oneLine(prefix.length < CONTEXT_LENGTH ? prefix : prefix.replace(FIRST_WORD, '… ')).trimStart()

/** A fragment's suffix on one line, without half a word at its end. */
export const shownAfter = (suffix: string): string =>
  oneLine(suffix.length < CONTEXT_LENGTH ? suffix : suffix.replace(LAST_WORD, ' …')).trimEnd()
