import type { Annotation, AnnotationStatus } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { findType } from '../record/codebook.ts'
import type { Relation } from '../record/relation.ts'
import { ok, type Result } from '../value/result.ts'
import type { Span } from '../text/span.ts'
import { annotationGone, noOpenArticle, unknownType } from './act-failures.ts'
import { shortQuote, typeInTitle } from './act-titles.ts'
import { makeInArticle } from './make-in-article.ts'
import type { ActContext, ProjectView } from './view.ts'

/** Tags spans (UTF-16) of the open article with a type. The new annotation is what the change adds. */
export function tagSpans(
  view: ProjectView,
  typeId: string,
  spans: readonly Span[],
  context: ActContext,
): Result<{ change: Change; annotation: Annotation }> {
  const { open, codebook } = view
  if (!open) return noOpenArticle()
  const type = findType(codebook, typeId)
  if (!type) return unknownType(typeId)
  const made = makeInArticle(view, open, type, spans, context)
  if (!made.ok) return made
  const annotation = made.value
  const title = `Tag ${type.name.toLowerCase()} ${shortQuote(annotation)}`
  return ok({ change: makeChange(context.newId(), title, { added: [annotation] }), annotation })
}

/** Relations that lead to an annotation of the open article from other articles. */
export function linksFromElsewhere({ open }: ProjectView, id: string): Relation[] {
  return [...(open?.relations.values() ?? [])].filter(
    ({ article, target }) => article !== open?.article.id && 'annotation' in target && target.annotation === id,
  )
}

/** Removes an annotation of the open article with every relation that begins or ends at it, in whichever article. */
export function removeAnnotation(view: ProjectView, id: string, context: ActContext): Result<Change> {
  const annotation = view.open?.index.get(id)
  if (!view.open || !annotation) return annotationGone()
  const relations = [...view.open.relations.values()].filter(
    ({ source, target }) => source === id || ('annotation' in target && target.annotation === id),
  )
  const title = `Remove ${typeInTitle(view.codebook, annotation.type)} ${shortQuote(annotation)}`
  return ok(makeChange(context.newId(), title, { removed: [...relations, annotation] }))
}

type Editable = Partial<Pick<Annotation, 'attributes' | 'note' | 'status' | 'confidence'>>

function edit(view: ProjectView, id: string, title: string, after: Editable, context: ActContext): Result<Change> {
  const annotation = view.open?.index.get(id)
  if (!annotation) return annotationGone()
  const changed = { ...annotation, ...after, updatedAt: context.now() }
  return ok(makeChange(context.newId(), title, { updated: [[annotation, changed]] }))
}

/** Sets an attribute, or clears it where the value is null or empty. */
export function setAttribute(
  view: ProjectView,
  id: string,
  attribute: string,
  value: string | null,
  context: ActContext,
): Result<Change> {
  const annotation = view.open?.index.get(id)
  if (!annotation) return annotationGone()
  const definition = findType(view.codebook, annotation.type)?.attributes.find((item) => item.id === attribute)
  const { [attribute]: _old, ...others } = annotation.attributes
  const attributes = value ? { ...others, [attribute]: value } : others
  const name = definition?.name ?? attribute
  return edit(view, id, value ? `Set ${name.toLowerCase()}` : `Clear ${name.toLowerCase()}`, { attributes }, context)
}

export const setNote = (view: ProjectView, id: string, note: string, context: ActContext): Result<Change> =>
  edit(view, id, 'Edit note', { note }, context)

export const setStatus = (
  view: ProjectView,
  id: string,
  status: AnnotationStatus,
  context: ActContext,
): Result<Change> => edit(view, id, `Set status to ${status}`, { status }, context)

/** Confidence from 0 to 1, or null where none is stated. */
export const setConfidence = (
  view: ProjectView,
  id: string,
  confidence: number | null,
  context: ActContext,
): Result<Change> => edit(view, id, 'Set confidence', { confidence }, context)
