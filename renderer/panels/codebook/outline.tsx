import './outline.css'
import { type KeyboardEvent, useEffect, useId } from 'react'
import { findType } from '../../../model/record/codebook.ts'
import { parentOf, type PartRef } from '../../../model/codebook/codebook-part.ts'
import { TypeChip } from '../../components/type-chip.tsx'
import { useStore } from '../../components/use-store.ts'
import type { CodebookDraft } from '../../session/codebook/codebook-draft.ts'
import { type OutlineRow, outlineRows, rowKey } from './outline-rows.ts'

interface OutlineProps {
  readonly draft: CodebookDraft
  readonly folded: ReadonlySet<string>
  readonly onFold: (key: string, folded: boolean) => void
  /** Alt with an arrow. */
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
  /** Enter: on to the form. */
  readonly onEnter: () => void
}

const MARKS: Readonly<Record<PartRef['kind'], string>> = { type: '', attribute: '•', value: '–', role: '→' }

/**
 * The whole codebook as a tree: types with their attributes, values and roles. One stop for Tab; arrows walk, fold and
 * unfold, a letter goes to the next name that begins with it.
 */
export function Outline({ draft, folded, onFold, onMove, onRemove, onEnter }: OutlineProps) {
  const id = useId()
  const codebook = useStore(draft, (state) => state.draft)
  const selected = useStore(draft, (state) => state.selected)
  const rows = outlineRows(codebook, folded)
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === rowKey(selected)),
  )
  const row = rows[at]

  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])

  const go = (to: OutlineRow | undefined): void => {
    if (to) draft.select(to.part)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || !row) return
    const act = event.altKey ? altAct(event.key) : plainAct(event.key, row)
    if (!act) return
    event.preventDefault()
    act()
  }

  const altAct = (key: string): (() => void) | null => {
    if (key === 'ArrowUp') return () => onMove(-1)
    return key === 'ArrowDown' ? () => onMove(1) : null
  }

  const plainAct = (key: string, current: OutlineRow): (() => void) | null => {
    switch (key) {
      case 'ArrowDown':
        return () => go(rows[at + 1])
      case 'ArrowUp':
        return () => go(rows[at - 1])
      case 'Home':
        return () => go(rows[0])
      case 'End':
        return () => go(rows.at(-1))
      case 'ArrowRight':
        return () => (current.expanded === false ? onFold(current.key, false) : current.expanded && go(rows[at + 1]))
      case 'ArrowLeft':
        return () =>
          current.expanded ? onFold(current.key, true) : current.part && draft.select(parentOf(current.part))
      case 'Enter':
        return onEnter
      case 'Delete':
      case 'Backspace':
        return onRemove
      default:
        return /^\p{L}$/u.test(key) ? () => go(rowByLetter(rows, at, key)) : null
    }
  }

  return (
    <ul
      role="tree"
      aria-label="Codebook"
      aria-activedescendant={row && `${id}-${at}`}
      tabIndex={0}
      className="outline"
      data-region=""
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const place = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset.row
        const clicked = rows[Number(place ?? -1)]
        if (!clicked) return
        if ((event.target as Element).closest('.outline-fold')) onFold(clicked.key, clicked.expanded === true)
        else go(clicked)
      }}
    >
      {rows.map((item, i) => (
        <li
          key={item.key}
          id={`${id}-${i}`}
          role="treeitem"
          aria-level={item.level}
          aria-posinset={item.position}
          aria-setsize={item.size}
          aria-selected={i === at}
          aria-expanded={item.expanded ?? undefined}
          className={`outline-row level-${item.level}`}
          data-row={i}
        >
          <span className="outline-fold" aria-hidden="true">
            {item.expanded === null ? '' : item.expanded ? '▾' : '▸'}
          </span>
          {item.part?.kind === 'type' ? (
            <TypeChip type={findType(codebook, item.part.type)} name="" />
          ) : (
            item.part && (
              <span className="outline-mark" aria-hidden="true">
                {MARKS[item.part.kind]}
              </span>
            )
          )}
          <span className="outline-name">{item.name}</span>
          {item.part && item.part.kind !== 'type' && <span className="visually-hidden"> {item.part.kind}</span>}
          {item.retired && <span className="badge">retired</span>}
        </li>
      ))}
    </ul>
  )
}

/** The next line, going round, whose name begins with a letter. */
function rowByLetter(rows: readonly OutlineRow[], at: number, letter: string): OutlineRow | undefined {
  const turned = [...rows.slice(at + 1), ...rows.slice(0, at + 1)]
  return turned.find(({ name }) => name.toLowerCase().startsWith(letter.toLowerCase()))
}
