import { createReadStream, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ExportReport } from '../../model/dataset/dataset-export.ts'
import { runExport } from '../datasets/export/run-export.ts'
import { makeTemporaryFolder } from '../files/temporary.ts'
import type { Command, CommandInput } from './command.ts'
import { EXPORT_OPTIONS, exportOptions, formatIds } from './export-options.ts'
import { countOf, type ExitCode, failed, wrongUsage } from './terminal.ts'

export const exportCommand: Command = {
  name: 'export',
  operands: ['PROJECT'],
  summary: 'write a dataset to stdout, or to a file',
  options: { format: [formatIds(), 'format to write'], ...EXPORT_OPTIONS },
  required: ['format'],
  run: exportProject,
}

async function exportProject({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [project = ''] = operands
  const given = exportOptions(options, options.format ?? '')
  if (!given.ok) return wrongUsage(terminal, given.wrong)
  const job = { ...given.value, project: resolve(project) }
  if (options.out !== undefined) {
    const result = await runExport({ ...job, out: resolve(options.out) }, { signal })
    if (!result.ok) return failed(terminal, options.out, result)
    for (const line of exportLines(result.value, job.dryRun)) terminal.message(line)
    return exitCodeOf(result.value)
  }
  // Through a file all the same: nothing goes to stdout before every quote is proved.
  const made = makeTemporaryFolder()
  if (!made.ok) return failed(terminal, project, made)
  const folder = made.value
  try {
    const result = await runExport({ ...job, out: join(folder, 'dataset') }, { signal })
    if (!result.ok) return failed(terminal, project, result)
    for (const line of exportLines(result.value, job.dryRun).slice(1)) terminal.message(line)
    if (job.dryRun) return exitCodeOf(result.value)
    await pipeline(createReadStream(join(result.value.folder, result.value.fileName)), process.stdout, { end: false })
    return exitCodeOf(result.value)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What was written, then what was left out and what was lost, a line each. `before`: records lost before the export. */
export function exportLines(report: Omit<ExportReport, 'id'>, dryRun: boolean, before = 0): string[] {
  const { fileName, folder, articles, annotations, relations, leftOut, losses, damage } = report
  const counts = [countOf(articles, 'article'), countOf(annotations, 'annotation'), countOf(relations, 'relation')]
  const verb = dryRun ? 'Would write' : 'Wrote'
  const lines = [`${verb} ${join(folder, fileName)}: ${counts.join(', ')}.`]
  if (leftOut.annotations + leftOut.relations > 0) {
    const left = [countOf(leftOut.annotations, 'annotation'), countOf(leftOut.relations, 'relation')]
    lines.push(`Left out as asked: ${left.join(', ')}.`)
  }
  if (losses.length + damage.length + before === 0) lines.push('Nothing was lost.')
  lines.push(...losses.map((loss) => `Lost: ${loss.what} (${loss.count})`))
  if (damage.length === 0) return lines
  const found = damage.map(({ what, count, ids }) => `Damaged: ${what} (${count}: ${shortened(ids, count)})`)
  return [...lines, ...found, 'The project is damaged. Run "doctor" on it to see what can be repaired.']
}

const shortened = (ids: readonly string[], count: number): string =>
  count > ids.length ? `${ids.join(', ')}…` : ids.join(', ')

/** A dataset from a damaged project is not the whole dataset. */
export const exitCodeOf = ({ damage }: Pick<ExportReport, 'damage'>): ExitCode => (damage.length > 0 ? 1 : 0)
