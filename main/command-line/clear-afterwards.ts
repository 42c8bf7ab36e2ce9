import { dirname, resolve } from 'node:path'
import { clearOwnLeftovers, clearOwnTemporaryFolders } from '../files/temporary.ts'
import { statsOf } from '../files/file-stats.ts'
import { lockPath, takeLock } from '../store/sqlite/project-lock.ts'

/** Removes what a command that was ended in the middle has left: half files, temporary folders, its lock of a project. */
export function clearAfterwards(args: readonly string[]): void {
  const paths = args.filter((arg) => !arg.startsWith('-')).map((arg) => resolve(arg))
  clearOwnTemporaryFolders()
  for (const folder of new Set(paths.map(dirname))) clearOwnLeftovers(folder)
  for (const path of paths) {
    if (!statsOf(lockPath(path))?.isFile() || !statsOf(path)?.isFile()) continue
    const lock = takeLock(path, new Date().toISOString())
    if (lock.kind === 'taken') lock.lock.release()
  }
}
