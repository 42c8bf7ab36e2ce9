import { parseArgs } from 'node:util'
import { VERSION } from '../files/generator.ts'
import { checkCommand, formatsCommand, infoCommand } from './look-commands.ts'
import { codebookCommand } from './codebook-command.ts'
import { convertCommand, importDatasetCommand, validateCommand } from './dataset-commands.ts'
import { exportCommand } from './export-command.ts'
import { importCommand } from './import-command.ts'
import { newCommand } from './project-commands.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { usage } from './usage.ts'

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  json: { type: 'boolean' },
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
  'no-predictions': { type: 'boolean' },
  'keep-codebook': { type: 'boolean' },
} as const

export type CommandOptions = ReturnType<typeof parse>['values']

export interface CommandInput {
  readonly operands: readonly string[]
  readonly options: CommandOptions
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

interface Command {
  /** Number of operands, least and most. */
  readonly operands: readonly [least: number, most: number]
  readonly options: readonly (keyof typeof OPTIONS)[]
  run(input: CommandInput): ExitCode | Promise<ExitCode>
}

const IMPORT_OPTIONS = [
  'format',
  'encoding',
  'recursive',
  'map',
  'whole-page',
  'separator',
  'one-article',
  'allow-duplicates',
  'report',
  'jobs',
] as const

const EXPORT_OPTIONS = [
  'format',
  'out',
  'profile',
  'offsets',
  'article',
  'type',
  'status',
  'annotator',
  'set',
  'split',
  'no-texts',
  'dry-run',
] as const

/** What is settled about a dataset that is read. */
const DATASET_OPTIONS = ['relocate', 'map-type', 'no-predictions'] as const

const COMMANDS: Readonly<Record<string, Command>> = {
  new: { operands: [1, 1], options: ['codebook'], run: newCommand },
  import: { operands: [2, Infinity], options: IMPORT_OPTIONS, run: importCommand },
  export: { operands: [1, 1], options: EXPORT_OPTIONS, run: exportCommand },
  'import-dataset': {
    operands: [2, 2],
    options: [...DATASET_OPTIONS, 'keep-codebook', 'format', 'dry-run', 'report'],
    run: importDatasetCommand,
  },
  convert: {
    operands: [1, 1],
    options: [...DATASET_OPTIONS, 'from', 'to', ...EXPORT_OPTIONS.filter((option) => option !== 'format')],
    run: convertCommand,
  },
  validate: { operands: [1, 1], options: ['format'], run: validateCommand },
  codebook: { operands: [1, 3], options: ['out', 'json', 'map', 'dry-run'], run: codebookCommand },
  info: { operands: [1, 1], options: ['json'], run: infoCommand },
  check: { operands: [1, 1], options: [], run: checkCommand },
  formats: { operands: [0, 0], options: ['json'], run: formatsCommand },
}

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true })

/** Runs one command. `args` are those after the program's name; `signal` cancels what takes long. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const wrongUsage = (message: string): ExitCode => {
    terminal.message(`standoff: ${message}\nTry: standoff --help`)
    return 2
  }
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return wrongUsage(error.message)
    throw error
  }
  const { values, positionals } = parsed
  if (values.help) {
    terminal.data(usage())
    return 0
  }
  if (values.version) {
    terminal.data(VERSION)
    return 0
  }
  const [name, ...operands] = positionals
  if (name === undefined) {
    terminal.message(usage())
    return 2
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) return wrongUsage(`There is no command "${name}".`)
  const [least, most] = command.operands
  if (operands.length < least) return wrongUsage(`"${name}" needs more: ${lineOf(name)}`)
  if (operands.length > most) return wrongUsage(`"${name}" takes no "${operands[most]}": ${lineOf(name)}`)
  const foreign = Object.keys(values).find((option) => !(command.options as readonly string[]).includes(option))
  if (foreign !== undefined) return wrongUsage(`"${name}" has no option --${foreign}.`)
  return command.run({ operands, options: values, terminal, signal })
}

const lineOf = (name: string): string =>
  usage()
    .split('\n')
    .find((line) => line.startsWith(`  ${name} `))
    ?.trim() ?? name
