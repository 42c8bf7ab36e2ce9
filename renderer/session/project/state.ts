import type { Annotation } from '../../../model/record/annotation.ts'
import type { AnnotationFilter } from '../../../model/annotation/annotation-filter.ts'
import type { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import type { Article } from '../../../model/record/article.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import type { Change, Origin } from '../../../model/change/change.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import type { Annotator, Project } from '../../../model/record/project.ts'
import type { RecordMap } from '../../../model/value/record-map.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import type { Relation } from '../../../model/record/relation.ts'
import type { Failure } from '../../../model/value/result.ts'
import type { Span } from '../../../model/text/span.ts'
import type { Mode } from './mode.ts'

/** Number of annotations by annotation type id. */
export type TypeCounts = Readonly<Record<string, number>>

/** The article on screen. Its annotations arrive in pages; until `loaded` equals `total` some are still on their way. */
export interface OpenArticle {
  readonly article: Article
  readonly body: ArticleBody
  readonly index: AnnotationIndex
  readonly relations: RecordMap<Relation>
  /** What programs elsewhere predicted, decided or not. */
  readonly predictions: RecordMap<Prediction>
  /** Suggestions that are not to be made again, by their key. */
  readonly rejections: ReadonlyMap<string, Rejection>
  readonly complete: boolean
  /** Annotations whose text is not under their span any more: annotation id → positions of the fragments. */
  readonly problems: ReadonlyMap<string, readonly number[]>
}

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

/** Everything the window knows of the open project. Immutable: every change makes a new state. */
export interface SessionState {
  readonly project: Project
  readonly fileName: string
  readonly folder: string
  readonly readOnly: string | null
  readonly articles: readonly Article[]
  readonly codebook: Codebook
  readonly annotators: readonly Annotator[]
  readonly entities: readonly Entity[]
  /** Id of the annotator at this computer. */
  readonly annotator: string
  /** By article id; the open article's own counts come from its index. */
  readonly counts: Readonly<Record<string, TypeCounts>>
  readonly open: OpenArticle | null
  /** Id of the article that is being read, so that the list can show it at once. */
  readonly opening: string | null
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
  /** The same for each annotation type by its id, so that passing over another annotation does not lose it. */
  readonly lastOfType: Readonly<Record<string, string>>
  /** The list of annotations over one place, while it is open. */
  readonly overlaps: Overlaps | null
  /** The gesture that is under way, if any. */
  readonly mode: Mode | null
  readonly save: SaveState
  /** Titles of what undo and redo would do, or null. */
  readonly undoTitle: string | null
  readonly redoTitle: string | null
  readonly notice: Notice | null
}

/** What listeners are told: the new state, the one before, and the change that led from one to the other, if any. */
export interface SessionEvent {
  readonly state: SessionState
  readonly previous: SessionState
  readonly change: Change | null
  readonly origin: Origin | null
}

/** The selected annotation, or null. */
export const selectedAnnotation = (state: SessionState): Annotation | null =>
  (state.selected && state.open?.index.get(state.selected)) || null
