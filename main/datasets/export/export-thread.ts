import { parentPort, workerData } from 'node:worker_threads'
import { exportDataset } from './export-dataset.ts'
import type { ExportMessage, ExportThreadData } from './export-messages.ts'
import { unexpectedFailure } from '../../threads/unexpected-failure.ts'

/* Entry of the thread of one export. It has a connection of its own, so nobody waits for it. */

const port = parentPort
if (!port) throw new Error('The export thread must be started as a worker.')

// Ours: run-export.ts made it.
const { job, generator, exportedAt, cancelFlag } = workerData as ExportThreadData
const flag = new Int32Array(cancelFlag)
const tell = (message: ExportMessage): void => port.postMessage(message)

try {
  const result = await exportDataset(job, {
    generator,
    exportedAt,
    onProgress: (progress) => tell({ kind: 'progress', progress }),
    isCancelled: () => Atomics.load(flag, 0) !== 0,
  })
  tell({ kind: 'done', result })
} catch (error) {
  tell({ kind: 'done', result: unexpectedFailure(error) })
}
