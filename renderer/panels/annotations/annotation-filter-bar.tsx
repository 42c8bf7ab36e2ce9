import './annotation-filter-bar.css'
import { type KeyboardEvent, useEffect, useState } from 'react'
import {
  conditionKey,
  type FilterCondition,
  searchedTexts,
  withCondition,
  withoutCondition,
} from '../../../model/annotation/annotation-filter.ts'
import { searchTitles } from '../../../model/text/search-titles.ts'
import { formatNumber } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { Combobox } from '../../components/combobox.tsx'
import { useStore } from '../../components/use-store.ts'
import { focusPane, focusWhenDrawn } from '../../components/focus.ts'
import { conditionTitle, possibleConditions } from '../../session/annotations/filter-words.ts'
import type { Session } from '../../session/project/session.ts'

interface AnnotationFilterBarProps {
  readonly session: Session
  /** Annotations that the filter lets through, and all of the article. */
  readonly shown: number
  readonly total: number
}

/** Milliseconds of an idle period that are left unused. */
const SPARED = 2

/** Prepares the texts of many annotations for searching while the window is idle. */
function readTextsWhenIdle(session: Session): () => void {
  const runs = session.getState().open?.index.runs()
  const read = (deadline: IdleDeadline): void => {
    while (deadline.timeRemaining() > SPARED) {
      const next = runs?.next()
      if (!next || next.done) return
      searchedTexts(next.value)
    }
    handle = requestIdleCallback(read)
  }
  let handle = requestIdleCallback(read)
  return () => cancelIdleCallback(handle)
}

/** The conditions of the filter as chips that can be removed, and a field that finds more. */
export function AnnotationFilterBar({ session, shown, total }: AnnotationFilterBarProps) {
  const filter = useStore(session, (state) => state.filter)
  const codebook = useStore(session, (state) => state.codebook)
  const annotators = useStore(session, (state) => state.annotators)
  const [query, setQuery] = useState('')
  const [browsing, setBrowsing] = useState(false)
  const named = { codebook, annotators }
  const title = (condition: FilterCondition): string => conditionTitle(condition, named)
  const open = query.trim() !== '' || browsing
  useEffect(() => (open ? readTextsWhenIdle(session) : undefined), [open, session])
  const asked = new Set(filter.map(conditionKey))

  const items = (): FilterCondition[] => {
    const possible = possibleConditions(named).filter((condition) => !asked.has(conditionKey(condition)))
    const words = query.trim()
    // Words come first whatever else is found, so that Enter always means the same.
    return words === '' ? possible : [{ kind: 'text', text: words }, ...searchTitles(words, possible, title)]
  }
  const close = (): void => {
    setQuery('')
    setBrowsing(false)
  }
  const onOtherKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    const last = filter.at(-1)
    if (event.key === 'Escape' && (open || filter.length > 0)) {
      event.preventDefault()
      if (open) close()
      else session.setFilter([])
    } else if (event.key === 'ArrowDown' && !open) {
      event.preventDefault()
      setBrowsing(true)
    } else if (event.key === 'Enter' && !open) {
      event.preventDefault()
      focusPane('annotations')
    } else if (event.key === 'Backspace' && query === '' && last) {
      event.preventDefault()
      session.setFilter(withoutCondition(filter, last))
    }
  }

  return (
    <section className="annotation-filter" aria-label="Filter of the annotations">
      {filter.length > 0 && (
        <>
          <div className="filter-state">
            <span role="status" className="digits">
              {formatNumber(shown)} of {formatNumber(total)}
            </span>
            <span>
              <kbd>N</kbd> walks these
            </span>
            <button type="button" className="link-button" onClick={() => session.setFilter([])}>
              Show all
            </button>
          </div>
          <ul className="filter-chips" aria-label="Only these">
            {filter.map((condition) => (
              <li key={conditionKey(condition)}>
                <button
                  type="button"
                  className="filter-chip"
                  aria-label={`${title(condition)}: take away`}
                  onClick={() => {
                    session.setFilter(withoutCondition(filter, condition))
                    focusWhenDrawn('[data-focus-name="filter"]')
                  }}
                >
                  <span>{title(condition)}</span>
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Combobox
        label="Filter the annotations"
        placeholder={filter.length > 0 ? 'and…' : 'Filter: words, type, value, status…'}
        query={query}
        onQuery={(text) => {
          setQuery(text)
          setBrowsing(false)
        }}
        open={open}
        items={open ? items() : []}
        keyOf={conditionKey}
        onPick={(condition) => {
          session.setFilter(withCondition(filter, condition))
          close()
        }}
        onOtherKey={onOtherKey}
        onLeave={close}
        focusName="filter"
        empty="Nothing to ask by these words."
      >
        {(condition) => <span className="combobox-title">{title(condition)}</span>}
      </Combobox>
    </section>
  )
}
