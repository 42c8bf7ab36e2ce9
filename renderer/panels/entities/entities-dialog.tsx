import './entities-dialog.css'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { kindName } from '../../../model/entities/mentions.ts'
import { searchEntities } from '../../../model/entities/search-entities.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { Listbox } from '../../components/listbox.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import { inTextField } from '../../components/focus.ts'
import { keyLabel, keyName } from '../../input/keys.ts'
import { addEntity } from '../../../model/acts/entity-acts.ts'
import { entityOfMention, selectedMention } from '../../session/entities/entity-proposals.ts'
import { entityUses, usageOf } from '../../session/entities/entity-uses.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { EntityDetails } from './entity-details.tsx'

const ROW_REM = 2.25

interface EntitiesDialogProps {
  readonly window: WindowModel
  readonly session: Session
}

/** The entry to begin with: that of the selected mention. */
function firstChosen(session: Session): string | null {
  const state = session.getState()
  const annotation = selectedMention(state)
  return (annotation && entityOfMention(state, annotation)?.id) ?? null
}

/** The register of the project: every entry, and what is known of the chosen one. */
export function EntitiesDialog({ window, session }: EntitiesDialogProps) {
  const entities = useStore(session, (state) => state.entities)
  const codebook = useStore(session, (state) => state.codebook)
  const readOnly = useStore(session, (state) => state.readOnly !== null)
  const notice = useStore(session, (state) => state.notice)
  const platform = useStore(window, (state) => state.platform)
  const uses = useStore(entityUses(session), (state) => state)
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState(() => firstChosen(session))
  const list = useRef<HTMLDivElement>(null)

  const rows = useMemo(() => searchEntities(entities, filter).map(({ entity }) => entity), [entities, filter])
  const active = Math.max(
    rows.findIndex(({ id }) => id === chosen),
    rows.length > 0 ? 0 : -1,
  )
  const entity = rows[active]
  const close = (): void => window.closeDialog()
  const choose = (row: number): void => setChosen(rows[row]?.id ?? null)
  const focusList = (): void => list.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus()
  const add = (): void => {
    const made = addEntity(session.getState(), filter.trim() || 'New entry', session.port)
    const done = made.ok ? session.dispatch(made.value.change) : made
    if (!done.ok) return session.report(done.failure)
    if (made.ok) setChosen(made.value.entity.id)
    setFilter('')
    return focusName(FRAMES_TO_DRAW)
  }

  // Keys of the window rest while a dialog is open; undo belongs to what is done here as well.
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
        <section className="entity-list" aria-label="Register" ref={list}>
          <div className="entity-filter">
            <input
              className="field-input"
              type="search"
              aria-label="Find by name"
              placeholder="Find by name"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
                event.preventDefault()
                focusList()
              }}
            />
            <TipButton name="New entry" disabled={readOnly} onClick={add}>
              <Icon name="add" />
            </TipButton>
          </div>
          <div className="entity-columns" aria-hidden="true">
            <span>Name</span>
            <span>Type</span>
            <span>Mentions</span>
          </div>
          {rows.length > 0 ? (
            <Listbox
              label="Entries"
              count={rows.length}
              rowRem={ROW_REM}
              active={active}
              activeKey={entity?.id ?? null}
              keyAt={(row) => rows[row]?.id ?? String(row)}
              onMove={choose}
              onClick={choose}
              onEnter={() => focusName(FRAMES_TO_DRAW)}
            >
              {(row) => {
                const item = rows[row]
                if (!item) return null
                return (
                  <span className="entity-row">
                    <span className="entity-name" dir="auto">
                      {item.name}
                    </span>
                    <span className="entity-kind">{kindName(codebook, item.type)}</span>
                    <span className="row-count">
                      {usageOf(uses, item.id).mentions}
                      <span className="visually-hidden"> mentions</span>
                    </span>
                  </span>
                )
              }}
            </Listbox>
          ) : (
            <p className="empty">
              {entities.length === 0
                ? `The register is empty. Select an entity in the text and press ${keyLabel('G', platform)}.`
                : 'No entry has such a name.'}
            </p>
          )}
          <p className="pane-count entity-total">{formatCount(rows.length, 'entry', 'entries')}</p>
        </section>
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

/** Frames to wait for the form of another entry. */
const FRAMES_TO_DRAW = 10

function focusName(frames: number): void {
  const field = document.querySelector<HTMLInputElement>('.entity-details input')
  field?.focus()
  field?.select()
  if (!field && frames > 0) requestAnimationFrame(() => focusName(frames - 1))
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
