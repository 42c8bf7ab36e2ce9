import { type ReactNode, useMemo, useState } from 'react'
import type { Fragment } from '../../../model/record/annotation.ts'
import { formatNumber } from '../../components/format.ts'
import { Listbox } from '../../components/listbox.tsx'
import { groupedRows } from './grouped-rows.ts'
import { HitContext } from './hit-context.tsx'
import { Tick } from '../../components/tick.tsx'

const ROW_REM = 2.75

/** What can be ticked: some text with what stands around it, and what is said about it. */
export interface TickItem {
  readonly key: string
  readonly fragment: Fragment
  readonly detail: string
}

export interface TickGroup {
  readonly title: string
  readonly items: readonly TickItem[]
}

interface TickListProps {
  readonly label: string
  readonly groups: readonly TickGroup[]
  readonly ticked: ReadonlySet<string>
  readonly onTick: (keys: ReadonlySet<string>) => void
  /** Beside the buttons that tick and untick all. */
  readonly children?: ReactNode
}

/** Texts in groups, each with a tick. Space ticks and unticks, on the head of a group all in it. */
export function TickList({ label, groups, ticked, onTick, children }: TickListProps) {
  const rows = useMemo(() => groupedRows(groups, (group) => group.items.length), [groups])
  const [active, setActive] = useState(0)
  const row = Math.min(active, rows.count - 1)

  const itemsAt = (at: number): readonly TickItem[] => {
    const found = rows.at(at)
    if (!found) return []
    const item = found.item === null ? undefined : found.group.items[found.item]
    return found.item === null ? found.group.items : item ? [item] : []
  }
  const isChosen = (at: number): boolean => {
    const items = itemsAt(at)
    return items.length > 0 && items.every(({ key }) => ticked.has(key))
  }
  /** Ticks all in a row, or unticks them where all are ticked. */
  const toggleAt = (at: number): void => {
    setActive(at)
    const next = new Set(ticked)
    const untick = isChosen(at)
    for (const { key } of itemsAt(at)) {
      if (untick) next.delete(key)
      else next.add(key)
    }
    onTick(next)
  }
  const all = (): ReadonlySet<string> => new Set(groups.flatMap(({ items }) => items.map(({ key }) => key)))

  return (
    <>
      {/* First, so that the focus begins in it. */}
      <Listbox
        label={label}
        count={rows.count}
        rowRem={ROW_REM}
        active={row}
        activeKey={String(row)}
        isChosen={isChosen}
        className="tick-list"
        keyAt={String}
        onMove={setActive}
        onClick={toggleAt}
        onEnter={toggleAt}
      >
        {(at) => {
          const found = rows.at(at)
          if (!found) return null
          const item = found.item === null ? undefined : found.group.items[found.item]
          return (
            <>
              <Tick ticked={isChosen(at)} done={false} />
              {item ? (
                <span className="tick-item">
                  <HitContext fragment={item.fragment} />
                  {item.detail && <span className="row-summary">{item.detail}</span>}
                </span>
              ) : (
                <span className="hit-article">
                  <span className="row-title">{found.group.title}</span>
                  <span className="pane-count">{formatNumber(found.group.items.length)}</span>
                </span>
              )}
            </>
          )
        }}
      </Listbox>
      <p className="ticking-buttons">
        <button type="button" className="link-button" onClick={() => onTick(all())}>
          Tick all
        </button>
        <button type="button" className="link-button" onClick={() => onTick(new Set())}>
          Untick all
        </button>
        <span className="field-hint">
          <kbd>Space</kbd> ticks and unticks{children}
        </span>
      </p>
    </>
  )
}
