import { realpathSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fail, type Result } from '../../model/result.ts'

/**
 * What forbids to put a dataset at a path, or null. An older dataset may be replaced, and so may an empty file. The
 * project itself may not, nor anything whose name does not end as the format's does: another project, an article.
 * `extension` is without the dot. Links are followed, because what they lead to would be replaced.
 */
export function refusedTarget(out: string, project: string, extension: string): Result<never> | null {
  const older = statSync(out, { throwIfNoEntry: false })
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
