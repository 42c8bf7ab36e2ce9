/** Why backups are made, and how that is said of one. */
export const BACKUP_REASONS = {
  'first-change': 'before the first change of the day',
  dataset: 'before a dataset was imported',
  articles: 'before articles were imported',
  'large-change': 'before a large change',
  codebook: 'before the codebook was replaced',
  restore: 'before an earlier state was restored',
  migration: 'before the project was brought up to date',
  asked: 'because you asked for it',
  found: 'found in the folder',
} as const

export type BackupReason = keyof typeof BACKUP_REASONS

/** A copy of a project as it was at a time. */
export interface Backup {
  /** Its file's name, without the folder. */
  readonly file: string
  readonly project: { readonly id: string; readonly name: string }
  /** The project file it was made of. */
  readonly path: string
  /** ISO 8601, UTC */
  readonly at: string
  readonly reason: BackupReason
  readonly articles: number
  readonly annotations: number
  readonly bytes: number
  /** What tells two states of a project apart: its version and the last line of its log. */
  readonly state: string
}
