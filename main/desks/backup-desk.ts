import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { BackupSettings } from '../../model/past/backup-settings.ts'
import { whenInWords } from '../../model/past/when.ts'
import { type Failure, type FailureCode, fail, ok, type Result } from '../../model/value/result.ts'
import type { BackupList } from '../../preload/contract/contract.ts'
import { runBackupJob } from '../backups/backup-job.ts'
import type { BackupKeeper } from '../backups/backup-keeper.ts'
import { backupRoot } from '../backups/backup-place.ts'
import { pathOf, type ShelvedBackup } from '../backups/shelved-backup.ts'
import { sha256 } from '../files/sha256.ts'
import { recentId } from '../shell/recent-projects.ts'
import type { SettingsFile } from '../shell/settings.ts'
import type { Shell } from '../shell/shell.ts'
import { chooseBackupFolder, chooseRestored } from './file-questions.ts'
import { makeToLookAt } from './look-folder.ts'
import type { ProjectDesk } from './project-desk.ts'
import { projectNameOf } from './project-names.ts'

export interface BackupDeskPort {
  readonly shell: Pick<Shell, 'dialogs' | 'paths' | 'openWithSystem'>
  readonly desk: Pick<ProjectDesk, 'current' | 'look' | 'open'>
  readonly keeper: Pick<BackupKeeper, 'make'>
  readonly settings: SettingsFile
  readonly now: () => Date
}

/** Backups as the window works with them. Each has an id that names it without its path. */
export interface BackupDesk {
  /** Of the open project; or of one that could not be opened, by the id that {@link BackupDesk.offers} gave. */
  list(of: string | null): Promise<Result<BackupList>>
  look(id: string): Promise<Result<null>>
  /** Asks for a name, makes a project of a backup and opens it; false when cancelled. */
  restore(id: string): Promise<Result<boolean>>
  /** Makes one of the open project. */
  make(): Promise<Result<null>>
  showFolder(): Promise<Result<null>>
  set(settings: Pick<BackupSettings, 'on' | 'mostBytes'>): Promise<Result<null>>
  /** Asks for another folder, or goes back to the usual one; false when cancelled. */
  setFolder(usual: boolean): Promise<Result<boolean>>
  /** The failure to open a project, with what its backups offer. */
  offers(path: string, failure: Failure): Promise<Failure>
}

/** Failures to open a project that say that its file is no good, or gone. */
const LOST: ReadonlySet<FailureCode> = new Set(['not-found', 'damaged-project', 'not-a-project', 'disk-error'])

const gone = () => fail('not-found', 'This backup is no longer there.', 'Choose another one.')
const noProject = () => fail('no-project', 'No project is open.', 'Open a project first.')

export function createBackupDesk({ shell, desk, keeper, settings, now }: BackupDeskPort): BackupDesk {
  const listed = new Map<string, ShelvedBackup>()
  const lost = new Map<string, string>()

  const root = (): string => backupRoot(settings.get().backups, shell.paths.userData)
  const list = (project: string | null) => runBackupJob({ kind: 'list', root: root(), project })

  const look = async (backup: ShelvedBackup): Promise<Result<null>> => {
    const made = await makeToLookAt((folder) => runBackupJob({ kind: 'look', backup: pathOf(backup), folder }))
    if (!made.ok) return made
    const when = whenInWords(new Date(backup.at), now())
    return desk.look({
      ...made.value,
      title: `“${backup.project.name}” as it was ${when}`,
      details: 'A backup, which is only looked at.',
    })
  }

  const restore = async (backup: ShelvedBackup): Promise<Result<boolean>> => {
    const folder = existsSync(dirname(backup.path)) ? dirname(backup.path) : shell.paths.documents
    const out = await chooseRestored(shell.dialogs, folder, backup.file)
    if (out === null) return ok(false)
    const made = await runBackupJob({ kind: 'restore', backup: pathOf(backup), out })
    if (!made.ok) return made
    const opened = await desk.open(out)
    return opened.ok ? ok(true) : opened
  }

  return {
    async list(of) {
      const current = desk.current()
      const path = of === null ? (current?.origin ?? null) : (lost.get(of) ?? null)
      if (path === null) return noProject()
      const answer = await list(path)
      if (!answer.ok) return answer
      const { own, all, place } = answer.value
      listed.clear()
      const backups = own.map((backup) => {
        const { file, at, reason, articles, annotations, bytes } = backup
        const id = sha256(pathOf(backup)).slice(0, 16)
        listed.set(id, backup)
        const elsewhere = backup.path === place || backup.path === '' ? null : backup.path
        return { id, file, at, reason, articles, annotations, bytes, elsewhere }
      })
      return ok({
        project: of === null ? (current?.name ?? '') : projectNameOf(path),
        isOpen: of === null && current?.look === null,
        backups,
        all,
        settings: settings.get().backups,
        folder: root(),
      })
    },
    async look(id) {
      const backup = listed.get(id)
      return backup ? look(backup) : gone()
    },
    async restore(id) {
      const backup = listed.get(id)
      return backup ? restore(backup) : gone()
    },
    async make() {
      const current = desk.current()
      if (!current || current.look) return noProject()
      const made = await keeper.make(current.path)
      return made.ok ? ok(null) : made
    },
    async showFolder() {
      const [backup] = listed.values()
      const problem = await shell.openWithSystem(backup?.folder ?? root())
      if (problem === '') return ok(null)
      return fail('not-found', 'The folder of the backups could not be opened.', 'It is made with the first backup.', [
        root(),
      ])
    },
    async set({ on, mostBytes }) {
      await settings.update({ backups: { ...settings.get().backups, on, mostBytes } })
      return ok(null)
    },
    async setFolder(usual) {
      const folder = usual ? null : await chooseBackupFolder(shell.dialogs, root())
      if (!usual && folder === null) return ok(false)
      await settings.update({ backups: { ...settings.get().backups, folder } })
      return ok(true)
    },
    async offers(path, failure) {
      if (!LOST.has(failure.code)) return failure
      const answer = await list(path)
      const own = answer.ok ? answer.value.own : []
      const [newest] = own
      if (!newest) return failure
      const id = recentId(path)
      lost.set(id, path)
      const are = own.length === 1 ? 'There is one backup' : `There are ${own.length} backups`
      const when = whenInWords(new Date(newest.at), now())
      const text = `${are} of “${basename(path)}”; the newest is from ${when}.`
      return { ...failure, offers: [...(failure.offers ?? []), { kind: 'backups', text, project: id }] }
    },
  }
}
