import { exportName } from '../files/file-names.ts'
import { sha256 } from '../files/sha256.ts'

const EXTENSION = 'standoff'
const two = (number: number): string => `${number}`.padStart(2, '0')

/** "2026-03-03 14.32.05", in local time: a name that sorts, and that every file system takes. */
function stamp(time: Date): string {
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join('.')}`
}

/** Bytes of a project's name that go into file names, which the disk may limit to 255 with all else. */
const LONGEST_NAME = 120

/** A project's name as every file system takes it. */
function safeName(name: string): string {
  let characters = Array.from(exportName(name, '').slice(0, -1))
  while (Buffer.byteLength(characters.join('')) > LONGEST_NAME) characters = characters.slice(0, -1)
  return characters.join('').trimEnd()
}

/** What the backup of a project is called. `copy` tells two of the same second apart; it counts from 1. */
export const backupName = (project: string, time: Date, copy: number): string =>
  `${safeName(project)} ${stamp(time)}${copy > 1 ? ` (${copy})` : ''}.${EXTENSION}`

const OURS = / (\d{4})-(\d\d)-(\d\d) (\d\d)\.(\d\d)\.(\d\d)(?: \(\d+\))?\.standoff$/

/** When the backup with a name was made; null where the name is none of a backup. */
export function timeOfBackup(name: string): Date | null {
  const parts = OURS.exec(name)?.slice(1).map(Number)
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour, minute, second] = parts
  return new Date(year, month - 1, day, hour, minute, second)
}

/** The end of the name of a project's folder. The id comes from a file that may be a stranger's, so only its hash is used. */
const folderMark = (project: string): string => ` (${sha256(project).slice(0, 12)})`

/** What the folder of a project's backups is called when it is made; its name may have been another one then. */
export const folderName = (project: { readonly id: string; readonly name: string }): string =>
  safeName(project.name) + folderMark(project.id)

/** Whether a folder is that of a project, whatever the project was called when it was made. */
export const isFolderOf = (folder: string, project: string): boolean => folder.endsWith(folderMark(project))

/** Whether a folder holds the backups of some project. */
export const isBackupFolder = (folder: string): boolean => / \([0-9a-f]{12}\)$/.test(folder)
