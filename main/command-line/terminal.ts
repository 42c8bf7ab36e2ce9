import type { Failed } from '../../model/value/result.ts'

/** Where a command writes: data to stdout, messages for a person to stderr. Both take text without a line end. */
export interface Terminal {
  data(text: string): void
  message(text: string): void
}

/** 0: done. 1: something failed; it was named. 2: the command was not understood. */
export type ExitCode = 0 | 1 | 2

/** Names what failed and why, with its details one a line. */
export function failed(terminal: Terminal, subject: string, { failure }: Failed): ExitCode {
  const { code, message, action, details = [] } = failure
  terminal.message(`${subject}: ${message} ${action} [${code}]`)
  for (const detail of details) terminal.message(`  ${detail}`)
  return 1
}

/** Says what is wrong with a command. */
export function wrongUsage(terminal: Terminal, sentence: string): ExitCode {
  terminal.message(`standoff: ${sentence}\nTry: standoff --help`)
  return 2
}

/** "1 article", "2 articles", "0 entities". */
export const countOf = (number: number, one: string, several = `${one}s`): string =>
  `${number} ${number === 1 ? one : several}`
