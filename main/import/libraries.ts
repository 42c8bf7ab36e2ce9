import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The folder of a package that is installed, whether or not it lets its package.json be asked for. */
export function packageFolder(name: string): string {
  for (let folder = dirname(require.resolve(name)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === name) return folder
    if (folder === dirname(folder)) throw new Error(`The package ${name} is not installed`)
  }
}

const known = new Map<string, string>()

/** "mammoth 1.13.0": for the record of how a text came to be. */
export function libraryVersion(name: string): string {
  const said = known.get(name)
  if (said !== undefined) return said
  const { version } = JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as { version: string }
  const named = `${name} ${version}`
  known.set(name, named)
  return named
}
