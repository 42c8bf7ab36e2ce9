import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ok } from '../../model/value/result.ts'
import { openForCopy } from '../store/sqlite/project-file.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import { currentProject } from '../store/sqlite/tables.ts'
import { allBackups } from './backup-folder.ts'
import type { ShelvedBackup } from './shelved-backup.ts'

function realPath(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/** Where a project file is, or was, whatever links lead there. */
export function placeOf(path: string): string {
  const folder = dirname(path)
  return realPath(path) ?? join(realPath(folder) ?? folder, basename(path))
}

/** The id of a project; null where it cannot be read. */
function idOf(path: string): string | null {
  const opened = openForCopy(path)
  if (!opened.ok) return null
  const db = opened.value
  const id = guarded(path, () => {
    try {
      return ok(currentProject(db)?.id ?? null)
    } finally {
      db.close()
    }
  })
  return id.ok ? id.value : null
}

/** The backups of a project, and all there are. */
export interface ProjectBackups {
  /** Newest first. */
  readonly own: readonly ShelvedBackup[]
  /** Where the project file is, as backups name it. */
  readonly place: string
  readonly all: { readonly count: number; readonly bytes: number }
}

/** null: of no project. */
export function projectBackups(root: string, project: string | null): ProjectBackups {
  const all = allBackups(root)
  return {
    own: project === null ? [] : backupsOf(root, project, all),
    place: project === null ? '' : placeOf(project),
    all: { count: all.length, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) },
  }
}

/** The backups of a project, newest first: those made of the file under its path, and those of the same project elsewhere. */
export function backupsOf(root: string, path: string, all = allBackups(root)): ShelvedBackup[] {
  const id = idOf(path)
  const place = placeOf(path)
  return all
    .filter((backup) => backup.path === place || backup.project.id === id)
    .toSorted((a, b) => (a.at > b.at ? -1 : 1))
}
