import './link-field.css'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { findType } from '../../../model/record/codebook.ts'
import { Icon } from '../../components/icons.tsx'
import { TypeChip } from '../../components/type-chip.tsx'
import { useStore } from '../../components/use-store.ts'
import { focusPane } from '../../components/focus.ts'
import { setAttribute } from '../../../model/acts/annotation-acts.ts'
import { finishLink, type LinkMode } from '../../session/annotations/finish-link.ts'
import { type LinkOption, linkOptions, TOPIC } from '../../session/annotations/link-options.ts'
import { linkAnnotation, linkEntity, linkNewEntity } from '../../../model/acts/relation-acts.ts'
import type { Session } from '../../session/project/session.ts'

/** The field that finds what a role leads to by its name, while a role is being linked. */
export function LinkField({ session }: { readonly session: Session }) {
  const mode = useStore(session, (state) => state.mode)
  return mode?.kind === 'link' ? <NameField key={`${mode.source} ${mode.role}`} session={session} mode={mode} /> : null
}

function NameField({ session, mode }: { readonly session: Session; readonly mode: LinkMode }) {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  useStore(session, (state) => state.entities)
  const options = open ? linkOptions(session.getState(), mode.source, mode.role, text) : []
  const at = Math.min(active, options.length - 1)

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  const choose = (option: LinkOption | undefined): void => {
    if (!option) return
    finishLink(session, mode, actOf(session, mode, option))
    focusPane('text')
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && options.length > 0) setActive((at + step + options.length) % options.length)
    else if (event.key === 'Enter') choose(options[at])
    else if (event.key === 'Escape') {
      setOpen(false)
      focusPane('text')
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="link-field">
      <input
        role="combobox"
        aria-label="Name of who or what is linked"
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={options.length > 0 ? `${id}-${at}` : undefined}
        data-link-field=""
        autoComplete="off"
        spellCheck={false}
        placeholder="Type a name"
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} role="listbox" id={`${id}-list`} aria-label="What fits" hidden={options.length === 0}>
        {options.map((option, i) => (
          // The keys are with the field; the mouse only points.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={`${option.kind} ${'id' in option ? option.id : option.name}`}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            // The field keeps the focus until the choice is made.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            <OptionText session={session} option={option} />
          </div>
        ))}
      </div>
    </div>
  )
}

function OptionText({ session, option }: { readonly session: Session; readonly option: LinkOption }) {
  switch (option.kind) {
    case 'annotation': {
      const type = findType(session.getState().codebook, option.type)
      return (
        <>
          <TypeChip type={type} name={type?.name ?? option.type} />
          <span className="link-name">{option.name}</span>
          <span className="option-kind">in this article</span>
        </>
      )
    }
    case 'entity':
      return (
        <>
          <Icon name="article" />
          <span className="link-name">{option.name}</span>
          <span className="option-kind">register</span>
        </>
      )
    case 'new-entity':
      return (
        <>
          <Icon name="add" />
          <span className="link-name">Make the entry “{option.name}”</span>
        </>
      )
    case 'topic':
      return (
        <>
          <Icon name="note" />
          <span className="link-name">Use “{option.name}” as the topic</span>
        </>
      )
  }
}

function actOf({ getState, port }: Session, { source, role }: LinkMode, option: LinkOption) {
  const state = getState()
  switch (option.kind) {
    case 'annotation':
      return linkAnnotation(state, source, role, option.id, port)
    case 'entity':
      return linkEntity(state, source, role, option.id, port)
    case 'new-entity':
      return linkNewEntity(state, source, role, option.name, port)
    case 'topic':
      return setAttribute(state, source, TOPIC, option.name, port)
  }
}
