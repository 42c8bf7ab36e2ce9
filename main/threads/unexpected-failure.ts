import { type Failed, fail } from '../../model/value/result.ts'

/** A mistake of the program as a failure. What is known about it stays in `details`. */
export function unexpectedFailure(error: unknown): Failed {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return fail(
    'unexpected',
    'Something went wrong inside the program.',
    'What was saved before is safe. Close the project, open it again, and please report this.',
    [detail],
  )
}
