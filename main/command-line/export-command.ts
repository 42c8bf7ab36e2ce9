import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ANNOTATION_STATUSES } from '../../model/record/annotation.ts'
import { OFFSET_UNITS } from '../../model/text/offsets.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { ExportReport } from '../../model/dataset/dataset-export.ts'
import { exporters } from '../formats/index.ts'
import { settingsFailure } from '../formats/registry/exporter-registry.ts'
import type { ExportJob } from '../datasets/export/job.ts'
import { runExport } from '../datasets/export/run-export.ts'
import type { CommandInput, CommandOptions } from './run.ts'
import { type ExitCode, tellFailure } from './terminal.ts'

type Wanted = Omit<ExportJob, 'project' | 'out'>

/** `export PROJECT --format … [--out PATH]` */
export async function exportCommand({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [project = ''] = operands
  const read = wantedOf(options)
  if (!read.ok) {
    terminal.message(`standoff: ${read.message}\nTry: standoff --help`)
    return 2
  }
  const job = { ...read.wanted, project: resolve(project) }
  const tell = (result: Result<Omit<ExportReport, 'id'>>, subject: string): ExitCode => {
    if (result.ok) return 0
    tellFailure(terminal, subject, result.failure)
    return 1
  }
  if (options.out !== undefined) {
    const result = await runExport({ ...job, out: resolve(options.out) }, { signal })
    if (result.ok) for (const line of reportLines(result.value, job.dryRun)) terminal.message(line)
    return tell(result, options.out)
  }
  // Written to a file first even so: nothing goes to stdout before every quote is proved.
  const folder = mkdtempSync(join(tmpdir(), 'standoff-'))
  try {
    const result = await runExport({ ...job, out: join(folder, 'dataset') }, { signal })
    if (result.ok) {
      for (const line of reportLines(result.value, job.dryRun).slice(1)) terminal.message(line)
      if (job.dryRun) return 0
      await pipeline(createReadStream(join(result.value.folder, result.value.fileName)), process.stdout, { end: false })
    }
    return tell(result, project)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type ReadWanted = { readonly ok: true; readonly wanted: Wanted } | { readonly ok: false; readonly message: string }

/** The options of `export` and `convert` as a job; what is wrong with them as a sentence. */
export function wantedOf(options: CommandOptions): ReadWanted {
  const wrong = (message: string): ReadWanted => ({ ok: false, message })
  const { format, profile = null } = options
  if (format === undefined) return wrong('"export" needs --format.')
  const known = exporters.find(format, profile)
  if (!known.ok) return wrong(`${known.failure.message} ${known.failure.action}`)
  const { exporter } = known.value
  const offsets = OFFSET_UNITS.find((unit) => unit === (options.offsets ?? 'codepoint'))
  if (!offsets) return wrong(`--offsets is one of ${OFFSET_UNITS.join(', ')}.`)
  if (options.offsets !== undefined && exporter.offsetUnit !== 'any' && exporter.offsetUnit !== offsets) {
    const fixed = exporter.offsetUnit === null ? 'holds no offsets' : `always counts in ${exporter.offsetUnit}`
    return wrong(`${exporter.title} ${fixed}: leave --offsets out.`)
  }
  const statuses = options.status?.map((given) => ANNOTATION_STATUSES.find((status) => status === given))
  if (statuses?.includes(undefined)) return wrong(`--status is one of ${ANNOTATION_STATUSES.join(', ')}.`)
  const settings = settingsOf(options.set ?? [])
  if (!settings.ok) return wrong(settings.failure.message)
  const unknown = settingsFailure(exporter, settings.value)
  if (unknown) return wrong(`${unknown.failure.message} ${unknown.failure.action}`)
  if (options['no-texts'] && !exporter.textsOptional) return wrong(`${exporter.title} cannot do without the texts.`)
  const split = options.split === true
  if (options.out === undefined && (split || exporter.shape === 'folder')) {
    return wrong('This makes many files: name a folder, or a file that ends in .zip, with --out.')
  }
  return {
    ok: true,
    wanted: {
      format,
      profile,
      offsets,
      filter: {
        articles: options.article ?? null,
        types: options.type ?? null,
        statuses: statuses?.filter((status) => status !== undefined) ?? null,
        annotators: options.annotator ?? null,
      },
      texts: options['no-texts'] !== true,
      split,
      settings: settings.value,
      dryRun: options['dry-run'] === true,
    },
  }
}

/** `--set layer=entity` */
function settingsOf(given: readonly string[]): Result<Record<string, string>> {
  const settings: Record<string, string> = {}
  for (const item of given) {
    const equals = item.indexOf('=')
    if (equals < 1) {
      return fail('unknown-format', `--set needs NAME=VALUE, not "${item}".`, 'Give it as NAME=VALUE.')
    }
    settings[item.slice(0, equals)] = item.slice(equals + 1)
  }
  return ok(settings)
}

/** What was written, then what was left out and what was lost, a line each. */
export function reportLines(report: Omit<ExportReport, 'id'>, dryRun: boolean): string[] {
  const { fileName, folder, articles, annotations, relations, leftOut, losses } = report
  const counts = `${count(articles, 'article')}, ${count(annotations, 'annotation')}, ${count(relations, 'relation')}`
  const verb = dryRun ? 'Would write' : 'Wrote'
  const left = leftOut.annotations + leftOut.relations
  return [
    `${verb} ${join(folder, fileName)}: ${counts}.`,
    ...(left > 0
      ? [`Left out as asked: ${count(leftOut.annotations, 'annotation')}, ${count(leftOut.relations, 'relation')}.`]
      : []),
    ...(losses.length === 0 ? ['Nothing was lost.'] : losses.map((loss) => `Lost: ${loss.what} (${loss.count})`)),
  ]
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
