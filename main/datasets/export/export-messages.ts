import type { Result } from '../../../model/value/result.ts'
import type { ExportProgress, ExportReport } from '../../../model/dataset/dataset-export.ts'
import type { ExportJob } from '../../project/project-service.ts'

/* What passes between an export's thread and whoever started it. */

export interface ExportThreadData {
  readonly job: ExportJob
  readonly generator: string
  readonly exportedAt: string
  /** One shared Int32; anything but 0 cancels. A message would wait until the thread has finished its work. */
  readonly cancelFlag: SharedArrayBuffer
}

export type ExportMessage =
  | { readonly kind: 'progress'; readonly progress: ExportProgress }
  | { readonly kind: 'done'; readonly result: Result<Omit<ExportReport, 'id'>> }
