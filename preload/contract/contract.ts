import type { Result } from '../../model/value/result.ts'
import type { ImportReport } from './article-import.ts'
import type { EventName, Events } from './events.ts'
import type { PageRequests } from './requests.ts'

export type * from '../../model/annotation/opened-article.ts'
export type * from '../../model/change/history-entry.ts'
export type * from '../../model/change/project-overview.ts'
export type * from '../../model/change/save-request.ts'
export type * from '../../model/codebook/part-page.ts'
export type * from '../../model/dataset/dataset-export.ts'
export type * from '../../model/dataset/dataset-import.ts'
export type * from '../../model/entities/entity-uses.ts'
export type * from '../../model/past/past-act.ts'
export type * from '../../model/text/article-places.ts'
export type * from './app-state.ts'
export type * from './backups.ts'
export type * from './article-import.ts'
export type * from './doctor.ts'
export type * from './menu.ts'
export type * from './salvage.ts'
export type { EventName, Events } from './events.ts'
export type { Packed } from './request.ts'

/** What the preload exposes as `window.workbench`. */
export type Workbench = {
  readonly [Name in keyof PageRequests]: (
    ...args: Parameters<PageRequests[Name]>
  ) => Promise<ReturnType<PageRequests[Name]>>
} & {
  /** Imports files dropped on the window. Only real File objects have a path; the page never sees it. */
  readonly importDropped: (files: readonly File[]) => Promise<Result<ImportReport | null>>
  /** Subscribes to an event; returns the way to unsubscribe. */
  readonly on: <Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void) => () => void
}
