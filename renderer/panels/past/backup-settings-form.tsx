import type { BackupSettings } from '../../../model/past/backup-settings.ts'
import { BACKUP_SIZES } from '../../../model/past/backup-settings.ts'
import { formatBytes } from '../../components/format.ts'
import { SelectField } from '../../components/select-field.tsx'
import type { BackupList } from '../../../preload/contract/contract.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** Whether backups are made by themselves, where they go, and how much they may take. */
export function BackupSettingsForm({ window, list }: { readonly window: WindowModel; readonly list: BackupList }) {
  const { settings, folder } = list
  const { workbench } = window
  const set = async (next: Partial<BackupSettings>): Promise<void> => {
    const { on, mostBytes } = { ...settings, ...next }
    await window.run(workbench.setBackups({ on, mostBytes }))
    await window.refreshBackups()
  }
  const move = async (usual: boolean): Promise<void> => {
    await window.run(workbench.setBackupFolder(usual))
    await window.refreshBackups()
  }
  const sizes = [...new Set([...BACKUP_SIZES, settings.mostBytes])].toSorted((a, b) => a - b)
  return (
    <fieldset className="backup-settings">
      <legend className="visually-hidden">Settings of backups</legend>
      <label className="check">
        <input type="checkbox" checked={settings.on} onChange={() => void set({ on: !settings.on })} />
        <span>Make backups without asking, before the first change of a day and before large ones</span>
      </label>
      <SelectField
        label="All backups together take at most"
        value={String(settings.mostBytes)}
        options={sizes.map((size) => ({ value: String(size), name: formatBytes(size) }))}
        onChange={(value) => void set({ mostBytes: Number(value) })}
      />
      <div className="backup-folder">
        <span className="field-hint">They go to {folder}</span>
        <button type="button" className="link-button" onClick={() => void move(false)}>
          Another folder…
        </button>
        {settings.folder !== null && (
          <button type="button" className="link-button" onClick={() => void move(true)}>
            The usual folder
          </button>
        )}
      </div>
    </fieldset>
  )
}
