import { joinSpans, makeFragment } from '../annotation/annotate.ts'
import type { Annotation, Fragment } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { fail, ok, type Result } from '../value/result.ts'
import { normaliseSpan, type Span } from '../text/span.ts'
import { annotationGone } from './act-failures.ts'
import { shortQuote, typeInTitle } from './act-titles.ts'
import type { ActContext, ArticleView, ProjectView } from './view.ts'

/*
 * Acts on the spans of an annotation. Each leaves the fragments sorted, disjoint and on code point boundaries.
 */

interface Found {
  readonly open: ArticleView
  readonly annotation: Annotation
  /** The type's name as it stands in a sentence. */
  readonly name: string
}

/** An act on spans, and how many fragments were joined to another. */
export interface SpanAct {
  readonly change: Change
  readonly joined: number
}

function find({ open, codebook }: ProjectView, id: string): Result<Found> {
  const annotation = open?.index.get(id)
  if (!open || !annotation) return annotationGone()
  return ok({ open, annotation, name: typeInTitle(codebook, annotation.type) })
}

const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end

/**
 * The fragments for some normalised spans. A fragment that does not move stays as recorded: a quote that no longer
 * matches its text must not be corrected in passing.
 */
function fragmentsOf(text: string, spans: readonly Span[], old: readonly Fragment[]): Fragment[] {
  return joinSpans(spans).map((span) => old.find((fragment) => sameSpan(fragment, span)) ?? makeFragment(text, span))
}

function respan({ annotation }: Found, fragments: readonly Fragment[], title: string, context: ActContext): Change {
  const same =
    fragments.length === annotation.fragments.length &&
    fragments.every((fragment) => annotation.fragments.includes(fragment))
  const parts = same ? {} : { updated: [[annotation, { ...annotation, fragments, updatedAt: context.now() }] as const] }
  return makeChange(context.newId(), title, parts)
}

/**
 * Adds a span (UTF-16) to an annotation as another fragment, joined with those it overlaps or touches. Fails where it
 * covers no text, or only text that the annotation already covers.
 */
export function addFragment(view: ProjectView, id: string, span: Span, context: ActContext): Result<SpanAct> {
  const found = find(view, id)
  if (!found.ok) return found
  const { open, annotation, name } = found.value
  const added = normaliseSpan(open.body.text, span)
  if (!added) {
    return fail(
      'invalid-record',
      `There is nothing to add to the ${name}: the selection holds no text.`,
      'Select the text that belongs to it first.',
    )
  }
  if (annotation.fragments.some(({ start, end }) => start <= added.start && added.end <= end)) {
    return fail('invalid-record', `This text is part of the ${name} already.`, 'Select text beside it.')
  }
  const fragments = fragmentsOf(open.body.text, [...annotation.fragments, added], annotation.fragments)
  const title = `Add a fragment to ${name} ${shortQuote(annotation)}`
  return ok({
    change: respan(found.value, fragments, title, context),
    joined: annotation.fragments.length + 1 - fragments.length,
  })
}

/** Removes one fragment of an annotation that has several. The last one stays: an annotation needs its text. */
export function removeFragment(view: ProjectView, id: string, fragment: Span, context: ActContext): Result<Change> {
  const found = find(view, id)
  if (!found.ok) return found
  const { annotation, name } = found.value
  if (!annotation.fragments.some((item) => sameSpan(item, fragment))) {
    return fail('conflict', `This ${name} has no fragment here any more.`, 'Choose one of its fragments.')
  }
  if (annotation.fragments.length === 1) {
    return fail('invalid-record', `This is all the text of the ${name}.`, 'Delete removes the whole annotation.')
  }
  const left = annotation.fragments.filter((item) => !sameSpan(item, fragment))
  return ok(respan(found.value, left, `Remove a fragment from ${name} ${shortQuote(annotation)}`, context))
}

/**
 * Replaces one fragment with a span (UTF-16): its edges move. Fragments that the new one reaches are joined with it,
 * which `joined` counts. The change is empty where nothing moves.
 */
export function moveEdges(
  view: ProjectView,
  id: string,
  fragment: Span,
  span: Span,
  context: ActContext,
): Result<SpanAct> {
  const found = find(view, id)
  if (!found.ok) return found
  const { open, annotation, name } = found.value
  const others = annotation.fragments.filter((item) => !sameSpan(item, fragment))
  if (others.length === annotation.fragments.length) {
    return fail('conflict', `This ${name} has changed since its edges began to move.`, 'Begin again.')
  }
  const moved = normaliseSpan(open.body.text, span)
  if (!moved) {
    return fail(
      'invalid-record',
      `The ${name} would hold no text.`,
      'Select with Shift and the arrow keys what it is to hold, or press Esc.',
    )
  }
  const fragments = fragmentsOf(open.body.text, [...others, moved], annotation.fragments)
  return ok({
    change: respan(found.value, fragments, `Move edges of ${name} ${shortQuote(annotation)}`, context),
    joined: others.length + 1 - fragments.length,
  })
}

/** The fragment that covers an offset, else the one that ends there: a caret may stand behind the last letter. */
export const fragmentAt = (annotation: Pick<Annotation, 'fragments'>, offset: number): Fragment | undefined =>
  annotation.fragments.find(({ start, end }) => start <= offset && offset < end) ??
  annotation.fragments.find(({ end }) => end === offset)
