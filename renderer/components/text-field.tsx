import { useId } from 'react'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly description?: string
  readonly disabled?: boolean
  readonly onChange: (value: string) => void
}

/** A line of text with its name above. */
export function TextField({ label, value, placeholder, description, disabled, onChange }: TextFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        className="text-input"
        dir="auto"
        value={value}
        placeholder={placeholder}
        disabled={disabled}
        aria-describedby={description === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      {description !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {description}
        </p>
      )}
    </div>
  )
}
