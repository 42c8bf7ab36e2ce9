import type { Article, ArticleStatus } from '../record/article.ts'
import { type Change, makeChange } from '../change/change.ts'
import { sameValue } from '../value/same-value.ts'
import { fail, ok, type Result } from '../value/result.ts'
import type { ActContext, ArticleView } from './view.ts'

type ArticleEdit = { readonly title?: string; readonly status?: ArticleStatus }

/** Changes the title or the status of an article. */
export function editArticle(article: Article, fields: ArticleEdit, context: ActContext): Change {
  const after: Article = { ...article, ...fields, updatedAt: context.now() }
  const title =
    fields.title === undefined ? `Set article status to ${after.status.replace('-', ' ')}` : 'Rename article'
  return makeChange(context.newId(), title, { updated: [[article, after]] })
}

/** Details to set in several articles; a field that is left out stays as it is in each of them. */
export interface ArticleDetails {
  readonly title?: string
  readonly language?: string | null
  readonly status?: ArticleStatus
  /** By key; null removes a key. */
  readonly metadata?: Readonly<Record<string, string | null>>
}

/** Changes details of several articles in one step. Null where nothing would change. */
export function editArticleDetails(
  articles: readonly Article[],
  details: ArticleDetails,
  context: ActContext,
): Change | null {
  const { metadata = {}, ...fields } = details
  const now = context.now()
  const updated = articles.flatMap((article): [Article, Article][] => {
    const kept = Object.entries({ ...article.metadata, ...metadata }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    )
    const after: Article = { ...article, ...fields, metadata: Object.fromEntries(kept), updatedAt: now }
    return sameValue({ ...after, updatedAt: article.updatedAt }, article) ? [] : [[article, after]]
  })
  if (updated.length === 0) return null
  const title = updated.length === 1 ? 'Edit details of article' : `Edit details of ${updated.length} articles`
  return makeChange(context.newId(), title, { updated })
}

/** Removes the open article from the project with everything tagged in it. Undo brings all of it back. */
export function removeArticle(open: ArticleView, context: ActContext): Result<Change> {
  if (!open.complete) return fail('conflict', 'This article is still being read.', 'Try again in a moment.')
  return ok(
    makeChange(context.newId(), `Remove article “${open.article.title}”`, {
      removed: [
        ...open.relations.values(),
        ...open.predictions.values(),
        ...open.rejections.values(),
        ...open.index,
        open.article,
      ],
    }),
  )
}
