import { useMemo, useState } from 'react'
import { formatCount } from '../../components/format.ts'
import { Listbox } from '../../components/listbox.tsx'
import { useStore } from '../../components/use-store.ts'
import type { Session } from '../../session/project/session.ts'
import { placeKey, type TagPlace } from '../../../model/acts/tag-places.ts'
import { type GroupedRow, groupedRows } from './grouped-rows.ts'
import { HitContext } from './hit-context.tsx'
import { Tick } from '../../components/tick.tsx'

const ROW_REM = 1.75

interface TagAllPlacesProps {
  readonly session: Session
  readonly places: readonly TagPlace[]
  /** Whether places of several articles stand under their titles. */
  readonly grouped: boolean
  readonly typeId: string
  /** Keys of the places that are not to be tagged. */
  readonly leftOut: ReadonlySet<string>
  readonly onLeaveOut: (keys: ReadonlySet<string>) => void
}

interface Group {
  readonly article: string
  readonly places: readonly TagPlace[]
}

/** Runs of places in one article. */
function groupsOf(places: readonly TagPlace[]): Group[] {
  const groups: { article: string; places: TagPlace[] }[] = []
  for (const place of places) {
    const last = groups[groups.length - 1]
    if (last?.article === place.article) last.places.push(place)
    else groups.push({ article: place.article, places: [place] })
  }
  return groups
}

/** The places, each with a tick. Space ticks and unticks, on a title all below it. */
export function TagAllPlaces({ session, places, grouped, typeId, leftOut, onLeaveOut }: TagAllPlacesProps) {
  const articles = useStore(session, (state) => state.articles)
  const titles = useMemo(() => new Map(articles.map(({ id, title }) => [id, title])), [articles])
  const rows = useMemo(() => {
    const { count, at } = groupedRows(groupsOf(places), (group) => group.places.length)
    // In one article the title would be the first row, and say nothing.
    return grouped ? { count, at } : { count: Math.max(0, count - 1), at: (row: number) => at(row + 1) }
  }, [places, grouped])
  const [active, setActive] = useState(0)
  const row = Math.min(active, rows.count - 1)

  const isDone = (place: TagPlace): boolean => place.types.includes(typeId)
  const isTicked = (place: TagPlace): boolean => !isDone(place) && !leftOut.has(placeKey(place))
  const placesAt = (found: GroupedRow<Group> | null): readonly TagPlace[] => {
    if (!found) return []
    const { group, item } = found
    const place = item === null ? undefined : group.places[item]
    return item === null ? group.places : place ? [place] : []
  }
  /** Ticks all of some places, or unticks them where all are ticked. */
  const toggle = (some: readonly TagPlace[]): void => {
    const free = some.filter((place) => !isDone(place))
    const untick = free.every(isTicked)
    const next = new Set(leftOut)
    for (const place of free) {
      if (untick) next.add(placeKey(place))
      else next.delete(placeKey(place))
    }
    onLeaveOut(next)
  }
  const toggleAt = (at: number): void => {
    setActive(at)
    toggle(placesAt(rows.at(at)))
  }
  const isChosen = (at: number): boolean => {
    const free = placesAt(rows.at(at)).filter((place) => !isDone(place))
    return free.length > 0 && free.every(isTicked)
  }

  if (places.length === 0) return <p className="empty">Nothing was found that could be tagged.</p>
  return (
    <>
      <p className="ticking-buttons">
        <button type="button" className="link-button" onClick={() => onLeaveOut(new Set())}>
          Tick all
        </button>
        <button type="button" className="link-button" onClick={() => onLeaveOut(new Set(places.map(placeKey)))}>
          Untick all
        </button>
        <span className="field-hint">
          <kbd>Space</kbd> ticks and unticks
        </span>
      </p>
      <Listbox
        label="Places to tag"
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
          const { group, item } = found
          const place = item === null ? null : group.places[item]
          return (
            <>
              <Tick ticked={isChosen(at)} done={placesAt(found).every(isDone)} />
              {place ? (
                <>
                  <HitContext fragment={place.fragment} />
                  {isDone(place) && <span className="badge">already tagged</span>}
                </>
              ) : (
                <span className="hit-article">
                  <span className="row-title" dir="auto">
                    {titles.get(group.article)}
                  </span>
                  <span className="pane-count">{formatCount(group.places.length, 'hit')}</span>
                </span>
              )}
            </>
          )
        }}
      </Listbox>
    </>
  )
}
