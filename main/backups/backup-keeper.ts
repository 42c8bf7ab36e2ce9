import type { Backup, BackupReason } from '../../model/past/backup.ts'
import { localDay } from '../../model/past/local-day.ts'
import type { BackupSettings } from '../../model/past/backup-settings.ts'
import { type Failure, ok, type Result } from '../../model/value/result.ts'
import { type BackupEvent, type BackupJob, runBackupJob } from './backup-job.ts'

/** Milliseconds after which a change goes on although its backup has not begun: a disk that hangs stops nobody's work. */
const PATIENCE = 5_000

export interface BackupKeeperPort {
  /** The settings as they are at the moment, and the folder of all backups. */
  readonly settings: () => BackupSettings & { readonly root: string }
  /** Told of the first backup of a session that could not be made. */
  readonly onFailure: (failure: Failure) => void
  readonly now: () => Date
  /**
   * Whether it is known that the first change of a day needs no backup. The thread that makes them knows as well, but takes
   * a third of a second to begin, and the first change after every opening would wait for it.
   */
  readonly needsNone?: (project: string) => Promise<boolean>
  readonly run?: (
    job: Extract<BackupJob, { kind: 'make' }>,
    onEvent: (event: BackupEvent) => void,
  ) => Promise<Result<Backup | null>>
}

/** Makes backups by itself, beside the work. None that fails stops it. */
export interface BackupKeeper {
  /** Before a change: null where it can go on at once; else it waits until the state before it is fixed. */
  before(project: string, reason: BackupReason): Promise<void> | null
  /** Makes one at once, and waits until it stands. */
  make(project: string): Promise<Result<Backup | null>>
  /** Resolves when no backup is being made. */
  settled(): Promise<void>
}

/** What went wrong with a backup, and what to do so that the next one succeeds. */
const inWords = ({ code, message, details }: Failure): Failure => ({
  code,
  message: `No backup could be made. ${message}`,
  action: 'Your work is saved as usual. Free some space, or choose another folder in File → Backups….',
  ...(details && { details }),
})

export function createBackupKeeper(port: BackupKeeperPort): BackupKeeper {
  const { settings, onFailure, now, needsNone, run = runBackupJob } = port
  /** Project → the local day whose first change has been seen. */
  const begun = new Map<string, number>()
  const running = new Set<Promise<unknown>>()
  /** Those that have not fixed their state yet: all later changes wait for them, too. */
  const freezing = new Set<Promise<void>>()
  let told = false

  const start = (project: string, reason: BackupReason, onFrozen: () => void): Promise<Result<Backup | null>> => {
    const { root, mostBytes } = settings()
    const order = { project, reason, root, mostBytes, now: now().toISOString() }
    const made = run({ kind: 'make', order }, ({ kind }) => kind === 'frozen' && onFrozen())
    running.add(made)
    void made.then(() => running.delete(made))
    return made
  }

  const freeze = (project: string, reason: BackupReason): Promise<void> => {
    const frozen = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE)
      const done = (): void => {
        clearTimeout(timer)
        resolve()
      }
      const starting = (): Promise<Result<Backup | null>> => start(project, reason, done)
      const isAsked = needsNone !== undefined && reason === 'first-change'
      const making = isAsked ? needsNone(project).then((none) => (none ? ok(null) : starting())) : starting()
      void making.then((made) => {
        done()
        if (made.ok || told) return
        told = true
        onFailure(inWords(made.failure))
      })
    })
    freezing.add(frozen)
    void frozen.then(() => freezing.delete(frozen))
    return frozen
  }

  return {
    before(project, reason) {
      if (settings().on) {
        const today = localDay(now())
        const isFirst = begun.get(project) !== today
        begun.set(project, today)
        if (isFirst || reason !== 'first-change') return freeze(project, reason)
      }
      return freezing.size > 0 ? Promise.all(freezing).then(() => undefined) : null
    },
    make: (project) => start(project, 'asked', () => undefined),
    async settled() {
      await Promise.all(running)
    },
  }
}
