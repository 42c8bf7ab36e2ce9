import type { Failure } from '../../../model/value/result.ts'
import type {
  BackupList,
  DatasetLook,
  DatasetProgress,
  DoctorProgress,
  ExportFormat,
  ExportProgress,
  ExportReport,
  ImportPreview,
  ImportProgress,
  ImportReport,
  Looking,
  LookProgress,
  RecentProject,
  SalvageProgress,
} from '../../../preload/contract/contract.ts'
import type { Session } from '../project/session.ts'

export type DialogName =
  | 'export'
  | 'keys'
  | 'import-report'
  | 'import-preview'
  | 'article-details'
  | 'dataset'
  | 'tag-all'
  | 'codebook'
  | 'new-project'
  | 'palette'
  | 'entities'
  | 'accept-suggestions'
  | 'rejections'
  | 'backups'
  | 'history'
  | 'salvage'
  | 'doctor'

/** The panes beside the text; either can be hidden. */
export type SidePane = 'articles' | 'annotations'

/** State of the latest export. */
export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: ExportProgress | null }
  | { readonly kind: 'done'; readonly report: ExportReport }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** The window around the open project. `session` is null on the welcome screen. Immutable. */
export interface WindowState {
  readonly ready: boolean
  readonly version: string
  readonly platform: 'darwin' | 'win32' | 'linux'
  readonly recents: readonly RecentProject[]
  readonly session: Session | null
  readonly dialog: DialogName | null
  readonly panes: Readonly<Record<SidePane, boolean>>
  /** Whether signs stand for invisible characters in the text. */
  readonly invisibles: boolean
  readonly formats: readonly ExportFormat[]
  readonly exporting: ExportState
  readonly importReport: ImportReport | null
  /** Files that wait for a decision. */
  readonly importPreview: ImportPreview | null
  readonly importProgress: ImportProgress | null
  /** A dataset that waits for a decision. */
  readonly datasetLook: DatasetLook | null
  readonly datasetProgress: DatasetProgress | null
  /** Name of the damaged project that the dialog of salvage is about. */
  readonly salvaged: string | null
  readonly salvageProgress: SalvageProgress | null
  /** The project that the doctor's dialog is about: null for the open one. */
  readonly doctorOf: string | null
  readonly doctorProgress: DoctorProgress | null
  /** Articles that are marked in the list, for what is done to several at once. */
  readonly marked: ReadonlySet<string>
  /** A failure outside any session: shown on the welcome screen or over the article until it is dismissed. */
  readonly failure: Failure | null
  /** What is shown, where it is an earlier state of a project that is only looked at. */
  readonly looking: Looking | null
  /** The backups that the dialog lists, and the project they are of: null for the open one. */
  readonly backups: BackupList | null
  readonly backupsOf: string | null
  readonly lookProgress: LookProgress | null
}

/** A window that has just been loaded. */
export const initialWindow = (invisibles: boolean): WindowState => ({
  ready: false,
  version: '',
  platform: 'linux',
  recents: [],
  session: null,
  dialog: null,
  panes: { articles: true, annotations: true },
  invisibles,
  formats: [],
  exporting: { kind: 'idle' },
  importReport: null,
  importPreview: null,
  importProgress: null,
  datasetLook: null,
  datasetProgress: null,
  salvaged: null,
  salvageProgress: null,
  doctorOf: null,
  doctorProgress: null,
  marked: new Set(),
  failure: null,
  looking: null,
  backups: null,
  backupsOf: null,
  lookProgress: null,
})
