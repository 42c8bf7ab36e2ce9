import { countOf } from './kinds.ts'
import type { RecordKind } from './project.ts'

/**
 * What of a project cannot be read, or is not as it was saved. A kind of record: it cannot be read and is left out.
 * `change`: a line of the log. `text`, `blocks`: those of an article are not the ones it was imported with. `codebooks`:
 * which one is in use had to be guessed.
 */
export type DamageKind = RecordKind | 'change' | 'text' | 'blocks' | 'codebooks'

/** One piece of damage that was met while reading, and read past. */
export interface Damage {
  readonly kind: DamageKind
  /** Of the record, or of the article whose text it is; empty where the id itself cannot be read. */
  readonly id: string
  /** The article it lies in; null for what belongs to the project, and where that cannot be read. */
  readonly article: string | null
  /** What is wrong, as a sentence for a report. */
  readonly why: string
}

const isRecordKind = (kind: DamageKind): kind is RecordKind => !['change', 'text', 'blocks', 'codebooks'].includes(kind)

const join = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`

/** How many of what, in a sentence: "1 annotation and 2 relations cannot be read and are left out." */
function unreadable(damage: readonly Damage[], where: string, leftOut: string): string[] {
  const counts = new Map<RecordKind, number>()
  for (const { kind } of damage) if (isRecordKind(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  if (counts.size === 0) return []
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const what = join([...counts].map(([kind, count]) => countOf(kind, count)))
  return [`${what}${where} cannot be read and ${total === 1 ? 'is' : 'are'} ${leftOut}.`]
}

const FIXED: readonly (readonly [DamageKind, string])[] = [
  ['text', 'The text of this article is not the one that it was imported with.'],
  ['blocks', 'The paragraphs of this article do not fit its text, so they were made anew from it.'],
  ['codebooks', 'Which codebook is in use is not clear from the file; the newest one that can be read is used.'],
  ['change', 'Some of what was done cannot be read from the log, so undo stops there.'],
]

/** What a window says of damage, in one or more sentences; empty where there is none. `where`: " of this article". */
export function damageSentences(damage: readonly Damage[], where = ''): string {
  const sentences = [
    ...FIXED.flatMap(([kind, sentence]) => (damage.some((item) => item.kind === kind) ? [sentence] : [])),
    ...unreadable(damage, where, 'not shown'),
  ]
  return sentences.length === 0 ? '' : [...sentences, 'Run “Check project…” to see what can be repaired.'].join(' ')
}
