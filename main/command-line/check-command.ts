import { resolve } from 'node:path'
import { findProblems } from '../project/inspect-project.ts'
import type { Command, CommandInput } from './command.ts'
import { countOf, type ExitCode, failed } from './terminal.ts'

export const checkCommand: Command = {
  name: 'check',
  operands: ['PROJECT'],
  summary: 'prove a project: file, quotes, relations, change log',
  options: {},
  run: checkProject,
}

function checkProject({ operands: [project = ''], terminal }: CommandInput): ExitCode {
  const found = findProblems(resolve(project))
  if (!found.ok) return failed(terminal, project, found)
  for (const { subject, message } of found.value) terminal.message(`${project}: ${subject}: ${message}`)
  if (found.value.length > 0) {
    terminal.message(`${project}: ${countOf(found.value.length, 'problem')}.`)
    return 1
  }
  terminal.data(`${project}: file, references, texts, quotes, relations and change log are as they should be.`)
  return 0
}
