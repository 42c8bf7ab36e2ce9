import type { BackupSettings } from '../../../model/past/backup-settings.ts'
import type { HandlerPort } from './port.ts'

/** Backups, and what is looked at in the place of the open project. */
export const backupHandlers = ({ desk, backups }: HandlerPort) => ({
  backups: (of: string | null) => backups.list(of),
  lookAtBackup: (id: string) => backups.look(id),
  restoreBackup: (id: string) => backups.restore(id),
  makeBackup: () => backups.make(),
  showBackups: () => backups.showFolder(),
  setBackups: (settings: Pick<BackupSettings, 'on' | 'mostBytes'>) => backups.set(settings),
  setBackupFolder: (usual: boolean) => backups.setFolder(usual),
  leaveLook: () => desk.leaveLook(),
})
