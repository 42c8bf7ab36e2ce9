import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { Listbox } from '../../components/listbox.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore, useStoreAfterPaint } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import { keyLabel } from '../../input/keys.ts'
import { arrangeArticles, USUAL_VIEW } from '../../session/articles/article-order.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { ArticleDetails } from './article-details.tsx'
import { ArticleRow } from './article-row.tsx'
import { ArticleTools } from './article-tools.tsx'
import { createTypeahead } from './typeahead.ts'
import { useArticleWalk } from './use-article-walk.ts'

const ROW_REM = 3.25

interface ArticlesPaneProps {
  readonly window: WindowModel
  readonly session: Session
}

/** The project's articles, and what is known of the open one. */
export function ArticlesPane({ window, session }: ArticlesPaneProps) {
  const all = useStore(session, (state) => state.articles)
  const marked = useStore(window, (state) => state.marked)
  const counts = useStoreAfterPaint(session, (state) => state.counts)
  const openId = useStore(session, (state) => state.opening ?? state.open?.article.id ?? null)
  const opening = useStore(session, (state) => state.opening)
  const readOnly = useStore(session, (state) => state.readOnly !== null)
  const platform = useStore(window, (state) => state.platform)
  const [renaming, setRenaming] = useState<string | null>(null)
  const [view, setView] = useState(USUAL_VIEW)
  const arranged = useMemo(() => arrangeArticles(all, counts, view), [all, counts, view])
  const { articles } = arranged
  const [typeahead] = useState(() => createTypeahead())
  const pane = useRef<HTMLElement>(null)

  const { activeId, active, open, read, move } = useArticleWalk(session, articles, openId)
  const shown = all.find(({ id }) => id === (renaming ?? openId))

  const toggleMark = (row: number): void => {
    const id = articles[row]?.id
    if (id === undefined) return
    const next = new Set(marked)
    if (next.has(id)) next.delete(id)
    else next.add(id)
    window.mark(next)
    move(row)
  }
  const markRange = (row: number): void => {
    const [from, to] = [Math.min(row, Math.max(active, 0)), Math.max(row, active)]
    window.mark(new Set([...marked, ...articles.slice(from, to + 1).map(({ id }) => id)]))
    move(row)
  }
  const onOtherKey = (event: KeyboardEvent<HTMLElement>): void => {
    const { key } = event
    // Another command of the window.
    if (key === 'F2' && event.shiftKey) return
    if (key === 'Enter') toggleMark(active)
    else if (key === 'F2' && active >= 0 && !readOnly) setRenaming(articles[active]?.id ?? null)
    else if ((key === 'Delete' || key === 'Backspace') && active >= 0) {
      open(active, () => void runCommand('article.remove', window))
    } else {
      const row = typeahead(key, active, articles.length, (at) => articles[at]?.title ?? '')
      if (row === null) return
      move(row)
    }
    // What the list uses must not reach the window's commands: Delete there means an annotation.
    event.preventDefault()
  }

  return (
    <section ref={pane} className="pane" data-pane="articles" aria-label="Articles">
      <header className="pane-header">
        <h2>Articles</h2>
        <span className="pane-count">
          {view.filter === '' ? formatCount(all.length, 'article') : `${articles.length} of ${all.length}`}
        </span>
        <TipButton
          name="Open article…"
          keyLabel={keyLabel('Mod+O', platform)}
          disabled={readOnly}
          onClick={() => runCommand('article.open', window)}
        >
          <Icon name="add" />
        </TipButton>
      </header>
      {all.length > 1 && (
        <ArticleTools
          view={view}
          shown={articles.length}
          marked={marked.size}
          readOnly={readOnly}
          onView={setView}
          onMarkAll={() => window.mark(new Set(articles.map(({ id }) => id)))}
          onUnmark={() => window.mark(new Set())}
          onEdit={() => runCommand('article.details', window)}
        />
      )}
      {all.length > 0 && articles.length === 0 && <p className="empty">No article holds these words.</p>}
      {articles.length > 0 && (
        <Listbox
          label="Articles of this project"
          count={articles.length}
          rowRem={ROW_REM}
          active={active}
          activeKey={activeId}
          selected={articles.findIndex(({ id }) => id === openId)}
          keyAt={(row) => articles[row]?.id ?? String(row)}
          onMove={move}
          parts={arranged.parts}
          isMarked={(row) => marked.has(articles[row]?.id ?? '')}
          onClick={(row, event) => {
            if (event.ctrlKey || event.metaKey) toggleMark(row)
            else if (event.shiftKey) markRange(row)
            else open(row)
          }}
          onEnter={read}
          onOtherKey={onOtherKey}
        >
          {(row) => {
            const article = articles[row]
            return article ? (
              <ArticleRow
                article={article}
                counts={counts[article.id]}
                opening={article.id === opening}
                marked={marked.has(article.id)}
              />
            ) : null
          }}
        </Listbox>
      )}
      {all.length === 0 && (
        <div className="empty">
          <p>No articles yet. Drop files or folders anywhere on the window, paste a text, or choose files:</p>
          <button
            type="button"
            className="button"
            data-pane-focus=""
            disabled={readOnly}
            onClick={() => runCommand('article.open', window)}
          >
            Open article…
          </button>
        </div>
      )}
      {shown && (
        <ArticleDetails
          key={shown.id}
          window={window}
          session={session}
          article={shown}
          renaming={renaming === shown.id}
          onRename={() => setRenaming(shown.id)}
          onRenamed={() => {
            setRenaming(null)
            pane.current?.querySelector<HTMLElement>('[data-pane-focus]')?.focus()
          }}
        />
      )}
    </section>
  )
}
