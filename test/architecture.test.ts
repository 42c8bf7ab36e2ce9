import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Room, ROOMS } from './rooms.ts'

const ROOT = resolve(import.meta.dirname, '..')

interface Import {
  readonly from: string
  readonly target: string
  readonly typeOnly: boolean
  /** Loaded when it is asked for, not with the file. */
  readonly lazy: boolean
}

const OWN = /^(?:model|main|preload|renderer)\//

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => OWN.test(path) && /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))

/** Every import of a file: static, re-exported, for its effect, or dynamic. Own ones as paths from the project's root. */
function importsOf(from: string): Import[] {
  const code = readFileSync(join(ROOT, from), 'utf8')
  const pattern = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/gm
  return [...code.matchAll(pattern)].map(([, type, fixed, dynamic]) => {
    const name = fixed ?? dynamic ?? ''
    const own = relative(ROOT, resolve(ROOT, dirname(from), name))
    const target = name.startsWith('.') ? own.split(sep).join('/') : name
    return { from, target, typeOnly: type !== undefined, lazy: dynamic !== undefined }
  })
}

/** The room of a file: the longest path that its own begins with. */
function roomOf(file: string): Room | undefined {
  const fitting = ROOMS.filter(({ path }) => file.startsWith(path))
  return fitting.toSorted((a, b) => b.path.length - a.path.length)[0]
}

const isPackage = (target: string, allowed: string): boolean =>
  target === allowed || target.startsWith(/[:/-]$/.test(allowed) ? allowed : `${allowed}/`)

function isAllowed({ from, target, typeOnly }: Omit<Import, 'lazy'>): boolean {
  const room = roomOf(from)
  if (!room) return false
  const other = OWN.test(target) ? roomOf(target) : undefined
  if (target.endsWith('.css')) return from.startsWith('renderer/')
  if (!other) return (room.packages ?? []).some((allowed) => isPackage(target, allowed))
  return other === room || room.knows.includes(other.path) || (typeOnly && (room.typesOf ?? []).includes(other.path))
}

/** Groups of two or more from which each reaches every other: Tarjan's algorithm. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const circles: string[][] = []
  const visit = (file: string): number => {
    const own = order.size
    order.set(file, own)
    path.push(file)
    let low = own
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target))
      else if (path.includes(target)) low = Math.min(low, order.get(target) ?? low)
    }
    lowest.set(file, low)
    if (low === own) {
      const circle = path.splice(path.indexOf(file))
      if (circle.length > 1) circles.push(circle.toSorted())
    }
    return low
  }
  for (const file of graph.keys()) if (!order.has(file)) visit(file)
  return circles
}

const all = sources.flatMap(importsOf)

/** Own files a file imports, types included. */
const fileGraph = new Map(
  sources.map((file) => [
    file,
    all.filter(({ from, target }) => from === file && OWN.test(target)).map((i) => i.target),
  ]),
)

/** Rooms by the folder that they share: "model: value, text · main: files". All rooms of the model are "all of the model". */
function listed(paths: readonly string[]): string {
  const whole = ROOMS.every(({ path }) => !path.startsWith('model/') || paths.includes(path))
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const [top = '', ...rest] = path.slice(0, -1).split('/')
    if (whole && top === 'model') groups.set('all of the model', [])
    else groups.set(top, [...(groups.get(top) ?? []), rest.join('/') || 'index'])
  }
  return [...groups].map(([top, names]) => (names.length > 0 ? `${top}: ${names.join(', ')}` : top)).join(' · ')
}

/** The table of rooms in ARCHITECTURE.md. */
function roomTable(): string {
  const rows = ROOMS.map(({ path, holds, knows, typesOf = [] }) => {
    const types = typesOf.length > 0 ? `types of ${listed(typesOf)}` : ''
    return `| \`${path}\` | ${holds} | ${[listed(knows), types].filter(Boolean).join('; ')} |`
  })
  return ['| Room | Holds | Knows |', '|---|---|---|', ...rows].join('\n')
}

test('ARCHITECTURE.md shows the rooms as they are', () => {
  const path = join(ROOT, 'ARCHITECTURE.md')
  const page = readFileSync(path, 'utf8')
  const made = page.replace(
    /(<!-- rooms: .* -->\n)[^]*(<!-- end of rooms -->)/,
    (_all, begin: string, end: string) => `${begin}${roomTable()}\n${end}`,
  )
  if (process.env.UPDATE_DOCS === '1') writeFileSync(path, made)
  else expect(page, 'out of date: run UPDATE_DOCS=1 npx vitest run --project unit test/architecture.test.ts').toBe(made)
})

/** Packages that are loaded with a file, by way of others or not. */
function packagesOf(entry: string): string[] {
  const loaded = new Set<string>([entry])
  for (const file of loaded) {
    for (const { from, target, typeOnly, lazy } of all) if (from === file && !typeOnly && !lazy) loaded.add(target)
  }
  const packages = [...loaded].filter((target) => !OWN.test(target) && !/^node:|^package\.json$/.test(target))
  return packages.toSorted()
}

describe('who may import whom', () => {
  test('the scan sees the code', () => {
    expect(sources.length).toBeGreaterThan(60)
    expect(all.length).toBeGreaterThan(sources.length)
    const schema = 'renderer/editor/text/schema.ts'
    expect(all.some(({ from, target }) => from === schema && target === 'prosemirror-model')).toBe(true)
    expect(sources.filter((file) => !roomOf(file))).toEqual([])
  })

  test.each(ROOMS.map(({ path }) => [path]))('%s knows only what it may', (path) => {
    const files = all.filter(({ from }) => roomOf(from)?.path === path)
    const wrong = files.filter((item) => !isAllowed(item)).map(({ from, target }) => `${from} → ${target}`)
    expect(wrong).toEqual([])
  })

  test('rooms stand on rooms before them, so that they make no circle', () => {
    const before = new Set<string>()
    const wrong: string[] = []
    for (const { path, knows, typesOf } of ROOMS) {
      for (const other of [...knows, ...(typesOf ?? [])]) {
        const inside = other.startsWith(path) || path.startsWith(other)
        if (!before.has(other) && !inside) wrong.push(`${path} → ${other}`)
      }
      before.add(path)
    }
    expect(wrong).toEqual([])
  })

  test('no file imports itself by way of others, types included', () => {
    expect(circlesOf(fileGraph)).toEqual([])
  })

  test('a circle is found where there is one', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ])
    expect(circlesOf(graph)).toEqual([['a', 'b', 'c']])
  })

  test('only the shell knows Electron, and one file SQLite', () => {
    const electron = all.filter(({ target }) => target === 'electron' || target.startsWith('electron/'))
    const outside = electron.filter(
      ({ from }) => !/^main\/shell\/electron\/|^main\/index\.ts$|^preload\/index\.ts$/.test(from),
    )
    expect(outside).toEqual([])
    const sqlite = all.filter(({ target, typeOnly }) => target === '@photostructure/sqlite' && !typeOnly)
    expect(sqlite.map(({ from }) => from)).toEqual(['main/store/sqlite/sqlite.ts'])
  })

  test('a dataset format knows no other format', () => {
    const formatOf = (file: string): string | undefined =>
      /^main\/formats\/(?!kit\/|registry\/)([^/]+)\//.exec(file)?.[1]
    const known = all.flatMap(({ from, target }) => {
      const [own, other] = [formatOf(from), formatOf(target)]
      return own === undefined || other === undefined ? [] : [{ from, target, isOwn: own === other }]
    })
    expect(known.length).toBeGreaterThan(20)
    expect(known.filter(({ isOwn }) => !isOwn)).toEqual([])
  })

  test('what starts the window loads neither the store nor what reads formats', () => {
    expect(packagesOf('main/index.ts')).toEqual(['electron', 'uuid', 'zod'])
  })

  test('the preload loads nothing but Electron, so no decoder', () => {
    expect(packagesOf('preload/index.ts')).toEqual(['electron'])
  })

  test.each([
    ['main/store/sqlite/articles.ts', 'main/formats/index.ts', false],
    ['main/store/sqlite/articles.ts', 'preload/contract/contract.ts', false],
    ['model/text/span.ts', 'node:fs', false],
    ['model/text/span.ts', 'model/record/annotation.ts', true],
    ['renderer/editor/paint/paint.ts', 'renderer/panels/inspector/inspector.tsx', false],
    ['renderer/panels/inspector/inspector.tsx', 'renderer/editor/paint/paint.ts', false],
    ['renderer/session/project/session.ts', 'react', false],
    ['renderer/main.tsx', 'electron', false],
    ['main/project/open-project.ts', 'electron', false],
  ])('refuses %s → %s', (from, target, typeOnly) => {
    expect(isAllowed({ from, target, typeOnly })).toBe(false)
  })
})
