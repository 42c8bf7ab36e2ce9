import './entity-details.css'
import { useState } from 'react'
import type { Entity } from '../../../model/record/entity.ts'
import { lookalikes } from '../../../model/entities/entity-problems.ts'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { useStore } from '../../components/use-store.ts'
import { mergeInto, removeEverywhere } from '../../session/entities/entity-tasks.ts'
import { entityUses, usageOf } from '../../session/entities/entity-uses.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { EntityForm } from './entity-form.tsx'
import { EntityMentions } from './entity-mentions.tsx'
import { EntityPicker } from './entity-picker.tsx'

interface EntityDetailsProps {
  readonly window: WindowModel
  readonly session: Session
  readonly entity: Entity
  readonly disabled: boolean
  /** Shows another entity: the one that was merged into, or split off. */
  readonly onChoose: (id: string) => void
  /** The entity was removed, so the focus has to move. */
  readonly onLeave: () => void
}

/** The details of one entity, what can be done with it, and its mentions. */
export function EntityDetails({ window, session, entity, disabled, onChoose, onLeave }: EntityDetailsProps) {
  const entities = useStore(session, (state) => state.entities)
  const uses = useStore(entityUses(session), (state) => state)
  const [merging, setMerging] = useState(false)
  const { mentions, relations } = usageOf(uses, entity.id)
  const twins = lookalikes(entities, entity)

  const merge = async (into: string): Promise<void> => {
    const kept = entities.find(({ id }) => id === into)
    const done = await mergeInto(session, into, [entity.id])
    if (!done.ok) return session.report(done.failure)
    session.notify({ kind: 'info', text: `Merged “${entity.name}” into “${kept?.name}”.` })
    onChoose(into)
    return onLeave()
  }
  const remove = async (): Promise<void> => {
    const done = await removeEverywhere(session, entity.id)
    if (!done.ok) return session.report(done.failure)
    session.notify({ kind: 'info', text: `Removed the entry “${entity.name}”. What was tagged stays tagged.` })
    return onLeave()
  }

  return (
    <section className="entity-details" aria-label={`Entry: ${entity.name}`}>
      <EntityForm session={session} entity={entity} disabled={disabled} />
      {twins.length > 0 && (
        <div className="lookalikes">
          <p className="problem-line">
            <Icon name="warning" />
            Shares a name or the Wikidata item with:
          </p>
          {twins.slice(0, 5).map((twin) => (
            <button key={twin.id} type="button" className="link-button" onClick={() => onChoose(twin.id)}>
              {twin.name}
            </button>
          ))}
        </div>
      )}
      <div className="entity-actions">
        <button
          type="button"
          className="button"
          aria-expanded={merging}
          disabled={disabled || entities.length < 2}
          onClick={() => setMerging(!merging)}
        >
          Merge into…
        </button>
        <button type="button" className="button" disabled={disabled} onClick={() => void remove()}>
          Remove entry
        </button>
      </div>
      {merging && (
        <div className="entity-merge">
          <p className="field-hint">
            Choose the entry that stays. {formatCount(mentions, 'mention')} and {formatCount(relations, 'relation')} go
            to it, and “{entity.name}” becomes one of its aliases.
          </p>
          <EntityPicker
            session={session}
            label={`Merge “${entity.name}” into`}
            placeholder="Entry that stays"
            without={entity.id}
            takesFocus
            onChoose={(id) => void merge(id)}
            onLeave={() => setMerging(false)}
          />
        </div>
      )}
      <EntityMentions window={window} session={session} entity={entity} disabled={disabled} onSplit={onChoose} />
    </section>
  )
}
