import { KINDS } from '../record/kinds.ts'
import type { RecordKind } from '../record/project.ts'
import { countSteps, type RecordSteps } from './difference.ts'

const TOLD: readonly RecordKind[] = [
  'annotation',
  'relation',
  'article',
  'entity',
  'codebook',
  'prediction',
  'rejection',
]

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

/**
 * What restoring takes back, kind by kind: "3 annotations that were added are removed, 1 that was changed is changed back".
 * Empty where nothing is different.
 */
export function restoreInWords(steps: RecordSteps): string[] {
  return TOLD.flatMap((kind) => {
    const { added, changed, removed } = countSteps(steps, [kind])
    const parts = [
      ...(removed > 0 ? [`${removed} added since then ${removed === 1 ? 'is' : 'are'} removed`] : []),
      ...(changed > 0 ? [`${changed} changed since then ${changed === 1 ? 'is' : 'are'} changed back`] : []),
      ...(added > 0 ? [`${added} removed since then ${added === 1 ? 'comes' : 'come'} back`] : []),
    ]
    if (parts.length === 0) return []
    if (kind === 'codebook') return ['The codebook is that of then.']
    const plural = KINDS[kind].plural
    return [`${plural.charAt(0).toUpperCase()}${plural.slice(1)}: ${list(parts)}.`]
  })
}
