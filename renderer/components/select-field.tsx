import { useId } from 'react'
import type { Segment } from './segmented-control.tsx'

interface SelectFieldProps {
  readonly label: string
  readonly options: readonly Segment[]
  readonly value: string
  readonly disabled?: boolean
  readonly onChange: (value: string) => void
  readonly inspectorFocus?: boolean
  readonly description?: string | undefined
}

/** A choice from many, by the system's own list: it handles letters, arrows, screen readers and small screens. */
export function SelectField(props: SelectFieldProps) {
  const { label, options, value, disabled, onChange, inspectorFocus, description } = props
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className="select">
        <select
          id={id}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={description ? `${id}-description` : undefined}
          data-inspector-focus={inspectorFocus || undefined}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      </span>
      {description && (
        <p id={`${id}-description`} className="field-hint">
          {description}
        </p>
      )}
    </div>
  )
}
