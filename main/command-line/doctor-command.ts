import { resolve } from 'node:path'
import type { CheckResult, Severity } from '../doctor/check.ts'
import { runDoctor } from '../doctor/run-doctor.ts'
import type { Command, CommandInput } from './command.ts'
import { countOf, type ExitCode, failed, type Terminal } from './terminal.ts'

export const doctorCommand: Command = {
  name: 'doctor',
  operands: ['PROJECT'],
  summary: 'list every check of a project, what was found and what it means',
  options: { json: ['', 'as JSON'] },
  run: examine,
}

/** Found, and more than odd, or not finished. */
const isProblem = ({ severity, count, unfinished }: CheckResult): boolean =>
  (severity !== 'odd' && count > 0) || unfinished !== null

async function examine(input: CommandInput): Promise<ExitCode> {
  const { operands, options, terminal, signal } = input
  const [project = ''] = operands
  const found = await runDoctor(resolve(project), { signal })
  if (!found.ok) return failed(terminal, project, found)
  if (options.json) terminal.data(JSON.stringify({ project, checks: found.value }, null, 2))
  else listChecks(terminal, project, found.value)
  return found.value.some(isProblem) ? 1 : 0
}

const WORDS: Readonly<Record<Severity, string>> = { damage: 'DAMAGE', wrong: 'WRONG', odd: 'odd' }

/** The name of a check, in a column of its own. */
const ID_WIDTH = 22

/** One line for each check; under those that found something, what it means and what is affected. */
function listChecks(terminal: Terminal, project: string, results: readonly CheckResult[]): void {
  for (const { id, title, severity, means, count, first, unfinished } of results) {
    const state = count > 0 ? `${WORDS[severity]}: ${count}` : unfinished === null ? 'ok' : 'not finished'
    terminal.data(`${id.padEnd(ID_WIDTH)} ${title}: ${state}`)
    if (count > 0) terminal.data(`    ${means}`)
    for (const { message } of first) terminal.data(`    - ${message}`)
    if (count > first.length) terminal.data(`    … and ${count - first.length} more.`)
    if (unfinished !== null) terminal.data(`    This check could not be finished: ${unfinished}`)
  }
  const sum = (severities: readonly Severity[]): number =>
    results.reduce((total, { severity, count }) => total + (severities.includes(severity) ? count : 0), 0)
  const problems = sum(['damage', 'wrong'])
  const counts = [countOf(results.length, 'check'), countOf(problems, 'problem'), `${sum(['odd'])} odd`]
  terminal.data(`${project}: ${counts.join(', ')}.`)
}
