import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'

interface DialogFrameProps {
  readonly title: string
  readonly className?: string
  /** A dialog to read: its text takes the focus and scrolls with the keys. */
  readonly reading?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons, the main one last. */
  readonly footer: ReactNode
}

/**
 * A modal dialog: it keeps the focus, closes on Escape and gives the focus back to where it was. A press outside does not
 * close it: that would discard what was typed, and the second press of a double click would close what the first opened.
 */
export function DialogFrame({ title, className = '', reading = false, onClose, children, footer }: DialogFrameProps) {
  return (
    <Dialog.Root open disablePointerDismissal onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className={`dialog ${className}`}>
          <Dialog.Title className="dialog-title">{title}</Dialog.Title>
          {reading ? (
            // The focus begins here, so that arrows and Page Down read on.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <div className="dialog-body" role="group" aria-label={title} tabIndex={0}>
              {children}
            </div>
          ) : (
            <div className="dialog-body">{children}</div>
          )}
          <footer className="dialog-footer">{footer}</footer>
          {/* Last, so that the focus does not begin on it. */}
          <Dialog.Close className="icon-button dialog-close" aria-label="Close the dialog">
            <Icon name="close" />
          </Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
