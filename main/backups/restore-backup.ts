import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../model/value/result.ts'
import { placeNewFile } from '../files/place-file.ts'
import { temporaryBeside } from '../files/temporary.ts'
import { finishFile, removeUnfinished, takenName } from '../store/sqlite/life/finish-file.ts'
import { openAsItIs, openForCopy, openProjectFile } from '../store/sqlite/project-file.ts'
import { guarded, guardedAsync } from '../store/sqlite/store-failure.ts'
import { type Description, describe } from './describe-backup.ts'
import { proveSame } from './make-backup.ts'

/**
 * Copies a backup, or any project, to a name where nothing is yet: `project-exists` otherwise. It gets its name when it
 * has been proved. `prepare` may change the copy before.
 */
export async function restoreBackup(
  backup: string,
  out: string,
  prepare: (copy: string) => Result<Description> | null = () => null,
): Promise<Result<Description>> {
  const folder = dirname(out)
  const taken = takenName(out, existsSync(out))
  if (taken) return taken
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return fail('not-found', `There is no folder "${folder}".`, 'Make the folder first, or choose another one.')
  }
  const opened = openForCopy(backup)
  if (!opened.ok) return opened
  const db = opened.value
  const unfinished = temporaryBeside(out)
  try {
    const described = guarded(backup, () => {
      db.freeze()
      return ok(describe(db))
    })
    if (!described.ok) return described
    return await guardedAsync(out, async () => {
      await db.copyTo(unfinished)
      const prepared = prepare(unfinished) ?? described
      if (!prepared.ok) return prepared
      proveSame(unfinished, prepared.value)
      finishFile(unfinished)
      const meanwhile = takenName(out, existsSync(out))
      if (meanwhile) return meanwhile
      placeNewFile(unfinished, out)
      return prepared
    })
  } finally {
    db.close()
    removeUnfinished(unfinished)
  }
}

/**
 * Makes a backup ready to be opened for reading, and returns the path to open: its own, or that of a copy in a folder,
 * which is brought up to date.
 */
export async function readyToOpen(backup: string, folder: string): Promise<Result<string>> {
  const snapshot = openAsItIs(backup)
  if (snapshot.ok) {
    snapshot.value.close()
    return ok(backup)
  }
  if (snapshot.failure.code !== 'conflict') return snapshot
  const copy = join(folder, basename(backup))
  const restored = await restoreBackup(backup, copy)
  if (!restored.ok) return restored
  const opened = openProjectFile(copy, { now: new Date().toISOString() })
  if (!opened.ok) return opened
  const closed = opened.value.close()
  return closed.ok ? ok(copy) : closed
}
