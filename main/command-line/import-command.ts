import { resolve } from 'node:path'
import { fail, ok, type Result } from '../../model/value/result.ts'
import { type ColumnField, type ColumnMapping, type ImportOptions, USUAL_OPTIONS } from '../articles-in/importer.ts'
import { importers } from '../articles-in/index.ts'
import { createProjectService } from '../project/create-project-service.ts'
import { countSkipped } from '../articles-in/reading/skipped-files.ts'
import { filesAt } from '../articles-in/reading/found-files.ts'
import type { ArticleOutcome } from '../articles-in/article-batch.ts'
import { createReadPool, usualJobs } from '../articles-in/reading/read-pool.ts'
import { importFiles } from '../articles-in/reading/import-files.ts'
import { readFiles } from '../articles-in/reading/read-files.ts'
import { datasetReaders } from '../formats/index.ts'
import { openDataset } from '../datasets/import/open-dataset.ts'
import { commandLineAnnotator } from './annotator.ts'
import { importDatasetCommand } from './dataset-commands.ts'
import { refusedReport, writeReport } from './report-file.ts'
import type { CommandInput, CommandOptions } from './run.ts'
import { type ExitCode, tellFailure } from './terminal.ts'
import { COLUMN_FIELDS } from '../articles-in/tables/table-rows.ts'

/** `import PROJECT PATH…`: prints the article's id and the file, a line each, for what is in the project afterwards. */
export async function importCommand({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [project = '', ...paths] = operands
  const datasets = await datasetsAmong(paths, options.format ?? null)
  if (datasets) return importDatasets({ operands, options, terminal, signal }, project, paths)
  const reading = readingOptions(options)
  if (!reading.ok) {
    terminal.message(`standoff: ${reading.failure.message} ${reading.failure.action}\nTry: standoff --help`)
    return 2
  }
  const refused = refusedReport(options.report, [project, ...paths])
  if (refused) {
    tellFailure(terminal, options.report ?? '', refused.failure)
    return 1
  }
  const { importer, jobs, ...importOptions } = reading.value
  const service = createProjectService()
  const opened = service.open(resolve(project), { annotator: commandLineAnnotator() })
  if (!opened.ok) {
    tellFailure(terminal, project, opened.failure)
    return 1
  }
  if (opened.value.readOnly) {
    terminal.message(`${project}: Nothing can be imported. ${opened.value.readOnly} [read-only-project]`)
    service.close()
    return 1
  }
  const pool = createReadPool(jobs)
  const aside = countSkipped()
  const sources = filesAt(
    paths.map((path) => resolve(path)),
    options.recursive === true,
  )
  const done = await importFiles(
    readFiles(sources, pool, { importer, options: importOptions, onSkipped: (name) => aside.note(name) }),
    service,
    { allowDuplicates: options['allow-duplicates'] === true, signal },
  )
  pool.close()
  const closed = service.close()
  const results = [done, closed]
  for (const result of results) if (!result.ok) tellFailure(terminal, project, result.failure)
  if (!done.ok) return 1
  const { outcomes, cancelled } = done.value
  for (const outcome of outcomes) tellOutcome(outcome, terminal)
  const of = (kind: ArticleOutcome['kind']): ArticleOutcome[] => outcomes.filter((outcome) => outcome.kind === kind)
  const [imported, skipped, failed] = [of('imported'), of('skipped'), of('failed')]
  if (cancelled) terminal.message('Cancelled. What was imported before stays.')
  terminal.message(`${imported.length} imported, ${skipped.length} skipped, ${failed.length} failed.`)
  const leftAside = aside.sentence()
  if (leftAside !== null) terminal.message(leftAside)
  const report = { imported: imported.map(briefly), skipped, failed, cancelled, aside: leftAside }
  const written = writeReport(options.report, report)
  if (!written.ok) {
    tellFailure(terminal, options.report ?? '', written.failure)
    return 1
  }
  return failed.length === 0 && closed.ok && !cancelled ? 0 : 1
}

/** Whether a format means annotated datasets: always, or where the first file looks like one of that format. */
async function datasetsAmong([first = '']: readonly string[], format: string | null): Promise<boolean> {
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
    const done = await importDatasetCommand({ ...input, operands: [project, path] })
    if (done !== 0) code = done
  }
  return code
}

const named = ({ fileName, part }: ArticleOutcome): string => (part === null ? fileName : `${fileName}#${part}`)

function tellOutcome(outcome: ArticleOutcome, terminal: CommandInput['terminal']): void {
  const subject = named(outcome)
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
      tellFailure(terminal, subject, outcome.failure)
  }
}

/** What a report says of an article: enough to find it, and how it was read. */
function briefly(outcome: ArticleOutcome) {
  if (outcome.kind !== 'imported') return outcome
  const { fileName, part, article, warnings } = outcome
  const { id, title, language, metadata, textLength, textSha256, source } = article
  return { fileName, part, id, title, language, metadata, textLength, textSha256, source, warnings }
}

type Reading = ImportOptions & { readonly importer: string | null; readonly jobs: number }

const wrong = (message: string, action: string) => fail('unknown-format', message, action)

function readingOptions(options: CommandOptions): Result<Reading> {
  const importer = options.format ?? null
  if (importer !== null && !importers.all.some(({ id }) => id === importer)) {
    return wrong(
      `There is no import format "${importer}".`,
      `Choose one of: ${importers.all.map(({ id }) => id).join(', ')}.`,
    )
  }
  const jobs = options.jobs === undefined ? usualJobs() : Number(options.jobs)
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64) return wrong('--jobs is a number from 1 to 64.', '')
  const columns = options.map === undefined ? ok(null) : mappingOf(options.map)
  if (!columns.ok) return columns
  return ok({
    ...USUAL_OPTIONS,
    encoding: options.encoding ?? null,
    wholePage: options['whole-page'] === true,
    columns: columns.value,
    separator: options.separator ?? null,
    chapters: options['one-article'] !== true,
    importer,
    jobs,
  })
}

/** `--map text=BODY,title=HEADLINE`, once or several times. */
function mappingOf(given: readonly string[]): Result<ColumnMapping> {
  const mapping: Partial<Record<ColumnField, string>> = {}
  for (const item of given.flatMap((list) => list.split(','))) {
    const [said, ...column] = item.split('=')
    const field = COLUMN_FIELDS.find((name) => name === said?.trim())
    if (!field || column.length === 0)
      return wrong(`--map needs FIELD=COLUMN, not "${item}".`, `Fields: ${COLUMN_FIELDS.join(', ')}.`)
    mapping[field] = column.join('=')
  }
  return ok(mapping)
}
