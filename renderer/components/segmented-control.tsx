import { type KeyboardEvent, useId } from 'react'

export interface Segment {
  readonly value: string
  readonly name: string
}

interface SegmentedControlProps {
  readonly label: string
  readonly segments: readonly Segment[]
  readonly value: string
  readonly disabled?: boolean
  readonly onChange: (value: string) => void
  /** Marks the chosen segment as what Enter in the text leads to. */
  readonly inspectorFocus?: boolean
  readonly description?: string | undefined
  /** Shows the label to screen readers only. */
  readonly hideLabel?: boolean
}

/**
 * A few values side by side. Radio buttons underneath: arrows move, a first letter chooses, Delete clears where the
 * first segment is the empty one.
 */
export function SegmentedControl(props: SegmentedControlProps) {
  const { label, segments, value, disabled = false, onChange, inspectorFocus = false, description } = props
  const id = useId()

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || disabled) return
    const next = segmentByKey(segments, value, event.key)
    if (!next) return
    event.preventDefault()
    onChange(next.value)
    event.currentTarget.querySelector<HTMLElement>(`input[value="${CSS.escape(next.value)}"]`)?.focus()
  }

  return (
    // The group listens for letters on behalf of its radio buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset className="field" aria-describedby={description ? `${id}-description` : undefined} onKeyDown={onKeyDown}>
      <legend className={props.hideLabel ? 'visually-hidden' : 'field-label'}>{label}</legend>
      <div className="segments">
        {segments.map((segment) => (
          <label key={segment.value} className="segment">
            <input
              type="radio"
              name={id}
              value={segment.value}
              checked={segment.value === value}
              disabled={disabled}
              onChange={() => onChange(segment.value)}
              data-inspector-focus={(inspectorFocus && segment.value === value) || undefined}
            />
            <span>{segment.name}</span>
          </label>
        ))}
      </div>
      {description && (
        <p id={`${id}-description`} className="field-hint">
          {description}
        </p>
      )}
    </fieldset>
  )
}

/** What a key chooses: the next segment that begins with the letter, or for Delete the empty one. */
export function segmentByKey(segments: readonly Segment[], value: string, key: string): Segment | undefined {
  if (key === 'Delete' || key === 'Backspace') return segments.find((segment) => segment.value === '')
  if (!/^\p{L}$/u.test(key)) return undefined
  const at = segments.findIndex((segment) => segment.value === value)
  const turned = [...segments.slice(at + 1), ...segments.slice(0, at + 1)]
  return turned.find((segment) => segment.value !== '' && segment.name.toLowerCase().startsWith(key.toLowerCase()))
}
