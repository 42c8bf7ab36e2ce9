import { readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../../renderer')
const read = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8')

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).map((path) => path.split(sep).join('/'))
const sheets = files.filter((path) => path.endsWith('.css') && !/^styles\/(?:window|layers)\.css$/.test(path))
const sources = files.filter((path) => /\.tsx?$/.test(path)).map((path) => ({ path, code: read(path) }))

/** Rooms whose classes every other room may use and refine. */
const SHARED: ReadonlySet<string> = new Set(['components', 'styles'])

/** Classes without a rule: the context menu and the bench find elements by them. */
const HOOKS = new Set(['annotation-list', 'selection'])

/** `panels/find`, `editor`, `components`…; files at the top are a room, too. */
function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'panels' ? `${first}/${second}` : path.includes('/') ? first : 'window'
}

function layerOf(path: string): string {
  const room = roomOf(path)
  if (room === 'styles') return path.includes('tokens') ? 'tokens' : 'base'
  return room === 'components' || room === 'editor' ? room : 'panels'
}

const withoutComments = (css: string): string => css.replaceAll(/\/\*[\s\S]*?\*\//g, '')

const KEYFRAME = /^(?:from|to|[\d.]+%)$/

/** The selectors of a style sheet, one by one. */
function selectorsOf(css: string): string[] {
  const preludes = [...withoutComments(css).matchAll(/(?<=[{};]|^)\s*([^{};@]+)\{/g)].map(([, prelude = '']) => prelude)
  // A comma in parentheses separates arguments.
  return preludes
    .flatMap((prelude) => prelude.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
    .filter((selector) => !KEYFRAME.test(selector))
}

const classesOf = (selector: string): string[] =>
  [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name)

/** `is-drawn`: a state of the element, which only means something beside a class of its own. */
const isState = (name: string): boolean => name.startsWith('is-')

interface Rule {
  readonly path: string
  readonly selector: string
  readonly classes: readonly string[]
}

const rules: readonly Rule[] = sheets.flatMap((path) =>
  selectorsOf(read(path)).map((selector) => ({ path, selector, classes: classesOf(selector) })),
)

/** Rooms in whose style sheets a selector begins with a class. */
const owners = new Map<string, Set<string>>()
for (const { path, classes } of rules) {
  const [first] = classes
  if (first !== undefined) owners.set(first, (owners.get(first) ?? new Set()).add(roomOf(path)))
}
const ownerOf = (name: string): string | undefined => [...(owners.get(name) ?? [])][0]
const mayUse = (room: string, name: string): boolean => {
  const owner = ownerOf(name)
  return owner !== undefined && (owner === room || SHARED.has(owner))
}

/** String literals in a piece of code; what a template inserts is cut out and leaves "…". */
function literalsOf(code: string): string[] {
  return [...code.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)].flatMap(([, single, double, template]) => {
    if (template === undefined) return [single ?? double ?? '']
    const inserted = [...template.matchAll(/\$\{([^}]*)\}/g)].map(([, inside]) => inside)
    return [template.replaceAll(/\$\{[^}]*\}/g, '…')].concat(literalsOf(inserted.join(' ')))
  })
}

/** The expressions that give an element its classes. */
function classExpressionsOf(code: string): string[] {
  const pattern = /class(?:Name)?(?:=|: )("[^"]*"|'[^']*'|`[^`]*`|\{(?:[^{}]|\{[^{}]*\})*\})|classList\.\w+\(([^)]*)\)/g
  return [...code.matchAll(pattern)].map(([, value, args]) => value ?? args ?? '')
}

/** Takes out what is compared, asked for or a default: it is no whole class name. */
const withoutConditions = (expression: string): string =>
  expression.replaceAll(/(?:===|!==) '[^']*'|\?\? '[^']*'|\.(?:has|get)\('[^']*'\)/g, '')

const used = sources.flatMap(({ path, code }) =>
  classExpressionsOf(code)
    .flatMap((expression) => literalsOf(withoutConditions(expression)))
    .flatMap((literal) => literal.split(/\s+/))
    .filter((name) => /^[a-z][\w…-]*$/i.test(name))
    .map((name) => ({ room: roomOf(path), path, name })),
)

describe('style sheets', () => {
  test('the scan sees them and the classes that code gives', () => {
    expect(sheets.length).toBeGreaterThan(40)
    expect(rules.length).toBeGreaterThan(400)
    expect(used.length).toBeGreaterThan(300)
    expect(selectorsOf('@layer a { .b:is(.c, .d) .e, .f { x: y; } @media (q) { .g { x: y; } } }')).toEqual([
      '.b:is(.c, .d) .e',
      '.f',
      '.g',
    ])
  })

  test('each is one layer, the one of its room, in the declared order', () => {
    expect(withoutComments(read('styles/layers.css')).trim()).toBe('@layer tokens, base, components, editor, panels;')
    const wrong = sheets.filter((path) => {
      const css = withoutComments(read(path)).trim()
      return !css.startsWith(`@layer ${layerOf(path)} {`) || !css.endsWith('\n}') || /\n[^\s}]/.test(css)
    })
    expect(wrong).toEqual([])
  })

  test('each is imported by a component beside it, or with the window', () => {
    const imported = new Set([...read('styles/window.css').matchAll(/@import "([^"]+)"/g)].map(([, path = '']) => path))
    const wrong = sheets.filter((path) => {
      if (SHARED.has(roomOf(path)))
        return !imported.has(path.startsWith('styles/') ? path.replace('styles/', './') : `../${path}`)
      const name = `import './${path.slice(path.lastIndexOf('/') + 1)}'`
      return !sources.some((source) => dirname(source.path) === dirname(path) && source.code.includes(name))
    })
    expect(wrong).toEqual([])
  })

  test('every custom property is defined and used', () => {
    const css = sheets.map(read).map(withoutComments).join('\n')
    const code = sources.map((source) => source.code).join('\n')
    const defined = new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name = '']) => name))
    const asked = new Set([...`${css}${code}`.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name))
    // Code asks for the colour of a type by its name.
    const isAsked = (name: string): boolean =>
      asked.has(name) || (code.includes('var(--type-${') && /^--type-[a-z]+$/.test(name))
    expect([...defined].filter((name) => !isAsked(name))).toEqual([])
    expect([...asked].filter((name) => !defined.has(name) && name !== '--type-')).toEqual([])
  })

  test('none has more than 220 lines', () => {
    expect(sheets.filter((path) => read(path).split('\n').length > 220)).toEqual([])
  })
})

describe('class names', () => {
  test('every rule of a room begins with a class of that room, and no two rooms have one class', () => {
    const without = rules.filter(({ path, classes }) => classes.length === 0 && !SHARED.has(roomOf(path)))
    expect(without.map(({ path, selector }) => `${path}: ${selector}`)).toEqual([])
    const shared = [...owners].filter(([, rooms]) => rooms.size > 1)
    expect(shared).toEqual([])
  })

  test('a rule refines classes of its own room and of components only', () => {
    const wrong = rules.flatMap(({ path, selector, classes }) =>
      classes
        .filter((name) => !isState(name) && ownerOf(name) !== undefined && !mayUse(roomOf(path), name))
        .map((name) => `${path}: ${selector} (${name})`),
    )
    expect(wrong).toEqual([])
  })

  test('a state is part of a compound', () => {
    const wrong = rules.filter(({ selector }) => /(?:^|[\s>+~(])\.is-/.test(selector))
    expect(wrong.map(({ path, selector }) => `${path}: ${selector}`)).toEqual([])
  })

  test('what code uses is defined, in its own room or in components', () => {
    const defined = new Set(rules.flatMap(({ classes }) => classes))
    const wrong = used.filter(({ room, name }) => {
      if (HOOKS.has(name)) return false
      if (name.includes('…')) return ![...defined].some((item) => item.startsWith(name.slice(0, name.indexOf('…'))))
      return isState(name) ? !defined.has(name) : ownerOf(name) ? !mayUse(room, name) : !defined.has(name)
    })
    expect(wrong.map(({ path, name }) => `${path}: ${name}`)).toEqual([])
    expect([...HOOKS].filter((name) => !used.some((item) => item.name === name))).toEqual([])
  })

  test('what is defined is used', () => {
    const words = new Set(
      sources.flatMap(({ code }) => literalsOf(code)).flatMap((literal) => literal.split(/[\s.,()>[\]]+/)),
    )
    const beginnings = [...words].filter((word) => word.includes('…')).map((word) => word.slice(0, word.indexOf('…')))
    const isUsed = (name: string): boolean =>
      words.has(name) || beginnings.some((beginning) => beginning.endsWith('-') && name.startsWith(beginning))
    const names = new Set(rules.flatMap(({ classes }) => classes))
    expect([...names].filter((name) => !isUsed(name))).toEqual([])
  })
})
