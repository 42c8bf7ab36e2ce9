import { useState } from 'react'
import type { Article } from '../../../model/record/article.ts'
import { focusPane } from '../../components/focus.ts'
import type { Session } from '../../session/project/session.ts'

/**
 * Walking the list of articles. Arrows move without opening, because an article may take a moment; opening one brings
 * the walk there. Rows are those of `articles`.
 */
export function useArticleWalk(session: Session, articles: readonly Article[], openId: string | null) {
  const [walk, setWalk] = useState<{ readonly id: string; readonly from: string | null } | null>(null)
  const activeId = walk && walk.from === openId && articles.some(({ id }) => id === walk.id) ? walk.id : openId
  const active = articles.findIndex(({ id }) => id === activeId)

  const open = (row: number, then?: () => void): void => {
    const article = articles[row]
    if (!article) return
    void session.openArticle(article.id).then((opened) => {
      if (!opened.ok) return session.report(opened.failure)
      return then?.()
    })
  }
  /** Opens an article and moves the focus to its text once that is shown; annotations may still be loading. */
  const read = (row: number): void => {
    const id = articles[row]?.id
    const before = session.getState()
    if (id === undefined) return
    if (before.open?.article.id === id && before.opening === null) {
      focusPane('text')
      return
    }
    open(row)
    const stop = session.subscribe(({ state }) => {
      if (state.opening === id) return
      stop()
      // The text is drawn at the end of this task.
      if (state.open?.article.id === id) setTimeout(() => focusPane('text'))
    })
  }
  const move = (row: number): void => {
    const article = articles[row]
    if (article) setWalk({ id: article.id, from: openId })
  }
  return { activeId, active, open, read, move }
}
