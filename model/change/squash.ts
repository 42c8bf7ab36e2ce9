import { homeOf, shiftRecord } from '../record/kinds.ts'
import { type ProjectRecord, recordKey } from '../record/project.ts'
import { composeSplices, invertSplices, type Splices } from '../text/splices.ts'
import { sameValue } from '../value/same-value.ts'
import type { Change, TextEdit } from './change.ts'

/** What a record was before all changes and is after them. */
interface Ends {
  readonly before: ProjectRecord | null
  readonly after: ProjectRecord | null
}

/** A record where an edit leaves it. Throws where it is touched: whoever edits must say what becomes of it. */
function moved(record: ProjectRecord | null, splices: Splices | undefined): ProjectRecord | null {
  if (!record || !splices) return record
  const shifted = shiftRecord(record, splices)
  if (!shifted) throw new Error(`Changes do not follow each other at ${recordKey(record)}`)
  return shifted
}

const splicesOf = (record: ProjectRecord | null, edits: readonly TextEdit[]): Splices | undefined =>
  record ? edits.find(({ article }) => article === homeOf(record))?.splices : undefined

function endsOf({ added, updated, removed }: Change): Map<string, Ends> {
  const ends = new Map<string, Ends>()
  for (const before of removed) ends.set(recordKey(before), { before, after: null })
  for (const [before, after] of updated) ends.set(recordKey(before), { before, after })
  for (const after of added) {
    const key = recordKey(after)
    ends.set(key, { before: ends.get(key)?.before ?? null, after })
  }
  return ends
}

function composeEdits(first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  const edits = new Map(first.map((edit) => [edit.article, edit]))
  for (const edit of second) {
    const earlier = edits.get(edit.article)
    if (earlier && earlier.after !== edit.before) throw new Error(`Edits do not follow each other in ${edit.article}`)
    const splices = earlier ? composeSplices(earlier.splices, edit.splices) : edit.splices
    edits.set(edit.article, { ...edit, before: earlier?.before ?? edit.before, splices })
  }
  return [...edits.values()].filter(({ before, after }) => before !== after)
}

/**
 * One change with the effect of both in turn; records that end as they began drop out. Throws where the second cannot
 * follow the first (adds what is there, touches what was removed): that is a mistake of the caller.
 */
export function squashChanges(first: Change, second: Change, id: string, title = first.title): Change {
  const ends = endsOf(first)
  const later = endsOf(second)
  for (const [key, known] of ends) {
    if (!later.has(key)) ends.set(key, { ...known, after: moved(known.after, splicesOf(known.after, second.edits)) })
  }
  for (const [key, { before, after }] of later) {
    const known = ends.get(key)
    if (known && !sameValue(known.after, before)) throw new Error(`Changes do not follow each other at ${key}`)
    const earlier = splicesOf(before, first.edits)
    ends.set(key, { before: known ? known.before : moved(before, earlier && invertSplices(earlier)), after })
  }
  const edits = composeEdits(first.edits, second.edits)
  const added: ProjectRecord[] = []
  const updated: [ProjectRecord, ProjectRecord][] = []
  const removed: ProjectRecord[] = []
  for (const { before, after } of ends.values()) {
    if (before && after) {
      const splices = splicesOf(before, edits)
      const follows = splices ? shiftRecord(before, splices) : before
      if (!sameValue(follows, after)) updated.push([before, after])
    } else if (after) added.push(after)
    else if (before) removed.push(before)
  }
  return { id, title, added, updated, removed, edits, texts: [...first.texts, ...second.texts] }
}
