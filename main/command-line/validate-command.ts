import { USUAL_CHOICES } from '../../model/dataset/dataset-vocabulary.ts'
import { runDatasetPlan } from '../datasets/import/run-dataset.ts'
import type { Command, CommandInput } from './command.ts'
import { datasetCounts, problemLines } from './dataset-lines.ts'
import { datasetJob } from './dataset-options.ts'
import { countOf, type ExitCode, failed } from './terminal.ts'

export const validateCommand: Command = {
  name: 'validate',
  operands: ['PATH'],
  summary: 'prove a dataset: every quote at its offsets; problems with their lines',
  options: { format: ['ID', 'read it as this format (see "formats")'] },
  run: validateDataset,
}

async function validateDataset({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [path = ''] = operands
  const { format: id = null } = options
  const job = datasetJob({ project: null, path, choices: USUAL_CHOICES, annotator: 'nobody', format: id })
  const planned = await runDatasetPlan({ ...job, spool: null }, { signal })
  if (!planned.ok) return failed(terminal, path, planned)
  const { format, outcome } = planned.value
  for (const line of problemLines(path, outcome)) terminal.message(line)
  const counts = datasetCounts(outcome.counts, (all) => all.added + all.present + all.different + all.leftOut)
  const summary = `${path}: ${[format.title, ...counts].join(', ')}`
  const problems = outcome.problems.total + outcome.misplaced.total
  if (problems > 0) {
    terminal.message(`${summary}: ${countOf(problems, 'problem')}.`)
    return 1
  }
  terminal.data(`${summary}: every quote is at its offsets.`)
  return 0
}
