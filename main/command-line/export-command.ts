import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { OFFSET_UNITS } from '../../model/offsets.ts'
import { exporters } from '../export/index.ts'
import { runExport } from '../services/run-export.ts'
import type { CommandInput } from './run.ts'
import { type ExitCode, tellFailure } from './terminal.ts'

/** `export PROJECT --format … [--out PATH]` */
export async function exportCommand(input: CommandInput): Promise<ExitCode> {
  const { operands, options, terminal, signal } = input
  const wrongUsage = (message: string): ExitCode => {
    terminal.message(`standoff: ${message}\nTry: standoff --help`)
    return 2
  }
  const [project = ''] = operands
  const { format, profile = null, article = null } = options
  if (format === undefined) return wrongUsage('"export" needs --format.')
  const known = exporters.find(format, profile)
  if (!known.ok) return wrongUsage(`${known.failure.message} ${known.failure.action}`)
  const offsets = OFFSET_UNITS.find((unit) => unit === (options.offsets ?? 'codepoint'))
  if (!offsets) return wrongUsage(`--offsets is one of ${OFFSET_UNITS.join(', ')}.`)
  const job = { project: resolve(project), format, profile, offsets, article }
  if (options.out !== undefined) {
    const result = await runExport({ ...job, out: resolve(options.out) }, { signal })
    if (!result.ok) {
      tellFailure(terminal, options.out, result.failure)
      return 1
    }
    const { fileName, folder, articles, annotations, relations } = result.value
    terminal.message(
      `Wrote ${join(folder, fileName)}: ${count(articles, 'article')}, ${count(annotations, 'annotation')}, ${count(relations, 'relation')}.`,
    )
    return 0
  }
  // Written to a file first even so: nothing goes to stdout before every quote is proved.
  const folder = mkdtempSync(join(tmpdir(), 'standoff-'))
  try {
    const result = await runExport({ ...job, out: join(folder, 'dataset') }, { signal })
    if (!result.ok) {
      tellFailure(terminal, project, result.failure)
      return 1
    }
    await pipeline(createReadStream(join(result.value.folder, result.value.fileName)), process.stdout, { end: false })
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
