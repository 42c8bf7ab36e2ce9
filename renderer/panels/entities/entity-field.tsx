import './register-field.css'
import { useMemo, useRef } from 'react'
import { ownValue } from '../../../model/value/own-value.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { AttributeDefinition } from '../../../model/record/codebook.ts'
import { kindName } from '../../../model/entities/mentions.ts'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import { keyLabel } from '../../input/keys.ts'
import { perform } from '../../session/project/perform.ts'
import { makeEntityOf, setEntity } from '../../../model/acts/entity-acts.ts'
import { proposalsFor, SHOWN_PROPOSALS } from '../../session/entities/entity-proposals.ts'
import { entityUses, usageOf } from '../../session/entities/entity-uses.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { EntityPicker } from './entity-picker.tsx'

interface EntityFieldProps {
  readonly window: WindowModel
  readonly session: Session
  readonly annotation: Annotation
  readonly attribute: AttributeDefinition
  readonly disabled: boolean
  readonly inspectorFocus: boolean
}

/** The entity that an annotation mentions: the linked one, proposals, and a field to find any other. */
export function EntityField(props: EntityFieldProps) {
  const { window, session, annotation, attribute, disabled, inspectorFocus } = props
  const platform = useStore(window, (state) => state.platform)
  const codebook = useStore(session, (state) => state.codebook)
  const entities = useStore(session, (state) => state.entities)
  const uses = useStore(entityUses(session), (state) => state)
  const held = ownValue(annotation.attributes, attribute.id)
  const entity = entities.find(({ id }) => id === held)
  const proposals = useMemo(
    () => (entity ? [] : proposalsFor(session.getState(), annotation, uses).slice(0, SHOWN_PROPOSALS)),
    // What is proposed follows from these; the session holds them.
    // oxlint-disable-next-line react/exhaustive-deps
    [annotation, entity, entities, uses],
  )
  const field = useRef<HTMLFieldSetElement>(null)
  const choose = (id: string | null): void => {
    perform(session, setEntity(session.getState(), annotation.id, id, session.port))
    // The button that was pressed disappears; the focus stays in the field.
    field.current?.querySelector('input')?.focus()
  }
  const make = (name: string): void => {
    const made = makeEntityOf(session.getState(), annotation.id, name, session.port)
    perform(session, made.ok ? made.value.change : made)
  }
  const mentions = entity ? usageOf(uses, entity.id).mentions : 0

  return (
    <fieldset ref={field} className="field register-field" aria-description={attribute.description}>
      <legend className="field-label">{attribute.name}</legend>
      {entity && (
        <div className="entry-card">
          <Icon name="entity" />
          <span className="entry-facts">
            <span className="entity-name" dir="auto">
              {entity.name}
            </span>
            <span className="entry-kind">
              {kindName(codebook, entity.type)} · {formatCount(mentions, 'mention')}
            </span>
          </span>
          <TipButton
            name="Open in the register"
            keyLabel={keyLabel('Mod+Shift+R', platform)}
            onClick={() => runCommand('entities.open', window)}
          >
            <Icon name="rename" />
          </TipButton>
          <TipButton
            name="Link to no entry"
            keyLabel={keyLabel('Shift+G', platform)}
            disabled={disabled}
            onClick={() => choose(null)}
          >
            <Icon name="close" />
          </TipButton>
        </div>
      )}
      {held !== undefined && !entity && (
        <p className="problem-line">
          <Icon name="warning" />
          The entry this names is not in the register.
        </p>
      )}
      {proposals.length > 0 && (
        <ul className="proposals" aria-label="Proposed entries">
          {proposals.map(({ entity: proposed, because }, i) => (
            <li key={proposed.id}>
              <button type="button" className="proposal" disabled={disabled} onClick={() => choose(proposed.id)}>
                <kbd>{i + 1}</kbd>
                <span className="entity-name" dir="auto">
                  {proposed.name}
                </span>
                <span className="option-kind">{because}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!entity && (
        <button
          type="button"
          className="proposal"
          disabled={disabled}
          onClick={() => {
            field.current?.querySelector('input')?.focus()
            runCommand('entity.link', window)
          }}
        >
          <kbd>G</kbd>
          <span className="entity-name">{linkTitle(proposals[0]?.reason)}</span>
        </button>
      )}
      <EntityPicker
        session={session}
        label={entity ? 'Another entry' : 'Find an entry'}
        placeholder={entity ? 'Another entry…' : 'Find or make an entry…'}
        without={entity?.id ?? null}
        disabled={disabled}
        inspectorFocus={inspectorFocus}
        onChoose={choose}
        onNew={make}
      />
    </fieldset>
  )
}

const linkTitle = (best: string | undefined): string =>
  best === 'name' || best === 'alias' ? 'Link to the first' : 'New entry from these words'
