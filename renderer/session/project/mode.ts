import type { Span } from '../../../model/text/span.ts'

/**
 * What some keys mean for a while: a gesture of several steps that is under way in the text. renderer/modes has the keys
 * and what the bar under the text shows; every other key works as usual.
 */
export type Mode =
  /** Which role of an annotation is to be linked; with `target`, by which role it is linked to that one. */
  | { readonly kind: 'choose-role'; readonly source: string; readonly target?: string }
  /**
   * What one role of an annotation leads to. `next`: roles that are linked after it, as one gesture. `framed`: the
   * gesture began with making the annotation, so that any of its roles, the last one too, may be left out.
   */
  | {
      readonly kind: 'link'
      readonly source: string
      readonly role: string
      readonly next: readonly string[]
      readonly framed?: boolean
    }
  /** The edges of one fragment are moving: the text selection is where they would be. `caret`: where it was before. */
  | { readonly kind: 'edges'; readonly source: string; readonly fragment: Span; readonly caret: Span }
  /** Which type an annotation is to become. */
  | { readonly kind: 'change-type'; readonly source: string }
  /** As which type an annotation is to be copied. */
  | { readonly kind: 'duplicate'; readonly source: string }
  /** The words of a new annotation of a type, after which `roles` are linked. */
  | { readonly kind: 'frame-text'; readonly type: string; readonly roles: readonly string[] }
  /** The suggestion that the walk stands on, by its key, and where it is: its first start to its last end. */
  | { readonly kind: 'suggestion'; readonly key: string; readonly extent: Span }

/** Annotation that a mode is about; null where it is about none yet. */
export const annotationOfMode = (mode: Mode): string | null => ('source' in mode ? mode.source : null)
