import type { Annotation, Fragment } from '../record/annotation.ts'
import { type AnnotationType, initialAttributes } from '../record/codebook.ts'
import { fail, type Result, ok } from '../value/result.ts'
import { normaliseSpan, type Span, splitsSurrogatePair } from '../text/span.ts'

/** UTF-16 units of context kept before and after each quote. */
export const CONTEXT_LENGTH = 32

/** A span with its quote and context, all read from the text. The span must already be normalised. */
export function makeFragment(text: string, span: Span): Fragment {
  // Context never begins or ends with half a character: it could not be stored as UTF-8.
  let from = Math.max(0, span.start - CONTEXT_LENGTH)
  if (splitsSurrogatePair(text, from)) from++
  let to = Math.min(text.length, span.end + CONTEXT_LENGTH)
  if (splitsSurrogatePair(text, to)) to--
  return {
    start: span.start,
    end: span.end,
    quote: text.slice(span.start, span.end),
    prefix: text.slice(from, span.start),
    suffix: text.slice(span.end, to),
  }
}

/** What a new annotation needs besides its type and spans. Time and id are given, so that the model stays a function. */
export interface AnnotationContext {
  readonly id: string
  readonly now: string
  readonly article: string
  readonly text: string
  readonly annotator: string
  readonly codebookVersion: number
}

/**
 * A new annotation by hand: spans (UTF-16) are trimmed, put on code point boundaries, sorted and joined where they
 * overlap; attributes start with the initial values of the codebook.
 * Fails with `invalid-record` when nothing is covered and the type needs a span.
 */
export function makeAnnotation(
  type: AnnotationType,
  spans: readonly Span[],
  context: AnnotationContext,
): Result<Annotation> {
  const { text } = context
  const fragments = joinSpans(spans.flatMap((span) => normaliseSpan(text, span) ?? [])).map((span) =>
    makeFragment(text, span),
  )
  if (fragments.length === 0 && (spans.length > 0 || !type.spanless)) {
    return fail(
      'invalid-record',
      `There is nothing to tag as ${type.name.toLowerCase()}: the selection holds no text.`,
      'Select some text first, with Shift and the arrow keys or with the mouse.',
    )
  }
  return ok(annotationOf(type, fragments, context))
}

/** A new annotation by hand over fragments that are known already, with the initial values of the codebook. */
export function annotationOf(
  type: AnnotationType,
  fragments: readonly Fragment[],
  { id, now, article, annotator, codebookVersion }: Omit<AnnotationContext, 'text'>,
): Annotation {
  return {
    kind: 'annotation',
    id,
    article,
    type: type.id,
    fragments,
    attributes: initialAttributes(type),
    confidence: null,
    note: '',
    status: 'draft',
    annotator,
    createdAt: now,
    updatedAt: now,
    provenance: 'manual',
    codebookVersion,
  }
}

/** Sorts spans and joins those that overlap or touch. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: { start: number; end: number }[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined[joined.length - 1]
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else joined.push({ start: span.start, end: span.end })
  }
  return joined
}
