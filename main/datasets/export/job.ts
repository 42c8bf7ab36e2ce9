import type { ExportRequest } from '../../../model/dataset/dataset-export.ts'

/** What an export needs to run beside the store, over a snapshot of its own. */
export interface ExportJob extends ExportRequest {
  /** Path of the project. */
  readonly project: string
  /** Path of the file or folder to write. */
  readonly out: string
  /** Writes nothing; only reports what would be written and lost. */
  readonly dryRun: boolean
}
