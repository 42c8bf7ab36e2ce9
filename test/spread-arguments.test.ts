import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'

/*
 * `f(...list)` puts every item of the list on the stack, which ends at about 120,000: an import of 150,000 rows then dies
 * where one of 100,000 worked. So a call takes no spread argument, unless it is listed here with the reason why it stays
 * short. Lists are appended with `append`, and smallest and largest are found with `reduce`.
 */

/** File → spread argument → why there are never many. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'main/command-line/export-command.ts': {
    'losses.map((loss) => `Lost: ${loss.what} (${loss.count})`)': 'one for each kind of loss of a format',
  },
  'main/datasets/progress.ts': { args: 'arguments of a report' },
  'main/desks/answer-requests.ts': { 'args.value': 'arguments of a request, which are decoded' },
  'main/desks/backed-up-store.ts': { args: 'arguments of a request' },
  'main/doctor/repairs/recompute-columns.ts': { wanted: 'one for each column' },
  'main/doctor/run-checks.ts': { shown: 'what a check is shown: a record and its text' },
  'main/formats/huggingface/splits.ts': { behind: 'one for each of three splits' },
  'main/formats/kit/tables/csv-columns.ts': { rest: 'three, by its type' },
  'main/project/create-project-service.ts': { page: 'the bounds of a page' },
  'main/project/store-thread.ts': { args: 'arguments of a request' },
  'main/store/sqlite/read-records.ts': { values: 'one for each parameter of a statement' },
  'main/store/sqlite/record-table.ts': {
    'columns.values(record)': 'one for each column',
    'extra.values(db, record)': 'one for each column',
  },
  'main/store/sqlite/sqlite-store.ts': { page: 'the bounds of a page' },
  'main/store/sqlite/sqlite.ts': { values: 'one for each parameter of a statement' },
  'model/codebook/codebook-edit.ts': { 'moved.splice(from, 1)': 'one' },
  'preload/index.ts': { args: 'arguments of a request' },
  'renderer/commands/missing-roles.ts': { found: 'a type and a role' },
  'renderer/editor/selection/edge-handles.ts': { handles: 'two for each of the few fragments that have them' },
}

const ROOT = resolve(import.meta.dirname, '..')

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /^(?:model|main|preload|renderer)\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts'))

interface Found {
  readonly file: string
  readonly argument: string
}

/** The spread arguments of a file. */
function spreadsIn(file: string): Found[] {
  const code = readFileSync(join(ROOT, file), 'utf8')
  const found: Found[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    const { type, arguments: args = [] } = node as { type?: string; arguments?: Argument[] }
    if (type === 'CallExpression' || type === 'NewExpression') {
      for (const { type: kind, argument } of args) {
        if (kind === 'SpreadElement' && argument) {
          found.push({ file, argument: code.slice(argument.start, argument.end).replaceAll(/\s+/g, ' ') })
        }
      }
    }
    for (const value of Object.values(node)) visit(value)
  }
  visit(parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' }))
  return found
}

interface Argument {
  readonly type: string
  readonly argument?: { readonly start: number; readonly end: number }
}

const isAllowed = ({ file, argument }: Found): boolean => ALLOWED[file]?.[argument] !== undefined

test('no list that can grow is spread into a call', () => {
  const all = sources
    .filter((file) => /\(\s*\.\.\.|,\s*\.\.\./.test(readFileSync(join(ROOT, file), 'utf8')))
    .flatMap(spreadsIn)
  expect(all.filter((found) => !isAllowed(found))).toEqual([])
  const used = new Set(all.map(({ file, argument }) => `${file}: ${argument}`))
  const listed = Object.entries(ALLOWED).flatMap(([file, args]) => Object.keys(args).map((name) => `${file}: ${name}`))
  expect(listed.filter((name) => !used.has(name))).toEqual([])
})

test('no call takes its arguments as a list', () => {
  const pattern = /Reflect\.apply\(|\.apply\(\s*(?:null|undefined|\[\]|Math|String)|\.concat\.apply/
  expect(sources.filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([])
})
