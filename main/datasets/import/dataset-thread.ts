import type { DatasetProgress } from '../../../model/dataset/dataset-import.ts'
import { datasetReaders } from '../../formats/index.ts'
import { isSet } from '../../threads/cancel-flag.ts'
import type { JobCall } from '../../threads/run-job.ts'
import { openPort } from '../../threads/serve.ts'
import { runDatasetJob } from './prepare-import.ts'
import type { DatasetJob } from './job.ts'

/* Entry of the thread that reads a dataset. It has a database connection of its own, so that nothing waits for it. */

const port = openPort<DatasetProgress>()

port.serve(({ job, cancelFlag }: JobCall<DatasetJob>) =>
  runDatasetJob(job, {
    readers: datasetReaders,
    now: new Date().toISOString(),
    onProgress: port.emit,
    isCancelled: () => isSet(cancelFlag),
  }),
)
