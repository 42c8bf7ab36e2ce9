import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type DatasetChoices, type Destination, USUAL_CHOICES } from '../../model/dataset-vocabulary.ts'
import { fail, ok, type Result } from '../../model/result.ts'
import type { DatasetCounts, DatasetReport } from '../../preload/contract.ts'
import { datasetReaders } from '../import/datasets/index.ts'
import { createProjectService } from '../services/create-project-service.ts'
import type { DatasetJob } from '../services/dataset-messages.ts'
import { runDatasetImport, runDatasetPlan } from '../services/run-dataset.ts'
import { runExport } from '../services/run-export.ts'
import { commandLineAnnotator } from './annotator.ts'
import { reportLines, wantedOf } from './export-command.ts'
import type { CommandInput, CommandOptions } from './run.ts'
import { type ExitCode, tellFailure, type Terminal } from './terminal.ts'

const readerIds = (): string => datasetReaders.all.map(({ id }) => id).join(', ')

function wrongUsage(terminal: Terminal, message: string): ExitCode {
  terminal.message(`standoff: ${message}\nTry: standoff --help`)
  return 2
}

const jobOf = (path: string, format: string | null, choices: DatasetChoices): Omit<DatasetJob, 'spool'> => ({
  project: null,
  path: resolve(path),
  format,
  choices,
  scan: null,
  takeProject: false,
  annotator: commandLineAnnotator().id,
})

const badFormat = (format: string | undefined): string | null =>
  format !== undefined && !datasetReaders.byId(format).ok
    ? `Datasets of the format "${format}" cannot be read; those that can: ${readerIds()}.`
    : null

/** `import-dataset PROJECT PATH` */
export async function importDatasetCommand({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [project = '', path = ''] = operands
  const wrong = badFormat(options.format)
  const choices = choicesOf(options)
  if (wrong !== null) return wrongUsage(terminal, wrong)
  if (!choices.ok) return wrongUsage(terminal, choices.failure.message)
  const service = createProjectService()
  const opened = service.open(resolve(project), { annotator: commandLineAnnotator() })
  if (!opened.ok) {
    tellFailure(terminal, project, opened.failure)
    return 1
  }
  const job = { ...jobOf(path, options.format ?? null, choices.value), project: resolve(project) }
  const dryRun = options['dry-run'] === true
  const result = dryRun ? await look(job, signal) : await runDatasetImport(service, job, { signal })
  const closed = service.close()
  if (!result.ok) {
    tellFailure(terminal, path, result.failure)
    return 1
  }
  tellReport(terminal, result.value.report, dryRun)
  const written = writeReport(options.report, result.value.report)
  for (const step of [closed, written]) if (!step.ok) tellFailure(terminal, project, step.failure)
  return closed.ok && written.ok ? 0 : 1
}

/** What an import would do, in the words of one. */
async function look(
  job: Omit<DatasetJob, 'spool'>,
  signal: AbortSignal,
): Promise<Result<{ readonly report: DatasetReport }>> {
  const planned = await runDatasetPlan({ ...job, spool: null }, { signal })
  if (!planned.ok) return planned
  const { name, outcome } = planned.value
  return ok({ report: { name, ...outcome, milliseconds: 0 } })
}

/** `convert IN --to ID --out PATH`: through a project that is gone afterwards. */
export async function convertCommand(input: CommandInput): Promise<ExitCode> {
  const { operands, options, terminal, signal } = input
  const [path = ''] = operands
  const wrong = badFormat(options.from)
  if (wrong !== null) return wrongUsage(terminal, wrong)
  if (options.to === undefined || options.out === undefined) {
    return wrongUsage(terminal, '"convert" needs --to FORMAT and --out PATH.')
  }
  const choices = choicesOf(options)
  if (!choices.ok) return wrongUsage(terminal, choices.failure.message)
  const wanted = wantedOf({ ...options, format: options.to })
  if (!wanted.ok) return wrongUsage(terminal, wanted.message)
  const folder = mkdtempSync(join(tmpdir(), 'standoff-convert-'))
  try {
    const project = join(folder, 'dataset.standoff')
    const service = createProjectService()
    const made = service.create(project, { name: 'Dataset', annotator: commandLineAnnotator() })
    const job = { ...jobOf(path, options.from ?? null, choices.value), project, takeProject: true }
    const read = made.ok ? await runDatasetImport(service, job, { signal }) : made
    const closed = service.close()
    if (!read.ok || !closed.ok) {
      tellFailure(
        terminal,
        path,
        read.ok ? fail('disk-error', 'It could not be closed.', 'Try again.').failure : read.failure,
      )
      return 1
    }
    tellReport(terminal, read.value.report, false)
    const out = resolve(options.out)
    const written = await runExport({ ...wanted.wanted, project, out }, { signal })
    if (!written.ok) {
      tellFailure(terminal, options.out, written.failure)
      return 1
    }
    for (const line of reportLines(written.value, wanted.wanted.dryRun)) terminal.message(line)
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `validate PATH`: everything that is not as it should be, a line each; exit 1 when there is anything. */
export async function validateCommand({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [path = ''] = operands
  const wrong = badFormat(options.format)
  if (wrong !== null) return wrongUsage(terminal, wrong)
  const found = await runDatasetPlan({ ...jobOf(path, options.format ?? null, USUAL_CHOICES), spool: null }, { signal })
  if (!found.ok) {
    tellFailure(terminal, path, found.failure)
    return 1
  }
  const { format, outcome } = found.value
  const { counts, misplaced, problems } = outcome
  tellProblems(terminal, { misplaced, problems })
  const wrongs = problems.total + misplaced.total
  terminal.message(`${format.title}: ${countsLine(counts)}. ${wrongs === 0 ? 'No problem.' : `${wrongs} problems.`}`)
  return wrongs === 0 ? 0 : 1
}

const countsLine = ({ articles, annotations, relations, entities }: DatasetCounts): string =>
  `${articles.added} articles, ${annotations.added} annotations, ${relations.added} relations, ${entities.added} entities`

function tellProblems(
  terminal: Terminal,
  { misplaced, problems }: Pick<DatasetReport, 'misplaced' | 'problems'>,
): void {
  for (const { path, line, message } of problems.items) {
    terminal.message(`${line === null ? path : `${path}:${line}`}: ${message}`)
  }
  for (const { place, article, quote, distance } of misplaced.items) {
    const where = `${Math.abs(distance)} characters ${distance < 0 ? 'before' : 'after'} its place`
    terminal.message(`${place}: "${quote}" in "${article}" is not where the file says; it was found ${where}.`)
  }
  const more = problems.total - problems.items.length + misplaced.total - misplaced.items.length
  if (more > 0) terminal.message(`and ${more} more.`)
}

function tellReport(terminal: Terminal, report: DatasetReport, dryRun: boolean): void {
  const { name, counts, relocated, codebookChanges } = report
  tellProblems(terminal, report)
  for (const change of codebookChanges) terminal.message(`Codebook: ${change}`)
  if (relocated > 0) terminal.message(`${relocated} annotations were taken to where their quote was found.`)
  terminal.message(`${dryRun ? 'Would import' : 'Imported'} ${name}: ${countsLine(counts)}.`)
  const there = counts.annotations.present + counts.annotations.different
  if (there > 0) terminal.message(`${there} annotations are in the project already.`)
  if (counts.annotations.leftOut > 0) terminal.message(`${counts.annotations.leftOut} annotations were left out.`)
}

function writeReport(path: string | undefined, report: DatasetReport): Result<null> {
  if (path === undefined) return ok(null)
  try {
    writeFileSync(resolve(path), `${JSON.stringify(report, null, 2)}\n`)
    return ok(null)
  } catch (error) {
    return fail('disk-error', 'The report could not be written.', 'Name another file.', [String(error)])
  }
}

/** `--relocate --no-predictions --extend-codebook --map-type PER=entity` */
function choicesOf(options: CommandOptions): Result<DatasetChoices> {
  const types: [string, Destination][] = []
  for (const item of options['map-type'] ?? []) {
    const equals = item.lastIndexOf('=')
    if (equals < 1) return fail('unknown-format', `--map-type needs FOREIGN=TYPE, not "${item}".`, '')
    const to = item.slice(equals + 1)
    types.push([
      item.slice(0, equals),
      to === 'new' ? { kind: 'new' } : to === 'leave-out' ? { kind: 'leave-out' } : { kind: 'existing', id: to },
    ])
  }
  return ok({
    ...USUAL_CHOICES,
    relocate: options.relocate === true,
    predictions: options['no-predictions'] === true ? 'leave-out' : 'draft',
    codebook: options['extend-codebook'] === true ? 'extend' : 'take-over',
    types,
  })
}
