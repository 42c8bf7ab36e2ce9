import { type ReactNode, useId, useState } from 'react'
import type { Failure } from '../../../model/value/result.ts'

interface EditFieldProps {
  readonly label: string
  readonly value: string
  /** Makes the edit, or tells why it is refused: the draft then keeps what it had. */
  readonly onEdit: (text: string) => Failure | null
  readonly rows?: number
  readonly description?: string | undefined
  readonly placeholder?: string
  readonly readOnly?: boolean
  readonly className?: string
  /** Makes of what stands in the field after a key what is meant; a single letter, for example. */
  readonly shape?: (text: string) => string
  /** Edits once the field is left or Enter is pressed, and not with every key. */
  readonly late?: boolean
  /** Marks the field that takes the focus after its part was added. */
  readonly isName?: boolean
}

/**
 * A text of the draft. What is typed stays in the field as it is until it is left, because the draft trims it; where it
 * is refused, the sentence stands below and leaving the field brings the old text back.
 */
export function EditField(props: EditFieldProps) {
  const { label, value, onEdit, rows, description, placeholder, readOnly, className = '', shape, late } = props
  const id = useId()
  const [held, setHeld] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Failure | null>(null)
  const commit = (): void => {
    if (held === null || !late) return
    const failure = onEdit(held.trim())
    setRefusal(failure)
    if (!failure) setHeld(null)
  }
  const described = [description && `${id}-description`, refusal && `${id}-problem`].filter(Boolean).join(' ')
  const shared = {
    id,
    value: held ?? value,
    placeholder,
    readOnly,
    'aria-describedby': described || undefined,
    'aria-invalid': refusal ? true : undefined,
    'data-codebook-name': props.isName || undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      const text = shape ? shape(event.target.value) : event.target.value
      setHeld(text)
      setRefusal(late ? null : onEdit(text))
    },
    onBlur: () => {
      if (late) return commit()
      setHeld(null)
      setRefusal(null)
    },
  }
  return (
    <div className={`field ${className}`}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {rows ? <textarea {...shared} rows={rows} /> : <TextInput {...shared} onEnter={commit} />}
      {refusal && (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          {refusal.message} {refusal.action}
        </p>
      )}
      {description && (
        <p id={`${id}-description`} className="field-hint">
          {description}
        </p>
      )}
    </div>
  )
}

type TextInputProps = React.ComponentProps<'input'> & { readonly onEnter: () => void }

function TextInput({ onEnter, ...input }: TextInputProps) {
  return (
    <input
      {...input}
      type="text"
      autoComplete="off"
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter()
      }}
    />
  )
}

interface AddFieldProps {
  readonly label: string
  /** What stands on the button: "Add value". */
  readonly action: string
  readonly onAdd: (name: string) => Failure | null
  /** More to choose beside the name. */
  readonly children?: ReactNode
}

/** A name and a button, or Enter, to add something. After adding, the field is empty again for the next one. */
export function AddField({ label, action, onAdd, children }: AddFieldProps) {
  const id = useId()
  const [name, setName] = useState('')
  const [refusal, setRefusal] = useState<Failure | null>(null)
  return (
    <form
      className="add-form"
      onSubmit={(event) => {
        event.preventDefault()
        const failure = onAdd(name)
        setRefusal(failure)
        if (!failure) setName('')
      }}
    >
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        <input
          id={id}
          type="text"
          autoComplete="off"
          value={name}
          aria-describedby={refusal ? `${id}-problem` : undefined}
          aria-invalid={refusal ? true : undefined}
          onChange={(event) => {
            setName(event.target.value)
            setRefusal(null)
          }}
        />
        {refusal && (
          <p id={`${id}-problem`} className="field-problem" role="alert">
            {refusal.message} {refusal.action}
          </p>
        )}
      </div>
      {children}
      <button type="submit" className="button">
        {action}
      </button>
    </form>
  )
}
