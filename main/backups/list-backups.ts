import { basename, dirname, join } from 'node:path'
import { statsOf } from '../files/file-stats.ts'
import { allBackups } from './backup-folder.ts'
import { namesIn } from './backup-list.ts'
import { placeOf } from './backup-place.ts'
import { describeFile } from './describe-backup.ts'
import type { ShelvedBackup } from './shelved-backup.ts'

const BEFORE_MIGRATION = /^\.backup-v\d+(-\d+)?\.standoff$/

/** The copies beside a project that were kept when it was brought up to date, each as it was changed last before. */
function keptByMigrations(place: string): ShelvedBackup[] {
  const folder = dirname(place)
  const stem = basename(place, '.standoff')
  const isKept = (name: string): boolean => name.startsWith(stem) && BEFORE_MIGRATION.test(name.slice(stem.length))
  return namesIn(folder)
    .filter(isKept)
    .flatMap((file): ShelvedBackup[] => {
      const path = join(folder, file)
      const described = describeFile(path)
      const stats = statsOf(path)
      if (!described || !stats) return []
      const { project, articles, annotations, state } = described
      const at = stats.mtime.toISOString()
      return [
        {
          folder,
          file,
          project,
          path: place,
          at,
          reason: 'migration',
          articles,
          annotations,
          bytes: stats.size,
          state,
        },
      ]
    })
}

/** The id of a project; null where it cannot be read. */
const idOf = (path: string): string | null => describeFile(path)?.project.id ?? null

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
  return [
    ...all.filter((backup) => backup.path === place || backup.project.id === id),
    ...keptByMigrations(place),
  ].toSorted((a, b) => (a.at > b.at ? -1 : 1))
}
