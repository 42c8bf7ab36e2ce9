import { basename, resolve } from 'node:path'
import type { Codebook } from '../../model/record/codebook.ts'
import { createProjectService } from '../project/create-project-service.ts'
import type { ProjectService } from '../project/project-service.ts'
import { prepareReplacement, replaceCodebook } from '../project/replace-codebook.ts'
import { commandLineAnnotator } from './annotator.ts'
import { BACKUP_OPTION, backUpBefore } from './back-up-before.ts'
import { readDecisions, reviewLines } from './codebook-review-lines.ts'
import type { Command, CommandInput } from './command.ts'
import { findCodebook } from './find-codebook.ts'
import { openForWriting } from './open-for-writing.ts'
import { countOf, type ExitCode, failed, wrongUsage } from './terminal.ts'

export const codebookImportCommand: Command = {
  name: 'codebook import',
  operands: ['PROJECT', 'ID|FILE'],
  summary: 'make a preset, or a file, the next version of its codebook',
  options: {
    map: ['PART=ID', 'map a part that is removed and in use; otherwise it is kept as retired'],
    'dry-run': ['', 'only say what would change'],
    'no-backup': BACKUP_OPTION,
  },
  run: importCodebook,
}

async function importCodebook(input: CommandInput): Promise<ExitCode> {
  const { operands, terminal } = input
  const [project = '', source = ''] = operands
  const other = findCodebook(source)
  if (!other.ok) return failed(terminal, source, other)
  const service = createProjectService()
  const opened = openForWriting(
    service.open(resolve(project), { annotator: commandLineAnnotator() }),
    project,
    terminal,
  )
  try {
    return opened ? await replace(service, opened.codebook, other.value, input) : 1
  } finally {
    const closed = service.close()
    if (!closed.ok) failed(terminal, project, closed)
  }
}

async function replace(
  service: ProjectService,
  before: Codebook,
  other: Codebook,
  input: CommandInput,
): Promise<ExitCode> {
  const { operands, options, terminal } = input
  const [project = '', source = ''] = operands
  const prepared = prepareReplacement(service, before, other)
  if (!prepared.ok) return failed(terminal, project, prepared)
  const { review } = prepared.value
  const decisions = readDecisions(review.questions, options.map ?? [])
  if (!decisions.ok) return wrongUsage(terminal, decisions.wrong)
  if (review.differences.length === 0) {
    terminal.message(`${project}: This is its codebook already.`)
    return 0
  }
  for (const line of reviewLines(review, decisions.value)) terminal.message(`  ${line}`)
  if (review.refusals.length > 0) return 1
  if (options['dry-run']) {
    terminal.message(`${project}: Nothing was changed (--dry-run).`)
    return 0
  }
  await backUpBefore(resolve(project), 'codebook', input)
  const title = `Import codebook from ${basename(source)}`
  const replaced = replaceCodebook(service, prepared.value, decisions.value, title)
  if (!replaced.ok) return failed(terminal, project, replaced)
  const { codebook, mapped } = replaced.value
  terminal.message(
    `${project}: The codebook is now ${codebook.name}, version ${codebook.version}; ${countOf(mapped, 'record')} mapped.`,
  )
  return 0
}
