import { parseArgs } from 'node:util'
import { VERSION } from '../files/generator.ts'
import { type Command, OPTIONS, type OptionName } from './command.ts'
import { COMMANDS } from './commands.ts'
import { type ExitCode, type Terminal, wrongUsage } from './terminal.ts'
import { signature, usage } from './usage.ts'

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true })

/** Runs one command. `args` are those after the program's name; `signal` cancels what takes long. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return wrongUsage(terminal, error.message)
    throw error
  }
  const { values: options, positionals } = parsed
  if (options.help) {
    terminal.data(usage(COMMANDS))
    return 0
  }
  if (options.version) {
    terminal.data(VERSION)
    return 0
  }
  if (positionals.length === 0) {
    terminal.message(usage(COMMANDS))
    return 2
  }
  const command = findCommand(positionals)
  if (!command) return wrongUsage(terminal, unknownCommand(positionals))
  const operands = positionals.slice(wordsOf(command).length)
  const problem = problemWith(command, operands, Object.keys(options))
  if (problem !== null) return wrongUsage(terminal, problem)
  return command.run({ operands, options, terminal, signal })
}

const wordsOf = ({ name }: Command): string[] => name.split(' ')

const findCommand = (positionals: readonly string[]): Command | undefined =>
  COMMANDS.find((command) => wordsOf(command).every((word, i) => positionals[i] === word))

function unknownCommand([first = '']: readonly string[]): string {
  const second = COMMANDS.map(wordsOf).flatMap(([word, next]) => (word === first && next ? [next] : []))
  return second.length > 0
    ? `"${first}" is followed by one of: ${second.join(', ')}.`
    : `There is no command "${first}".`
}

/** What is wrong with the operands and options of a command, as a sentence. */
function problemWith(command: Command, operands: readonly string[], options: readonly string[]): string | null {
  const { name, required = [] } = command
  const most = /…\]?$/.test(command.operands.at(-1) ?? '') ? Infinity : command.operands.length
  const least = command.operands.filter((operand) => !operand.startsWith('[')).length
  if (operands.length < least) return `"${name}" needs more: ${signature(command)}`
  if (operands.length > most) return `"${name}" takes no "${operands[most]}": ${signature(command)}`
  const foreign = options.find((option) => !Object.hasOwn(command.options, option))
  if (foreign !== undefined) return `"${name}" has no option --${foreign}.`
  const missing = required.filter((option: OptionName) => !options.includes(option))
  return missing.length > 0 ? `"${name}" needs ${missing.map((option) => `--${option}`).join(' and ')}.` : null
}
