import type { ExportProgress } from '../../../model/dataset/dataset-export.ts'
import { isSet } from '../../threads/cancel-flag.ts'
import type { JobCall } from '../../threads/run-job.ts'
import { openPort } from '../../threads/serve.ts'
import { exportDataset } from './export-dataset.ts'
import type { ExportThreadJob } from './run-export.ts'

/* Entry of the thread of one export. It has a database connection of its own, so that nothing waits for it. */

const port = openPort<ExportProgress>()

port.serve(({ job: { generator, exportedAt, ...job }, cancelFlag }: JobCall<ExportThreadJob>) =>
  exportDataset(job, { generator, exportedAt, onProgress: port.emit, isCancelled: () => isSet(cancelFlag) }),
)
