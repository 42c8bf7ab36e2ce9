import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type BackupSettings, backupSettingsSchema, INITIAL_BACKUPS } from '../../model/past/backup-settings.ts'
import { clearLeftovers, temporaryBeside } from '../files/temporary.ts'
import type { RecentEntry } from './recent-projects.ts'

export type Theme = 'system' | 'light' | 'dark'

/** Where the window stood, in device-independent pixels. */
export interface WindowPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly maximised: boolean
}

/** What is remembered from start to start. Projects are not settings: they are files of the user. */
export interface Settings {
  readonly theme: Theme
  readonly zoom: number
  readonly window: WindowPlace | null
  readonly recents: readonly RecentEntry[]
  /** Who sits at this computer; null before the first start is over. */
  readonly annotator: { readonly id: string; readonly name: string } | null
  readonly backups: BackupSettings
}

const INITIAL: Settings = {
  theme: 'system',
  zoom: 0,
  window: null,
  recents: [],
  annotator: null,
  backups: INITIAL_BACKUPS,
}

const pixel = z.int().min(-100_000).max(100_000)
const length = z.int().min(1).max(100_000)

// Each part falls back on its own: a window place that makes no sense must not cost the list of projects.
const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch(INITIAL.theme),
  zoom: z.number().min(-5).max(5).catch(INITIAL.zoom),
  window: z
    .object({ x: pixel, y: pixel, width: length, height: length, maximised: z.boolean() })
    .nullable()
    .catch(INITIAL.window),
  recents: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string() })).catch([]),
  annotator: z
    .object({ id: z.string().min(1).max(200), name: z.string().min(1) })
    .nullable()
    .catch(INITIAL.annotator),
  backups: backupSettingsSchema,
}) satisfies z.ZodType<Settings>

/** The settings as they are, and the one way to change them. */
export interface SettingsFile {
  get(): Settings
  /** Takes effect at once and is on disk when the promise resolves; never rejects, a failure is reported to `onFailure`. */
  update(change: Partial<Settings>): Promise<void>
  /** Resolves when everything so far is on disk. */
  settled(): Promise<void>
}

function read(path: string): Settings {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    // The first start, or a folder that cannot be read: either way there is nothing to remember.
    return INITIAL
  }
  try {
    return settingsSchema.parse(JSON.parse(text))
  } catch {
    keepDamaged(path)
    return INITIAL
  }
}

/** Keeps a file beside that makes no sense, so that what a person wrote by hand is not lost to a missing comma. */
function keepDamaged(path: string): void {
  try {
    renameSync(path, `${path}.damaged`)
  } catch {
    // It stays where it is; writing the settings says that it cannot be written.
  }
}

/** Makes the folder. Where that fails, so does writing, which says so; the program works with what it has in memory. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    // See above.
  }
}

/** Written beside, flushed and renamed: a crash leaves the old file or the new one, never half of it. */
async function write(path: string, settings: Settings): Promise<void> {
  const temporary = temporaryBeside(path)
  try {
    await writeFile(temporary, `${JSON.stringify(settings, null, 2)}\n`, { flag: 'wx', flush: true })
    await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Reads the settings (synchronously, because the window's place depends on them) and keeps the file up to date. */
export function openSettings(path: string, onFailure: (error: unknown) => void): SettingsFile {
  makeFolder(dirname(path))
  clearLeftovers(dirname(path))
  let settings = read(path)
  let writing: Promise<void> = Promise.resolve()
  return {
    get: () => settings,
    update(change) {
      settings = { ...settings, ...change }
      const now = settings
      writing = writing.then(() => (now === settings ? write(path, now).catch(onFailure) : undefined))
      return writing
    },
    settled: () => writing,
  }
}
