import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/* What the documents of the project say about its files. */

const ROOT = resolve(import.meta.dirname, '..')
const DECISIONS = readdirSync(join(ROOT, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name))
const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'bench/README.md',
  'docs/security.md',
  'docs/decisions/README.md',
  ...DECISIONS.map((name) => `docs/decisions/${name}`),
]

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Paths of the project that a text names in backticks, without patterns and placeholders. */
const namedPaths = (text: string): string[] =>
  [...text.matchAll(/`((?:model|main|preload|renderer|test|bench|scripts|resources|docs)\/[\w./-]*)`/g)].map(
    ([, path]) => path ?? '',
  )

/** Targets of the links of a text that lead to files beside it. */
const linkedPaths = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '')

describe('documents', () => {
  test.each(DOCUMENTS)('%s names files that exist', (document) => {
    const text = read(document)
    const named = namedPaths(text).filter((path) => !existsSync(join(ROOT, path)))
    const linked = linkedPaths(text).filter((path) => !existsSync(join(ROOT, dirname(document), path)))
    expect([...named, ...linked]).toEqual([])
  })
})

describe('decisions', () => {
  test('are numbered without a gap and listed under their title', () => {
    const index = read('docs/decisions/README.md')
    const wrong = DECISIONS.toSorted().filter((name, i) => {
      const number = String(i + 1).padStart(4, '0')
      const [, title] = /^# \d+\. (.+)$/m.exec(read(`docs/decisions/${name}`)) ?? []
      return !name.startsWith(number) || !index.includes(`| [${number}](${name}) | ${title} |`)
    })
    expect(wrong).toEqual([])
    expect(DECISIONS.length).toBeGreaterThan(40)
  })

  test.each(DECISIONS)('%s is one short page in four parts', (name) => {
    const text = read(`docs/decisions/${name}`)
    expect(text).toMatch(/^# \d+\. .+\n\nDate: \d{4}-\d{2}-\d{2}/)
    expect(text.match(/^## .+$/gm)).toEqual(['## Context', '## Decision', '## Consequences'])
    expect(text.split('\n').length).toBeLessThanOrEqual(40)
  })
})

describe('docs/security.md', () => {
  const text = read('docs/security.md')
  const rows = text.split('\n').filter((line) => line.startsWith('| '))

  test('has a test for each of the twenty lines of Electron’s checklist', () => {
    const lines = rows.flatMap((row) => /^\| (\d+) \|.*\| `([^`]+)`: (.+) \|$/.exec(row)?.slice(1) ?? [])
    const named = Array.from({ length: lines.length / 3 }, (_, i) => lines.slice(3 * i, 3 * i + 3))
    expect(named.map(([number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    const missing = named.filter(([, path = '', title = '']) => !read(path).includes(`'${title}'`))
    // The title of a table of cases stands behind its cases.
    expect(missing).toEqual([])
  })

  test('names the versions that are installed', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version: string }> }
    const listed = rows.flatMap((row) => {
      const [, name = '', version = ''] = row.split('|').map((cell) => cell.trim())
      return /^\d+\.\d+\.\d+$/.test(version) ? [{ name, version }] : []
    })
    expect(listed.length).toBeGreaterThan(10)
    const other = listed.filter(({ name, version }) => packages[`node_modules/${name}`]?.version !== version)
    expect(other).toEqual([])
  })
})
