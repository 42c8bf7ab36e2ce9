import { resolve } from 'node:path'
import { restoreMoment } from '../backups/past-moment.ts'
import { restoreBackup } from '../backups/restore-backup.ts'
import type { Moment } from '../store/sqlite/go-back.ts'
import { contents } from './backup-command.ts'
import type { Command, CommandInput } from './command.ts'
import { type ExitCode, failed } from './terminal.ts'

export const restoreCommand: Command = {
  name: 'restore',
  operands: ['BACKUP'],
  summary: 'make a project of a backup, or of any project, under a new name',
  options: {
    out: ['NEW.standoff', 'the new project, where no file may be yet'],
    at: ['TIME|CHANGE', 'as it was at a time (2026-03-03T14:32), after a change or a line of its log'],
  },
  required: ['out'],
  run: restore,
}

async function restore({ operands: [backup = ''], options, terminal }: CommandInput): Promise<ExitCode> {
  const { out = '', at } = options
  const [from, to] = [resolve(backup), resolve(out)]
  const restored = at === undefined ? await restoreBackup(from, to) : await restoreMoment(from, to, momentOf(at))
  if (!restored.ok) return failed(terminal, restored.failure.code === 'project-exists' ? out : backup, restored)
  terminal.message(`Wrote ${out}: ${contents(restored.value)}.`)
  return 0
}

/** A line of the log by its number, a time (local unless it says otherwise), or the id of a change. */
function momentOf(at: string): Moment {
  if (/^\d{1,9}$/.test(at)) return { line: Number(at) }
  const isTime = /^\d{4}-\d\d-\d\d/.test(at) && !Number.isNaN(Date.parse(at))
  return isTime ? { time: new Date(at).toISOString() } : { change: at }
}
