import type { WindowMenuItem } from '../../../preload/contract/contract.ts'
import type { LocalAnnotator } from '../../project/project-service.ts'
import type { StoreClient } from '../../project/store-client.ts'
import type { SettingsFile } from '../../shell/settings.ts'
import type { Shell } from '../../shell/shell.ts'
import type { BackupDesk } from '../backup-desk.ts'
import type { DatasetDesk } from '../dataset-desk.ts'
import type { DoctorDesk } from '../doctor-desk.ts'
import type { ExportDesk } from '../export-desk.ts'
import type { ImportDesk } from '../import-desk.ts'
import type { PastDesk } from '../past-desk.ts'
import type { ProjectDesk } from '../project-desk.ts'
import type { SalvageDesk } from '../salvage-desk.ts'

/** What the handlers work on. */
export interface HandlerPort {
  readonly shell: Pick<Shell, 'dialogs' | 'paths' | 'version' | 'platform' | 'openWithSystem'>
  readonly desk: ProjectDesk
  readonly imports: Pick<ImportDesk, 'reread' | 'cancel'>
  readonly datasets: Pick<DatasetDesk, 'cancel'>
  readonly exports: ExportDesk
  readonly backups: BackupDesk
  readonly past: PastDesk
  readonly doctor: DoctorDesk
  readonly salvage: SalvageDesk
  readonly store: StoreClient
  readonly settings: SettingsFile
  readonly annotator: LocalAnnotator
  /** Pastes the clipboard into the page. */
  readonly paste: () => void
  /** The page has asked for its state, so it listens. */
  readonly onPageReady: () => void
  /** Something that the menu shows has changed. */
  readonly onChange: () => void
  /** The window has said what it adds to the menu. */
  readonly onMenu: (items: readonly WindowMenuItem[]) => void
}
