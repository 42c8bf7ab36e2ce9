import { type ComponentProps, type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'

interface ComboboxOptions<T> {
  /** The typed text. When it changes, the first item becomes active again. */
  readonly query: string
  readonly items: readonly T[]
  /** Whether the list is shown. Closed, the field is only a field. */
  readonly open: boolean
  readonly onPick: (item: T) => void
  /** Whether an item can be read but not chosen. */
  readonly isDisabled?: (item: T) => boolean
  /** Keys that the list does not use. */
  readonly onOtherKey?: (event: KeyboardEvent<HTMLInputElement>) => void
}

interface ComboboxParts<T> {
  readonly field: ComponentProps<'input'>
  readonly list: ComponentProps<'div'> & { readonly ref: RefObject<HTMLDivElement | null> }
  readonly optionOf: (item: T) => ComponentProps<'div'>
}

/** Rows that Page Up and Page Down pass. */
const PAGE = 8

/** The row a key leads to, or null when it does not move. Arrows go round; Home and End belong to the text in the field. */
function targetRow(key: string, row: number, count: number): number | null {
  if (count === 0) return null
  if (key === 'ArrowDown') return (row + 1) % count
  if (key === 'ArrowUp') return (row - 1 + count) % count
  if (key === 'PageDown') return Math.min(row + PAGE, count - 1)
  if (key === 'PageUp') return Math.max(row - PAGE, 0)
  return null
}

/**
 * Makes a text field and a list a combobox: returns the props of its parts, so that each place draws its own. The focus
 * stays in the field; arrows, Page Up and Page Down move through the list, aria-activedescendant names the active item,
 * and Enter chooses it. The library's Autocomplete has no page keys and no way to set its active item.
 */
export function useCombobox<T>(options: ComboboxOptions<T>): ComboboxParts<T> {
  const { query, items, open, onPick, isDisabled = () => false } = options
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [moved, setMoved] = useState({ query, row: 0 })
  if (!open && moved.row !== 0) setMoved({ query, row: 0 })
  const row = moved.query === query ? Math.min(moved.row, items.length - 1) : 0
  const expanded = open && items.length > 0
  const active = expanded ? items[row] : undefined
  const rows = new Map(items.map((item, i) => [item, i]))
  const optionId = (item: T): string => `${id}-${rows.get(item)}`

  useEffect(() => {
    // The first row has a heading above it, which should be visible, too.
    if (row === 0) list.current?.scrollTo({ top: 0 })
    else list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [row])

  const pick = (item: T | undefined): void => {
    if (item !== undefined && !isDisabled(item)) onPick(item)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const forList = open && !event.altKey && !event.ctrlKey && !event.metaKey
    const to = forList ? targetRow(event.key, row, items.length) : null
    if (to !== null) setMoved({ query, row: to })
    else if (forList && event.key === 'Enter') pick(active)
    else return options.onOtherKey?.(event)
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    field: {
      role: 'combobox',
      'aria-expanded': expanded,
      'aria-controls': `${id}-list`,
      'aria-autocomplete': 'list',
      'aria-activedescendant': active === undefined ? undefined : optionId(active),
      autoComplete: 'off',
      spellCheck: false,
      value: query,
      onKeyDown,
    },
    list: {
      ref: list,
      id: `${id}-list`,
      role: 'listbox',
      tabIndex: -1,
      hidden: !expanded,
      // The field keeps the focus.
      onMouseDown: (event) => event.preventDefault(),
    },
    optionOf: (item) => ({
      id: optionId(item),
      role: 'option',
      tabIndex: -1,
      'aria-selected': item === active,
      'aria-disabled': isDisabled(item) || undefined,
      onClick: () => pick(item),
    }),
  }
}
