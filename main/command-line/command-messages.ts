import type { ExitCode } from './terminal.ts'

/** What the thread of a command tells its process. The other way goes one word: 'stop'. */
export type CommandMessage =
  /** A line, or several, for stdout. */
  | { readonly kind: 'data'; readonly text: string }
  /** The same for stderr. */
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'done'; readonly code: ExitCode }
