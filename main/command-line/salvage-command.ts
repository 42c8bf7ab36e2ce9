import { resolve } from 'node:path'
import { runSalvage } from '../salvage/run-salvage.ts'
import { recoveredLines, salvageRemarks } from '../salvage/salvage-report.ts'
import { commandLineAnnotator } from './annotator.ts'
import type { Command, CommandInput } from './command.ts'
import { refusedReport } from './report-file.ts'
import { type ExitCode, failed } from './terminal.ts'

export const salvageCommand: Command = {
  name: 'salvage',
  operands: ['BROKEN'],
  summary: 'bring back what can be read of a damaged project, as a new one',
  options: {
    out: ['NEW.standoff', 'the new project; it must not be there yet'],
    report: ['FILE', 'write what is not in the new project, in full, as JSON'],
  },
  required: ['out'],
  run: salvage,
}

async function salvage({ operands, options, terminal, signal }: CommandInput): Promise<ExitCode> {
  const [broken = ''] = operands
  const { out = '', report } = options
  const refused = refusedReport(report, [broken, out])
  if (refused) return failed(terminal, report ?? '', refused)
  const job = {
    broken: resolve(broken),
    out: resolve(out),
    report: report === undefined ? null : resolve(report),
    annotator: commandLineAnnotator(),
  }
  const done = await runSalvage(job, { signal })
  if (!done.ok) return failed(terminal, broken, done)
  for (const line of recoveredLines(done.value)) terminal.data(line)
  for (const remark of salvageRemarks(done.value)) terminal.message(`${broken}: ${remark}`)
  const { complete, aside } = done.value
  terminal.message(complete ? `Everything came back. It is in ${out}.` : `What came back is in ${out}.`)
  const listed = Object.values(aside).some((count) => count > 0)
  if (listed) {
    terminal.message(
      report === undefined
        ? 'Use --report to write down in full what is not in it.'
        : `What is not in it is in ${report}, in full.`,
    )
  }
  return complete ? 0 : 1
}
