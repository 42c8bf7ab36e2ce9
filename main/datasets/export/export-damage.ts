import type { Damage, DamageKind } from '../../../model/record/damage.ts'
import { KINDS } from '../../../model/record/kinds.ts'
import type { RecordKind } from '../../../model/record/project.ts'
import type { LossKind } from '../../formats/kit/losses.ts'
import type { DamagedIds } from './damaged-ids.ts'
import { createDamageList, type DamageList } from '../../store/damage-list.ts'

/* What an export leaves out because the project is damaged. It is counted and named as what a format cannot hold is. */

const unreadable = (kind: RecordKind): LossKind => {
  const { plural } = KINDS[kind]
  return {
    id: `damaged-${kind}`,
    what: `${plural.charAt(0).toUpperCase()}${plural.slice(1)} of the project that cannot be read are left out.`,
  }
}

const OTHER = {
  text: 'Articles whose text is not the one that they were imported with are left out.',
  blocks: 'The paragraphs and headings of these articles are not as they were imported.',
  codebooks: 'Which codebook is in use is not clear from the project; the newest that can be read is written.',
  misplaced: 'Annotations and suggestions whose quote does not stand at their place in the text are left out.',
  'loose-end': 'Relations are left out where one of their ends is missing, cannot be read or is left out as damaged.',
  original: 'The files that these articles were read from were altered, so places in them are not written.',
  order: 'These annotations do not come in reading order: the project holds wrong places for them.',
  altered: 'These records are not what was saved: some of them were altered, or are missing.',
} as const satisfies Readonly<Record<string, string>>

type OtherDamage = keyof typeof OTHER

/** Every way in which an export can suffer from a damaged project. */
export const DAMAGE_LOSSES: readonly LossKind[] = [
  ...(Object.keys(KINDS) as RecordKind[]).map(unreadable),
  ...Object.entries(OTHER).map(([id, what]) => ({ id: `damaged-${id}`, what })),
]

const DAMAGE_IDS: ReadonlySet<string> = new Set(DAMAGE_LOSSES.map(({ id }) => id))

export const isDamageLoss = ({ kind }: { readonly kind: string }): boolean => DAMAGE_IDS.has(kind)

/** What was found damaged while a dataset was written. What the store reads past is noted here, too. */
export interface ExportDamage extends DamageList {
  note(kind: OtherDamage, id: string): void
}

/**
 * @param add Told of each loss, by one of {@link DAMAGE_LOSSES} and the id of what is concerned.
 * @param damaged Annotations that are not exported are met there.
 */
export function createExportDamage(add: (loss: string, id: string) => void, damaged: DamagedIds): ExportDamage {
  const list = createDamageList()
  // The log is not exported, so what of it cannot be read is not missed.
  const isMissed = (kind: DamageKind): boolean => kind !== 'change'
  return {
    get items() {
      return list.items
    },
    add(damage: Damage) {
      list.add(damage)
      if (damage.kind === 'annotation') damaged.meet(damage.id)
      if (isMissed(damage.kind)) add(`damaged-${damage.kind}`, damage.id === '' ? damage.why : damage.id)
    },
    note: (kind, id) => add(`damaged-${kind}`, id),
  }
}
