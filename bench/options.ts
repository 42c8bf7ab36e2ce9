import { parseArgs } from 'node:util'
import { SIZES, type SizeName } from './synthetic.ts'

export type Part = 'window' | 'import' | 'store' | 'find' | 'suggest' | 'million'

export interface Options {
  readonly sizes: readonly SizeName[]
  readonly parts: readonly Part[]
  /** File that the figures are written to as JSON; null for none. */
  readonly json: string | null
}

export const USAGE = `npm run bench [-- options]
  --size S,M,L,XL       sizes of the articles shown in the window (all)
  --only PART           only one part: window, import, store, find, suggest or million
  --json FILE           also writes the figures into a file`

const isSize = (name: string): name is SizeName => Object.hasOwn(SIZES, name)
const PARTS: readonly string[] = ['window', 'import', 'store', 'find', 'suggest', 'million'] satisfies Part[]
const isPart = (name: string): name is Part => PARTS.includes(name)

/** Reads the command line; null where it is wrong. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: { size: { type: 'string' }, only: { type: 'string' }, json: { type: 'string' } },
    strict: false,
  })
  const sizes = String(values.size ?? Object.keys(SIZES).join(',')).split(',')
  const parts = String(values.only ?? PARTS.join(',')).split(',')
  const known = new Set(['size', 'only', 'json'])
  if (!sizes.every(isSize) || !parts.every(isPart) || Object.keys(values).some((name) => !known.has(name))) return null
  return { sizes, parts, json: typeof values.json === 'string' ? values.json : null }
}
