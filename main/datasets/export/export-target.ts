import { readdirSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fail, type Failed } from '../../../model/value/result.ts'
import { isLossReport } from '../../formats/kit/losses.ts'
import { headOf } from '../../files/head-of.ts'
import { isZipPath, LOSSES_FILE } from './put-dataset.ts'
import { isSameFile, statsOf } from '../../files/file-stats.ts'

/**
 * What forbids to put a dataset at a path, or null. An older dataset may be replaced, and so may an empty file. The
 * project itself may not, nor anything whose name does not end as the format's does: another project, an article.
 * `formatExtension` is without the dot; `folder` says that many files go there. Links are followed, because what they lead
 * to would be replaced.
 */
export function refusedTarget(out: string, project: string, formatExtension: string, folder: boolean): Failed | null {
  if (!folder || isZipPath(out)) return refusedFile(out, [project], folder ? 'zip' : formatExtension)
  const older = statsOf(out)
  return older ? refusedFolder(out, older.isDirectory()) : null
}

/**
 * The same for one file of any kind: a codebook, a report. `kept` are the files that what is written comes from, which
 * it must not replace whatever they are called.
 */
export function refusedFile(out: string, kept: readonly string[], extension: string): Failed | null {
  const older = statsOf(out)
  if (!older?.isFile()) return null
  const name = basename(out)
  const action = `Choose another name, one that ends in .${extension}.`
  if (kept.some((path) => isSameFile(path, out))) {
    return fail('not-permitted', `"${name}" is what this is made from, which it must not replace.`, action)
  }
  if (older.size === 0 || realpathSync(out).toLowerCase().endsWith(`.${extension}`)) return null
  return fail('not-permitted', `"${name}" is there already and of another kind, so it was left.`, action)
}

/** Bytes that a report of losses says what it is in. */
const HEAD_LENGTH = 1024

const isOwnReport = (path: string): boolean => isLossReport(headOf(path, HEAD_LENGTH).toString())

/** A folder is replaced only where it is empty or known as a dataset. */
function refusedFolder(out: string, isFolder: boolean): Failed | null {
  const name = basename(out)
  const action = 'Choose another name.'
  if (!isFolder) return fail('not-permitted', `"${name}" is a file; this format makes a folder of files.`, action)
  const files = readdirSync(out)
  if (files.length === 0 || (files.includes(LOSSES_FILE) && isOwnReport(join(out, LOSSES_FILE)))) return null
  return fail('not-permitted', `The folder "${name}" holds other files, so it was left as it is.`, action)
}
