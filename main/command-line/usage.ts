import type { Command, OptionName } from './command.ts'

/** Column at which explanations begin. */
const COLUMN = 34
const INDENT = ' '.repeat(9)

/** An explanation in its column, on a line of its own where what is explained is too long. */
const line = (left: string, right: string): string =>
  left.length < COLUMN ? left.padEnd(COLUMN) + right : `${left}\n${' '.repeat(COLUMN)}${right}`

/** "PROJECT --format json|csv" */
export function signature({ name, operands, options, required = [] }: Command): string {
  const needed = required.map((option) => optionLabel(option, options[option]?.[0] ?? ''))
  return [name, ...operands, ...needed].join(' ')
}

const optionLabel = (name: string, value: string): string => (value === '' ? `--${name}` : `--${name} ${value}`)

/** Options that commands share are explained with the first of them; `explained` collects them. */
function commandHelp(command: Command, explained: Set<unknown>): string[] {
  const { summary, options, required = [] } = command
  const optional = Object.entries(options).filter(([name]) => !required.includes(name as OptionName))
  const known = optional.filter(([, option]) => explained.has(option)).map(([name]) => `--${name}`)
  const lines = [line(`  ${signature(command)}`, summary)]
  for (const [name, option] of optional) {
    if (explained.has(option)) continue
    explained.add(option)
    lines.push(line(`${INDENT}${optionLabel(name, option[0])}`, option[1]))
  }
  return known.length === 0 ? lines : [...lines, line(`${INDENT}${known.join(', ')}`, 'as above')]
}

/** What --help prints. */
export function usage(commands: readonly Command[]): string {
  const explained = new Set<unknown>()
  return `Standoff: tag the news, export datasets that prove themselves.

Usage: standoff <command>

${commands.flatMap((command) => commandHelp(command, explained)).join('\n')}
  --help, --version

Exit status: 0 done, 1 something failed (named on stderr), 2 wrong usage.
Data goes to stdout or --out, messages to stderr. Article files are never written to.`
}
