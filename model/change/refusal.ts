import { type Failed, type Failure, type FailureCode, fail } from '../value/result.ts'

/** What a project says of a change that can never be saved as it is: trying again does not help. */
const REFUSALS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'conflict',
  'invalid-record',
  'invalid-message',
  'quote-mismatch',
])

/**
 * Whether a failure to save means that the project said no. Anything else is of the disk or the way there: the change is
 * kept and tried again.
 */
export const isRefusal = ({ code }: Failure): boolean => REFUSALS.has(code)

/** A change does not fit the project as it is now. `title` is that of the change, `key` the record it is about. */
export const conflict = (title: string, key: string, what: string): Failed =>
  fail(
    'conflict',
    `"${title}" does not fit the project as it is now: ${what}.`,
    'Open the article again and repeat the step.',
    [key],
  )

/** A change can never be saved as it is; `keys` name the records it is about. */
export const invalidChange = (title: string, what: string, keys: readonly string[]): Failed =>
  fail('invalid-record', `"${title}" cannot be saved: ${what}.`, 'Nothing was changed. Please report this.', keys)
