import { articleOf, type Change } from '../../../model/change/change.ts'
import { homeOf } from '../../../model/record/kinds.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import type { HistoryEntry } from '../../../preload/contract/contract.ts'

/** Entries kept for undo; the change log on disk keeps everything. */
const LIMIT = 200

/** The project's two stacks: panels, articles and codebook share them. Immutable. */
export interface History {
  readonly undo: readonly HistoryEntry[]
  readonly redo: readonly HistoryEntry[]
}

/** Whether a change adds, changes or removes what is kept with an article. */
export function touches(change: Change, article: string): boolean {
  const inArticle = (record: ProjectRecord): boolean => homeOf(record) === article
  return (
    change.added.some(inArticle) ||
    change.removed.some(inArticle) ||
    change.updated.some(([before]) => inArticle(before))
  )
}

/** A fresh act ends what could be redone. */
export const recordAct = (history: History, change: Change): History => ({
  undo: [...history.undo, { change, article: articleOf(change) }].slice(-LIMIT),
  redo: [],
})

/** Both stacks with a change in the place of its title, now that it is known. */
export function complete(history: History, change: Change): History {
  const known = (entries: readonly HistoryEntry[]): readonly HistoryEntry[] =>
    entries.map((entry) => (entry.change.id === change.id ? { change, article: articleOf(change) } : entry))
  return { undo: known(history.undo), redo: known(history.redo) }
}

/** Moves the last act from one stack to the other; null when there is none. */
export function step(history: History, direction: 'undo' | 'redo'): { entry: HistoryEntry; history: History } | null {
  const from = history[direction]
  const entry = from[from.length - 1]
  if (!entry) return null
  const rest = from.slice(0, -1)
  return {
    entry,
    history:
      direction === 'undo'
        ? { undo: rest, redo: [...history.redo, entry] }
        : { undo: [...history.undo, entry], redo: rest },
  }
}
