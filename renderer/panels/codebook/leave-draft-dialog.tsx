import { AlertDialog } from '@base-ui/react/alert-dialog'

interface LeaveDraftProps {
  readonly onStay: () => void
  readonly onLeave: () => void
}

/** Asks before a draft is discarded. */
export function LeaveDraftDialog({ onStay, onLeave }: LeaveDraftProps) {
  return (
    <AlertDialog.Root open onOpenChange={(open) => open || onStay()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop backdrop-over" />
        <AlertDialog.Popup className="dialog dialog-over">
          <AlertDialog.Title className="dialog-title">Leave without saving?</AlertDialog.Title>
          <AlertDialog.Description className="dialog-body">
            What you changed in the codebook is not saved yet and would be lost.
          </AlertDialog.Description>
          <footer className="dialog-footer">
            <AlertDialog.Close className="button button-main">Go on editing</AlertDialog.Close>
            <button type="button" className="button" onClick={onLeave}>
              Leave
            </button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
