import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Backup, BACKUP_REASONS, type BackupReason } from '../../model/past/backup.ts'
import { backupsToRemove } from '../../model/past/rotation.ts'
import { statsOf } from '../files/file-stats.ts'
import { folderName, isBackupFolder, isFolderOf, timeOfBackup } from './backup-names.ts'
import { proveCopy } from './describe-backup.ts'
import { pathOf, type ShelvedBackup } from './shelved-backup.ts'

/*
 * Where backups stand: a folder for each project, in it the copies and a list that says what they are. The files are
 * what counts. The list saves opening each of them; where it is lost, it is made again from what the files say.
 */

const LIST = 'backups.json'

const count = z.int().nonnegative()
const backupSchema = z.object({
  file: z.string(),
  project: z.object({ id: z.string(), name: z.string() }),
  path: z.string(),
  at: z.iso.datetime(),
  reason: z.enum(Object.keys(BACKUP_REASONS) as [BackupReason, ...BackupReason[]]),
  articles: count,
  annotations: count,
  bytes: count,
  state: z.string(),
})
const listSchema = z.object({ backups: z.array(backupSchema) })

/** Names in a folder; none where there is no such folder or it cannot be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readList(folder: string): readonly Backup[] {
  try {
    return listSchema.parse(JSON.parse(readFileSync(join(folder, LIST), 'utf8'))).backups
  } catch {
    return []
  }
}

const temporaryName = (): string => `.standoff-${randomBytes(8).toString('hex')}.part`

/** Where a copy is written before it has its name. */
export const unfinishedCopy = (folder: string): string => join(folder, temporaryName())

/** The list is only a help: where it cannot be written, the files are looked at again. */
function writeList(folder: string, backups: readonly Backup[]): void {
  const temporary = unfinishedCopy(folder)
  try {
    writeFileSync(temporary, `${JSON.stringify({ backups }, null, 2)}\n`)
    renameSync(temporary, join(folder, LIST))
  } catch {
    rmSync(temporary, { force: true })
  }
}

/** The backups in a folder, oldest first. What the list does not know is opened and described; damaged ones are left out. */
function backupsIn(folder: string): ShelvedBackup[] {
  const listed = new Map(readList(folder).map((backup) => [backup.file, backup]))
  const found = namesIn(folder).flatMap((file): Backup[] => {
    const time = timeOfBackup(file)
    const bytes = time && statsOf(join(folder, file))?.size
    if (!time || bytes === undefined || bytes === null) return []
    const known = listed.get(file)
    if (known?.bytes === bytes) return [known]
    const described = proveCopy(join(folder, file))
    if (!described.ok) return []
    const { project, articles, annotations, state } = described.value
    return [{ file, project, path: '', at: time.toISOString(), reason: 'found', articles, annotations, bytes, state }]
  })
  if (found.some(({ file }) => !listed.has(file))) writeList(folder, found)
  return found.map((backup) => Object.assign({ folder }, backup)).toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

/** All backups under a root, of all projects. */
export const allBackups = (root: string): ShelvedBackup[] =>
  namesIn(root)
    .filter(isBackupFolder)
    .flatMap((name) => backupsIn(join(root, name)))

/** The folder of a project under a root; it is made where there is none. Throws errors of the disk. */
export function folderOf(root: string, project: { readonly id: string; readonly name: string }): string {
  const name = namesIn(root).find((folder) => isFolderOf(folder, project.id)) ?? folderName(project)
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Gives a finished copy its name, on the disk for good, and puts it on the list. Throws errors of the disk. */
export function shelve(folder: string, unfinished: string, backup: Backup): void {
  const file = openSync(unfinished, 'r+')
  fsyncSync(file)
  closeSync(file)
  renameSync(unfinished, join(folder, backup.file))
  const others = readList(folder).filter((other) => other.file !== backup.file && statsOf(join(folder, other.file)))
  writeList(folder, [...others, backup])
}

/** Removes what is too old or too much: see {@link backupsToRemove}. What cannot be removed stays. */
export function thinBackups(root: string, now: Date, mostBytes: number): void {
  const backups = allBackups(root)
  const aged = backups.map((backup) => ({
    id: pathOf(backup),
    of: `${backup.project.id} ${backup.path}`,
    at: backup.at,
    bytes: backup.bytes,
  }))
  const removed = new Set(backupsToRemove(aged, now, mostBytes))
  for (const path of removed) {
    try {
      rmSync(path, { force: true })
    } catch {
      removed.delete(path)
    }
  }
  for (const folder of new Set(backups.map((backup) => backup.folder))) {
    const own = backups.filter((backup) => backup.folder === folder)
    const left = own.filter((backup) => !removed.has(pathOf(backup)))
    if (left.length < own.length)
      writeList(
        folder,
        left.map(({ folder: _folder, ...backup }) => backup),
      )
  }
}

/** An unfinished copy that nobody has written to for so long was left by a program that was killed. In milliseconds. */
const ABANDONED = 3_600_000

/** Removes unfinished copies that a killed program has left in a folder. */
export function sweep(folder: string, now: Date): void {
  for (const name of namesIn(folder)) {
    if (!/^\.standoff-[0-9a-f]{16}\.part(-journal|-wal|-shm)?$/.test(name)) continue
    const path = join(folder, name)
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats && now.getTime() - stats.mtimeMs > ABANDONED) rmSync(path, { force: true })
  }
}
