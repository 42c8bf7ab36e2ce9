import { resolve } from 'node:path'
import type { DatasetReport } from '../../model/dataset/dataset-import.ts'
import { reportOf, runDatasetImport, runDatasetPlan } from '../datasets/import/run-dataset.ts'
import { startStore } from '../project/store-client.ts'
import { commandLineAnnotator } from './annotator.ts'
import { BACKUP_OPTION, backUpBefore } from './back-up-before.ts'
import type { Command, CommandInput } from './command.ts'
import { datasetCounts, leftOutLine, mappingLines, problemLines } from './dataset-lines.ts'
import { DATASET_OPTIONS, datasetChoices, datasetJob } from './dataset-options.ts'
import { openForWriting } from './open-for-writing.ts'
import { refusedReport, writeReport } from './report-file.ts'
import { countOf, type ExitCode, failed, wrongUsage } from './terminal.ts'

export const importDatasetCommand: Command = {
  name: 'import-dataset',
  operands: ['PROJECT', 'PATH'],
  summary: 'import an annotated dataset: a file, a folder or a ZIP archive',
  options: {
    format: ['ID', 'read it as this format (see "formats")'],
    ...DATASET_OPTIONS,
    'keep-codebook': ['', "extend the project's codebook, even where the dataset's could replace it"],
    'dry-run': ['', 'only say what would be added and left out'],
    'no-backup': BACKUP_OPTION,
    report: ['FILE.json', 'write what was added and left out'],
  },
  run: importDataset,
}

/** Articles and annotations of a dataset, as one step of undo. */
export async function importDataset(input: CommandInput): Promise<ExitCode> {
  const { operands, options, terminal, signal } = input
  const [project = '', path = ''] = operands
  const { format = null } = options
  const choices = datasetChoices(options, format)
  if (!choices.ok) return wrongUsage(terminal, choices.wrong)
  const refused = refusedReport(options.report, [project, path])
  if (refused) return failed(terminal, options.report ?? '', refused)
  const annotator = commandLineAnnotator()
  const job = datasetJob({
    project: resolve(project),
    path,
    choices: choices.value,
    annotator: annotator.id,
    format,
  })
  if (options['dry-run']) {
    const start = performance.now()
    const planned = await runDatasetPlan({ ...job, spool: null }, { signal })
    if (!planned.ok) return failed(terminal, path, planned)
    const report = reportOf(planned.value.name, planned.value.outcome, performance.now() - start)
    return tellReport(input, path, report, 'Would be added')
  }
  // In a thread, as in the window: its memory can be limited, that of the process cannot.
  const store = startStore()
  try {
    const opened = openForWriting(await store.open(resolve(project), { annotator }), project, terminal)
    if (!opened) return 1
    await backUpBefore(resolve(project), 'dataset', input)
    const done = await runDatasetImport(store, job, { signal })
    return done.ok ? tellReport(input, path, done.value.report, 'Added') : failed(terminal, path, done)
  } finally {
    const closed = await store.terminate()
    if (!closed.ok) failed(terminal, project, closed)
  }
}

function tellReport({ options, terminal }: CommandInput, path: string, report: DatasetReport, verb: string): ExitCode {
  for (const line of problemLines(path, report)) terminal.message(line)
  for (const line of mappingLines(report.types)) terminal.message(line)
  for (const sentence of report.codebookChanges) terminal.message(`  ${sentence}`)
  terminal.message(`${path}: ${leftOutLine(report)}`)
  const added = [
    ...datasetCounts(report.counts, (count) => count.added),
    countOf(report.counts.entities.added, 'entity', 'entities'),
    countOf(report.counts.annotators.added, 'annotator'),
  ]
  terminal.data(`${verb}: ${added.join(', ')}.`)
  const written = writeReport(options.report, report)
  if (!written.ok) return failed(terminal, options.report ?? '', written)
  // What was left out as asked is done as asked.
  return report.lost > 0 ? 1 : 0
}
