import { oneLine, withoutFirstWord, withoutLastWord } from '../text/shorten.ts'
import { CONTEXT_LENGTH } from './annotate.ts'

/* The context of a quote is kept by length, so it mostly begins and ends within a word. For reading, half a word is left out. */

/** A fragment's prefix on one line, without half a word at its beginning. */
export const shownBefore = (prefix: string): string =>
  oneLine(prefix.length < CONTEXT_LENGTH ? prefix : withoutFirstWord(prefix)).trimStart()

/** A fragment's suffix on one line, without half a word at its end. */
export const shownAfter = (suffix: string): string =>
  oneLine(suffix.length < CONTEXT_LENGTH ? suffix : withoutLastWord(suffix)).trimEnd()
