import type { Ref } from 'react'
import type { Entity } from '../../../model/record/entity.ts'
import { kindName } from '../../../model/entities/mentions.ts'
import type { Platform } from '../../commands/command.ts'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { Listbox } from '../../components/listbox.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { keyLabel } from '../../input/keys.ts'
import { entityUses, usageOf } from '../../session/entities/entity-uses.ts'
import type { Session } from '../../session/project/session.ts'

const ROW_REM = 2.25

interface EntityListProps {
  readonly ref: Ref<HTMLElement>
  readonly session: Session
  readonly platform: Platform
  readonly filter: string
  /** The entities that the filter lets through. */
  readonly rows: readonly Entity[]
  readonly active: number
  readonly onFilter: (text: string) => void
  readonly onChoose: (row: number) => void
  readonly onAdd: () => void
}

/** Moves the focus to the list inside an element. */
export const focusListbox = (within: HTMLElement | null): void =>
  within?.querySelector<HTMLElement>('[role="listbox"]')?.focus()

/** Frames to wait for the form of another entity. */
const FRAMES_TO_DRAW = 10

/** Moves the focus to the name in the form of the chosen entity, once that is drawn. */
export function focusEntityName(frames = FRAMES_TO_DRAW): void {
  const field = document.querySelector<HTMLInputElement>('.entity-details input')
  field?.focus()
  field?.select()
  if (!field && frames > 0) requestAnimationFrame(() => focusEntityName(frames - 1))
}

/** The entities of the project, found by their names. */
export function EntityList({
  ref,
  session,
  platform,
  filter,
  rows,
  active,
  onFilter,
  onChoose,
  onAdd,
}: EntityListProps) {
  const entities = useStore(session, (state) => state.entities)
  const codebook = useStore(session, (state) => state.codebook)
  const readOnly = useStore(session, (state) => state.readOnly !== null)
  const uses = useStore(entityUses(session), (state) => state)
  return (
    <section className="entity-list" aria-label="Register" ref={ref}>
      <div className="entity-filter">
        <input
          className="field-input"
          type="search"
          aria-label="Find by name"
          placeholder="Find by name"
          value={filter}
          onChange={(event) => onFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
            event.preventDefault()
            focusListbox(event.currentTarget.closest('section'))
          }}
        />
        <TipButton name="New entry" disabled={readOnly} onClick={onAdd}>
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
          activeKey={rows[active]?.id ?? null}
          keyAt={(row) => rows[row]?.id ?? String(row)}
          onMove={onChoose}
          onClick={onChoose}
          onEnter={() => focusEntityName()}
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
  )
}
