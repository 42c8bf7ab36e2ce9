import { makeAnnotation, makeFragment } from '../annotation/annotate.ts'
import type { Annotation } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { findType } from '../record/codebook.ts'
import type { Rejection } from '../record/rejection.ts'
import type { Relation } from '../record/relation.ts'
import { fail, ok, type Result } from '../value/result.ts'
import type { Span } from '../text/span.ts'
import { isRejected } from '../suggest/predicted.ts'
import type { SuggestedLink, Suggestion } from '../suggest/suggestion.ts'
import { shortQuote, typeInTitle } from './act-titles.ts'
import { fittingAttributes } from './type-acts.ts'
import type { ActContext, ArticleView, ProjectView } from './view.ts'

/* Accepting and rejecting suggestions, whether rules made them or another program predicted them. */

const gone = () => fail('conflict', 'There is nothing left to accept.', 'Walk on to the next suggestion.')

/** Words of the open article, short enough for a menu: “We will not be rushed” */
export const shortText = ({ body }: Pick<ArticleView, 'body'>, spans: readonly Span[]): string =>
  shortQuote({ fragments: spans.map((span) => makeFragment(body.text, span)) })

/** What one change adds: annotations by type and place, so that two suggestions with one speaker share a mention. */
interface Making {
  readonly view: ProjectView
  readonly open: ArticleView
  readonly context: ActContext
  readonly made: Map<string, Annotation>
  readonly relations: Relation[]
}

/** An annotation of a type over exactly one span: already tagged, or added by this change. */
function annotationAt({ open, made }: Making, type: string, span: Span): Annotation | undefined {
  const tagged = open.index.overlapping(span).find(({ type: other, fragments }) => {
    const [fragment] = fragments
    return other === type && fragments.length === 1 && fragment?.start === span.start && fragment.end === span.end
  })
  return tagged ?? made.get(placeKey(type, [span]))
}

const placeKey = (type: string, spans: readonly Span[]): string =>
  `${type} ${spans.map(({ start, end }) => `${start}-${end}`).join(' ')}`

function make(
  making: Making,
  { type: typeId, spans, attributes, predicted }: Pick<Suggestion, 'type' | 'spans' | 'attributes' | 'predicted'>,
) {
  const { view, open, context, made } = making
  const type = findType(view.codebook, typeId)
  if (!type)
    return fail('invalid-record', `The codebook has no type "${typeId}" any more.`, 'Look for suggestions again.')
  const annotation = makeAnnotation(type, spans, {
    id: context.newId(),
    now: context.now(),
    article: open.article.id,
    text: open.body.text,
    annotator: view.annotator,
    codebookVersion: view.codebook.version,
  })
  if (!annotation.ok) return annotation
  const { attributes: initial } = annotation.value
  const suggested: Annotation = {
    ...annotation.value,
    // Codebook and entities may have changed since the prediction.
    attributes: { ...initial, ...fittingAttributes(type, attributes, view.entities) },
    note: predicted?.note ?? '',
    provenance: 'suggested',
  }
  made.set(placeKey(typeId, spans), suggested)
  return ok(suggested)
}

function link(making: Making, source: Annotation, { role, type, span, attributes }: SuggestedLink): Result<null> {
  const { view, context, relations } = making
  const known = annotationAt(making, type, span)
  const target = known ? ok(known) : make(making, { type, spans: [span], attributes })
  if (!target.ok) return target
  const at = context.now()
  relations.push({
    kind: 'relation',
    id: context.newId(),
    article: source.article,
    role,
    source: source.id,
    target: { annotation: target.value.id },
    attributes: {},
    annotator: view.annotator,
    createdAt: at,
    updatedAt: at,
  })
  return ok(null)
}

/**
 * Accepts suggestions with their links and what these lead to, as one change. A mention or cue that is already tagged
 * at its place is linked to as it is; everything added has the provenance `suggested`. `annotations` are those of the
 * suggestions themselves.
 */
export function acceptSuggestions(
  view: ProjectView,
  suggestions: readonly Suggestion[],
  context: ActContext,
): Result<{ readonly change: Change; readonly annotations: readonly Annotation[] }> {
  const { open } = view
  const [first] = suggestions
  if (!open || !first) return gone()
  const making: Making = { view, open, context, made: new Map(), relations: [] }
  const annotations: Annotation[] = []
  for (const suggestion of suggestions) {
    // This mention may have been added above, as the speaker of a quote.
    const known = making.made.get(placeKey(suggestion.type, suggestion.spans))
    const annotation = known ? ok(known) : make(making, suggestion)
    if (!annotation.ok) return annotation
    annotations.push(annotation.value)
    for (const end of suggestion.links) {
      const linked = link(making, annotation.value, end)
      if (!linked.ok) return linked
    }
  }
  const name = typeInTitle(view.codebook, first.type)
  const title =
    suggestions.length === 1
      ? `Accept ${name} ${shortText(open, first.spans)}`
      : `Accept ${suggestions.length} suggestions`
  const added = [...making.made.values(), ...making.relations]
  return ok({ change: makeChange(context.newId(), title, { added }), annotations })
}

/** Rejects a suggestion: it is not made again. */
export function rejectSuggestion(view: ProjectView, suggestion: Suggestion, context: ActContext): Result<Change> {
  const { open } = view
  if (!open || isRejected(suggestion, open.rejections)) return gone()
  const rejection: Rejection = {
    kind: 'rejection',
    id: context.newId(),
    article: open.article.id,
    rule: suggestion.rule,
    spans: suggestion.spans,
    annotator: view.annotator,
    createdAt: context.now(),
  }
  const name = typeInTitle(view.codebook, suggestion.type)
  const title = `Reject ${name} ${shortText(open, suggestion.spans)}`
  return ok(makeChange(context.newId(), title, { added: [rejection] }))
}

/** Removes rejections, so that their suggestions can be made again. */
export function takeBackRejections(
  { open }: ProjectView,
  rejections: readonly Rejection[],
  context: ActContext,
): Result<Change> {
  const [first] = rejections
  if (!open || !first) return gone()
  const title =
    rejections.length === 1
      ? `Take back the rejection of ${shortText(open, first.spans)}`
      : `Take back ${rejections.length} rejections`
  return ok(makeChange(context.newId(), title, { removed: rejections }))
}
