import { basename, resolve } from 'node:path'
import { userInfo } from 'node:os'
import { createProjectService } from '../services/create-project-service.ts'
import type { LocalAnnotator } from '../services/project-service.ts'
import type { CommandInput } from './run.ts'
import { type ExitCode, tellFailure } from './terminal.ts'

/** Who works on the command line. One id for all, because scripts run under many accounts. */
function commandLineAnnotator(): LocalAnnotator {
  try {
    return { id: 'command-line', name: `${userInfo().username} (command line)` }
  } catch {
    // An account without an entry in the system's list of users, as in some containers.
    return { id: 'command-line', name: 'Command line' }
  }
}

/** `new PROJECT` */
export function newCommand({ operands: [project = ''], terminal }: CommandInput): ExitCode {
  const service = createProjectService()
  const name = basename(project).replace(/\.standoff$/, '')
  const created = service.create(resolve(project), { name, annotator: commandLineAnnotator() })
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
