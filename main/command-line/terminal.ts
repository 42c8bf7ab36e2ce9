import type { Failure } from '../../model/value/result.ts'

/** Where a command writes: data to stdout, messages for a person to stderr. Both take text without a line end. */
export interface Terminal {
  data(text: string): void
  message(text: string): void
}

/** 0: done. 1: something failed; it was named. 2: the command was not understood. */
export type ExitCode = 0 | 1 | 2

/** Names what failed and why, with the details one a line. */
export function tellFailure(terminal: Terminal, subject: string, failure: Failure): void {
  const { code, message, action, details = [] } = failure
  terminal.message(`${subject}: ${message} ${action} [${code}]`)
  for (const detail of details) terminal.message(`  ${detail}`)
}
