import './status-bar.css'
import { findType } from '../../../model/record/codebook.ts'
import { formatCount, formatNumber } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { TypeChip } from '../../components/type-chip.tsx'
import { useStore, useStoreAfterPaint } from '../../components/use-store.ts'
import type { Session } from '../../session/project/session.ts'
import { typeName } from '../annotations/annotation-labels.ts'
import { selectionLabel } from './selection-label.ts'
import { useCodePoints } from './use-code-points.ts'

/** Whether all changes are saved, what was just done, what is tagged, and where the selection is. */
export function StatusBar({ session }: PartProps) {
  // Each part reads what it shows: a save that begins and ends must not render the counts again within the key press.
  return (
    <footer className="status-bar" aria-label="Status">
      <SaveStatus session={session} />
      <Notice session={session} />
      <TypeCounts session={session} />
      <Selection session={session} />
    </footer>
  )
}

interface PartProps {
  readonly session: Session
}

function Notice({ session }: PartProps) {
  const notice = useStore(session, (state) => state.notice)
  return (
    <div className="notice">
      <span role="status">{notice?.kind === 'info' ? notice.text : ''}</span>
      <span role="alert" className="notice-problem">
        {notice?.kind === 'problem' ? notice.text : ''}
      </span>
      {notice?.kind === 'problem' && (
        <button type="button" className="link-button" onClick={() => session.notify(null)}>
          Dismiss
        </button>
      )}
    </div>
  )
}

function SaveStatus({ session }: PartProps) {
  const save = useStore(session, (state) => state.save)
  const readOnly = useStore(session, (state) => state.readOnly)
  if (readOnly !== null) {
    return (
      <div className="save" title={readOnly}>
        <Icon name="lock" />
        Read-only
      </div>
    )
  }
  if (save.kind === 'failed') {
    return (
      <div className="save is-failed">
        <span role="alert" className="save-reason" title={`${save.failure.message} ${save.failure.action}`}>
          <Icon name="warning" />
          {formatCount(save.pending, 'change')} not saved: {save.failure.message} {save.failure.action}
        </span>
        <button type="button" className="button button-small" onClick={() => session.retrySave()}>
          Try again
        </button>
      </div>
    )
  }
  return (
    <div role="status" className={`save is-${save.kind}`}>
      <Icon name={save.kind} />
      {save.kind === 'saved' ? 'Saved' : 'Saving…'}
    </div>
  )
}

function TypeCounts({ session }: PartProps) {
  const counts = useStoreAfterPaint(session, (state) => state.open?.index.counts ?? null)
  const codebook = useStoreAfterPaint(session, (state) => state.codebook)
  if (!counts) return null
  const known = codebook.types.filter(({ id, retired }) => !retired || counts.has(id)).map(({ id }) => id)
  const unknown = [...counts.keys()].filter((id) => !known.includes(id))
  return (
    <ul className="type-counts" aria-label="Annotations of this article by type">
      {[...known, ...unknown].map((id) => {
        const type = findType(codebook, id)
        return (
          <li key={id} className={counts.has(id) ? '' : 'is-none'}>
            <TypeChip type={type} name={typeName(type, id)} />
            {formatNumber(counts.get(id) ?? 0)}
          </li>
        )
      })}
    </ul>
  )
}

function Selection({ session }: PartProps) {
  const selection = useStoreAfterPaint(session, (state) => state.selection)
  const text = useStoreAfterPaint(session, (state) => state.open?.body.text ?? null)
  const converter = useCodePoints(text)
  if (text === null) return null
  const { label, title } = selectionLabel(selection, converter)
  return (
    <span className="selection digits" title={title}>
      {label}
    </span>
  )
}
