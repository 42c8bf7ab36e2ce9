import { join, resolve } from 'node:path'
import { type Backup, BACKUP_REASONS } from '../../model/past/backup.ts'
import { whenInWords } from '../../model/past/when.ts'
import { commandLineBackups } from '../backups/backup-place.ts'
import { backupsOf } from '../backups/list-backups.ts'
import { makeBackup } from '../backups/make-backup.ts'
import { pathOf, type ShelvedBackup } from '../backups/shelved-backup.ts'
import { restoreBackup } from '../backups/restore-backup.ts'
import type { Command, CommandInput } from './command.ts'
import { countOf, type ExitCode, failed, wrongUsage } from './terminal.ts'

export const backupCommand: Command = {
  name: 'backup',
  operands: ['PROJECT'],
  summary: 'copy a project, open or not, and prove the copy; or list its backups',
  options: {
    out: ['FILE', 'write it to this file'],
    to: ['FOLDER', 'keep it among the backups in this folder, not in the usual one'],
    list: ['', 'list the backups that there are'],
  },
  run: backUp,
}

async function backUp({ operands: [project = ''], options, terminal }: CommandInput): Promise<ExitCode> {
  const { out, to, list } = options
  if (out !== undefined && (to !== undefined || list)) return wrongUsage(terminal, '--out stands alone.')
  const place = commandLineBackups(process.env)
  const root = to === undefined ? place.root : resolve(to)
  const path = resolve(project)
  if (list) {
    const backups = backupsOf(root, path)
    if (backups.length === 0) terminal.message(`${project}: There is no backup of it in ${root}.`)
    for (const backup of backups) terminal.data(lineOf(backup))
    return 0
  }
  if (out !== undefined) {
    const copied = await restoreBackup(path, resolve(out))
    if (!copied.ok) return failed(terminal, out, copied)
    terminal.message(`Wrote ${out}: ${contents(copied.value)}.`)
    return 0
  }
  const made = await makeBackup({
    project: path,
    reason: 'asked',
    root,
    mostBytes: place.mostBytes,
    now: new Date().toISOString(),
  })
  if (!made.ok) return failed(terminal, project, made)
  const [newest] = backupsOf(root, path)
  if (made.value && newest) terminal.message(`Wrote ${join(newest.folder, made.value.file)}: ${contents(made.value)}.`)
  return 0
}

/** "12 articles, 212 annotations" */
export const contents = ({ articles, annotations }: Pick<Backup, 'articles' | 'annotations'>): string =>
  `${countOf(articles, 'article')}, ${countOf(annotations, 'annotation')}`

const MEGABYTE = 1_000_000

const lineOf = (backup: ShelvedBackup): string => {
  const size = `${(backup.bytes / MEGABYTE).toFixed(1)} MB`
  const when = whenInWords(new Date(backup.at), new Date())
  return `${pathOf(backup)}\n  ${when}, ${contents(backup)}, ${size}, ${BACKUP_REASONS[backup.reason]}`
}
