import { parentPort, workerData } from 'node:worker_threads'
import { datasetReaders } from '../../formats/index.ts'
import { runDatasetJob } from './dataset-job.ts'
import type { DatasetMessage, DatasetThreadData } from './dataset-messages.ts'
import { unexpectedFailure } from '../../threads/unexpected-failure.ts'

/* Entry of the thread that reads a dataset. It has a connection of its own, so nobody waits for it. */

const port = parentPort
if (!port) throw new Error('The dataset thread must be started as a worker.')

// Ours: run-dataset.ts made it.
const { job, cancelFlag } = workerData as DatasetThreadData
const flag = new Int32Array(cancelFlag)
const tell = (message: DatasetMessage): void => port.postMessage(message)

try {
  const result = await runDatasetJob(job, {
    readers: datasetReaders,
    now: new Date().toISOString(),
    onProgress: (progress) => tell({ kind: 'progress', progress }),
    isCancelled: () => Atomics.load(flag, 0) !== 0,
  })
  tell({ kind: 'done', result })
} catch (error) {
  tell({ kind: 'done', result: unexpectedFailure(error) })
}
