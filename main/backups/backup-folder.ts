import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup } from '../../model/past/backup.ts'
import { backupsToRemove } from '../../model/past/rotation.ts'
import { statsOf } from '../files/file-stats.ts'
import { placeFile } from '../files/place-file.ts'
import { namesIn, readList, writeList } from './backup-list.ts'
import { folderName, isBackupFolder, isFolderOf, timeOfBackup } from './backup-names.ts'
import { proveCopy } from './describe-backup.ts'
import { pathOf, type ShelvedBackup } from './shelved-backup.ts'

/*
 * Where backups stand: a folder for each project, in it the copies and a list that says what they are. The files are
 * what counts. The list saves opening each of them; where it is lost, it is made again from what the files say.
 */

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

/** Gives a finished copy, which is on the disk, its name, and puts it on the list. Throws errors of the disk. */
export function shelve(folder: string, unfinished: string, backup: Backup): void {
  placeFile(unfinished, join(folder, backup.file))
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
