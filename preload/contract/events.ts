import type { Change, Origin } from '../../model/change/change.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { ExportProgress } from '../../model/dataset/dataset-export.ts'
import type { DatasetProgress } from '../../model/dataset/dataset-import.ts'
import type { Failure } from '../../model/value/result.ts'
import type { RecentProject } from './app-state.ts'
import type { DoctorProgress } from './doctor.ts'
import type { Looking, LookProgress } from './backups.ts'
import type { SalvageProgress } from './salvage.ts'
import type { ImportPreview, ImportProgress, ImportReport, PreviewedFile } from './article-import.ts'

interface Event<Payload> {
  /** Never there: it only tells the type checker what the event carries. */
  readonly carries?: Payload
}

const event = <Payload>(): Event<Payload> => ({})

/** Main → window: every event, with what it carries. */
export const EVENTS = {
  projectOpened: event<ProjectOverview>(),
  /** What the next `projectOpened` brings, where it is an earlier state that is only looked at; null: a project itself. */
  looking: event<Looking | null>(),
  /** How many lines of the log have been undone for a look, of how many; null: it is over. */
  lookProgress: event<LookProgress | null>(),
  projectClosed: event<{ readonly recents: readonly RecentProject[] }>(),
  /** Files came in: from a dialog, by drag and drop, from the command line or from the system. */
  articlesImported: event<ImportReport>(),
  /** The next of many files that are being read. They belong to the preview that `importStaged` ends. */
  importFound: event<readonly PreviewedFile[]>(),
  /** Files were read, and a person has to look at them before they are imported. */
  importStaged: event<ImportPreview>(),
  /** null: it is over, whatever came of it. */
  importProgress: event<ImportProgress | null>(),
  /** null: it is over, whatever came of it. */
  datasetProgress: event<DatasetProgress | null>(),
  /** A change the main process made itself; the window applies it and does not save it. */
  changeApplied: event<{ readonly change: Change; readonly origin: Origin }>(),
  /** An item of the native menu was chosen that `showMenu` gave: the id of its command. */
  command: event<{ readonly id: string }>(),
  exportProgress: event<ExportProgress>(),
  /** null: it is over, whatever came of it. */
  salvageProgress: event<SalvageProgress | null>(),
  /** null: it is over, whatever came of it. */
  doctorProgress: event<DoctorProgress | null>(),
  /** Something failed outside any request: a project that could not be opened at the start… */
  failed: event<Failure>(),
}

export type EventName = keyof typeof EVENTS

/** The payload of each event. */
export type Events = {
  readonly [Name in EventName]: (typeof EVENTS)[Name] extends Event<infer Payload> ? Payload : never
}

/** Sends an event to the window. */
export type Emit = <Name extends EventName>(name: Name, payload: Events[Name]) => void
