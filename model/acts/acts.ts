import { makeAnnotation } from '../annotation/annotate.ts'
import { type Annotation, type AnnotationStatus, quoteOf } from '../record/annotation.ts'
import type { Article, ArticleStatus } from '../record/article.ts'
import { type Change, makeChange, sameValue } from '../change/change.ts'
import { findType } from '../record/codebook.ts'
import { fail, ok, type Result } from '../value/result.ts'
import { beginningOf } from '../text/shorten.ts'
import type { Span } from '../text/span.ts'
import type { OpenArticle, SessionState } from '../../renderer/session/project/state.ts'

/*
 * What a person can do, as functions from the state to a Change. They only build the value; Session.dispatch is the
 * door. Ids and time are given.
 */

/** Ids and the clock of one act. */
export interface ActContext {
  readonly newId: () => string
  readonly now: () => string
}

const QUOTE_IN_TITLE = 40
const OPENING_MARK = /^["'“”„‘’«»‹›「『]/u

const noArticle = () => fail('no-project', 'No article is open.', 'Open an article first.')

const gone = () => fail('conflict', 'This annotation is not there any more.', 'Choose another one.')

/** Words in quotation marks; those that bring marks of their own need no others. */
export const inMarks = (words: string): string => (OPENING_MARK.test(words) ? words : `“${words}”`)

/** A quote short enough for a menu: "Tag quote “If anyone votes…”". */
export function shortQuote(annotation: Pick<Annotation, 'fragments'>): string {
  const short = beginningOf(quoteOf(annotation), QUOTE_IN_TITLE)
  return short === '' ? 'about this article' : inMarks(short)
}

/** Tags spans (UTF-16) of the open article with a type. The new annotation is what the change adds. */
export function tagSpans(
  state: SessionState,
  typeId: string,
  spans: readonly Span[],
  context: ActContext,
): Result<{ change: Change; annotation: Annotation }> {
  const { open, codebook } = state
  if (!open) return noArticle()
  const type = findType(codebook, typeId)
  if (!type) return fail('invalid-record', `The codebook has no type "${typeId}".`, 'Choose one of its types.')
  const made = makeAnnotation(type, spans, {
    id: context.newId(),
    now: context.now(),
    article: open.article.id,
    text: open.body.text,
    annotator: state.annotator,
    codebookVersion: codebook.version,
  })
  if (!made.ok) return made
  const annotation = made.value
  const title = `Tag ${type.name.toLowerCase()} ${shortQuote(annotation)}`
  return ok({ change: makeChange(context.newId(), title, { added: [annotation] }), annotation })
}

/** Removes an annotation of the open article with every relation that begins or ends at it. */
export function removeAnnotation(state: SessionState, id: string, context: ActContext): Result<Change> {
  const annotation = state.open?.index.get(id)
  if (!state.open || !annotation) return gone()
  const relations = [...state.open.relations.values()].filter(
    ({ source, target }) => source === id || ('annotation' in target && target.annotation === id),
  )
  const name = findType(state.codebook, annotation.type)?.name.toLowerCase() ?? annotation.type
  const title = `Remove ${name} ${shortQuote(annotation)}`
  return ok(makeChange(context.newId(), title, { removed: [...relations, annotation] }))
}

type Editable = Partial<Pick<Annotation, 'attributes' | 'note' | 'status' | 'confidence'>>

function edit(state: SessionState, id: string, title: string, after: Editable, context: ActContext): Result<Change> {
  const annotation = state.open?.index.get(id)
  if (!annotation) return gone()
  const changed = { ...annotation, ...after, updatedAt: context.now() }
  return ok(makeChange(context.newId(), title, { updated: [[annotation, changed]] }))
}

/** Sets an attribute, or takes it away where the value is null or empty. */
export function setAttribute(
  state: SessionState,
  id: string,
  attribute: string,
  value: string | null,
  context: ActContext,
): Result<Change> {
  const annotation = state.open?.index.get(id)
  if (!annotation) return gone()
  const definition = findType(state.codebook, annotation.type)?.attributes.find((item) => item.id === attribute)
  const { [attribute]: _old, ...others } = annotation.attributes
  const attributes = value ? { ...others, [attribute]: value } : others
  const name = definition?.name ?? attribute
  return edit(state, id, value ? `Set ${name.toLowerCase()}` : `Clear ${name.toLowerCase()}`, { attributes }, context)
}

export const setNote = (state: SessionState, id: string, note: string, context: ActContext): Result<Change> =>
  edit(state, id, 'Edit note', { note }, context)

export const setStatus = (
  state: SessionState,
  id: string,
  status: AnnotationStatus,
  context: ActContext,
): Result<Change> => edit(state, id, `Set status to ${status}`, { status }, context)

/** Confidence from 0 to 1, or null for "not said". */
export const setConfidence = (
  state: SessionState,
  id: string,
  confidence: number | null,
  context: ActContext,
): Result<Change> => edit(state, id, 'Set confidence', { confidence }, context)

type ArticleEdit = { readonly title?: string; readonly status?: ArticleStatus }

/** Changes what is said about an article: its title or its status. The text is never touched. */
export function editArticle(article: Article, fields: ArticleEdit, context: ActContext): Change {
  const after: Article = { ...article, ...fields, updatedAt: context.now() }
  const title =
    fields.title === undefined ? `Set article status to ${after.status.replace('-', ' ')}` : 'Rename article'
  return makeChange(context.newId(), title, { updated: [[article, after]] })
}

/** What a person can say about articles; a field that is left out stays as it is in each of them. */
export interface ArticleFacts {
  readonly title?: string
  readonly language?: string | null
  readonly status?: ArticleStatus
  /** By key; null takes a key away. */
  readonly metadata?: Readonly<Record<string, string | null>>
}

/** Changes what is said about several articles, in one step. `null` where nothing would change. */
export function editArticleFacts(
  articles: readonly Article[],
  facts: ArticleFacts,
  context: ActContext,
): Change | null {
  const { metadata = {}, ...fields } = facts
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

/** Takes the open article out of the project with all that was tagged in it. Undo brings everything back. */
export function removeArticle(open: OpenArticle, context: ActContext): Result<Change> {
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
