import type { Backup } from '../../model/past/backup.ts'
import type { BackupSettings } from '../../model/past/backup-settings.ts'

/** A backup as the window may know it: by an id, not by its path. */
export interface ListedBackup extends Pick<Backup, 'at' | 'reason' | 'articles' | 'annotations' | 'bytes'> {
  readonly id: string
  readonly file: string
  /** The project file that it was made of, where that is another one than the one asked about. */
  readonly elsewhere: string | null
}

/** The backups of a project, newest first, and how backups are made. */
export interface BackupList {
  /** Name of the project. */
  readonly project: string
  /** Whether one can be made now: the project is open. */
  readonly isOpen: boolean
  readonly backups: readonly ListedBackup[]
  /** All there are, of all projects. */
  readonly all: { readonly count: number; readonly bytes: number }
  readonly settings: BackupSettings
  /** Where they go. */
  readonly folder: string
}

/** What is shown, for reading only, in the place of the open project. */
export interface Looking {
  /** What it is: "“News” as it was on Tuesday 14:32". */
  readonly title: string
  /** More about it: "12 articles, 212 annotations". */
  readonly details: string
  /** Name of the project to go back to; null where none was open. */
  readonly back: string | null
}

/** How many lines of the log have been undone, of how many. */
export interface LookProgress {
  readonly done: number
  readonly of: number
}
