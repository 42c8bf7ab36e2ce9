import { basename, resolve } from 'node:path'
import { presets } from '../../model/presets/index.ts'
import { ok } from '../../model/value/result.ts'
import { createProjectService } from '../project/create-project-service.ts'
import { commandLineAnnotator } from './annotator.ts'
import type { Command, CommandInput } from './command.ts'
import { findCodebook } from './find-codebook.ts'
import { type ExitCode, failed } from './terminal.ts'

export const newCommand: Command = {
  name: 'new',
  operands: ['PROJECT'],
  summary: 'make an empty project file (usually NAME.standoff)',
  options: { codebook: ['ID|FILE', `its codebook: a preset (${presets.all[0]?.id}) or a file`] },
  run: makeProject,
}

function makeProject({ operands: [project = ''], options, terminal }: CommandInput): ExitCode {
  const codebook = options.codebook === undefined ? ok(undefined) : findCodebook(options.codebook)
  if (!codebook.ok) return failed(terminal, options.codebook ?? '', codebook)
  const service = createProjectService()
  const name = basename(project).replace(/(?<=.)\.standoff$/, '')
  const created = service.create(resolve(project), {
    name,
    annotator: commandLineAnnotator(),
    codebook: codebook.value,
  })
  const closed = created.ok ? service.close() : created
  if (!closed.ok) return failed(terminal, project, closed)
  terminal.message(`Made the project "${name}" in ${project}.`)
  return 0
}
