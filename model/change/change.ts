import { homeOf } from '../record/kinds.ts'
import type { ProjectRecord } from '../record/project.ts'
import type { ArticleBody } from '../text/block.ts'
import { invertSplices, type Splices } from '../text/splices.ts'

/**
 * An edit of an article's text. What is placed in the text and is not touched moves along by itself: only what is
 * touched is among the change's records, removed and updated ones as they were before the edit, added and updated ones
 * as they are after it. The article's own record is updated in the same change to name the new text.
 */
export interface TextEdit {
  readonly article: string
  /** Id of the body before: see {@link ArticleBody}. */
  readonly before: string
  readonly after: string
  readonly splices: Splices
}

/**
 * The one value every act becomes: the undo entry, the message to the main process, the SQL transaction and the line in
 * the change log. Updates and removals carry the record as it was, so a change can be inverted without looking anything
 * up and refused where it does not fit.
 */
export interface Change {
  /** UUIDv7. Saving the same change twice saves it once. */
  readonly id: string
  /** What the person did, in the words of the undo menu: "Tag quote". */
  readonly title: string
  readonly added: readonly ProjectRecord[]
  readonly updated: readonly (readonly [before: ProjectRecord, after: ProjectRecord])[]
  readonly removed: readonly ProjectRecord[]
  readonly edits: readonly TextEdit[]
  /**
   * Texts that articles of this change need and the project may not have yet. They travel with the change and are stored
   * by their hash, once and for good: the line in the log only names them.
   */
  readonly texts: readonly ArticleBody[]
}

/** Who made a change. Undo history takes only the first three. */
export type Origin = 'user' | 'undo' | 'redo' | 'import' | 'system'
export const ORIGINS: readonly Origin[] = ['user', 'undo', 'redo', 'import', 'system']

type Parts = Partial<Omit<Change, 'id' | 'title'>>

/** Makes a change from the parts that are not empty. */
export const makeChange = (id: string, title: string, parts: Parts): Change => ({
  id,
  title,
  added: parts.added ?? [],
  updated: parts.updated ?? [],
  removed: parts.removed ?? [],
  edits: parts.edits ?? [],
  texts: parts.texts ?? [],
})

/** Whether a change does nothing at all. */
export const isEmptyChange = ({ added, updated, removed, edits }: Change): boolean =>
  added.length + updated.length + removed.length + edits.length === 0

/** Records that a change adds, updates or removes. Those that only move with a text are not among them. */
export const sizeOf = ({ added, updated, removed }: Change): number => added.length + updated.length + removed.length

/** Ids of the bodies that a change needs: those of articles that it adds, and those that its edits lead to. */
export function bodiesOf({ added, edits }: Change): string[] {
  const articles = added.flatMap((record) => (record.kind === 'article' ? [record.body] : []))
  return [...new Set([...edits.map(({ after }) => after), ...articles])]
}

export const invertEdit = ({ article, before, after, splices }: TextEdit): TextEdit => ({
  article,
  before: after,
  after: before,
  splices: invertSplices(splices),
})

/**
 * The change that takes this one back. It needs an id of its own because the log keeps both. Its texts are stored
 * already, because the change before it named them.
 */
export const invertChange = (change: Change, id: string): Change => ({
  id,
  title: change.title,
  added: change.removed,
  updated: change.updated.map(([before, after]) => [after, before] as const),
  removed: change.added,
  edits: change.edits.map(invertEdit),
  texts: [],
})

/** The (first) article a change was made in, so that undoing it can show it; null for acts on the project. */
export function articleOf(change: Change): string | null {
  const records = [...change.added, ...change.removed, ...change.updated.map(([, after]) => after)]
  // An act on the codebook may touch annotations everywhere: it is one on the project.
  if (records.some((record) => record.kind === 'codebook')) return null
  for (const record of records) {
    const article = homeOf(record)
    if (article !== null) return article
  }
  return change.edits[0]?.article ?? null
}

/** Whether a change adds, updates, removes or moves what belongs to an article. */
export function touches(change: Change, article: string): boolean {
  const inArticle = (record: ProjectRecord): boolean => homeOf(record) === article
  return (
    change.added.some(inArticle) ||
    change.removed.some(inArticle) ||
    change.updated.some(([before]) => inArticle(before)) ||
    change.edits.some((edit) => edit.article === article)
  )
}
