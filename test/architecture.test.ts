import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

/** Files of the main process that may import Electron. */
const ELECTRON_FILES = new Set(
  ['index', 'window', 'protocol', 'menu', 'dialogs', 'ipc', 'handlers'].map((name) => `main/${name}.ts`),
)

interface Rule {
  /** The files it holds for, by the beginning of their path. */
  readonly room: string
  /** Own folders it may import from, by the beginning of their path; its own room is always allowed. */
  readonly own: readonly string[]
  /** Packages it may import; `node:` stands for all of Node. */
  readonly packages: readonly string[]
  /** Own folders of which only types may be taken. */
  readonly typesOf?: readonly string[]
}

// From the most particular to the most general: the first that fits a file holds for it.
const RULES: readonly Rule[] = [
  { room: 'model/', own: [], packages: ['zod'] },
  {
    room: 'main/store/',
    own: ['model/'],
    typesOf: ['preload/contract.ts'],
    packages: ['node:', 'zod', '@photostructure/sqlite'],
  },
  { room: 'main/formats/', own: ['model/'], packages: ['node:', 'zod'] },
  {
    room: 'main/import/',
    own: ['model/', 'main/formats/'],
    packages: [
      'node:',
      'zod',
      'iconv-lite',
      'chardet',
      'csv-parse',
      'yauzl',
      'yazl',
      'saxes',
      'linkedom',
      '@mozilla/readability',
      'mammoth',
      'pdfjs-dist',
      'mdast',
      'mdast-util-',
      'micromark-extension-',
      'postal-mime',
      'tinyld',
      'read-excel-file',
    ],
  },
  {
    room: 'main/export/',
    own: ['model/', 'main/formats/'],
    typesOf: ['preload/contract.ts'],
    packages: ['node:', 'd3-dsv', 'zod', 'yazl', 'write-excel-file'],
  },
  {
    room: 'main/services/',
    own: [
      'model/',
      'main/store/',
      'main/import/',
      'main/export/',
      'main/formats/',
      'main/log.ts',
      'main/file-names.ts',
      'package.json',
    ],
    typesOf: ['preload/contract.ts'],
    packages: ['node:', 'uuid'],
  },
  {
    room: 'main/',
    own: ['model/', 'main/', 'package.json'],
    typesOf: ['preload/contract.ts'],
    packages: ['node:', 'zod', 'uuid', 'electron'],
  },
  { room: 'preload/contract', own: [], typesOf: ['model/'], packages: [] },
  { room: 'preload/', own: ['model/'], typesOf: ['preload/contract.ts'], packages: ['electron'] },
  { room: 'renderer/session/', own: ['model/'], typesOf: ['preload/contract.ts'], packages: [] },
  {
    room: 'renderer/editor/',
    own: ['model/', 'renderer/session/', 'renderer/commands.ts', 'renderer/commands/', 'renderer/focus.ts'],
    packages: ['react', 'prosemirror-'],
  },
  {
    room: 'renderer/panels/',
    own: [
      'model/',
      'renderer/session/',
      'renderer/components/',
      'renderer/command.ts',
      'renderer/commands.ts',
      'renderer/commands/',
      'renderer/modes.ts',
      'renderer/keys.ts',
      'renderer/focus.ts',
    ],
    typesOf: ['preload/contract.ts'],
    packages: ['react', '@base-ui/react', '@tanstack/react-virtual', 'react-resizable-panels'],
  },
  { room: 'renderer/components/', own: ['model/'], packages: ['react', '@base-ui/react', '@tanstack/react-virtual'] },
  {
    room: 'renderer/',
    own: ['model/', 'renderer/'],
    typesOf: ['preload/contract.ts'],
    packages: ['react', 'react-dom', '@base-ui/react', 'uuid', '@fontsource-variable/'],
  },
]

interface Import {
  readonly from: string
  readonly target: string
  readonly typeOnly: boolean
  /** Loaded when it is asked for, not with the file. */
  readonly lazy: boolean
}

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /^(model|main|preload|renderer)\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts'))

/** Every import of a file: static, re-exported, for its effect, or dynamic. Own ones as paths from the project's root. */
function importsOf(from: string): Import[] {
  const code = readFileSync(join(ROOT, from), 'utf8')
  const found: Import[] = []
  const pattern =
    /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)|new URL\('(\.[^']+)', import\.meta\.url\)/gm
  for (const [, type, fixed, dynamic, url] of code.matchAll(pattern)) {
    const name = fixed ?? dynamic ?? url ?? ''
    const target = name.startsWith('.')
      ? relative(ROOT, resolve(ROOT, dirname(from), name))
          .split(sep)
          .join('/')
      : name
    if (url === undefined) found.push({ from, target, typeOnly: type !== undefined, lazy: dynamic !== undefined })
  }
  return found
}

function isAllowed({ from, target, typeOnly }: Omit<Import, 'lazy'>): boolean {
  const rule = RULES.find(({ room }) => from.startsWith(room))
  if (!rule) return false
  const own = /^(model|main|preload|renderer)\/|^package\.json$/.test(target)
  if (own) {
    return (
      [rule.room, ...rule.own].some((start) => target.startsWith(start)) ||
      (typeOnly && (rule.typesOf ?? []).some((start) => target.startsWith(start)))
    )
  }
  if (target.endsWith('.css')) return from.startsWith('renderer/')
  return rule.packages.some(
    (start) =>
      target === start ||
      target.startsWith(start.endsWith(':') || start.endsWith('-') || start.endsWith('/') ? start : `${start}/`),
  )
}

describe('who may import whom', () => {
  const all = sources.flatMap(importsOf)

  test('the scan sees the code', () => {
    expect(sources.length).toBeGreaterThan(60)
    expect(all.length).toBeGreaterThan(sources.length)
    expect(all.some(({ from, target }) => from === 'renderer/editor/schema.ts' && target === 'prosemirror-model')).toBe(
      true,
    )
  })

  test.each(RULES.map(({ room }) => [room]))('%s keeps to its rooms', (room) => {
    const files = all.filter(({ from }) => RULES.find((rule) => from.startsWith(rule.room))?.room === room)
    expect(files.filter((item) => !isAllowed(item)).map(({ from, target }) => `${from} → ${target}`)).toEqual([])
  })

  test('only the shell knows Electron, and one file SQLite', () => {
    const electron = all.filter(({ target }) => target === 'electron' || target.startsWith('electron/'))
    expect(
      electron.map(({ from }) => from).filter((from) => !ELECTRON_FILES.has(from) && from !== 'preload/index.ts'),
    ).toEqual([])
    const sqlite = all.filter(({ target, typeOnly }) => target === '@photostructure/sqlite' && !typeOnly)
    expect(sqlite.map(({ from }) => from)).toEqual(['main/store/sqlite.ts'])
  })

  test('what starts the window loads neither the store nor what reads formats', () => {
    const loaded = new Set<string>(['main/index.ts'])
    for (const file of loaded) {
      for (const { from, target, typeOnly, lazy } of all) if (from === file && !typeOnly && !lazy) loaded.add(target)
    }
    const packages = [...loaded].filter((target) => !/^(?:main|model|preload)\/|^node:|^package\.json$/.test(target))
    expect(packages.toSorted()).toEqual(['electron', 'uuid', 'zod'])
  })

  test.each([
    ['main/store/articles.ts', 'main/export/index.ts', false],
    ['main/store/articles.ts', 'preload/contract.ts', false],
    ['model/span.ts', 'node:fs', false],
    ['renderer/editor/paint.ts', 'renderer/panels/inspector.tsx', false],
    ['renderer/panels/inspector.tsx', 'renderer/editor/paint.ts', false],
    ['renderer/session/session.ts', 'react', false],
    ['renderer/main.tsx', 'electron', false],
    ['main/services/import-file.ts', 'electron', false],
  ])('refuses %s → %s', (from, target, typeOnly) => {
    expect(isAllowed({ from, target, typeOnly })).toBe(false)
  })
})
