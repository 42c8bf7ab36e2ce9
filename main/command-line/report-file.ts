import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fail, ok, type Result, type Failed } from '../../model/value/result.ts'
import { refusedFile } from '../datasets/export/export-target.ts'

/**
 * Whether `--report PATH` may be written, asked before anything is imported: it replaces an older report, and neither
 * what is imported nor anything that is no JSON file. Null means that it may, or that none is wanted.
 */
export const refusedReport = (path: string | undefined, imported: readonly string[]): Failed | null =>
  path === undefined
    ? null
    : refusedFile(
        resolve(path),
        imported.map((file) => resolve(file)),
        'json',
      )

/** Writes a report, where one is wanted. */
export function writeReport(path: string | undefined, report: unknown): Result<null> {
  if (path === undefined) return ok(null)
  try {
    writeFileSync(resolve(path), `${JSON.stringify(report, null, 2)}\n`)
    return ok(null)
  } catch (error) {
    return fail('disk-error', 'The report could not be written.', 'Name another file.', [String(error)])
  }
}
