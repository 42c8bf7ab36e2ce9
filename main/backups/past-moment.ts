import { basename, join } from 'node:path'
import type { PastActs } from '../../model/past/past-act.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { goBack, lineOf, type Moment } from '../store/sqlite/go-back.ts'
import { openProjectFile, openSnapshot } from '../store/sqlite/project-file.ts'
import { readActs } from '../store/sqlite/read-acts.ts'
import { openForWriting } from '../store/sqlite/sqlite.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import { type Description, describe } from './describe-backup.ts'
import { restoreBackup } from './restore-backup.ts'

/** The acts of a project before a line of its log, the last one first. */
export function actsOf(project: string, before: number, limit: number): Result<PastActs> {
  const opened = openSnapshot(project)
  if (!opened.ok) return opened
  const db = opened.value
  return guarded(project, () => {
    try {
      return ok(readActs(db, before, limit))
    } finally {
      db.close()
    }
  })
}

/** Makes a project, under a new name, of what another one was at a moment. Its log ends there. */
export function restoreMoment(
  project: string,
  out: string,
  moment: Moment,
  tell?: (done: number, of: number) => void,
): Promise<Result<Description>> {
  return restoreBackup(project, out, (copy) => {
    // One of an older version is brought up to date before its log can be read.
    const migrated = upToDate(copy)
    if (!migrated.ok) return migrated
    return guarded(out, () => {
      const db = openForWriting(copy)
      try {
        const line = lineOf(db, moment)
        if (!line.ok) return line
        // Nobody else knows of the copy, and it is thrown away if anything goes wrong.
        db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536')
        goBack(db, line.value, tell)
        return ok(describe(db))
      } finally {
        db.close()
      }
    })
  })
}

function upToDate(copy: string): Result<null> {
  const snapshot = openSnapshot(copy)
  if (snapshot.ok) {
    snapshot.value.close()
    return ok(null)
  }
  if (snapshot.failure.code !== 'conflict') return snapshot
  const opened = openProjectFile(copy, { now: new Date().toISOString() })
  return opened.ok ? opened.value.close() : opened
}

/** The same for looking at it: makes it in a folder and returns its path. */
export async function lookAtMoment(
  project: string,
  folder: string,
  moment: Moment,
  tell?: (done: number, of: number) => void,
): Promise<Result<string>> {
  const path = join(folder, basename(project))
  const made = await restoreMoment(project, path, moment, tell)
  return made.ok ? ok(path) : made
}
