import './find-results.css'
import { useMemo, useState } from 'react'
import { hitCount, NO_HITS } from '../../../model/text/hits.ts'
import { formatCount } from '../../components/format.ts'
import { Listbox } from '../../components/listbox.tsx'
import { useStore } from '../../components/use-store.ts'
import { focusPane } from '../../components/focus.ts'
import type { FindState } from '../../session/find/find-state.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { projectLabel } from './find-labels.ts'
import { groupedRows } from './grouped-rows.ts'
import { HitContext } from './hit-context.tsx'

const ROW_REM = 1.75

interface FindResultsProps {
  readonly window: WindowModel
  readonly session: Session
  readonly find: FindState
}

/** The hits in all articles, by article. Enter goes to one. */
export function FindResults({ window, session, find }: FindResultsProps) {
  const articles = useStore(session, (state) => state.articles)
  const { groups, running, failure } = find.project
  const [active, setActive] = useState(-1)
  const titles = useMemo(() => new Map(articles.map(({ id, title }) => [id, title])), [articles])
  const shown = useMemo(() => groups.filter(({ article }) => titles.has(article)), [groups, titles])
  const rows = useMemo(() => groupedRows(shown, ({ hits }) => hitCount(hits)), [shown])

  // The hit that is shown in the text is the selected one; arrows walk from it and leave it.
  const openId = useStore(session, (state) => state.open?.article.id)
  const here = shown.findIndex(({ article }) => article === openId)
  const known = find.current >= 0 && find.current < hitCount(shown[here]?.hits ?? NO_HITS)
  const selected = known ? rows.rowOf(here, find.current) : -1

  const go = (row: number): void => {
    const found = rows.at(row)
    if (!found) return
    setActive(row)
    // The text is drawn at the end of the task in which its article arrives.
    void window.find.go(found.group.article, found.item ?? 0).then(() => setTimeout(() => focusPane('text')))
  }

  return (
    <section className="find-results" aria-label="Hits in all articles">
      <p className="find-summary">
        <span role="status">{projectLabel(find)}</span>
        {running && (
          <button type="button" className="link-button" onClick={() => window.find.stop()}>
            Stop
          </button>
        )}
      </p>
      {failure && (
        <p role="alert" className="field-problem">
          {failure.message} {failure.action}
        </p>
      )}
      {rows.count > 0 && (
        <Listbox
          label="Hits in all articles"
          count={rows.count}
          rowRem={ROW_REM}
          active={active < rows.count ? active : -1}
          selected={selected}
          activeKey={String(active)}
          className="hit-list"
          keyAt={String}
          onMove={setActive}
          onClick={go}
          onEnter={go}
        >
          {(row) => {
            const found = rows.at(row)
            if (!found) return null
            const { group, item } = found
            if (item === null) {
              return (
                <span className="hit-article">
                  <span className="row-title" dir="auto">
                    {titles.get(group.article)}
                  </span>
                  <span className="pane-count">{formatCount(hitCount(group.hits), 'hit')}</span>
                </span>
              )
            }
            const fragment = group.fragments[item]
            return fragment ? <HitContext fragment={fragment} /> : <span className="hit-context">White space</span>
          }}
        </Listbox>
      )}
    </section>
  )
}
