import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Backup, BACKUP_REASONS, type BackupReason } from '../../model/past/backup.ts'
import { isFolderOf } from './backup-names.ts'
import { writeWhole } from '../files/place-file.ts'

/* The list in a folder of backups says what they are, so that not each of them has to be opened. */

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

/** What the list of a folder says; nothing where there is none, or it is damaged. */
export function readList(folder: string): readonly Backup[] {
  try {
    return listSchema.parse(JSON.parse(readFileSync(join(folder, LIST), 'utf8'))).backups
  } catch {
    return []
  }
}

/** The backups of a project that are on the list of its folder: all there are, unless somebody moved files by hand. */
export const listedBackups = (root: string, project: string): readonly Backup[] =>
  namesIn(root)
    .filter((name) => isFolderOf(name, project))
    .flatMap((name) => readList(join(root, name)))
    .filter((backup) => backup.project.id === project)

/** The list is only a help: where it cannot be written, the files are looked at again. */
export function writeList(folder: string, backups: readonly Backup[]): void {
  try {
    writeWhole(join(folder, LIST), `${JSON.stringify({ backups }, null, 2)}\n`)
  } catch {
    // The older list stays.
  }
}
