import { resolve } from 'node:path'
import { type Failed, ok, type Result } from '../../model/value/result.ts'
import { refusedFile } from '../datasets/export/export-target.ts'
import { diskFailureOrThrow } from '../files/disk-failure.ts'
import { writeWhole } from '../files/place-file.ts'

/**
 * Why `--report PATH` may not be written; null where it may, or where none is wanted. Asked before anything is imported:
 * a report replaces an older one, but neither an imported file nor one that is not JSON.
 */
export function refusedReport(path: string | undefined, imported: readonly string[]): Failed | null {
  if (path === undefined) return null
  const kept = imported.map((file) => resolve(file))
  return refusedFile(resolve(path), kept, 'json')
}

/** Writes a report, where one is wanted. */
export function writeReport(path: string | undefined, report: unknown): Result<null> {
  if (path === undefined) return ok(null)
  try {
    writeWhole(resolve(path), `${JSON.stringify(report, null, 2)}\n`)
    return ok(null)
  } catch (error) {
    return diskFailureOrThrow(error, resolve(path), 'write')
  }
}
