import type { parseArgs } from 'node:util'
import type { ExitCode, Terminal } from './terminal.ts'

/** Every option of every command, as `parseArgs` takes them. Which ones a command has, and what for, the command says. */
export const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
  repair: { type: 'boolean' },
  format: { type: 'string' },
  out: { type: 'string' },
  profile: { type: 'string' },
  offsets: { type: 'string' },
  article: { type: 'string', multiple: true },
  type: { type: 'string', multiple: true },
  status: { type: 'string', multiple: true },
  annotator: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  split: { type: 'boolean' },
  'no-texts': { type: 'boolean' },
  codebook: { type: 'string' },
  encoding: { type: 'string' },
  recursive: { type: 'boolean' },
  'whole-page': { type: 'boolean' },
  separator: { type: 'string' },
  'one-article': { type: 'boolean' },
  'allow-duplicates': { type: 'boolean' },
  report: { type: 'string' },
  jobs: { type: 'string' },
  map: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  to: { type: 'string' },
  from: { type: 'string' },
  relocate: { type: 'boolean' },
  'map-type': { type: 'string', multiple: true },
  'map-attribute': { type: 'string', multiple: true },
  'map-role': { type: 'string', multiple: true },
  alike: { type: 'boolean' },
  'no-predictions': { type: 'boolean' },
  'keep-codebook': { type: 'boolean' },
  'no-backup': { type: 'boolean' },
  list: { type: 'boolean' },
  at: { type: 'string' },
} as const

export type OptionName = keyof typeof OPTIONS

export type CommandOptions = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

/** What a command gets: operands as many as it asked for, and none but its own options. */
export interface CommandInput {
  readonly operands: readonly string[]
  readonly options: CommandOptions
  readonly terminal: Terminal
  /** Cancels what takes long. */
  readonly signal: AbortSignal
}

/** One command. `--help` and the checks of its operands and options follow from it. */
export interface Command {
  /** One word or two: "import", "codebook export". */
  readonly name: string
  /** Names of its operands. The last may end in "…": one or more; in brackets: none or more. */
  readonly operands: readonly string[]
  readonly summary: string
  /** Its options as --help shows them: name → the name of its value ("" for a switch) and what it does. */
  readonly options: Readonly<Partial<Record<OptionName, readonly [value: string, help: string]>>>
  /** Those it cannot do without. */
  readonly required?: readonly OptionName[]
  run(input: CommandInput): ExitCode | Promise<ExitCode>
}

/** A value that options stand for, or what is wrong with them, as a sentence. */
export type FromOptions<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly wrong: string }

export const wrong = (sentence: string): { readonly ok: false; readonly wrong: string } => ({
  ok: false,
  wrong: sentence,
})

/** Reads "NAME=VALUE", of which the name is not empty. The first "=" separates them. */
export function assignment(option: OptionName, item: string, shape = 'NAME=VALUE'): FromOptions<[string, string]> {
  const equals = item.indexOf('=')
  if (equals < 1) return wrong(`--${option} needs ${shape}, not "${item}".`)
  return { ok: true, value: [item.slice(0, equals), item.slice(equals + 1)] }
}
