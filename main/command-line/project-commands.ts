import { basename, resolve } from 'node:path'
import { ok } from '../../model/result.ts'
import { createProjectService } from '../services/create-project-service.ts'
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
  const name = basename(project).replace(/\.standoff$/, '')
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

/** `import PROJECT FILE…`: prints the article's id and the file, a line each, for what is in the project afterwards. */
export function importCommand({ operands: [project = '', ...files], terminal }: CommandInput): ExitCode {
  const service = createProjectService()
  const opened = service.open(resolve(project), { annotator: commandLineAnnotator() })
  if (!opened.ok) {
    tellFailure(terminal, project, opened.failure)
    return 1
  }
  let failed = 0
  if (opened.value.readOnly) {
    terminal.message(`${project}: Nothing can be imported. ${opened.value.readOnly} [read-only-project]`)
    failed = files.length
  } else {
    for (const file of files) {
      const result = service.importFile(resolve(file))
      if (!result.ok) {
        failed++
        tellFailure(terminal, file, result.failure)
      } else if (result.value.kind === 'skipped') {
        terminal.message(`${file}: Skipped. ${result.value.reason}`)
        terminal.data(`${result.value.article}\t${file}`)
      } else {
        for (const warning of result.value.warnings) terminal.message(`${file}: ${warning}`)
        terminal.data(`${result.value.article.id}\t${file}`)
      }
    }
  }
  const closed = service.close()
  if (!closed.ok) tellFailure(terminal, project, closed.failure)
  return failed === 0 && closed.ok ? 0 : 1
}
