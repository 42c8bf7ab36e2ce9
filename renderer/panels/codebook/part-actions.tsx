import { movePart, removePart, restorePart, retirePart } from '../../../model/codebook/codebook-edit.ts'
import type { WindowLetters } from '../../../model/codebook/codebook-keys.ts'
import { findPart, ownId, type PartRef, siblingsOf } from '../../../model/codebook/codebook-part.ts'
import type { Failure } from '../../../model/value/result.ts'
import { Icon, type IconName } from '../../components/icons.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import type { CodebookDraft } from '../../session/codebook/codebook-draft.ts'

interface PartActionsProps {
  readonly draft: CodebookDraft
  readonly part: PartRef | null
  readonly letters: WindowLetters
  readonly disabled: boolean
  readonly onRefused: (failure: Failure | null) => void
}

/** Moving, retiring and removing the part that is shown. */
export function PartActions({ draft, part, letters, disabled, onRefused }: PartActionsProps) {
  const codebook = useStore(draft, (state) => state.draft)
  const definition = part && findPart(codebook, part)
  const siblings = part ? siblingsOf(codebook, part) : []
  const place = siblings.findIndex(({ id }) => part && id === ownId(part))
  const retired = definition?.retired ?? false
  const act = (edit: typeof removePart): void => {
    if (part) onRefused(draft.edit((current) => edit(current, part)))
  }
  const off = disabled || !definition
  return (
    <div className="part-actions" role="toolbar" aria-label="This part of the codebook">
      <Action name="Move up" icon="up" keyLabel="Alt+↑" disabled={off || place <= 0} onClick={() => act(moveBy(-1))} />
      <Action
        name="Move down"
        icon="down"
        keyLabel="Alt+↓"
        disabled={off || place < 0 || place === siblings.length - 1}
        onClick={() => act(moveBy(1))}
      />
      <Action
        name={retired ? 'Restore' : 'Retire'}
        tip={
          retired ? 'Restore: offer it again' : 'Retire: no longer offer it; annotations that hold it stay as they are'
        }
        icon={retired ? 'restore' : 'retire'}
        disabled={off}
        onClick={() => act(retired ? (current, item) => restorePart(current, item, letters) : retirePart)}
      />
      <Action
        name="Remove"
        tip="Remove: before saving you are asked about annotations that hold it"
        icon="remove"
        keyLabel="Del"
        disabled={off}
        onClick={() => act(removePart)}
      />
    </div>
  )
}

export const moveBy =
  (by: 1 | -1): typeof removePart =>
  (codebook, part) =>
    movePart(codebook, part, by)

interface ActionProps {
  readonly name: string
  readonly tip?: string
  readonly icon: IconName
  readonly keyLabel?: string
  readonly disabled: boolean
  readonly onClick: () => void
}

function Action({ icon, ...button }: ActionProps) {
  return (
    <TipButton {...button}>
      <Icon name={icon} />
    </TipButton>
  )
}
