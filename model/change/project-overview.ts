import type { Article } from '../record/article.ts'
import type { Codebook } from '../record/codebook.ts'
import type { Damage } from '../record/damage.ts'
import type { Entity } from '../record/entity.ts'
import type { Annotator, Project } from '../record/project.ts'
import type { HistoryEntry } from './history-entry.ts'

/** All of a project but its texts and annotations, which are read article by article. */
export interface ProjectOverview {
  readonly project: Project
  readonly fileName: string
  readonly folder: string
  /** Why nothing can be changed, as a sentence; null when it can. */
  readonly readOnly: string | null
  readonly articles: readonly Article[]
  readonly codebook: Codebook
  readonly annotators: readonly Annotator[]
  readonly entities: readonly Entity[]
  /** The annotator at this computer. */
  readonly annotator: string
  /** What of the project cannot be read, articles and what is in them aside. */
  readonly damage: readonly Damage[]
  /** article id → annotation type id → number */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Oldest first; the last entry is the next to be undone or redone. */
  readonly history: { readonly undo: readonly HistoryEntry[]; readonly redo: readonly HistoryEntry[] }
}
