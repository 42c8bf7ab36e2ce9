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
import { type ActContext, shortQuote } from './acts.ts'
import type { OpenArticle, SessionState } from '../../renderer/session/project/state.ts'
import { fittingAttributes } from './type-acts.ts'

/* Accepting and rejecting what rules propose and programs elsewhere predicted, as functions from the state to a Change. */

const gone = () => fail('conflict', 'There is nothing left to accept.', 'Walk on to the next suggestion.')

/** Words of the open article, short enough for a menu: “We will not be rushed” */
export const shortText = ({ body }: Pick<OpenArticle, 'body'>, spans: readonly Span[]): string =>
  shortQuote({ fragments: spans.map((span) => makeFragment(body.text, span)) })

/** What one change makes: annotations by type and place, so that two suggestions with one speaker share a mention. */
interface Making {
  readonly state: SessionState
  readonly open: OpenArticle
  readonly context: ActContext
  readonly made: Map<string, Annotation>
  readonly relations: Relation[]
}

/** An annotation of a type over exactly one span: tagged already, or made by this change. */
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
  const { state, open, context, made } = making
  const type = findType(state.codebook, typeId)
  if (!type)
    return fail('invalid-record', `The codebook has no type "${typeId}" any more.`, 'Look for suggestions again.')
  const annotation = makeAnnotation(type, spans, {
    id: context.newId(),
    now: context.now(),
    article: open.article.id,
    text: open.body.text,
    annotator: state.annotator,
    codebookVersion: state.codebook.version,
  })
  if (!annotation.ok) return annotation
  const { attributes: initial } = annotation.value
  const suggested: Annotation = {
    ...annotation.value,
    // Codebook and register may have changed since something was predicted.
    attributes: { ...initial, ...fittingAttributes(type, attributes, state.entities) },
    note: predicted?.note ?? '',
    provenance: 'suggested',
  }
  made.set(placeKey(typeId, spans), suggested)
  return ok(suggested)
}

function link(making: Making, source: Annotation, { role, type, span, attributes }: SuggestedLink): Result<null> {
  const { state, context, relations } = making
  const known = annotationAt(making, type, span)
  const target = known ? ok(known) : make(making, { type, spans: [span], attributes })
  if (!target.ok) return target
  const at = context.now()
  relations.push({
    kind: 'relation',
    id: context.newId(),
    role,
    source: source.id,
    target: { annotation: target.value.id },
    attributes: {},
    annotator: state.annotator,
    createdAt: at,
    updatedAt: at,
  })
  return ok(null)
}

/**
 * Makes annotations of suggestions, with what they are linked to and the links, as one change. A mention or cue that is
 * tagged already at its place is linked to as it is; everything that is made says that it was suggested. `annotations`
 * are those of the suggestions themselves.
 */
export function acceptSuggestions(
  state: SessionState,
  suggestions: readonly Suggestion[],
  context: ActContext,
): Result<{ readonly change: Change; readonly annotations: readonly Annotation[] }> {
  const { open } = state
  const [first] = suggestions
  if (!open || !first) return gone()
  const making: Making = { state, open, context, made: new Map(), relations: [] }
  const annotations: Annotation[] = []
  for (const suggestion of suggestions) {
    // A mention may have been made a moment ago, as the speaker of a quote.
    const known = making.made.get(placeKey(suggestion.type, suggestion.spans))
    const annotation = known ? ok(known) : make(making, suggestion)
    if (!annotation.ok) return annotation
    annotations.push(annotation.value)
    for (const end of suggestion.links) {
      const linked = link(making, annotation.value, end)
      if (!linked.ok) return linked
    }
  }
  const name = findType(state.codebook, first.type)?.name.toLowerCase() ?? first.type
  const title =
    suggestions.length === 1
      ? `Accept ${name} ${shortText(open, first.spans)}`
      : `Accept ${suggestions.length} suggestions`
  const added = [...making.made.values(), ...making.relations]
  return ok({ change: makeChange(context.newId(), title, { added }), annotations })
}

/** Remembers that a suggestion is not wanted. */
export function rejectSuggestion(state: SessionState, suggestion: Suggestion, context: ActContext): Result<Change> {
  const { open } = state
  if (!open || isRejected(suggestion, open.rejections)) return gone()
  const rejection: Rejection = {
    kind: 'rejection',
    id: context.newId(),
    article: open.article.id,
    rule: suggestion.rule,
    spans: suggestion.spans,
    annotator: state.annotator,
    createdAt: context.now(),
  }
  const name = findType(state.codebook, suggestion.type)?.name.toLowerCase() ?? suggestion.type
  const title = `Reject ${name} ${shortText(open, suggestion.spans)}`
  return ok(makeChange(context.newId(), title, { added: [rejection] }))
}

/** Lets suggestions be made again that were rejected. */
export function takeBackRejections(
  { open }: SessionState,
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
