import { z } from 'zod'

/** How backups are made by themselves. */
export interface BackupSettings {
  readonly on: boolean
  /** Where they go; null: beside the settings of the program. */
  readonly folder: string | null
  /** What they may take on the disk together, in bytes. The newest one of each project stays whatever it takes. */
  readonly mostBytes: number
}

const GIGABYTE = 1_000_000_000

/** What can be chosen as the most that backups may take, in bytes. */
export const BACKUP_SIZES: readonly number[] = [1, 2, 5, 10, 20, 50, 100].map((number) => number * GIGABYTE)

export const INITIAL_BACKUPS: BackupSettings = { on: true, folder: null, mostBytes: 5 * GIGABYTE }

/** Each part falls back on its own. */
export const backupSettingsSchema: z.ZodType<BackupSettings> = z
  .object({
    on: z.boolean().catch(INITIAL_BACKUPS.on),
    folder: z.string().min(1).nullable().catch(INITIAL_BACKUPS.folder),
    mostBytes: z.number().min(0).catch(INITIAL_BACKUPS.mostBytes),
  })
  .catch(INITIAL_BACKUPS)
