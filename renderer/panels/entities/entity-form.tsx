import { type FormEvent, useState } from 'react'
import { ownValue } from '../../../model/value/own-value.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { nameProblem, wikidataFrom, wikidataProblem } from '../../../model/entities/entity-problems.ts'
import { entityKinds } from '../../../model/entities/mentions.ts'
import { Icon } from '../../components/icons.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { perform } from '../../session/project/perform.ts'
import { editEntity, type EntityEdit } from '../../../model/acts/entity-acts.ts'
import type { Session } from '../../session/project/session.ts'
import { DraftField } from '../inspector/draft-field.tsx'

interface EntityFormProps {
  readonly session: Session
  readonly entity: Entity
  readonly disabled: boolean
}

/** The fields of an entity. Give it the id as `key`, so that typed text never moves to another entity. */
export function EntityForm({ session, entity, disabled }: EntityFormProps) {
  const kinds = useStore(session, (state) => entityKinds(state.codebook))
  const { id, name, type, aliases, wikidata } = entity
  /** The entity when typed text is committed; it may have been removed by then. */
  const now = (): Entity | undefined => session.getState().entities.find((item) => item.id === id)
  const edit = (change: EntityEdit): void => {
    if (now()) perform(session, editEntity(session.getState(), id, change, session.port))
  }
  return (
    <div className="entity-form">
      <DraftField
        session={session}
        label="Name"
        value={name}
        disabled={disabled}
        problem={nameProblem}
        commit={(text) => {
          // An empty name is not kept: the field shows the old one again.
          if (nameProblem(text) === null && text.trim() !== now()?.name) edit({ name: text })
        }}
      />
      <SelectField
        label="Type"
        options={[
          ...kinds
            .filter((kind) => !kind.retired || kind.id === type)
            .map((kind) => ({ value: kind.id, name: kind.name })),
          ...(kinds.some((kind) => kind.id === type) ? [] : [{ value: type, name: type }]),
        ]}
        value={type}
        disabled={disabled}
        onChange={(value) => value !== type && edit({ type: value })}
      />
      <DraftField
        session={session}
        label="Aliases, one a line"
        rows={3}
        value={aliases.join('\n')}
        disabled={disabled}
        commit={(text) => {
          if (text !== now()?.aliases.join('\n')) edit({ aliases: text.split('\n') })
        }}
      />
      <DraftField
        session={session}
        label="Wikidata item"
        placeholder="Q…"
        value={wikidata ?? ''}
        disabled={disabled}
        problem={wikidataProblem}
        commit={(text) => {
          const item = wikidataFrom(text)
          if (wikidataProblem(text) === null && item !== now()?.wikidata) edit({ wikidata: item })
        }}
      />
      <AttributeRows session={session} entity={entity} disabled={disabled} edit={edit} now={now} />
    </div>
  )
}

interface AttributeRowsProps extends EntityFormProps {
  readonly edit: (change: EntityEdit) => void
  readonly now: () => Entity | undefined
}

/** Anything else that is known, by free names: party, office, country. */
function AttributeRows({ session, entity, disabled, edit, now }: AttributeRowsProps) {
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const add = (event: FormEvent): void => {
    event.preventDefault()
    const name = key.trim()
    if (name === '') return
    edit({ attributes: { ...now()?.attributes, [name]: value.trim() } })
    setKey('')
    setValue('')
  }
  return (
    <fieldset className="field entity-attributes">
      <legend className="field-label">Attributes</legend>
      {Object.keys(entity.attributes).map((name) => (
        <div key={name} className="entity-attribute">
          <DraftField
            session={session}
            label={name}
            value={ownValue(entity.attributes, name) ?? ''}
            disabled={disabled}
            commit={(text) => {
              const attributes = now()?.attributes
              if (attributes && text !== attributes[name]) edit({ attributes: { ...attributes, [name]: text } })
            }}
          />
          <TipButton
            name={`Remove ${name}`}
            disabled={disabled}
            onClick={() => {
              const { [name]: _gone, ...others } = now()?.attributes ?? {}
              edit({ attributes: others })
            }}
          >
            <Icon name="close" />
          </TipButton>
        </div>
      ))}
      <form className="entity-attribute" onSubmit={add}>
        <input
          className="field-input"
          aria-label="Name of a new attribute"
          placeholder="party, office…"
          value={key}
          disabled={disabled}
          onChange={(event) => setKey(event.target.value)}
        />
        <input
          className="field-input"
          aria-label="Value of the new attribute"
          placeholder="Value"
          value={value}
          disabled={disabled}
          onChange={(event) => setValue(event.target.value)}
        />
        <button type="submit" className="button" disabled={disabled || key.trim() === ''}>
          Add
        </button>
      </form>
    </fieldset>
  )
}
