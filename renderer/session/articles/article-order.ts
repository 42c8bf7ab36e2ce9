import { ARTICLE_STATUSES, type Article } from '../../../model/record/article.ts'
import { foldName } from '../../../model/text/fold-name.ts'
import { append } from '../../../model/value/append.ts'
import type { TypeCounts } from '../project/held-records.ts'
import { ARTICLE_STATUS_NAMES } from '../annotations/status-names.ts'

/* Filtering, sorting and grouping the list of articles. */

export const ARTICLE_SORTS = ['added', 'title', 'outlet', 'published', 'annotations'] as const
export type ArticleSort = (typeof ARTICLE_SORTS)[number]

export const ARTICLE_GROUPS = ['none', 'outlet', 'published', 'status'] as const
export type ArticleGroup = (typeof ARTICLE_GROUPS)[number]

export interface ArticleView {
  readonly filter: string
  readonly sort: ArticleSort
  readonly group: ArticleGroup
}

export const USUAL_VIEW: ArticleView = { filter: '', sort: 'added', group: 'none' }

export interface ArrangedArticles {
  readonly articles: readonly Article[]
  /** Where each group begins; none where there are no groups. */
  readonly parts: readonly { readonly title: string; readonly row: number }[]
}

const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare

/** Articles that hold every word of the filter in title, file name, language or metadata, sorted and in groups. */
export function arrangeArticles(
  articles: readonly Article[],
  counts: Readonly<Record<string, TypeCounts>>,
  { filter, sort, group }: ArticleView,
): ArrangedArticles {
  const words = foldName(filter).split(' ').filter(Boolean)
  const found = words.length === 0 ? articles : articles.filter((article) => holds(article, words))
  const total = (article: Article): number =>
    Object.values(counts[article.id] ?? {}).reduce((sum, count) => sum + count, 0)
  const sorted = sort === 'added' ? found : found.toSorted((a, b) => bySort(a, b, sort, total))
  if (group === 'none') return { articles: sorted, parts: [] }
  const groups = new Map<string, Article[]>()
  for (const article of sorted) {
    const key = groupKey(article, group)
    const list = groups.get(key)
    if (list) list.push(article)
    else groups.set(key, [article])
  }
  const keys = [...groups.keys()].toSorted((a, b) => byGroup(a, b, group))
  const parts: { title: string; row: number }[] = []
  const rows: Article[] = []
  for (const key of keys) {
    parts.push({ title: groupTitle(key, group), row: rows.length })
    append(rows, groups.get(key) ?? [])
  }
  return { articles: rows, parts }
}

function holds({ title, language, metadata, source }: Article, words: readonly string[]): boolean {
  const text = foldName([title, language ?? '', source.fileName, ...Object.values(metadata)].join(' '))
  return words.every((word) => text.includes(word))
}

/** Unknown values come last; the newest and the largest come first. */
function bySort(a: Article, b: Article, sort: ArticleSort, total: (article: Article) => number): number {
  if (sort === 'annotations') return total(b) - total(a)
  if (sort === 'title') return compare(a.title, b.title)
  const [x, y] =
    sort === 'outlet' ? [a.metadata.outlet, b.metadata.outlet] : [a.metadata.published, b.metadata.published]
  if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1
  return sort === 'outlet' ? compare(x, y) : compare(y, x)
}

/** Empty where it is unknown. */
function groupKey({ metadata, status }: Article, group: ArticleGroup): string {
  if (group === 'status') return status
  if (group === 'outlet') return metadata.outlet ?? ''
  return /^\d{4}-\d\d/.exec(metadata.published ?? '')?.[0] ?? /^\d{4}/.exec(metadata.published ?? '')?.[0] ?? ''
}

function byGroup(a: string, b: string, group: ArticleGroup): number {
  if (group === 'status') {
    const place = (key: string): number => ARTICLE_STATUSES.findIndex((status) => status === key)
    return place(a) - place(b)
  }
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1
  return group === 'published' ? compare(b, a) : compare(a, b)
}

const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

function groupTitle(key: string, group: ArticleGroup): string {
  if (group === 'status') return ARTICLE_STATUS_NAMES[ARTICLE_STATUSES.find((status) => status === key) ?? 'new']
  if (key === '') return group === 'outlet' ? 'No outlet' : 'No date'
  return group === 'published' && key.length === 7 ? month.format(new Date(`${key}-01T00:00:00Z`)) : key
}
