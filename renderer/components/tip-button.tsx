import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'

interface TipButtonProps {
  /** The accessible name. */
  readonly name: string
  /** What the tooltip adds to the name: "Undo: Tag quote “…”". The name alone when it is left out. */
  readonly tip?: string
  /** The key that does the same, as it stands on the keyboard. */
  readonly keyLabel?: string | undefined
  readonly disabled?: boolean
  readonly pressed?: boolean
  readonly onClick: () => void
  readonly className?: string
  readonly children: ReactNode
}

/**
 * A button whose tooltip comes with pointer and keyboard alike. One that cannot be used stays reachable, because its
 * tooltip says why.
 */
export function TipButton(props: TipButtonProps) {
  const { name, tip = name, keyLabel, disabled = false, pressed, onClick, className = 'icon-button', children } = props
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        className={className}
        aria-label={name}
        aria-disabled={disabled}
        aria-pressed={pressed}
        onClick={() => {
          if (!disabled) onClick()
        }}
      >
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className="tooltip-place">
          <Tooltip.Popup className="tooltip" role="tooltip">
            {tip}
            {keyLabel && <kbd>{keyLabel}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
