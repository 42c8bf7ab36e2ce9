import type { KeyboardEvent, ReactNode } from 'react'
import { useCombobox } from './use-combobox.ts'

interface ComboboxProps<T> {
  readonly label: string
  readonly placeholder: string
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  /** Whether an item can be read but not chosen. */
  readonly isDisabled?: (item: T) => boolean
  /** A heading over the first item of a part; the part's name for screen readers as well. */
  readonly partOf?: (item: T) => string | null
  readonly onPick: (item: T) => void
  /** Keys that the list does not use. */
  readonly onOtherKey?: (event: KeyboardEvent<HTMLInputElement>) => void
  /** The field has lost the focus. */
  readonly onLeave?: () => void
  /** Name by which commands find the field. */
  readonly focusName?: string
  /** Whether the list is shown. Closed, the field is only a field. */
  readonly open: boolean
  /** Shown where nothing fits. */
  readonly empty: string
  readonly className?: string
  readonly children: (item: T) => ReactNode
  /** Stands in the row of the field, before it. */
  readonly before?: ReactNode
}

/** A text field over a list that follows what is typed. */
export function Combobox<T>(props: ComboboxProps<T>) {
  const { label, items, keyOf, partOf = () => null, open } = props
  const { field, list, optionOf } = useCombobox(props)
  return (
    <div className={`combobox ${props.className ?? ''}`}>
      <div className="combobox-field">
        {props.before}
        <input
          {...field}
          aria-label={label}
          placeholder={props.placeholder}
          onChange={(event) => props.onQuery(event.target.value)}
          onBlur={props.onLeave}
          data-focus-name={props.focusName}
        />
      </div>
      <div {...list} aria-label={label} className="combobox-list">
        {partsOf(items, partOf).map(({ title, items: own }) => (
          <div key={title ?? ''} role={title ? 'group' : 'presentation'} aria-label={title ?? undefined}>
            {title && (
              <div className="combobox-heading" aria-hidden="true">
                {title}
              </div>
            )}
            {own.map((item) => (
              <div {...optionOf(item)} key={keyOf(item)} className="combobox-option">
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

/** Groups neighbouring items of the same part. */
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
