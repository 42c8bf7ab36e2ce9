import { resolve } from 'node:path'
import { inspectProject } from '../project/inspect-project.ts'
import type { Command, CommandInput } from './command.ts'
import { type ExitCode, failed } from './terminal.ts'

export const infoCommand: Command = {
  name: 'info',
  operands: ['PROJECT'],
  summary: 'say what is in a project',
  options: { json: ['', 'as JSON'] },
  run: describeProject,
}

function describeProject({ operands: [project = ''], options, terminal }: CommandInput): ExitCode {
  const found = inspectProject(resolve(project))
  if (!found.ok) return failed(terminal, project, found)
  const info = found.value
  if (options.json) {
    terminal.data(JSON.stringify(info, null, 2))
    return 0
  }
  const lines = [
    `Project: ${info.name}`,
    `Schema version: ${info.schemaVersion}`,
    `Codebook: ${info.codebook.name}, version ${info.codebook.version}`,
    `Annotators: ${info.annotators}`,
    `Entities: ${info.entities}`,
    `Annotations: ${info.annotations}`,
    ...Object.entries(info.annotationsByType).map(([type, number]) => `  ${type}: ${number}`),
    `Relations: ${info.relations}`,
    `Change log: ${info.log.changes} changes, ending with ${info.log.hash}`,
    `Articles: ${info.articles.length}`,
    ...info.articles.map(({ id, title, annotations }) => `  ${id}  ${title} (${annotations})`),
  ]
  terminal.data(lines.join('\n'))
  return 0
}
