import './entities-dialog.css'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { searchEntities } from '../../../model/entities/search-entities.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { Icon } from '../../components/icons.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import { inTextField } from '../../components/focus.ts'
import { keyLabel, keyName } from '../../input/keys.ts'
import { addEntity } from '../../../model/acts/entity-acts.ts'
import { entityOfMention, selectedMention } from '../../session/entities/entity-proposals.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { EntityDetails } from './entity-details.tsx'
import { EntityList, focusEntityName, focusListbox } from './entity-list.tsx'

interface EntitiesDialogProps {
  readonly window: WindowModel
  readonly session: Session
}

/** The entity shown first: that of the selected mention. */
function firstChosen(session: Session): string | null {
  const state = session.getState()
  const annotation = selectedMention(state)
  return (annotation && entityOfMention(state, annotation)?.id) ?? null
}

/** All entities of the project, and the details of the chosen one. */
export function EntitiesDialog({ window, session }: EntitiesDialogProps) {
  const entities = useStore(session, (state) => state.entities)
  const readOnly = useStore(session, (state) => state.readOnly !== null)
  const notice = useStore(session, (state) => state.notice)
  const platform = useStore(window, (state) => state.platform)
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState(() => firstChosen(session))
  const list = useRef<HTMLElement>(null)

  const rows = useMemo(() => searchEntities(entities, filter).map(({ entity }) => entity), [entities, filter])
  const active = Math.max(
    rows.findIndex(({ id }) => id === chosen),
    rows.length > 0 ? 0 : -1,
  )
  const entity = rows[active]
  const close = (): void => window.closeDialog()
  const choose = (row: number): void => setChosen(rows[row]?.id ?? null)
  const focusList = (): void => focusListbox(list.current)
  const add = (): void => {
    const made = addEntity(session.getState(), filter.trim() || 'New entry', session.port)
    const done = made.ok ? session.dispatch(made.value.change) : made
    if (!done.ok) return session.report(done.failure)
    if (made.ok) setChosen(made.value.entity.id)
    setFilter('')
    return focusEntityName()
  }

  // The keys of the window do not work while a dialog is open, so undo and redo are handled here.
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyName(event.nativeEvent, platform)
    const command = key === 'Mod+Z' ? 'edit.undo' : key === 'Mod+Shift+Z' || key === 'Mod+Y' ? 'edit.redo' : null
    if (command === null || inTextField(event.target)) return
    event.preventDefault()
    runCommand(command, window)
  }

  return (
    <DialogFrame
      title="Entities"
      className="entities-dialog"
      onClose={close}
      footer={
        <>
          <p className="entities-notice" role="status">
            {notice?.text ?? ''}
          </p>
          <UndoButton window={window} session={session} />
          <button type="button" className="button button-main" onClick={close}>
            Close
          </button>
        </>
      }
    >
      {/* Undo and redo for everything inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="entities" onKeyDown={onKeyDown}>
        <EntityList
          ref={list}
          session={session}
          platform={platform}
          filter={filter}
          rows={rows}
          active={active}
          onFilter={setFilter}
          onChoose={choose}
          onAdd={add}
        />
        {entity ? (
          <EntityDetails
            key={entity.id}
            window={window}
            session={session}
            entity={entity}
            disabled={readOnly}
            onChoose={(id) => {
              setFilter('')
              setChosen(id)
            }}
            onLeave={focusList}
          />
        ) : (
          <p className="empty">Choose an entry to see and edit what is known of it.</p>
        )}
      </div>
    </DialogFrame>
  )
}

function UndoButton({ window, session }: EntitiesDialogProps) {
  const title = useStore(session, (state) => state.undoTitle)
  const platform = useStore(window, (state) => state.platform)
  return (
    <TipButton
      name="Undo"
      tip={title === null ? 'Nothing to undo' : `Undo: ${title}`}
      keyLabel={keyLabel('Mod+Z', platform)}
      disabled={title === null}
      onClick={() => runCommand('edit.undo', window)}
    >
      <Icon name="undo" />
    </TipButton>
  )
}
