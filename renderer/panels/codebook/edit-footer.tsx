import { useStore } from '../../components/use-store.ts'
import { keyLabel } from '../../input/keys.ts'
import type { CodebookDraft } from '../../session/codebook/codebook-draft.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

interface EditFooterProps {
  readonly window: WindowModel
  readonly draft: CodebookDraft
  readonly readOnly: boolean
  readonly dirty: boolean
  readonly counting: boolean
  readonly onImport: () => void
  readonly onExport: () => void
  readonly onClose: () => void
  readonly onReview: () => void
}

/** What can be done with a draft as a whole. */
export function EditFooter(props: EditFooterProps) {
  const { window, draft, readOnly, dirty, counting } = props
  const platform = useStore(window, (state) => state.platform)
  const canUndo = useStore(draft, (state) => state.canUndo)
  const canRedo = useStore(draft, (state) => state.canRedo)
  return (
    <>
      <div className="dialog-footer-start">
        <button type="button" className="button" disabled={readOnly} onClick={props.onImport}>
          Import…
        </button>
        <button type="button" className="button" onClick={props.onExport}>
          Export…
        </button>
        <button type="button" className="button" disabled={!canUndo} onClick={draft.undo}>
          Undo
        </button>
        <button type="button" className="button" disabled={!canRedo} onClick={draft.redo}>
          Redo
        </button>
      </div>
      <button type="button" className="button" onClick={props.onClose}>
        {readOnly ? 'Close' : 'Cancel'}
      </button>
      {!readOnly && (
        <button type="button" className="button button-main" disabled={!dirty || counting} onClick={props.onReview}>
          Save…
          <kbd>{keyLabel('Mod+Enter', platform)}</kbd>
        </button>
      )}
    </>
  )
}
