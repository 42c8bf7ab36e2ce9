import { Icon } from './icons.tsx'

/** The box before a row; for screen readers, the row itself says whether it is ticked. */
export function Tick({ ticked, done }: { readonly ticked: boolean; readonly done: boolean }) {
  return (
    <span className={`tick ${ticked ? 'is-ticked' : ''} ${done ? 'is-done' : ''}`} aria-hidden="true">
      {ticked && <Icon name="saved" />}
    </span>
  )
}
