import { join } from 'node:path'
import type { Backup } from '../../model/past/backup.ts'

/** A backup, and the folder that it stands in. */
export interface ShelvedBackup extends Backup {
  readonly folder: string
}

export const pathOf = ({ folder, file }: ShelvedBackup): string => join(folder, file)
