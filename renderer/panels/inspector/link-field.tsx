import './link-field.css'
import { useState } from 'react'
import { findType } from '../../../model/record/codebook.ts'
import { Icon } from '../../components/icons.tsx'
import { useCombobox } from '../../components/use-combobox.ts'
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
  useStore(session, (state) => state.entities)
  const options = open ? linkOptions(session.getState(), mode.source, mode.role, text) : []
  const { field, list, optionOf } = useCombobox({
    query: text,
    items: options,
    open,
    onPick(option) {
      finishLink(session, mode, actOf(session, mode, option))
      focusPane('text')
    },
    onOtherKey(event) {
      if (event.key !== 'Escape') return
      setOpen(false)
      focusPane('text')
      event.preventDefault()
      event.stopPropagation()
    },
  })
  return (
    <div className="link-field">
      <input
        {...field}
        aria-label="Name of who or what is linked"
        data-link-field=""
        placeholder="Type a name"
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => setText(event.target.value)}
      />
      <div {...list} aria-label="What fits">
        {options.map((option) => (
          <div {...optionOf(option)} key={`${option.kind} ${'id' in option ? option.id : option.name}`}>
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
