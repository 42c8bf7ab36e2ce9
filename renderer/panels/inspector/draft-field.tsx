import { useEffect, useId, useState } from 'react'
import { createDraft } from '../../session/annotations/draft.ts'
import type { Session } from '../../session/project/session.ts'

interface DraftFieldProps {
  readonly session: Session
  readonly label: string
  readonly value: string
  readonly rows?: number
  readonly type?: 'text' | 'url' | 'number'
  readonly disabled?: boolean
  readonly description?: string | undefined
  readonly placeholder?: string
  readonly inspectorFocus?: boolean
  /** Tells the field apart for commands that lead to it. */
  readonly focusName?: string
  /** A sentence when the text is not what the field asks for. It is kept all the same. */
  readonly problem?: (text: string) => string | null
  /** Whether text with a problem is not taken. It stays in the field with its sentence then, to be corrected. */
  readonly refuses?: boolean
  /** Hands the text over. Must be bound to the record the field was made for. */
  readonly commit: (text: string) => void
}

/**
 * A text field whose text is saved on leaving it and after a pause. Give it a `key` of record and attribute: a field
 * never moves on to another record, so typed text cannot either.
 */
export function DraftField(props: DraftFieldProps) {
  const { session, label, value, rows, type = 'text', disabled, description, placeholder, problem } = props
  const id = useId()
  const [held, setHeld] = useState<string | null>(null)
  const [draft] = useState(() =>
    createDraft((text) => {
      if (props.refuses && props.problem?.(text)) return
      setHeld(null)
      props.commit(text)
    }, session.countDraft),
  )
  useEffect(() => {
    const release = session.holdDraft(draft.flush)
    return () => {
      release()
      draft.flush()
    }
  }, [session, draft])

  const text = held ?? value
  const sentence = problem?.(text) ?? null
  const describedBy = [description && `${id}-description`, sentence && `${id}-problem`].filter(Boolean).join(' ')
  const shared = {
    id,
    value: text,
    disabled,
    placeholder,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': sentence ? true : undefined,
    'data-inspector-focus': props.inspectorFocus || undefined,
    'data-focus-name': props.focusName,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setHeld(event.target.value)
      draft.type(event.target.value)
    },
    onBlur: draft.flush,
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {rows ? <textarea {...shared} rows={rows} /> : <DraftInput {...shared} type={type} onEnter={draft.flush} />}
      {sentence && (
        <p id={`${id}-problem`} className="field-problem">
          {sentence}
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

type InputProps = React.ComponentProps<'input'> & { readonly onEnter: () => void }

function DraftInput({ onEnter, ...input }: InputProps) {
  return (
    <input
      {...input}
      {...(input.type === 'number' ? { min: 0, max: 100, step: 5 } : {})}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter()
      }}
    />
  )
}
