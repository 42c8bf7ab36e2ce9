import './article-tools.css'
import { formatCount } from '../../components/format.ts'
import { ARTICLE_GROUPS, ARTICLE_SORTS, type ArticleView } from '../../session/articles/article-order.ts'

const SORT_NAMES: Readonly<Record<ArticleView['sort'], string>> = {
  added: 'As added',
  title: 'Title',
  outlet: 'Outlet',
  published: 'Date',
  annotations: 'Annotations',
}

const GROUP_NAMES: Readonly<Record<ArticleView['group'], string>> = {
  none: 'No groups',
  outlet: 'By outlet',
  published: 'By month',
  status: 'By status',
}

interface ArticleToolsProps {
  readonly view: ArticleView
  readonly shown: number
  readonly marked: number
  readonly readOnly: boolean
  readonly onView: (view: ArticleView) => void
  readonly onMarkAll: () => void
  readonly onUnmark: () => void
  readonly onEdit: () => void
}

/** Filter, order and groups of the list of articles; and what can be done with marked ones. */
export function ArticleTools(props: ArticleToolsProps) {
  const { view, shown, marked, readOnly, onView, onMarkAll, onUnmark, onEdit } = props
  return (
    <div className="article-tools">
      <input
        type="search"
        className="text-input"
        aria-label="Filter articles"
        placeholder="Filter: title, outlet, author…"
        value={view.filter}
        onChange={(event) => onView({ ...view, filter: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || view.filter === '') return
          event.preventDefault()
          event.stopPropagation()
          onView({ ...view, filter: '' })
        }}
      />
      <div className="article-order">
        <select
          aria-label="Order of the articles"
          value={view.sort}
          onChange={(event) =>
            onView({ ...view, sort: ARTICLE_SORTS.find((sort) => sort === event.target.value) ?? 'added' })
          }
        >
          {ARTICLE_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {SORT_NAMES[sort]}
            </option>
          ))}
        </select>
        <select
          aria-label="Groups of articles"
          value={view.group}
          onChange={(event) =>
            onView({ ...view, group: ARTICLE_GROUPS.find((group) => group === event.target.value) ?? 'none' })
          }
        >
          {ARTICLE_GROUPS.map((group) => (
            <option key={group} value={group}>
              {GROUP_NAMES[group]}
            </option>
          ))}
        </select>
      </div>
      {marked > 0 && (
        <div className="article-marks">
          <span role="status">{formatCount(marked, 'article')} marked</span>
          <button type="button" className="link-button" disabled={readOnly} onClick={onEdit}>
            Edit details…
          </button>
          {marked < shown && (
            <button type="button" className="link-button" onClick={onMarkAll}>
              Mark all
            </button>
          )}
          <button type="button" className="link-button" onClick={onUnmark}>
            Unmark
          </button>
        </div>
      )}
    </div>
  )
}
