import { basename, resolve } from 'node:path'
import { ok } from '../../model/value/result.ts'
import { createProjectService } from '../project/create-project-service.ts'
import { commandLineAnnotator } from './annotator.ts'
import { findCodebook } from './codebook-command.ts'
import type { CommandInput } from './run.ts'
import { type ExitCode, tellFailure } from './terminal.ts'

/** `new PROJECT [--codebook ID|FILE]` */
export function newCommand({ operands: [project = ''], options, terminal }: CommandInput): ExitCode {
  const codebook = options.codebook === undefined ? ok(undefined) : findCodebook(options.codebook)
  if (!codebook.ok) {
    tellFailure(terminal, options.codebook ?? '', codebook.failure)
    return 1
  }
  const service = createProjectService()
  const name = basename(project).replace(/(?<=.)\.standoff$/, '')
  const created = service.create(resolve(project), {
    name,
    annotator: commandLineAnnotator(),
    codebook: codebook.value,
  })
  const closed = created.ok ? service.close() : created
  if (!closed.ok) {
    tellFailure(terminal, project, closed.failure)
    return 1
  }
  terminal.message(`Made the project "${name}" in ${project}.`)
  return 0
}
