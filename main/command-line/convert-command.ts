import { rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fail } from '../../model/value/result.ts'
import { isSameFile } from '../files/file-stats.ts'
import { runExport } from '../datasets/export/run-export.ts'
import { BLANK_CODEBOOK } from '../datasets/import/prepare-import.ts'
import { runDatasetImport } from '../datasets/import/run-dataset.ts'
import { startStore } from '../project/store-client.ts'
import { makeTemporaryFolder } from '../files/temporary.ts'
import type { Command, CommandInput } from './command.ts'
import { leftOutLine, mappingLines, problemLines } from './dataset-lines.ts'
import { DATASET_OPTIONS, datasetChoices, datasetJob } from './dataset-options.ts'
import { exitCodeOf, exportLines } from './export-command.ts'
import { EXPORT_OPTIONS, exportOptions } from './export-options.ts'
import { type ExitCode, failed, wrongUsage } from './terminal.ts'

export const convertCommand: Command = {
  name: 'convert',
  operands: ['PATH'],
  summary: 'from one dataset format to another',
  options: {
    to: ['ID', 'format to write'],
    ...EXPORT_OPTIONS,
    from: ['ID', 'format to read'],
    ...DATASET_OPTIONS,
  },
  required: ['to', 'out'],
  run: convertDataset,
}

/** Through a project that is deleted afterwards. */
async function convertDataset({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [path = ''] = operands
  const { to = '', out = '', from = null } = options
  const given = exportOptions(options, to)
  if (!given.ok) return wrongUsage(terminal, given.wrong)
  const choices = datasetChoices(options, from)
  if (!choices.ok) return wrongUsage(terminal, choices.wrong)
  const { dryRun } = given.value
  if (!dryRun && isSameFile(path, out)) {
    const message = `"${basename(out)}" is the dataset that is read, so it is not replaced.`
    return failed(terminal, out, fail('not-permitted', message, 'Give --out another name.'))
  }
  const made = makeTemporaryFolder()
  if (!made.ok) return failed(terminal, path, made)
  const folder = made.value
  const project = join(folder, 'dataset.standoff')
  const store = startStore()
  try {
    const annotator = { id: 'unnamed', name: 'Unnamed annotator' }
    const created = await store.create(project, { name: basename(path), annotator, codebook: BLANK_CODEBOOK })
    if (!created.ok) return failed(terminal, path, created)
    const job = datasetJob({ project, path, choices: choices.value, annotator: annotator.id, format: from })
    const done = await runDatasetImport(store, { ...job, takeProject: true }, { signal })
    if (!done.ok) return failed(terminal, path, done)
    const closed = await store.terminate()
    if (!closed.ok) return failed(terminal, path, closed)
    const exported = await runExport({ ...given.value, project, out: resolve(out) }, { signal })
    if (!exported.ok) return failed(terminal, out, exported)
    const { report } = done.value
    const lines = [
      ...problemLines(path, report),
      `${path}: ${leftOutLine(report)}`,
      ...mappingLines(report.types),
      ...exportLines(exported.value, dryRun, report.lost),
    ]
    for (const line of lines) terminal.message(line)
    return report.lost > 0 ? 1 : exitCodeOf(exported.value)
  } finally {
    await store.terminate()
    rmSync(folder, { recursive: true, force: true })
  }
}
