import { resolve } from 'node:path'
import { runDoctor } from '../doctor/run-doctor.ts'
import { problemsOf } from '../doctor/run-checks.ts'
import type { Command, CommandInput } from './command.ts'
import { countOf, type ExitCode, failed } from './terminal.ts'

export const checkCommand: Command = {
  name: 'check',
  operands: ['PROJECT'],
  summary: 'prove a project: file, texts, quotes, relations, change log',
  options: {},
  run: checkProject,
}

async function checkProject({ operands: [project = ''], terminal, signal }: CommandInput): Promise<ExitCode> {
  const found = await runDoctor(resolve(project), { signal })
  if (!found.ok) return failed(terminal, project, found)
  const problems = problemsOf(found.value.checks)
  for (const { subject, message } of problems) terminal.message(`${project}: ${subject}: ${message}`)
  if (problems.length > 0) {
    const count = found.value.checks.reduce((sum, result) => sum + (result.severity === 'odd' ? 0 : result.count), 0)
    terminal.message(`${project}: ${countOf(count, 'problem')}. "standoff doctor" explains them.`)
    return 1
  }
  terminal.data(`${project}: file, references, texts, quotes, relations and change log are as they should be.`)
  return 0
}
