import { basename, dirname, join } from 'node:path'
import { type Failure, fail, ok, type Result } from '../../../model/value/result.ts'
import type { ExportProgress, ExportReport } from '../../../model/dataset/dataset-export.ts'
import { type DatasetSource, type Exporter, type ExportOptions, initialSettings } from '../../formats/kit/exporter.ts'
import { filterSource, type LeftOut } from './filter-source.ts'
import { exporters } from '../../formats/index.ts'
import { createLossLog } from '../../formats/kit/losses.ts'
import { exportFileName, settingsFailure } from '../../formats/registry/exporter-registry.ts'
import { throttled } from '../progress.ts'
import { withSnapshot } from '../with-snapshot.ts'
import { labelledSource } from './labelled-source.ts'
import { type TalliedSource, datasetSource, mismatchFailure } from './dataset-source.ts'
import { refusedTarget } from './export-target.ts'
import { putDataset } from './put-dataset.ts'
import type { ExportJob } from './job.ts'

/** Most ids that a report names for each loss; the report beside the dataset names all. */
const IDS_TOLD = 20

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
 * without touching an older one. A dry run reads everything and writes nothing.
 */
export async function exportDataset(
  job: ExportJob,
  around: ExportSurroundings,
): Promise<Result<Omit<ExportReport, 'id'>>> {
  const start = performance.now()
  const found = exporters.find(job.format, job.profile)
  if (!found.ok) return found
  const { exporter, profile } = found.value
  const unsettled = settingsFailure(exporter, job.settings)
  if (unsettled) return unsettled
  const folder = exporter.shape === 'folder' || job.split
  const out = folder ? job.out : join(dirname(job.out), exportFileName(basename(job.out), exporter, profile))
  const refused = job.dryRun ? null : refusedTarget(out, job.project, exporter.extension, folder)
  if (refused) return refused
  return withSnapshot(job.project, async (db) => {
    const tallied = datasetSource(db, job.filter.articles)
    if (!tallied.ok) return tallied
    const unknown = unknownInFilter(tallied.value.source, job.filter)
    if (unknown) return unknown
    const { tally } = tallied.value
    const leftOut: LeftOut = { annotations: new Set(), relations: new Set() }
    const source = filterSource(tallied.value.source, job.filter, leftOut)
    const losses = createLossLog(exporter.losses)
    const sizes = await putDataset({
      exporter,
      source: exporter.byId ? source : labelledSource(source),
      options: optionsOf(exporter, profile, job, around),
      losses,
      out,
      split: job.split,
      dryRun: job.dryRun,
      checks: {
        interrupt: interrupted(tallied.value, around),
        refuse: () => mismatchFailure(tally),
      },
    })
    if (!sizes.ok) return sizes
    return ok({
      fileName: basename(out),
      folder: dirname(out),
      articles: tallied.value.totals.articles,
      annotations: tally.annotations - leftOut.annotations.size,
      relations: tallied.value.totals.relations - leftOut.relations.size,
      leftOut: { annotations: leftOut.annotations.size, relations: leftOut.relations.size },
      losses: losses.losses(IDS_TOLD),
      files: sizes.value.length,
      bytes: sizes.value.reduce((sum, size) => sum + size, 0),
      milliseconds: Math.round(performance.now() - start),
    })
  })
}

/** Refuses an unknown type or annotator, most likely a typing error, instead of writing an empty dataset. */
function unknownInFilter({ codebook, annotators }: DatasetSource, { types, annotators: people }: ExportJob['filter']) {
  const missing = (wanted: readonly string[] | null, known: readonly { readonly id: string }[], what: string) => {
    const unknown = wanted?.find((id) => !known.some((item) => item.id === id))
    if (unknown === undefined) return null
    const ids = known.map(({ id }) => id).join(', ')
    return fail('not-found', `There is no ${what} "${unknown}" in the project.`, `Choose from: ${ids}.`)
  }
  return missing(types, codebook.types, 'annotation type') ?? missing(people, annotators, 'annotator')
}

const optionsOf = (
  exporter: Exporter,
  profile: string | null,
  job: ExportJob,
  { generator, exportedAt }: ExportSurroundings,
): ExportOptions => ({
  profile,
  offsets: exporter.offsetUnit === 'any' || exporter.offsetUnit === null ? job.offsets : exporter.offsetUnit,
  texts: job.texts || !exporter.textsOptional,
  settings: { ...initialSettings(exporter), ...job.settings },
  generator,
  exportedAt,
})

function interrupted(
  { tally, totals }: TalliedSource,
  { onProgress, isCancelled }: ExportSurroundings,
): () => Failure | null {
  const report = throttled(() =>
    onProgress({
      articles: tally.articles.size,
      articlesTotal: totals.articles,
      annotations: tally.annotations,
      annotationsTotal: totals.annotations,
    }),
  )
  return () => {
    report()
    return isCancelled() ? cancelled() : null
  }
}
