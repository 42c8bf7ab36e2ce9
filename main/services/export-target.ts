import { readdirSync, realpathSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fail, type Result } from '../../model/result.ts'
import { isZipPath, LOSSES_FILE } from './put-dataset.ts'

/**
 * What forbids to put a dataset at a path, or null. An older dataset may be replaced, and so may an empty file. The
 * project itself may not, nor anything whose name does not end as the format's does: another project, an article.
 * `formatExtension` is without the dot; `folder` says that many files go there. Links are followed, because what they lead to would be replaced.
 */
export function refusedTarget(
  out: string,
  project: string,
  formatExtension: string,
  folder: boolean,
): Result<never> | null {
  const older = statSync(out, { throwIfNoEntry: false })
  if (folder && !isZipPath(out)) return older ? refusedFolder(out, older.isDirectory()) : null
  const extension = folder ? 'zip' : formatExtension
  if (!older?.isFile()) return null
  const name = basename(out)
  const action = `Choose another name, one that ends in .${extension}.`
  const own = statSync(project, { throwIfNoEntry: false })
  if (own && own.dev === older.dev && own.ino === older.ino) {
    return fail('not-permitted', `"${name}" is the project itself, which a dataset must not replace.`, action)
  }
  if (older.size === 0 || realpathSync(out).toLowerCase().endsWith(`.${extension}`)) return null
  return fail('not-permitted', `"${name}" is there already and does not look like a dataset, so it was left.`, action)
}

/** A folder is replaced only where it is empty or known as a dataset. */
function refusedFolder(out: string, isFolder: boolean): Result<never> | null {
  const name = basename(out)
  const action = 'Choose another name.'
  if (!isFolder) return fail('not-permitted', `"${name}" is a file; this format makes a folder of files.`, action)
  const files = readdirSync(out)
  if (files.length === 0 || files.includes(LOSSES_FILE)) return null
  return fail('not-permitted', `The folder "${name}" holds other files, so it was left as it is.`, action)
}
