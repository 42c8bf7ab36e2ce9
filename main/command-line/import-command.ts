import { resolve } from 'node:path'
import type { ArticleOutcome } from '../articles-in/article-batch.ts'
import { importers } from '../articles-in/index.ts'
import { filesAt } from '../articles-in/reading/found-files.ts'
import { importFiles } from '../articles-in/reading/import-files.ts'
import { readFiles } from '../articles-in/reading/read-files.ts'
import { createReadPool } from '../articles-in/reading/read-pool.ts'
import { countSkipped } from '../articles-in/reading/skipped-files.ts'
import { openDataset } from '../datasets/import/open-dataset.ts'
import { datasetReaders } from '../formats/index.ts'
import { createProjectService } from '../project/create-project-service.ts'
import { commandLineAnnotator } from './annotator.ts'
import { ARTICLE_OPTIONS, type ArticleOptions, articleOptions } from './article-options.ts'
import type { Command, CommandInput } from './command.ts'
import { importDataset } from './import-dataset-command.ts'
import { openForWriting } from './open-for-writing.ts'
import { refusedReport, writeReport } from './report-file.ts'
import { type ExitCode, failed, type Terminal, wrongUsage } from './terminal.ts'

export const importCommand: Command = {
  name: 'import',
  operands: ['PROJECT', 'PATH…'],
  summary: 'import article files: files, ZIP archives, folders',
  options: ARTICLE_OPTIONS,
  run: importArticles,
}

/** Prints the id and the file of each article that is in the project afterwards, a line each. */
async function importArticles(input: CommandInput): Promise<ExitCode> {
  const { operands, options, terminal } = input
  const [project = '', ...paths] = operands
  if (await isDataset(paths, options.format ?? null)) return importDatasets(input, project, paths)
  const reading = articleOptions(options)
  if (!reading.ok) return wrongUsage(terminal, reading.wrong)
  const refused = refusedReport(options.report, operands)
  if (refused) return failed(terminal, options.report ?? '', refused)
  const service = createProjectService()
  const opened = service.open(resolve(project), { annotator: commandLineAnnotator() })
  const done = openForWriting(opened, project, terminal)
    ? await readAndImport(input, reading.value, paths, service)
    : null
  const closed = service.close()
  if (!closed.ok) failed(terminal, project, closed)
  if (!done) return 1
  if (!done.ok) return failed(terminal, project, done)
  const { outcomes, cancelled, skippedFiles } = done.value
  for (const outcome of outcomes) tellOutcome(outcome, terminal)
  const of = (kind: ArticleOutcome['kind']): ArticleOutcome[] => outcomes.filter((outcome) => outcome.kind === kind)
  const [imported, skipped, notImported] = [of('imported'), of('skipped'), of('failed')]
  if (cancelled) terminal.message('Cancelled. What was imported before stays.')
  terminal.message(`${imported.length} imported, ${skipped.length} skipped, ${notImported.length} failed.`)
  if (skippedFiles !== null) terminal.message(skippedFiles)
  const report = { imported: imported.map(briefly), skipped, failed: notImported, cancelled, aside: skippedFiles }
  const written = writeReport(options.report, report)
  if (!written.ok) return failed(terminal, options.report ?? '', written)
  return notImported.length === 0 && closed.ok && !cancelled ? 0 : 1
}

async function readAndImport(
  { options, signal }: CommandInput,
  { jobs, ...how }: ArticleOptions,
  paths: readonly string[],
  service: ReturnType<typeof createProjectService>,
) {
  const pool = createReadPool(jobs)
  const skipped = countSkipped()
  const found = filesAt(
    paths.map((path) => resolve(path)),
    options.recursive === true,
  )
  const files = readFiles(found, pool, { ...how, onSkipped: skipped.note })
  const allowDuplicates = options['allow-duplicates'] === true
  try {
    const done = await importFiles(files, service, { allowDuplicates, signal })
    return done.ok ? { ok: true as const, value: { ...done.value, skippedFiles: skipped.sentence() } } : done
  } finally {
    pool.close()
  }
}

/** Whether a format means annotated datasets: always, or because the first file looks like one of that format. */
async function isDataset([first = '']: readonly string[], format: string | null): Promise<boolean> {
  if (format === null || !datasetReaders.byId(format).ok) return false
  if (!importers.all.some(({ id }) => id === format)) return true
  const opened = await openDataset(resolve(first), null, datasetReaders)
  return opened.ok && opened.value.reader.id === format
}

/** Each as `import-dataset` would; one that fails does not stop the others. */
async function importDatasets(input: CommandInput, project: string, paths: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0
  for (const path of paths) {
    // oxlint-disable-next-line no-await-in-loop -- each is a step of its own in the history
    const done = await importDataset({ ...input, operands: [project, path] })
    if (done !== 0) code = done
  }
  return code
}

function tellOutcome(outcome: ArticleOutcome, terminal: Terminal): void {
  const { fileName, part } = outcome
  const subject = part === null ? fileName : `${fileName}#${part}`
  switch (outcome.kind) {
    case 'imported':
      for (const warning of outcome.warnings) terminal.message(`${subject}: ${warning}`)
      terminal.data(`${outcome.article.id}\t${subject}`)
      return
    case 'skipped':
      terminal.message(`${subject}: Skipped. ${outcome.reason}`)
      terminal.data(`${outcome.article}\t${subject}`)
      return
    case 'failed':
      failed(terminal, subject, { ok: false, failure: outcome.failure })
  }
}

/** What a report says of an article: enough to find it, and how it was read. */
function briefly(outcome: ArticleOutcome) {
  if (outcome.kind !== 'imported') return outcome
  const { fileName, part, article, warnings } = outcome
  const { id, title, language, metadata, textLength, textSha256, source } = article
  return { fileName, part, id, title, language, metadata, textLength, textSha256, source, warnings }
}
