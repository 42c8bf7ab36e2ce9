import { existsSync } from 'node:fs'
import type { ResourceLimits } from 'node:worker_threads'

/**
 * What goes through a thread is soon garbage, and V8 lets a place for it grow to 48 MB and more before it looks what is
 * still in use. In a smaller one a thread works as fast, and the process is 100 to 150 MB smaller at its largest.
 */
export const THREAD_LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 16 }

/**
 * Finds a thread's file: beside this module or one folder up in a build (the bundler decides where this module lands),
 * as TypeScript when run from the sources.
 */
export function threadFile(
  name: 'store-thread' | 'dataset-thread' | 'export-thread' | 'read-thread',
  base = import.meta.url,
): URL {
  const candidates = [`./${name}.js`, `../${name}.js`, `./${name}.ts`].map((path) => new URL(path, base))
  const found = candidates.find((url) => existsSync(url))
  if (!found) throw new Error(`There is no ${name} beside ${base}`)
  return found
}
