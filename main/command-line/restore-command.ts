import { resolve } from 'node:path'
import { restoreBackup } from '../backups/restore-backup.ts'
import { contents } from './backup-command.ts'
import type { Command, CommandInput } from './command.ts'
import { type ExitCode, failed } from './terminal.ts'

export const restoreCommand: Command = {
  name: 'restore',
  operands: ['BACKUP'],
  summary: 'make a project of a backup, or of any project, under a new name',
  options: { out: ['NEW.standoff', 'the new project, where no file may be yet'] },
  required: ['out'],
  run: restore,
}

async function restore({ operands: [backup = ''], options, terminal }: CommandInput): Promise<ExitCode> {
  const { out = '' } = options
  const restored = await restoreBackup(resolve(backup), resolve(out))
  if (!restored.ok) return failed(terminal, restored.failure.code === 'project-exists' ? out : backup, restored)
  terminal.message(`Wrote ${out}: ${contents(restored.value)}.`)
  return 0
}
