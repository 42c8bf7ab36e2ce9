import type { Codebook } from '../../../model/record/codebook.ts'
import {
  parentOf,
  type Part,
  partKey,
  type PartRef,
  siblingOf,
  siblingsOf,
} from '../../../model/codebook/codebook-part.ts'

/** A line of the outline. */
export interface OutlineRow {
  /** Null for the codebook itself. */
  readonly part: PartRef | null
  readonly key: string
  readonly name: string
  readonly level: number
  readonly retired: boolean
  /** Whether its children are shown; null where it has none. */
  readonly expanded: boolean | null
  /** Its place among its siblings, from 1, and their number. */
  readonly position: number
  readonly size: number
}

export const CODEBOOK_KEY = 'codebook'

export const rowKey = (part: PartRef | null): string => (part ? partKey(part) : CODEBOOK_KEY)

/** References into what lies in a part, in the order of the outline; only their parents count. */
function listsIn(part: PartRef): readonly PartRef[] {
  if (part.kind === 'type') {
    return [
      { kind: 'attribute', type: part.type, attribute: '' },
      { kind: 'role', type: part.type, role: '' },
    ]
  }
  return part.kind === 'attribute' ? [{ ...part, kind: 'value', value: '' }] : []
}

/** The lines that are shown; `folded` holds the keys of what is closed. */
export function outlineRows(codebook: Codebook, folded: ReadonlySet<string>): OutlineRow[] {
  const rows: OutlineRow[] = []
  const push = (part: PartRef, { name, retired }: Part, level: number, position: number, size: number): void => {
    const key = partKey(part)
    const children = listsIn(part).map((list) => [list, siblingsOf(codebook, list)] as const)
    const count = children.reduce((sum, [, items]) => sum + items.length, 0)
    const expanded = count === 0 ? null : !folded.has(key)
    rows.push({ part, key, name, level, retired: retired ?? false, expanded, position, size })
    if (!expanded) return
    let place = 0
    for (const [list, items] of children) {
      for (const item of items) push(siblingOf(list, item.id), item, level + 1, ++place, count)
    }
  }
  const root = { part: null, key: CODEBOOK_KEY, name: codebook.name, retired: false, expanded: null }
  rows.push({ ...root, level: 1, position: 1, size: 1 })
  codebook.types.forEach((type, i) => {
    push({ kind: 'type', type: type.id }, type, 2, i + 1, codebook.types.length)
  })
  return rows
}

/** What is folded by default: the values of every attribute. */
export const foldedAtFirst = (codebook: Codebook): ReadonlySet<string> =>
  new Set(
    codebook.types.flatMap((type) =>
      type.attributes.map(({ id }) => partKey({ kind: 'attribute', type: type.id, attribute: id })),
    ),
  )

/** Keys of the parts that a part lies in: they are open while it is selected. */
export function ancestorKeys(part: PartRef | null): readonly string[] {
  const parent = part && parentOf(part)
  return parent ? [partKey(parent), ...ancestorKeys(parent)] : []
}
