import './entity-picker.css'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { kindName } from '../../../model/entities/mentions.ts'
import { EXACT_SCORE, searchEntities } from '../../../model/entities/search-entities.ts'
import { Icon } from '../../components/icons.tsx'
import { useCombobox } from '../../components/use-combobox.ts'
import { useStore } from '../../components/use-store.ts'
import { pickable } from '../../session/entities/entity-proposals.ts'
import { entityUses, usageOf } from '../../session/entities/entity-uses.ts'
import type { Session } from '../../session/project/session.ts'

/** The most entities listed; typing more of the name narrows them down. */
const SHOWN = 30

interface EntityPickerProps {
  readonly session: Session
  readonly label: string
  readonly placeholder: string
  /** An entity that is not offered: the one the field is about. */
  readonly without?: string | null
  readonly disabled?: boolean
  readonly inspectorFocus?: boolean
  /** Takes the focus when mounted, because a button has just opened it. */
  readonly takesFocus?: boolean
  readonly onChoose: (entity: string) => void
  /** Makes an entity of the typed name; left out where only existing ones may be chosen. */
  readonly onNew?: (name: string) => void
  readonly onLeave?: () => void
}

type Option = { readonly id: string; readonly name: string; readonly hint: string } | { readonly make: string }

/**
 * Finds an entity by its name; Escape closes the list. The list pushes down what follows, so that it hides nothing of the
 * inspector.
 */
export function EntityPicker(props: EntityPickerProps) {
  const { session, label, without = null, disabled, onChoose, onNew } = props
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const options = useOptions(session, open ? text : null, without, onNew !== undefined)
  useEffect(() => {
    if (props.takesFocus) input.current?.focus()
  }, [props.takesFocus])

  const close = (): void => {
    setOpen(false)
    setText('')
  }
  const onOtherKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (!open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) setOpen(true)
    else if (event.key === 'Escape' && open) close()
    else if (event.key === 'Escape' && props.onLeave) props.onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const { field, list, optionOf } = useCombobox({
    query: text,
    items: options,
    open,
    onPick(option) {
      close()
      if ('make' in option) onNew?.(option.make)
      else onChoose(option.id)
    },
    onOtherKey,
  })
  return (
    <div className="entity-picker">
      <input
        {...field}
        ref={input}
        className="field-input"
        aria-label={label}
        data-inspector-focus={props.inspectorFocus || undefined}
        placeholder={props.placeholder}
        disabled={disabled}
        onClick={() => setOpen(true)}
        onBlur={close}
        onChange={(event) => {
          setText(event.target.value)
          setOpen(true)
        }}
      />
      <div {...list} aria-label="Entries that fit">
        {options.map((option) => (
          <div {...optionOf(option)} key={'make' in option ? 'make' : option.id}>
            {'make' in option ? (
              <>
                <Icon name="add" />
                <span className="entity-name">New entry “{option.make}”</span>
              </>
            ) : (
              <>
                <span className="entity-name" dir="auto">
                  {option.name}
                </span>
                <span className="option-kind">{option.hint}</span>
              </>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

function useOptions(session: Session, text: string | null, without: string | null, mayMake: boolean): Option[] {
  const entities = useStore(session, (state) => state.entities)
  const codebook = useStore(session, (state) => state.codebook)
  const uses = useStore(entityUses(session), (state) => state)
  if (text === null) return []
  const found = pickable(entities, text, uses, without, SHOWN).map(({ id, name, type }): Option => {
    const { mentions } = usageOf(uses, id)
    return { id, name, hint: `${kindName(codebook, type)} · ${mentions}` }
  })
  const name = text.trim()
  const isThere = name !== '' && searchEntities(entities, name)[0]?.score === EXACT_SCORE
  return mayMake && name !== '' && !isThere ? [...found, { make: name }] : found
}
