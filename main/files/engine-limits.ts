import { type Failed, fail } from '../../model/value/result.ts'

/**
 * What it means for a file that the JavaScript engine came to an end of what it can do with it: of the stack, which libraries
 * fill that go down into nested elements one call a level, or of the longest string or buffer. Null for any other error.
 */
export function engineLimit(error: unknown, fileName: string): Failed | null {
  if (!(error instanceof RangeError)) return null
  if (error.message.includes('call stack')) {
    return fail(
      'too-large',
      `"${fileName}" is nested too deeply to be read.`,
      'Save it again in a simpler form, or its text as plain text.',
    )
  }
  if (!/invalid (?:string|array|typed array) length|allocation failed/i.test(error.message)) return null
  return fail(
    'too-large',
    `"${fileName}" needs more memory than one file may take.`,
    'Split it into smaller files, or save its text as plain text.',
  )
}
