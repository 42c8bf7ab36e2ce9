import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../model/result.ts'
import type { ExportProgress, ExportReport } from '../../preload/contract.ts'
import type { DatasetSource, Exporter, ExportOptions } from '../export/exporter.ts'
import { exporters } from '../export/index.ts'
import { exportFileName } from '../export/registry.ts'
import { isDevice, type OutputFile, writeFiles } from '../export/write-files.ts'
import { openSnapshot } from '../store/project-file.ts'
import { guarded } from '../store/store-failure.ts'
import { type CountedSource, datasetSource, mismatchFailure } from './dataset-source.ts'
import { refusedTarget } from './export-target.ts'
import type { ExportJob } from './project-service.ts'

/** Progress is told at most this often, in milliseconds. */
const PROGRESS_INTERVAL = 50

export interface ExportSurroundings {
  readonly generator: string
  /** ISO 8601, UTC */
  readonly exportedAt: string
  readonly onProgress: (progress: ExportProgress) => void
  readonly isCancelled: () => boolean
}

const cancelled = () => fail('cancelled', 'The export was cancelled.', 'No file was written.').failure

/**
 * Writes a dataset from a snapshot of the project, so that saving goes on beside it. Fails without leaving a file and
 * without touching an older one.
 */
export function exportDataset(job: ExportJob, around: ExportSurroundings): Result<Omit<ExportReport, 'id'>> {
  const start = performance.now()
  const found = exporters.find(job.format, job.profile)
  if (!found.ok) return found
  const { exporter, profile } = found.value
  const out = join(dirname(job.out), exportFileName(basename(job.out), exporter, profile))
  const refused = refusedTarget(out, job.project, exporter.extension)
  if (refused) return refused
  const opened = openSnapshot(job.project)
  if (!opened.ok) return opened
  const db = opened.value
  return guarded(job.project, () => {
    try {
      db.freeze()
      const counted = datasetSource(db, job.article)
      if (!counted.ok) return counted
      const { source, count, totals } = counted.value
      const options = { profile, offsets: job.offsets, generator: around.generator, exportedAt: around.exportedAt }
      const report = progressReporter(counted.value, around.onProgress)
      const sizes = writeFiles(filesOf(out, exporter, source, options), {
        interrupt() {
          report()
          return around.isCancelled() ? cancelled() : null
        },
        refuse: () => mismatchFailure(count),
      })
      if (!sizes.ok) return sizes
      return ok({
        fileName: basename(out),
        folder: dirname(out),
        ...totals,
        bytes: sizes.value[0] ?? 0,
        milliseconds: Math.round(performance.now() - start),
      })
    } finally {
      db.close()
    }
  })
}

function filesOf(out: string, exporter: Exporter, source: DatasetSource, options: ExportOptions): OutputFile[] {
  const dataset = { path: out, chunks: () => exporter.write(source, options) }
  if (isDevice(out)) return [dataset]
  const companions = exporter.companions(source, options, basename(out)).map((companion) => ({
    path: join(dirname(out), companion.fileName),
    chunks: () => companion.write(),
  }))
  return [dataset, ...companions]
}

function progressReporter({ count, totals }: CountedSource, tell: (progress: ExportProgress) => void): () => void {
  let last = 0
  return () => {
    const now = performance.now()
    if (now - last < PROGRESS_INTERVAL) return
    last = now
    const { articles, annotations } = count
    tell({ articles, articlesTotal: totals.articles, annotations, annotationsTotal: totals.annotations })
  }
}
