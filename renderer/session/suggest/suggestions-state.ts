import type { Annotation } from '../../../model/record/annotation.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import { isRejected } from '../../../model/suggest/predicted.ts'
import { extentOf, type Suggestion } from '../../../model/suggest/suggestion.ts'
import type { Failure } from '../../../model/value/result.ts'
import type { SessionState } from '../project/state.ts'

/** What rules propose for the open article, and what other programs predicted in it. Immutable. */
export interface SuggestionsState {
  readonly shown: boolean
  /** Whether the rules are running. */
  readonly busy: boolean
  readonly failure: Failure | null
  /** In reading order, without what has been tagged or rejected since. */
  readonly list: readonly Suggestion[]
}

export const NO_SUGGESTIONS: SuggestionsState = { shown: false, busy: false, failure: null, list: [] }

/** The key of the suggestion that the walk stands on, or null. */
export const currentKey = ({ mode }: Pick<SessionState, 'mode'>): string | null =>
  mode?.kind === 'suggestion' ? mode.key : null

const overlaps = ({ type, spans }: Suggestion, annotation: Annotation): boolean =>
  type === annotation.type &&
  (spans.length === 0
    ? annotation.fragments.length === 0
    : annotation.fragments.some((fragment) =>
        spans.some(({ start, end }) => fragment.start < end && start < fragment.end),
      ))

/** Suggestions that no annotation of the same type overlaps. */
export const withoutTagged = (list: readonly Suggestion[], annotations: readonly Annotation[]): readonly Suggestion[] =>
  list.filter((item) => !annotations.some((annotation) => overlaps(item, annotation)))

/** Suggestions that were not rejected. */
export const withoutRejected = (
  list: readonly Suggestion[],
  rejections: ReadonlyMap<string, Rejection> | undefined,
): readonly Suggestion[] => (rejections ? list.filter((item) => !isRejected(item, rejections)) : list)

export const sameItems = (a: readonly Suggestion[], b: readonly Suggestion[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i])

/** The suggestion after or before the current one, else after or before the caret; around the ends of the list. */
export function nextSuggestion(
  list: readonly Suggestion[],
  current: string | null,
  caret: number,
  direction: 1 | -1,
): Suggestion | undefined {
  const at = list.findIndex(({ key }) => key === current)
  const behind = list.findIndex((item) => extentOf(item).start >= caret + (direction > 0 ? 0 : 1))
  const first = behind < 0 ? list.length : behind
  const next = at >= 0 ? at + direction : direction > 0 ? first : first - 1
  return list[(next + list.length) % list.length]
}

/** Suggestions equal to those before stay the same objects, so that they are not drawn again. */
export function keepKnown(fresh: readonly Suggestion[], before: readonly Suggestion[]): Suggestion[] {
  const known = new Map(before.map((item) => [item.key, item] as const))
  return fresh.map((item) => {
    const old = known.get(item.key)
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item
  })
}
