import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { type DatasetChoices, type Destination, USUAL_CHOICES } from '../../model/dataset/dataset-vocabulary.ts'
import { type Failed, fail } from '../../model/value/result.ts'
import type {
  DatasetCount,
  DatasetReport,
  ListedProblem,
  MisplacedAnnotation,
} from '../../model/dataset/dataset-import.ts'
import { datasetReaders } from '../formats/index.ts'
import { BLANK_CODEBOOK } from '../datasets/import/prepare-import.ts'
import type { DatasetJob } from '../datasets/import/job.ts'
import { isSameFile } from '../datasets/export/export-target.ts'
import { reportOf, runDatasetImport, runDatasetPlan } from '../datasets/import/run-dataset.ts'
import { runExport } from '../datasets/export/run-export.ts'
import { startStore } from '../project/store-client.ts'
import { commandLineAnnotator } from './annotator.ts'
import { reportLines, wantedOf } from './export-command.ts'
import { refusedReport, writeReport } from './report-file.ts'
import type { CommandInput, CommandOptions } from './run.ts'
import { type ExitCode, tellFailure, type Terminal } from './terminal.ts'

/** `import-dataset PROJECT PATH`: annotations with their articles, as one step of undo. */
export async function importDatasetCommand(input: CommandInput): Promise<ExitCode> {
  const { operands, options, terminal, signal } = input
  const [project = '', path = ''] = operands
  const choices = choicesOf(options)
  if (typeof choices === 'string') return wrongUsage(terminal, choices)
  const refused = refusedReport(options.report, [project, path])
  if (refused) return failed(terminal, options.report ?? '', refused)
  const annotator = commandLineAnnotator()
  const job = jobOf({ project: resolve(project), path, choices, annotator: annotator.id, format: options.format })
  if (options['dry-run']) {
    const start = performance.now()
    const planned = await runDatasetPlan({ ...job, spool: null }, { signal })
    if (!planned.ok) return failed(terminal, path, planned)
    const report = reportOf(planned.value.name, planned.value.outcome, performance.now() - start)
    return tellReport(input, path, report, 'Would be added')
  }
  // In its thread as in the window: a thread's memory can be kept small, that of the process itself cannot.
  const store = startStore()
  try {
    const opened = await store.open(resolve(project), { annotator })
    if (!opened.ok) return failed(terminal, project, opened)
    if (opened.value.readOnly) {
      terminal.message(`${project}: Nothing can be imported. ${opened.value.readOnly} [read-only-project]`)
      return 1
    }
    const done = await runDatasetImport(store, job, { signal })
    return done.ok ? tellReport(input, path, done.value.report, 'Added') : failed(terminal, path, done)
  } finally {
    const closed = await store.terminate()
    if (!closed.ok) tellFailure(terminal, project, closed.failure)
  }
}

/** `convert PATH --to ID --out PATH`: from one format of datasets to another, through a project that is gone afterwards. */
export async function convertCommand({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [path = ''] = operands
  const { to, out, from } = options
  if (to === undefined || out === undefined) return wrongUsage(terminal, '"convert" needs --to and --out.')
  const wanted = wantedOf({ ...options, format: to })
  if (!wanted.ok) return wrongUsage(terminal, wanted.message)
  const choices = choicesOf(options)
  if (typeof choices === 'string') return wrongUsage(terminal, choices)
  if (!wanted.wanted.dryRun && isSameFile(path, out)) {
    const message = `"${basename(out)}" is the dataset that is read, which is left as it is.`
    return failed(terminal, out, fail('not-permitted', message, 'Give --out another name.'))
  }
  const folder = mkdtempSync(join(tmpdir(), 'standoff-convert-'))
  const project = join(folder, 'dataset.standoff')
  const store = startStore()
  try {
    const annotator = { id: 'unnamed', name: 'Unnamed annotator' }
    const created = await store.create(project, { name: basename(path), annotator, codebook: BLANK_CODEBOOK })
    if (!created.ok) return failed(terminal, path, created)
    const job = jobOf({ project, path, choices, annotator: annotator.id, format: from })
    const done = await runDatasetImport(store, { ...job, takeProject: true }, { signal })
    if (!done.ok) return failed(terminal, path, done)
    const closed = await store.terminate()
    if (!closed.ok) return failed(terminal, path, closed)
    const exported = await runExport({ ...wanted.wanted, project, out: resolve(out) }, { signal })
    if (!exported.ok) return failed(terminal, out, exported)
    tellListed(terminal, path, done.value.report)
    terminal.message(`${path}: ${leftOutLine(done.value.report)}`)
    for (const line of reportLines(exported.value, wanted.wanted.dryRun)) terminal.message(line)
    return 0
  } finally {
    await store.terminate()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `validate PATH`: everything in a dataset that is not as it should be, with its line. */
export async function validateCommand({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [path = ''] = operands
  const job = jobOf({ project: null, path, choices: USUAL_CHOICES, annotator: 'nobody', format: options.format })
  const planned = await runDatasetPlan({ ...job, spool: null }, { signal })
  if (!planned.ok) return failed(terminal, path, planned)
  const { format, outcome } = planned.value
  tellListed(terminal, path, outcome)
  const wrong = outcome.problems.total + outcome.misplaced.total
  const { articles, annotations, suggestions, relations } = outcome.counts
  const counts = [
    count(all(articles), 'article'),
    count(all(annotations), 'annotation'),
    ...(all(suggestions) > 0 ? [count(all(suggestions), 'suggestion')] : []),
    count(all(relations), 'relation'),
  ]
  if (wrong > 0) {
    terminal.message(`${path}: ${format.title}, ${counts.join(', ')}: ${count(wrong, 'problem')}.`)
    return 1
  }
  terminal.data(`${path}: ${format.title}, ${counts.join(', ')}: everything is at its place.`)
  return 0
}

function wrongUsage(terminal: Terminal, message: string): ExitCode {
  terminal.message(`standoff: ${message}\nTry: standoff --help`)
  return 2
}

function failed(terminal: Terminal, subject: string, result: Failed): ExitCode {
  tellFailure(terminal, subject, result.failure)
  return 1
}

const jobOf = (
  said: Pick<DatasetJob, 'project' | 'path' | 'choices' | 'annotator'> & { readonly format: string | undefined },
): Omit<DatasetJob, 'spool'> => ({
  ...said,
  path: resolve(said.path),
  format: said.format ?? null,
  scan: null,
  takeProject: false,
})

/** The options of an import as choices; what is wrong with them as a sentence. */
function choicesOf(options: CommandOptions): DatasetChoices | string {
  const types: [string, Destination][] = []
  for (const item of options['map-type'] ?? []) {
    const equals = item.lastIndexOf('=')
    if (equals < 1) return `--map-type needs FOREIGN=TYPE, not "${item}".`
    types.push([item.slice(0, equals), destinationOf(item.slice(equals + 1))])
  }
  for (const reader of [options.format, options.from]) {
    const known = reader === undefined || options.to !== undefined ? null : datasetReaders.byId(reader)
    if (known && !known.ok) return `${known.failure.message} ${known.failure.action}`
  }
  return {
    ...USUAL_CHOICES,
    relocate: options.relocate === true,
    predictions: options['no-predictions'] ? 'leave-out' : 'suggest',
    codebook: options['keep-codebook'] ? 'extend' : 'take-over',
    types,
  }
}

/** "quote", "new", or "-" for nowhere. */
function destinationOf(word: string): Destination {
  if (word === 'new') return { kind: 'new' }
  return word === '-' ? { kind: 'leave-out' } : { kind: 'existing', id: word }
}

function tellReport({ options, terminal }: CommandInput, path: string, report: DatasetReport, verb: string): ExitCode {
  tellListed(terminal, path, report)
  const { articles, annotations, suggestions, relations, entities, annotators } = report.counts
  for (const sentence of report.codebookChanges) terminal.message(`  ${sentence}`)
  const added = [
    count(articles.added, 'article'),
    count(annotations.added, 'annotation'),
    ...(suggestions.added > 0 ? [count(suggestions.added, 'suggestion')] : []),
    count(relations.added, 'relation'),
    count(entities.added, 'entity', 'entities'),
    count(annotators.added, 'annotator'),
  ]
  terminal.message(`${path}: ${leftOutLine(report)}`)
  terminal.data(`${verb}: ${added.join(', ')}.`)
  const written = writeReport(options.report, report)
  return written.ok ? 0 : failed(terminal, options.report ?? '', written)
}

const KINDS = [
  ['articles', 'article', 'articles'],
  ['annotations', 'annotation', 'annotations'],
  ['suggestions', 'suggestion', 'suggestions'],
  ['relations', 'relation', 'relations'],
  ['entities', 'entity', 'entities'],
] as const

/** What was there already, stayed otherwise, or was left out. */
function leftOutLine({ counts, relocated }: Pick<DatasetReport, 'counts' | 'relocated'>): string {
  const of = (what: keyof DatasetCount): string =>
    KINDS.filter(([kind]) => counts[kind][what] > 0)
      .map(([kind, one, several]) => count(counts[kind][what], one, several))
      .join(', ') || 'nothing'
  const moved = relocated > 0 ? ` Taken to where the quote was found: ${count(relocated, 'annotation')}.` : ''
  return `Already there: ${of('present')}. There, but not the same: ${of('different')}. Left out: ${of('leftOut')}.${moved}`
}

interface WithProblems {
  readonly problems: { readonly total: number; readonly items: readonly ListedProblem[] }
  readonly misplaced: { readonly total: number; readonly items: readonly MisplacedAnnotation[] }
}

/** Problems a line each, as compilers do: "file:12: …". */
function tellListed(terminal: Terminal, path: string, { problems, misplaced }: WithProblems): void {
  for (const problem of problems.items) {
    const line = problem.line === null ? '' : `:${problem.line}`
    terminal.message(`${problem.path}${line}: ${problem.message}`)
  }
  for (const { place, type, quote, instead, distance } of misplaced.items) {
    const there = instead === null ? 'is outside the text' : `holds “${instead}”`
    terminal.message(
      `${path}: The annotation ${place} (${type}) quotes “${quote}”; its place ${there}, the quote stands ${distance} characters away.`,
    )
  }
  const untold = problems.total - problems.items.length + misplaced.total - misplaced.items.length
  if (untold > 0) terminal.message(`${path}: and ${count(untold, 'problem')} more.`)
}

const all = ({ added, present, different, leftOut }: DatasetCount): number => added + present + different + leftOut

const count = (number: number, what: string, several = `${what}s`): string =>
  `${number} ${number === 1 ? what : several}`
