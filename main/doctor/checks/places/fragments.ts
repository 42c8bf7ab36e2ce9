import type { Check } from '../../check.ts'

/** Why a list of fragments as the database packs them is in no order; null where it is, or where it is no such list. */
function disorder(packed: unknown): string | null {
  if (!Array.isArray(packed)) return null
  let last = 0
  for (const fragment of packed as readonly unknown[]) {
    if (!Array.isArray(fragment)) return null
    const [start, end] = fragment as readonly unknown[]
    if (typeof start !== 'number' || typeof end !== 'number') return null
    if (start < 0) return `one begins at ${start}`
    if (end <= start) return `one is empty or ends before it begins (${start} to ${end})`
    if (start < last) return `one begins at ${start}, before the end of another one (${last})`
    last = end
  }
  return null
}

export const fragments: Check = {
  id: 'fragments',
  title: 'Fragments are in order',
  severity: 'damage',
  means: 'Fragments of an annotation overlap, are empty or stand in the wrong order.',
  start: (_project, found) => ({
    unreadable({ kind, id, row }) {
      if ((kind !== 'annotation' && kind !== 'prediction') || typeof row.fragments !== 'string') return
      let packed: unknown
      try {
        packed = JSON.parse(row.fragments)
      } catch {
        return
      }
      const why = disorder(packed)
      if (why !== null) found(id, `The fragments of ${kind} ${id} are in no order: ${why}.`)
    },
  }),
}
