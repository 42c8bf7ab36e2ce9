import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { RecentProject } from '../../preload/contract/contract.ts'

/** A project file used before, as it is remembered. The window never sees the path, only the id. */
export interface RecentEntry {
  readonly path: string
  readonly name: string
  /** ISO 8601, UTC */
  readonly openedAt: string
}

const MOST_RECENTS = 12

/** An id that says nothing about the path and stays the same from start to start. */
export const recentId = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16)

/** The list with a project put first; the oldest ones beyond a dozen drop out. */
export const rememberRecent = (recents: readonly RecentEntry[], entry: RecentEntry): readonly RecentEntry[] =>
  [entry, ...recents.filter(({ path }) => path !== entry.path)].slice(0, MOST_RECENTS)

/** The list without a project. */
export const forgetRecent = (recents: readonly RecentEntry[], id: string): readonly RecentEntry[] =>
  recents.filter(({ path }) => recentId(path) !== id)

/** The entry with an id, or undefined. */
export const findRecent = (recents: readonly RecentEntry[], id: string): RecentEntry | undefined =>
  recents.find(({ path }) => recentId(path) === id)

/** What the window may know of an entry. */
export const shownRecent = ({ path, name, openedAt }: RecentEntry): RecentProject => ({
  id: recentId(path),
  name: name || basename(path),
  folder: dirname(path),
  openedAt,
})
