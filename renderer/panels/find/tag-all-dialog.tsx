import './tag-all-dialog.css'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { type Codebook, findType } from '../../../model/record/codebook.ts'
import { hitCount } from '../../../model/text/hits.ts'
import type { Failure } from '../../../model/value/result.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatCount, formatNumber } from '../../components/format.ts'
import { SegmentedControl } from '../../components/segmented-control.tsx'
import { useStore } from '../../components/use-store.ts'
import { focusPane } from '../../components/focus.ts'
import { MOST_HITS } from '../../session/find/find-project.ts'
import type { FindState } from '../../session/find/find-state.ts'
import { perform } from '../../session/project/perform.ts'
import type { Session } from '../../session/project/session.ts'
import { countTags, type TagCounts, tagPlaces } from '../../../model/acts/tag-places.ts'
import { placesToTag } from '../../session/find/tag-plan.ts'
import type { TagPlace } from '../../../model/acts/tag-places.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { projectLabel } from './find-labels.ts'
import { TagAllPlaces } from './tag-all-places.tsx'
import { TypeChoice } from './type-choice.tsx'

interface TagAllDialogProps {
  readonly window: WindowModel
  readonly session: Session
}

type Loaded = { readonly places: readonly TagPlace[] } | { readonly failure: Failure } | null

/** The type that was chosen last, while the window is open. */
let lastType: string | null = null

/** Every hit with what stands around it, to be tagged at once. */
export function TagAllDialog({ window, session }: TagAllDialogProps) {
  const find = useStore(window.find, (state) => state)
  const codebook = useStore(session, (state) => state.codebook)
  const loaded = usePlaces(session, find)
  const source = find.tagging !== 'hits' ? find.tagging : null
  const types = codebook.types.filter(({ retired }) => !retired)
  const [chosen, setChosen] = useState(() => source?.type ?? lastType)
  const typeId = types.find(({ id }) => id === chosen)?.id ?? types[0]?.id ?? ''
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const places = loaded && 'places' in loaded ? loaded.places : null
  const counts = useMemo(() => countTags(places ?? [], typeId, leftOut), [places, typeId, leftOut])
  const name = findType(codebook, typeId)?.name.toLowerCase() ?? typeId
  const fresh = counts.fresh.length

  const close = (): void => {
    window.find.endTagging()
    window.closeDialog()
  }
  const tag = (): void => {
    if (fresh === 0) return
    lastType = typeId
    const change = tagPlaces(session.getState(), typeId, counts.fresh, source, session.port)
    close()
    // Moving the focus lays out the page: it goes first, while little has changed. Undoing is a key of the text.
    setTimeout(() => {
      focusPane('text')
      if (perform(session, change)) session.notify({ kind: 'info', text: doneLabel(counts, name) })
    })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.nativeEvent.isComposing || event.altKey) return
    const wanted = event.ctrlKey || event.metaKey ? undefined : typeOfKey(codebook, event.key)
    const onButton = (event.target as Element).closest('button') !== null
    if (wanted !== undefined) setChosen(wanted)
    else if (event.key === 'Enter' && !onButton) tag()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <DialogFrame
      title={source ? 'Tag the same text elsewhere' : 'Tag all hits'}
      className="ticking-dialog"
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="button" className="button button-main" disabled={fresh === 0} onClick={tag}>
            {fresh === 0 ? `Tag as ${name}` : `Tag ${formatNumber(fresh)} as ${name}`}
          </button>
        </>
      }
    >
      {/* Letters choose a type and Enter tags, wherever in the dialog the focus is. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="ticking" onKeyDownCapture={onKeyDown}>
        <p className="tag-all-pattern">
          {source ? 'The text' : find.query.regex ? 'The regular expression' : 'What was looked for'}:{' '}
          <b dir="auto">{find.query.pattern}</b>
        </p>
        <div className="tag-all-choices">
          <TypeChoice types={types} value={typeId} onChange={setChosen} />
          <SegmentedControl
            label="Where"
            segments={[
              { value: 'article', name: 'This article' },
              { value: 'project', name: 'All articles' },
            ]}
            value={find.scope}
            onChange={(scope) => window.find.setScope(scope === 'project' ? 'project' : 'article')}
          />
        </div>
        {find.failure && <FailureMessage failure={find.failure} />}
        {find.scope === 'project' && find.project.failure && <FailureMessage failure={find.project.failure} />}
        {loaded && 'failure' in loaded && <FailureMessage failure={loaded.failure} />}
        <p role="status" className="ticking-counts">
          {find.scope === 'project' && `${projectLabel(find)} `}
          {places && countsLabel(counts, name)}
          {find.scope === 'article' &&
            hitCount(find.hits) > MOST_HITS &&
            ` Only the first ${formatCount(MOST_HITS, 'hit')} are listed.`}
        </p>
        {places && (
          <TagAllPlaces
            session={session}
            places={places}
            grouped={find.scope === 'project'}
            typeId={typeId}
            leftOut={leftOut}
            onLeaveOut={setLeftOut}
          />
        )}
      </div>
    </DialogFrame>
  )
}

const typeOfKey = ({ types }: Codebook, key: string): string | undefined =>
  types.find((type) => !type.retired && type.key === key.toUpperCase())?.id

/** "24 will be tagged as entity. 3 are already tagged and left alone. 1 is left out." */
function countsLabel({ fresh, already, leftOut }: TagCounts, type: string): string {
  const parts = [`${formatNumber(fresh.length)} will be tagged as ${type}.`]
  if (already > 0) parts.push(`${formatCount(already, 'is', 'are')} already tagged and left alone.`)
  if (leftOut > 0) parts.push(`${formatCount(leftOut, 'is', 'are')} left out.`)
  return parts.join(' ')
}

function doneLabel({ fresh, already }: TagCounts, type: string): string {
  const done = `Tagged ${formatNumber(fresh.length)} as ${type}`
  return already > 0 ? `${done}; ${formatCount(already, 'was', 'were')} already tagged` : done
}

/** The places that the search found; null until it has ended. */
function usePlaces(session: Session, { scope, hits, project, busy }: FindState): Loaded {
  const wanted = useMemo(() => ({ scope, hits, project }), [scope, hits, project])
  const searching = scope === 'article' ? busy : project.running
  const [answer, setAnswer] = useState<{ readonly to: typeof wanted; readonly loaded: Loaded } | null>(null)
  useEffect(() => {
    if (searching) return undefined
    let late = false
    void placesToTag(session, wanted).then((result) => {
      const loaded = result.ok ? { places: result.value } : { failure: result.failure }
      if (!late) setAnswer({ to: wanted, loaded })
    })
    return () => {
      late = true
    }
  }, [session, wanted, searching])
  return answer?.to === wanted && !searching ? answer.loaded : null
}
