import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)

/** The folder of an installed package, whatever it exports. */
export function packageFolder(name: string): string {
  const folder = (require.resolve.paths(name) ?? [])
    .map((base) => join(base, name))
    .find((candidate) => existsSync(join(candidate, 'package.json')))
  if (folder === undefined) throw new Error(`The package ${name} is not installed`)
  return folder
}

const known = new Map<string, string>()

/** "mammoth 1.13.0", as it is recorded with an article. */
export function libraryVersion(name: string): string {
  const said = known.get(name)
  if (said !== undefined) return said
  const { version } = JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as { version: string }
  const named = `${name} ${version}`
  known.set(name, named)
  return named
}
