import { backupCommand } from './backup-command.ts'
import { checkCommand } from './check-command.ts'
import { codebookExportCommand } from './codebook-export-command.ts'
import { codebookImportCommand } from './codebook-import-command.ts'
import { codebookPresetsCommand } from './codebook-presets-command.ts'
import type { Command } from './command.ts'
import { doctorCommand } from './doctor-command.ts'
import { convertCommand } from './convert-command.ts'
import { exportCommand } from './export-command.ts'
import { formatsCommand } from './formats-command.ts'
import { importCommand } from './import-command.ts'
import { importDatasetCommand } from './import-dataset-command.ts'
import { infoCommand } from './info-command.ts'
import { newCommand } from './new-command.ts'
import { restoreCommand } from './restore-command.ts'
import { salvageCommand } from './salvage-command.ts'
import { validateCommand } from './validate-command.ts'

/** Every command, in the order of --help. A new one is a file in this folder and a line here. */
export const COMMANDS: readonly Command[] = [
  newCommand,
  importCommand,
  exportCommand,
  importDatasetCommand,
  convertCommand,
  validateCommand,
  codebookPresetsCommand,
  codebookExportCommand,
  codebookImportCommand,
  infoCommand,
  checkCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
  salvageCommand,
  formatsCommand,
]
