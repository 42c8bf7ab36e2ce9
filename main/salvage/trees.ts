import { append } from '../../model/value/append.ts'
import type { PageFile } from './page-file.ts'
import { decodeRow } from './pages/row-values.ts'
import { readTreePage } from './pages/tree-page.ts'
import { readPayload } from './payload.ts'

/** Which table or index each page belongs to, as far as the trees can be followed from their roots. */
export interface Trees {
  /** Name of the table or index that a page was reached from; null where none leads to it. */
  ownerOf(page: number): string | null
  /** Whether a page is on the list of free ones. */
  isFree(page: number): boolean
  /** Whether nothing of a table or index was found damaged so far. False for one that is not in the schema. */
  isWhole(name: string): boolean
  /** Notes that a table or index turned out to be damaged. */
  spoil(name: string): void
}

const SCHEMA = 'sqlite_schema'

/** Follows every tree of a database from the schema. */
export function followTrees(file: PageFile): Trees {
  const names: string[] = []
  const owners = new Int16Array(file.count + 1).fill(-1)
  const free = freePages(file)
  const whole = new Set<string>()

  const walk = (name: string, root: number): void => {
    const own = names.push(name) - 1
    whole.add(name)
    const open = [root]
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      const page = number >= 1 && number <= file.count && owners[number] === -1 ? file.read(number) : null
      const tree = page && readTreePage(page, number, file.layout)
      if (!tree) {
        whole.delete(name)
        continue
      }
      owners[number] = own
      if (tree.broken > 0) whole.delete(name)
      append(open, tree.children)
    }
  }

  walk(SCHEMA, 1)
  const isOverflow = (page: number): boolean => page <= file.count && owners[page] === -1
  for (const { name, root } of schemaRows(file, owners, isOverflow, () => whole.delete(SCHEMA))) walk(name, root)
  // Without all of the schema nobody knows what else there was.
  const isWhole = (name: string): boolean => whole.has(name)
  return {
    ownerOf: (page) => names[owners[page] ?? -1] ?? null,
    isFree: (page) => free[page] === 1,
    isWhole,
    spoil: (name) => void whole.delete(name),
  }
}

/** Tables and indexes with their roots, from the leaves of the schema's own tree. */
function schemaRows(
  file: PageFile,
  owners: Int16Array,
  isOverflow: (page: number) => boolean,
  spoil: () => void,
): { readonly name: string; readonly root: number }[] {
  const rows: { name: string; root: number }[] = []
  for (let number = 1; number <= file.count; number++) {
    if (owners[number] !== 0) continue
    const page = file.read(number)
    const tree = page && readTreePage(page, number, file.layout)
    if (tree?.kind !== 'table-leaf') continue
    for (const cell of tree.cells) {
      const row = decodeRow(readPayload(file, cell, isOverflow).bytes)
      const [type, name, , root] = row?.values ?? []
      if (typeof type !== 'string' || typeof name !== 'string' || typeof root !== 'number') spoil()
      else if (root > 0) rows.push({ name, root })
    }
  }
  return rows
}

/** The pages on the list of free ones: 1 for each. Source: https://www.sqlite.org/fileformat2.html#the_freelist */
function freePages(file: PageFile): Uint8Array {
  const free = new Uint8Array(file.count + 1)
  let trunk = file.freeList
  while (trunk > 0 && trunk <= file.count && free[trunk] === 0) {
    const page = file.read(trunk)
    if (!page) break
    free[trunk] = 1
    const count = page.readUInt32BE(4)
    if (count > file.layout.usable / 4 - 2) break
    for (let i = 0; i < count; i++) {
      const leaf = page.readUInt32BE(8 + i * 4)
      if (leaf > 0 && leaf <= file.count) free[leaf] = 1
    }
    trunk = page.readUInt32BE(0)
  }
  return free
}
