import { existsSync } from 'node:fs'
import type { ResourceLimits } from 'node:worker_threads'

/**
 * Worker data is short-lived, and V8 lets the place for it grow to 48 MB and more before it collects. In a smaller one a
 * thread works as fast, and the process is 100 to 150 MB smaller at its largest.
 */
export const THREAD_LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 16 }

/** Whether a thread died because its heap was full. */
export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** The entry file of each thread, as seen from this one. The build is told of the same files. */
const SOURCES = {
  'command-thread': '../command-line/command-thread.ts',
  'store-thread': '../project/store-thread.ts',
  'backup-thread': '../backups/backup-thread.ts',
  'doctor-thread': '../doctor/doctor-thread.ts',
  'dataset-thread': '../datasets/import/dataset-thread.ts',
  'export-thread': '../datasets/export/export-thread.ts',
  'read-thread': '../articles-in/reading/read-thread.ts',
  'salvage-thread': '../salvage/salvage-thread.ts',
} as const

export type ThreadName = keyof typeof SOURCES

/**
 * Finds a thread's file: beside this module or one folder up in a build (the bundler decides where this module lands),
 * as TypeScript when run from the sources.
 */
export function threadFile(name: ThreadName, base = import.meta.url): URL {
  const candidates = [`./${name}.js`, `../${name}.js`, SOURCES[name]].map((path) => new URL(path, base))
  const found = candidates.find((url) => existsSync(url))
  if (!found) throw new Error(`There is no ${name} beside ${base}`)
  return found
}
