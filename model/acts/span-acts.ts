import { joinSpans, makeFragment } from '../annotation/annotate.ts'
import type { Annotation, Fragment } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { findType } from '../record/codebook.ts'
import { type Failure, fail, ok, type Result } from '../value/result.ts'
import { normaliseSpan, type Span } from '../text/span.ts'
import { type ActContext, shortQuote } from './acts.ts'
import type { OpenArticle, SessionState } from '../../renderer/session/project/state.ts'

/*
 * What a person can do with the spans of an annotation that is there: each act is one Change, and leaves the fragments
 * sorted, disjoint and on code point boundaries.
 */

interface Found {
  readonly open: OpenArticle
  readonly annotation: Annotation
  /** The type's name as it stands in a sentence. */
  readonly name: string
}

/** An act on spans, and how many fragments became one with another. */
export interface SpanAct {
  readonly change: Change
  readonly joined: number
}

const gone = (): { readonly ok: false; readonly failure: Failure } =>
  fail('conflict', 'This annotation is not there any more.', 'Choose another one.')

function find({ open, codebook }: SessionState, id: string): Result<Found> {
  const annotation = open?.index.get(id)
  if (!open || !annotation) return gone()
  return ok({ open, annotation, name: findType(codebook, annotation.type)?.name.toLowerCase() ?? annotation.type })
}

const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end

/**
 * The fragments for some normalised spans. One that stays where it is stays the record it was: a quote that is no longer
 * in its place must not be made right in passing.
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
 * Adds a span (UTF-16) to an annotation as a further fragment; it becomes one with fragments that it overlaps or
 * touches. Fails where it covers no text, or only text that the annotation has already.
 */
export function addFragment(state: SessionState, id: string, span: Span, context: ActContext): Result<SpanAct> {
  const found = find(state, id)
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

/** Takes one fragment from an annotation that has several. The last one stays: without it the annotation would be another. */
export function removeFragment(state: SessionState, id: string, fragment: Span, context: ActContext): Result<Change> {
  const found = find(state, id)
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
 * Puts a span (UTF-16) in the place of one fragment: its edges move. Fragments that the new one reaches become one with
 * it, which `joined` counts. The change is empty where nothing moves.
 */
export function moveEdges(
  state: SessionState,
  id: string,
  fragment: Span,
  span: Span,
  context: ActContext,
): Result<SpanAct> {
  const found = find(state, id)
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

/** The fragment at an offset: the one that covers it, else the one that ends there, as a caret does behind the last letter. */
export const fragmentAt = (annotation: Pick<Annotation, 'fragments'>, offset: number): Fragment | undefined =>
  annotation.fragments.find(({ start, end }) => start <= offset && offset < end) ??
  annotation.fragments.find(({ end }) => end === offset)
