import './article-row.css'
import { memo } from 'react'
import type { Article } from '../../../model/record/article.ts'
import { formatCount, formatNumber, formatPublished } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { Tick } from '../../components/tick.tsx'
import type { TypeCounts } from '../../session/project/held-records.ts'
import { ARTICLE_STATUS_NAMES } from '../../session/annotations/status-names.ts'

interface ArticleRowProps {
  readonly article: Article
  readonly counts: TypeCounts | undefined
  readonly opening: boolean
  readonly marked: boolean
}

/** One article in the list: title, where it is from, how far it is or that it is marked. */
export const ArticleRow = memo(function ArticleRow({ article, counts, opening, marked }: ArticleRowProps) {
  let total = 0
  for (const count of Object.values(counts ?? {})) total += count
  return (
    <>
      <span className={`article-status is-${article.status}`} title={ARTICLE_STATUS_NAMES[article.status]}>
        {marked ? <Tick ticked done={false} /> : <Icon name={`status-${article.status}`} />}
        <span className="visually-hidden">{ARTICLE_STATUS_NAMES[article.status]}</span>
      </span>
      <span className="row-main">
        <span className="row-title" dir="auto">
          {marked && <span className="visually-hidden">Marked. </span>}
          {article.title}
        </span>
        <span className="row-summary">{opening ? 'Opening…' : originOf(article)}</span>
      </span>
      <span className="row-count" title={formatCount(total, 'annotation')}>
        <span aria-hidden="true">{total > 0 ? formatNumber(total) : ''}</span>
        <span className="visually-hidden">{formatCount(total, 'annotation')}</span>
      </span>
    </>
  )
})

/** "The Paper · Nov 3, 2024"; the file's name where nothing else is known. */
function originOf({ metadata, source }: Article): string {
  const parts = [metadata.outlet, metadata.published && formatPublished(metadata.published)].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : source.fileName
}
