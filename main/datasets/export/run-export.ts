import { Worker } from 'node:worker_threads'
import { fail, type Result } from '../../../model/value/result.ts'
import type { ExportReport } from '../../../model/dataset/dataset-export.ts'
import type { ExportMessage, ExportThreadData } from './export-messages.ts'
import { GENERATOR } from '../../files/generator.ts'
import type { RunExport } from '../../project/project-service.ts'
import { unexpectedFailure } from '../../threads/unexpected-failure.ts'
import { THREAD_LIMITS, threadFile } from '../../threads/thread-file.ts'

/** Runs an export in a thread of its own. */
export const runExport: RunExport = (job, { onProgress, signal }) => {
  if (signal?.aborted) {
    return Promise.resolve(fail('cancelled', 'The export was cancelled.', 'No file was written.'))
  }
  const cancelFlag = new SharedArrayBuffer(4)
  const cancel = (): void => {
    Atomics.store(new Int32Array(cancelFlag), 0, 1)
  }
  const data: ExportThreadData = { job, generator: GENERATOR, exportedAt: new Date().toISOString(), cancelFlag }
  const worker = new Worker(threadFile('export-thread'), { workerData: data, resourceLimits: THREAD_LIMITS })
  signal?.addEventListener('abort', cancel, { once: true })
  return new Promise((resolve) => {
    let outcome: Result<Omit<ExportReport, 'id'>> = unexpectedFailure('The thread of the export has ended.')
    worker.on('message', (message: ExportMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress)
      else outcome = message.result
    })
    worker.on('error', (error) => {
      outcome = unexpectedFailure(error)
    })
    worker.on('exit', () => {
      signal?.removeEventListener('abort', cancel)
      resolve(outcome)
    })
  })
}
