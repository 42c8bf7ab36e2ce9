import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

/**
 * Rows that are drawn together, and beyond either edge, so that a short scroll needs no rendering. The virtualizer is told
 * of these blocks: it measures all it knows of whenever one is added, which for 60,000 rows takes longer than a tag.
 */
const BLOCK = 8

/** A length in rem as CSS pixels, at the size of text the page has now. */
const remToPixels = (rem: number): number =>
  rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** Height of a heading, in rem. Rows keep their own, so their places stay a multiplication. */
const PART_REM = 1.5

/** Rows of a list that belong together, from `row` up to where the next part begins. */
export interface ListPart {
  readonly title: string
  readonly row: number
}

const ONE_PART: readonly ListPart[] = []

interface ListboxProps {
  readonly label: string
  readonly count: number
  /** Height of every row. Equal heights keep the place of each row a multiplication. */
  readonly rowRem: number
  /** The row that arrows start from and Enter means; -1 when there is none. It is kept in view when `activeKey` changes. */
  readonly active: number
  readonly activeKey: string | null
  /** The active row at this moment, where what is drawn may be a frame behind; quick keys then lose no step. */
  readonly activeNow?: () => number
  /** Rows shown as selected; the active one unless said otherwise. */
  readonly selected?: number
  /** Headings over the rows they begin at, in order; the first at row 0. None where all rows belong together. */
  readonly parts?: readonly ListPart[]
  /** Makes it a list of many choices: whether a row is one of them. Space and Enter are for the caller to answer. */
  readonly isChosen?: (row: number) => boolean
  /** Whether a row is marked, beside being chosen or not: shown as such. */
  readonly isMarked?: (row: number) => boolean
  readonly className?: string
  /** A key that tells the row apart from others as rows come and go. */
  readonly keyAt: (row: number) => string
  readonly children: (row: number) => ReactNode
  readonly onMove: (row: number) => void
  readonly onClick: (row: number, event: MouseEvent<HTMLElement>) => void
  readonly onEnter: (row: number) => void
  /** Keys the list itself does not use. */
  readonly onOtherKey?: (event: KeyboardEvent<HTMLElement>) => void
}

/**
 * A list of one choice that only draws the rows in view. The focus stays on the list; aria-activedescendant names the
 * active row, which is drawn wherever it is, so that a screen reader always finds it.
 */
export function Listbox(props: ListboxProps) {
  const { label, count, active, activeKey, selected = active, isChosen, isMarked, keyAt, children, onClick } = props
  const ref = useRef<HTMLDivElement>(null)
  const id = useId()
  const [rowHeight] = useState(() => remToPixels(props.rowRem))
  const [headingHeight] = useState(() => remToPixels(PART_REM))
  const { parts = ONE_PART } = props
  const topOf = (row: number): number =>
    row * rowHeight + parts.filter(({ row: first }) => first <= row).length * headingHeight
  // The virtualizer knows one heading, above all rows; it draws extra rows to make up for the others.
  const further = Math.max(0, parts.length - 1) * headingHeight
  const virtualizer = useVirtualizer({
    count: Math.ceil(count / BLOCK),
    getScrollElement: () => ref.current,
    estimateSize: () => BLOCK * rowHeight,
    overscan: 1 + Math.ceil(further / (BLOCK * rowHeight)),
    paddingStart: parts.length > 0 ? headingHeight : 0,
    useFlushSync: false,
  })
  const rows = virtualizer
    .getVirtualItems()
    .flatMap(({ index: block }) => Array.from({ length: BLOCK }, (_, i) => block * BLOCK + i))
    .filter((row) => row < count)
  if (active >= 0 && active < count && !rows.includes(active)) rows.push(active)

  /** Scrolls as little as shows the whole of a row, and the heading above the first one of a part. */
  const bringIntoView = (row: number): void => {
    const list = ref.current
    if (!list) return
    const top = topOf(row) - (parts.some(({ row: first }) => first === row) ? headingHeight : 0)
    const bottom = topOf(row) + rowHeight
    if (top < list.scrollTop) list.scrollTop = top
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight
  }

  useEffect(() => {
    if (active < 0) return
    // One frame later: scrolling forces a layout, and the text must not wait for that.
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => bringIntoView(active))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
    // Only a new active row scrolls: rows that come in above must not make the list jump.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [activeKey, rowHeight])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const from = props.activeNow?.() ?? active
    const page = Math.max(1, Math.floor((ref.current?.clientHeight ?? 0) / rowHeight) - 1)
    const to = targetRow(event.key, from, count, page)
    if (to !== null) {
      event.preventDefault()
      props.onMove(to)
    } else if (((event.key === 'Enter' && !event.shiftKey) || event.key === ' ') && from >= 0) {
      event.preventDefault()
      props.onEnter(from)
    } else props.onOtherKey?.(event)
  }

  const option = (row: number) => (
    <div
      key={keyAt(row)}
      id={`${id}-${keyAt(row)}`}
      role="option"
      aria-selected={isChosen ? isChosen(row) : row === selected}
      aria-setsize={count}
      aria-posinset={row + 1}
      data-row={row}
      data-active={row === active || undefined}
      data-marked={isMarked?.(row) || undefined}
      className="option"
      style={{ height: rowHeight, transform: `translateY(${topOf(row)}px)` }}
    >
      {children(row)}
    </div>
  )

  return (
    <div
      ref={ref}
      role="listbox"
      aria-label={label}
      aria-multiselectable={isChosen ? true : undefined}
      aria-activedescendant={active >= 0 && active < count ? `${id}-${keyAt(active)}` : undefined}
      tabIndex={0}
      className={`listbox ${props.className ?? ''}`}
      data-pane-focus=""
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const row = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset.row
        if (row !== undefined) onClick(Number(row), event)
      }}
    >
      <div
        role="presentation"
        className="listbox-rows"
        style={{ height: count * rowHeight + parts.length * headingHeight }}
      >
        {parts.length === 0
          ? rows.map(option)
          : parts.map(({ title, row: first }, i) => {
              const next = parts[i + 1]?.row ?? count
              return (
                <div key={title} role="group" aria-label={title}>
                  <div
                    aria-hidden="true"
                    className="option-heading"
                    style={{
                      height: headingHeight,
                      transform: `translateY(${first * rowHeight + i * headingHeight}px)`,
                    }}
                  >
                    {title}
                  </div>
                  {rows.filter((row) => row >= first && row < next).map(option)}
                </div>
              )
            })}
      </div>
    </div>
  )
}

/** The row a key leads to from the active one, or null when the key does not move. */
function targetRow(key: string, active: number, count: number, page: number): number | null {
  const last = count - 1
  if (last < 0) return null
  const clamp = (row: number): number => Math.max(0, Math.min(last, row))
  switch (key) {
    case 'ArrowDown':
      return clamp(active + 1)
    case 'ArrowUp':
      return active < 0 ? last : clamp(active - 1)
    case 'Home':
      return 0
    case 'End':
      return last
    case 'PageDown':
      return clamp(active + page)
    case 'PageUp':
      return clamp(active - page)
    default:
      return null
  }
}
