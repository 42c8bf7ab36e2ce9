import { basename, resolve } from 'node:path'
import type { CheckResult, Severity } from '../doctor/check.ts'
import type { RepairReport } from '../doctor/repair-project.ts'
import type { OfferedRepair } from '../doctor/offered-repairs.ts'
import { runDoctor, runRepairs } from '../doctor/run-doctor.ts'
import type { Command, CommandInput } from './command.ts'
import { countOf, type ExitCode, failed, type Terminal, wrongUsage } from './terminal.ts'

export const doctorCommand: Command = {
  name: 'doctor',
  operands: ['PROJECT', '[REPAIR…]'],
  summary: 'list every check of a project, what was found, and what repairs it',
  options: { repair: ['', 'run the repairs that are named, or all safe ones that can help'], json: ['', 'as JSON'] },
  run: examineOrRepair,
}

/** Found, and more than odd, or not finished. */
const isProblem = ({ severity, count, unfinished }: CheckResult): boolean =>
  (severity !== 'odd' && count > 0) || unfinished !== null

const statusOf = (results: readonly CheckResult[]): ExitCode => (results.some(isProblem) ? 1 : 0)

async function examineOrRepair(input: CommandInput): Promise<ExitCode> {
  const { operands, options, terminal, signal } = input
  const [project = '', ...named] = operands
  if (named.length > 0 && !options.repair) return wrongUsage(terminal, `"${named[0]}" is a repair: add --repair.`)
  if (options.repair) return repair(input, project, named)
  const found = await runDoctor(resolve(project), { signal })
  if (!found.ok) return failed(terminal, project, found)
  if (options.json) terminal.data(JSON.stringify({ project, checks: found.value.checks }, null, 2))
  else {
    listChecks(terminal, project, found.value.checks)
    listRepairs(terminal, found.value.offered)
  }
  return statusOf(found.value.checks)
}

async function repair(
  { options, terminal, signal }: CommandInput,
  project: string,
  named: readonly string[],
): Promise<ExitCode> {
  const done = await runRepairs(resolve(project), named.length > 0 ? named : null, { signal })
  if (!done.ok) return failed(terminal, project, done)
  const { repairs, kept, remaining } = done.value
  if (options.json) terminal.data(JSON.stringify({ project, repairs, kept, checks: remaining }, null, 2))
  else {
    tellRepairs(terminal, done.value)
    listChecks(
      terminal,
      project,
      remaining.filter((check) => check.count > 0 || isProblem(check)),
      remaining.length,
    )
  }
  return statusOf(remaining)
}

function tellRepairs(terminal: Terminal, { repairs, kept }: RepairReport): void {
  if (kept === null) terminal.data('There was nothing that a safe repair could help with. Nothing was changed.')
  for (const { id, title, count, refused } of repairs) {
    terminal.data(`${id.padEnd(ID_WIDTH)} ${title}: ${refused === null ? `${count} repaired` : `not done. ${refused}`}`)
  }
  if (kept !== null) terminal.data(`The project as it was is kept as ${basename(kept)}.`)
}

const WORDS: Readonly<Record<Severity, string>> = { damage: 'DAMAGE', wrong: 'WRONG', odd: 'odd' }

/** The name of a check, in a column of its own. */
const ID_WIDTH = 22

/** One line for each check; under those that found something, what it means and what is affected. */
function listChecks(terminal: Terminal, project: string, results: readonly CheckResult[], all = results.length): void {
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
  const counts = [countOf(all, 'check'), countOf(sum(['damage', 'wrong']), 'problem'), `${sum(['odd'])} odd`]
  terminal.data(`${project}: ${counts.join(', ')}.`)
}

/** The repairs that can help, and why one of them cannot. */
function listRepairs(terminal: Terminal, offered: readonly OfferedRepair[]): void {
  if (offered.length === 0) return
  terminal.data('\nRepairs (a copy of the project is kept):')
  for (const { id, does, isSafe, refused } of offered) {
    const mark = isSafe ? '' : ' (only when named)'
    terminal.data(`${id.padEnd(ID_WIDTH)} ${does}${mark}${refused === null ? '' : ` Not possible: ${refused}`}`)
  }
}
