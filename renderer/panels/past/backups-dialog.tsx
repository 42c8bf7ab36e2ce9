import './backups-dialog.css'
import { useState } from 'react'
import { BACKUP_REASONS } from '../../../model/past/backup.ts'
import { whenInWords } from '../../../model/past/when.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatBytes, formatCount } from '../../components/format.ts'
import { Listbox } from '../../components/listbox.tsx'
import { useStore } from '../../components/use-store.ts'
import type { BackupList, ListedBackup } from '../../../preload/contract/contract.ts'
import type { Failure, Result } from '../../../model/value/result.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { BackupSettingsForm } from './backup-settings-form.tsx'

const ROW_REM = 3

/** The backups of a project: to be looked at, to be restored under a new name. */
export function BackupsDialog({ window }: { readonly window: WindowModel }) {
  const list = useStore(window, (state) => state.backups)
  const [active, setActive] = useState(0)
  const [busy, setBusy] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [now] = useState(() => new Date())
  if (!list) return null
  const { workbench } = window
  const chosen = list.backups[Math.min(active, list.backups.length - 1)]

  /** Runs a request, says so meanwhile, and shows why it failed. */
  const run = async <T,>(what: string, request: () => Promise<Result<T>>): Promise<T | null> => {
    // The buttons stay enabled meanwhile, so that none loses the focus.
    if (busy !== null) return null
    setBusy(what)
    setFailure(null)
    const result = await request()
    setBusy(null)
    if (result.ok) return result.value
    if (result.failure.code !== 'cancelled') setFailure(result.failure)
    return null
  }
  const look = async ({ id }: ListedBackup): Promise<void> => {
    const session = window.getState().session
    await run('Opening the backup…', async () => {
      await session?.settled()
      const result = await workbench.lookAtBackup(id)
      if (result.ok) window.closeDialog()
      return result
    })
  }
  const restore = async ({ id }: ListedBackup): Promise<void> => {
    const restored = await run('Restoring the backup…', () => workbench.restoreBackup(id))
    if (restored) window.closeDialog()
  }
  const make = async (): Promise<void> => {
    await run('Making a backup…', async () => {
      await window.getState().session?.settled()
      return workbench.makeBackup()
    })
    setActive(0)
    await window.refreshBackups()
  }

  return (
    <DialogFrame
      title={`Backups of “${list.project}”`}
      className="backups-dialog"
      onClose={() => window.closeDialog()}
      footer={
        <>
          <span className="dialog-footer-start">
            <button
              type="button"
              className="button"
              onClick={() => void run('Opening the folder…', () => workbench.showBackups())}
            >
              Open folder
            </button>
            {list.isOpen && (
              <button type="button" className="button" onClick={() => void make()}>
                Back up now
              </button>
            )}
          </span>
          <button type="button" className="button" disabled={!chosen} onClick={() => chosen && void restore(chosen)}>
            Restore under a new name…
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={!chosen}
            onClick={() => chosen && void look(chosen)}
          >
            Look at it
          </button>
        </>
      }
    >
      {failure && (
        <div role="alert">
          <FailureMessage failure={failure} />
        </div>
      )}
      {list.backups.length > 0 ? (
        <Listbox
          label="Backups, newest first"
          className="backup-rows"
          count={list.backups.length}
          rowRem={ROW_REM}
          active={Math.min(active, list.backups.length - 1)}
          activeKey={chosen?.id ?? null}
          keyAt={(row) => list.backups[row]?.id ?? String(row)}
          onMove={setActive}
          onClick={setActive}
          onEnter={(row) => {
            const backup = list.backups[row]
            if (backup) void look(backup)
          }}
        >
          {(row) => {
            const backup = list.backups[row]
            return backup ? <BackupRow backup={backup} now={now} /> : null
          }}
        </Listbox>
      ) : (
        <p className="empty">
          There is no backup of this project yet. The first one is made before the first change of a day on which there
          is something to lose.
        </p>
      )}
      <p className="backups-total" role="status">
        {busy ?? totalOf(list)}
      </p>
      <BackupSettingsForm window={window} list={list} />
    </DialogFrame>
  )
}

const totalOf = ({ backups, all }: BackupList): string => {
  const own = backups.reduce((sum, { bytes }) => sum + bytes, 0)
  const others =
    all.count > backups.length ? `; ${formatCount(all.count, 'backup')} of all projects, ${formatBytes(all.bytes)}` : ''
  return `${formatCount(backups.length, 'backup')}, ${formatBytes(own)}${others}`
}

function BackupRow({ backup, now }: { readonly backup: ListedBackup; readonly now: Date }) {
  const { at, articles, annotations, bytes, reason, elsewhere } = backup
  const when = whenInWords(new Date(at), now)
  return (
    <span className="backup-row" title={elsewhere === null ? backup.file : `${backup.file}, of ${elsewhere}`}>
      <span className="row-title">{when.charAt(0).toUpperCase() + when.slice(1)}</span>
      <span className="row-count">
        {formatCount(articles, 'article')}, {formatCount(annotations, 'annotation')}
      </span>
      <span className="row-summary">
        {elsewhere === null ? `Made ${BACKUP_REASONS[reason]}` : `Of another copy: ${elsewhere}`}
      </span>
      <span className="row-count">{formatBytes(bytes)}</span>
    </span>
  )
}
