import { readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type BackupSettings, backupSettingsSchema } from '../../model/past/backup-settings.ts'

/** The folder of all backups, with the settings of the program in `userData`. */
export const backupRoot = ({ folder }: BackupSettings, userData: string): string => folder ?? join(userData, 'backups')

/** The folder of the program's settings, as Electron names it. */
function settingsFolder(env: NodeJS.ProcessEnv): string {
  if (env.STANDOFF_USER_DATA) return env.STANDOFF_USER_DATA
  const name = 'Standoff'
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support', name)
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData/Roaming'), name)
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), name)
}

/** Where the command line makes its backups: where the window makes its own. */
export function commandLineBackups(env: NodeJS.ProcessEnv): BackupSettings & { readonly root: string } {
  const userData = settingsFolder(env)
  const settings = backupSettingsSchema.parse(readSettings(join(userData, 'settings.json')))
  return { ...settings, root: backupRoot(settings, userData) }
}

/** What the settings say of backups; nothing where they cannot be read. */
function readSettings(path: string): unknown {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { readonly backups?: unknown } | null)?.backups
  } catch {
    return undefined
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/** Where a project file is, or was, whatever links lead there. */
export function placeOf(path: string): string {
  const folder = dirname(path)
  return realPath(path) ?? join(realPath(folder) ?? folder, basename(path))
}
