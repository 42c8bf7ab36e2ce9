import { articleOf, type Change } from '../../../model/change/change.ts'
import type { HistoryEntry } from '../../../model/change/history-entry.ts'
import type { SaveRequest } from '../../../model/change/save-request.ts'

/** Entries kept for undo; the change log on disk keeps everything. */
const LIMIT = 200

/** The annotator's two stacks in this project: panels, articles and codebook share them. Immutable. */
export interface History {
  /** Oldest first; the last is the next to be undone. */
  readonly undo: readonly HistoryEntry[]
  /** The last is the next to be redone. */
  readonly redo: readonly HistoryEntry[]
}

/** The entry that undo or redo would act on next. */
export const nextEntry = (history: History, direction: 'undo' | 'redo'): HistoryEntry | undefined =>
  history[direction][history[direction].length - 1]

const without = (entries: readonly HistoryEntry[], id: string): readonly HistoryEntry[] =>
  entries.filter(({ change }) => change.id !== id)

/** The stacks after a change: a user's act ends what could be redone, undo and redo move its entry over. */
export function historyAfter(history: History, { change, origin, of }: SaveRequest): History {
  if (origin === 'user') {
    return { undo: [...history.undo, { change, article: articleOf(change) }].slice(-LIMIT), redo: [] }
  }
  const from = history[origin]
  const entry = from.find((item) => item.change.id === of)
  if (!entry) return history
  const rest = without(from, entry.change.id)
  return origin === 'undo'
    ? { undo: rest, redo: [...history.redo, entry] }
    : { undo: [...history.undo, entry], redo: rest }
}

/** Both stacks with a whole change in the place of the stub with its id. */
export function withWholeChange({ undo, redo }: History, change: Change): History {
  const replaced = (entries: readonly HistoryEntry[]): readonly HistoryEntry[] =>
    entries.map((entry) => (entry.change.id === change.id ? { change, article: articleOf(change) } : entry))
  return { undo: replaced(undo), redo: replaced(redo) }
}

/** Titles of what undo and redo would do, or null. */
export const historyTitles = (history: History) => ({
  undoTitle: nextEntry(history, 'undo')?.change.title ?? null,
  redoTitle: nextEntry(history, 'redo')?.change.title ?? null,
})
