import { type Damage, damageSentences } from '../../../model/record/damage.ts'
import type { Notice } from './state.ts'

/** What is said of what cannot be read; null where there is nothing to say. `where`: " of this article". */
export function damageNotice(damage: readonly Damage[], where: string): Notice | null {
  const text = damageSentences(damage, where)
  return text === '' ? null : { kind: 'problem', text }
}
