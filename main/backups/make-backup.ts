import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup, BackupReason } from '../../model/past/backup.ts'
import { isBackupDue } from '../../model/past/backup-due.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { DamagedProject } from '../store/damaged-project.ts'
import { finishFile, removeUnfinished } from '../store/sqlite/life/finish-file.ts'
import { openForCopy } from '../store/sqlite/project-file.ts'
import { openForWriting, type ReadHandle } from '../store/sqlite/sqlite.ts'
import { guarded, guardedAsync } from '../store/sqlite/store-failure.ts'
import { statsOf } from '../files/file-stats.ts'
import { clearLeftovers, temporaryBeside } from '../files/temporary.ts'
import { allBackups, folderOf, shelve, thinBackups } from './backup-folder.ts'
import { backupName } from './backup-names.ts'
import { placeOf } from './backup-place.ts'
import { type Description, describe, proveCopy } from './describe-backup.ts'

/** A backup to be made. */
export interface BackupOrder {
  /** Path of the project, which may be open and be written to meanwhile. */
  readonly project: string
  readonly reason: BackupReason
  /** The folder of all backups. */
  readonly root: string
  readonly mostBytes: number
  /** ISO 8601, UTC */
  readonly now: string
}

/**
 * Makes a backup of a project as it is when `onFrozen` is called: what is saved from then on is not in it. The copy is
 * written beside, proved by opening it, and then named. null where none is needed: nothing has changed since the last
 * one or since the project was made, or it is not the first change of the day. Fails with what the disk says.
 */
export async function makeBackup(
  order: BackupOrder,
  onFrozen: () => void = () => undefined,
): Promise<Result<Backup | null>> {
  const opened = openForCopy(order.project)
  if (!opened.ok) return opened
  const db = opened.value
  try {
    const described = guarded(order.project, () => {
      db.freeze()
      return ok(describe(db))
    })
    if (!described.ok) return described
    onFrozen()
    if (!isNeeded(order, described.value)) return ok(null)
    return await guardedAsync(order.root, () => writeBackup(db, order, described.value))
  } finally {
    db.close()
  }
}

function isNeeded({ project, reason, root, now }: BackupOrder, described: Description): boolean {
  const own = allBackups(root).filter((backup) => backup.project.id === described.project.id)
  return isBackupDue({ reason, now: new Date(now) }, described, own, placeOf(project))
}

async function writeBackup(db: ReadHandle, order: BackupOrder, described: Description): Promise<Result<Backup>> {
  const { reason, root, mostBytes, now } = order
  const path = placeOf(order.project)
  const { project, articles, annotations, state } = described
  const folder = folderOf(root, project)
  clearLeftovers(folder)
  const unfinished = temporaryBeside(join(folder, 'backup'))
  try {
    await db.copyTo(unfinished)
    proveSame(unfinished, described)
    finishFile(unfinished)
    const bytes = statsOf(unfinished)?.size ?? 0
    const file = freeName(folder, project.name, new Date(now))
    const backup: Backup = { file, project, path, at: now, reason, articles, annotations, bytes, state }
    shelve(folder, unfinished, backup)
    thinBackups(root, new Date(now), mostBytes)
    return ok(backup)
  } finally {
    removeUnfinished(unfinished)
  }
}

/** Makes one file of a copy, and proves that it is what was copied. Throws what is wrong. */
export function proveSame(copy: string, { state, articles, annotations }: Description): void {
  // A copy of a project that is open is in WAL mode, in which even a reader writes beside the file.
  const db = openForWriting(copy)
  try {
    db.exec('PRAGMA journal_mode = DELETE')
  } finally {
    db.close()
  }
  const proved = proveCopy(copy)
  if (!proved.ok) throw new DamagedProject(proved.failure.message)
  const { value } = proved
  const isSame = value.state === state && value.articles === articles && value.annotations === annotations
  if (!isSame) throw new DamagedProject('The copy does not hold what was copied.')
}

function freeName(folder: string, project: string, time: Date): string {
  for (let copy = 1; ; copy++) {
    const name = backupName(project, time, copy)
    if (!existsSync(join(folder, name))) return name
  }
}
