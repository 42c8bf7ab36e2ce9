import { Icon } from './icons.tsx'

/** The box before a row. What it shows is said by the row's own state. */
export function Tick({ ticked, done }: { readonly ticked: boolean; readonly done: boolean }) {
  return (
    <span className={`tick ${ticked ? 'is-ticked' : ''} ${done ? 'is-done' : ''}`} aria-hidden="true">
      {ticked && <Icon name="saved" />}
    </span>
  )
}
