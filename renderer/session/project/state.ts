import type { Annotation } from '../../../model/record/annotation.ts'
import type { AnnotationFilter } from '../../../model/annotation/annotation-filter.ts'
import type { Change, Origin } from '../../../model/change/change.ts'
import type { Failure } from '../../../model/value/result.ts'
import type { Span } from '../../../model/text/span.ts'
import type { HeldRecords } from './held-records.ts'
import type { Mode } from './mode.ts'
import type { PendingWork } from './pending-work.ts'

/** `saved` only after the main process has committed everything. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly pending: number }
  | { readonly kind: 'failed'; readonly pending: number; readonly failure: Failure }

/** A short message for the status bar; `problem` is also announced to screen readers at once. */
export interface Notice {
  readonly kind: 'info' | 'problem'
  readonly text: string
}

/** Asks the editor to show something: a selection or a caret, in view or where it is. A new object each time, so it can be repeated. */
export interface Reveal {
  readonly span: Span
  /** Whether the text is to be selected; else the caret goes to its start. */
  readonly select: boolean
  /** Whether it is to be brought into view. */
  readonly scroll: boolean
  /** Whether the start of what is selected is the end that moves. */
  readonly backward?: boolean
}

/** The list of the annotations over one place, asked for by key (`focus`) or by a click there. */
export interface Overlaps {
  /** UTF-16 offsets; equal ends are a caret. */
  readonly at: Span
  readonly focus: boolean
}

/** Everything the window knows of the open project: its records are those of `pending.records.shown`. Immutable. */
export interface SessionState extends HeldRecords {
  readonly pending: PendingWork
  readonly fileName: string
  readonly folder: string
  readonly readOnly: string | null
  /** Id of the annotator at this computer. */
  readonly annotator: string
  /** Id of the article that is being read, so that the list can show it at once. */
  readonly opening: string | null
  /** Whether the project refused a change: what is shown may differ from what is stored until the article is read again. */
  readonly outdated: boolean
  /** Id of the selected annotation of the open article. */
  readonly selected: string | null
  /** The text selection in UTF-16 offsets of the open article; equal ends are a caret. */
  readonly selection: Span
  /** Whether the selection's start is the end that moves. */
  readonly backward: boolean
  readonly reveal: Reveal | null
  /** The annotation of the open article that was selected last: still known while other text is being selected. */
  readonly lastSelected: string | null
  /** What the list of annotations is narrowed to, in this article and the next. */
  readonly filter: AnnotationFilter
  /** The annotation of each type that was selected last, by type id: selecting another type does not lose it. */
  readonly lastOfType: Readonly<Record<string, string>>
  /** The list of the annotations over one place, while it is open. */
  readonly overlaps: Overlaps | null
  /** The gesture that is under way, if any. */
  readonly mode: Mode | null
  readonly save: SaveState
  /** Titles of what undo and redo would do, or null. */
  readonly undoTitle: string | null
  readonly redoTitle: string | null
  readonly notice: Notice | null
}

/** What listeners get: the new state, the one before, and the change that led from one to the other, if any. */
export interface SessionEvent {
  readonly state: SessionState
  readonly previous: SessionState
  readonly change: Change | null
  readonly origin: Origin | null
}

/** The selected annotation, or null. */
export const selectedAnnotation = (state: SessionState): Annotation | null =>
  (state.selected && state.open?.index.get(state.selected)) || null
