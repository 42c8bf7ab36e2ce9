import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

interface SuggestionsProps<T> {
  readonly label: string
  readonly placeholder: string
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  /** Such an item can be read but not chosen. */
  readonly isDisabled?: (item: T) => boolean
  /** A heading over the first item of a part; the part's name for screen readers as well. */
  readonly partOf?: (item: T) => string | null
  readonly onPick: (item: T) => void
  /** Keys the field does not use itself. Default-prevented ones are left alone. */
  readonly onOtherKey?: (event: KeyboardEvent<HTMLInputElement>) => void
  /** The field has lost the focus. */
  readonly onLeave?: () => void
  /** Tells the field apart for commands that lead to it. */
  readonly focusName?: string
  /** Whether the list is on show. Closed, the field is only a field. */
  readonly open: boolean
  /** Said where nothing fits. */
  readonly empty: string
  readonly className?: string
  readonly children: (item: T) => ReactNode
  /** Stands in the row of the field, before it. */
  readonly before?: ReactNode
}

/**
 * A text field over a list that follows what is typed. The focus stays in the field; arrows move through the list, whose
 * active item aria-activedescendant names, and Enter chooses it.
 */
export function Suggestions<T>(props: SuggestionsProps<T>) {
  const { label, query, items, keyOf, isDisabled = () => false, partOf = () => null, onPick, open } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  // What is typed begins at the best item again: the row belongs to the query it was moved in.
  const [moved, setMoved] = useState({ query, row: 0 })
  const row = moved.query === query ? Math.min(moved.row, items.length - 1) : 0
  const active = open ? items[row] : undefined
  const rows = new Map(items.map((item, i) => [item, i]))
  const optionId = (item: T): string => `${id}-${rows.get(item)}`

  useEffect(() => {
    // Of the first row the heading above it is to be seen, too.
    if (row === 0) list.current?.scrollTo({ top: 0 })
    else list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [row])

  const pick = (item: T | undefined): void => {
    if (item !== undefined && !isDisabled(item)) onPick(item)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const to =
      open && !event.altKey && !event.ctrlKey && !event.metaKey ? targetRow(event.key, row, items.length) : null
    if (to !== null) {
      event.preventDefault()
      setMoved({ query, row: to })
    } else if (event.key === 'Enter' && open && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      pick(active)
    } else props.onOtherKey?.(event)
  }

  return (
    <div className={`combobox ${props.className ?? ''}`}>
      <div className="combobox-field">
        {props.before}
        <input
          role="combobox"
          aria-label={label}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : optionId(active)}
          placeholder={props.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => props.onQuery(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={props.onLeave}
          data-focus-name={props.focusName}
        />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        tabIndex={-1}
        className="combobox-list"
        hidden={!open || items.length === 0}
        // The field keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
      >
        {partsOf(items, partOf).map(({ title, items: own }) => (
          <div key={title ?? ''} role={title ? 'group' : 'presentation'} aria-label={title ?? undefined}>
            {title && (
              <div className="combobox-heading" aria-hidden="true">
                {title}
              </div>
            )}
            {own.map((item) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are the field's
              <div
                key={keyOf(item)}
                id={optionId(item)}
                role="option"
                tabIndex={-1}
                aria-selected={item === active}
                aria-disabled={isDisabled(item) || undefined}
                className="combobox-option"
                onClick={() => pick(item)}
              >
                {props.children(item)}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={items.length > 0 || !open ? 'visually-hidden' : 'combobox-empty'}>
        {open && items.length === 0 ? props.empty : ''}
      </p>
    </div>
  )
}

interface Part<T> {
  readonly title: string | null
  readonly items: T[]
}

/** Neighbours of one part together. */
function partsOf<T>(items: readonly T[], partOf: (item: T) => string | null): Part<T>[] {
  const parts: Part<T>[] = []
  for (const item of items) {
    const title = partOf(item)
    const last = parts.at(-1)
    if (last?.title === title) last.items.push(item)
    else parts.push({ title, items: [item] })
  }
  return parts
}

/** The row a key leads to, or null when it does not move. Arrows go round; Home and End belong to the text in the field. */
function targetRow(key: string, row: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return (row + 1) % count
  if (key === 'ArrowUp') return (row - 1 + count) % count
  if (key === 'PageDown') return Math.min(row + PAGE, count - 1)
  if (key === 'PageUp') return Math.max(row - PAGE, 0)
  return null
}

const PAGE = 8
