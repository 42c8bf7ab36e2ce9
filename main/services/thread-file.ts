import { existsSync } from 'node:fs'

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
