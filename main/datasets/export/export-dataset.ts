import { basename, dirname, join } from 'node:path'
import { type Failure, fail, ok, type Result } from '../../../model/value/result.ts'
import type { ExportProgress, ExportReport } from '../../../model/dataset/dataset-export.ts'
import { type DatasetSource, type Exporter, type ExportOptions, initialSettings } from '../../formats/kit/exporter.ts'
import { filterSource, type LeftOut } from './filter-source.ts'
import { exporters } from '../../formats/index.ts'
import { createLossLog, type Loss } from '../../formats/kit/losses.ts'
import { exportFileName, settingsFailure } from '../../formats/registry/exporter-registry.ts'
import { throttled } from '../progress.ts'
import { isDevice } from '../../files/file-stats.ts'
import { noteDamageIn } from '../../store/sqlite/damage.ts'
import { type Snapshot, withSnapshot } from '../with-snapshot.ts'
import { DamagedIds } from './damaged-ids.ts'
import { type TalliedSource, datasetSource } from './dataset-source.ts'
import { createExportDamage, DAMAGE_LOSSES, isDamageLoss } from './export-damage.ts'
import { labelledSource } from './labelled-source.ts'
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
    // Into a pipe everything is written at once: what is damaged has to be known before.
    const tried = !job.dryRun && !folder && isDevice(out) ? await write(db, new Set(), true) : null
    let known: ReadonlySet<string> | null = tried?.grown ?? new Set()
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- the next one needs to know what this one has found
      const { report, grown } = await write(db, known, job.dryRun)
      if (grown === null) return report
      known = grown
    }
  })

  /** Writes the dataset. `grown`: what is damaged was not known before, so that it must be written once more. */
  async function write(db: Snapshot, known: ReadonlySet<string>, dryRun: boolean): Promise<Written> {
    const losses = createLossLog([...exporter.losses, ...DAMAGE_LOSSES])
    const damaged = new DamagedIds(known)
    const damage = createExportDamage(losses.add, damaged)
    noteDamageIn(db, damage)
    const tallied = datasetSource(db, job.filter.articles, { damage, damaged })
    if (!tallied.ok) return { report: tallied, grown: null }
    const unknown = unknownInFilter(tallied.value.source, job.filter)
    if (unknown) return { report: unknown, grown: null }
    const { tally, totals } = tallied.value
    const leftOut: LeftOut = { annotations: new Set(), relations: new Set() }
    const source = filterSource(tallied.value.source, job.filter, leftOut)
    const sizes = await putDataset({
      exporter,
      source: exporter.byId ? source : labelledSource(source),
      options: optionsOf(exporter, profile, job, around),
      losses,
      out,
      split: job.split,
      dryRun,
      checks: { interrupt: interrupted(tallied.value, around), refuse: () => (damaged.grown() ? again : null) },
    })
    if (!sizes.ok) return { report: sizes, grown: sizes.failure === again ? damaged.grown() : null }
    const lost = losses.losses(IDS_TOLD)
    const report = ok({
      fileName: basename(out),
      folder: dirname(out),
      articles: totals.articles,
      annotations: tally.annotations - leftOut.annotations.size,
      relations: totals.relations - leftOut.relations.size - countOf(lost, 'damaged-loose-end'),
      leftOut: { annotations: leftOut.annotations.size, relations: leftOut.relations.size },
      losses: lost.filter((loss) => !isDamageLoss(loss)),
      damage: lost.filter(isDamageLoss),
      files: sizes.value.length,
      bytes: sizes.value.reduce((sum, size) => sum + size, 0),
      milliseconds: Math.round(performance.now() - start),
    })
    return { report, grown: null }
  }
}

interface Written {
  readonly report: Result<Omit<ExportReport, 'id'>>
  readonly grown: ReadonlySet<string> | null
}

/** Discards what was written, because it is written again. Nobody is shown this. */
const again = fail('damaged-project', 'The dataset is written again.', 'Wait.').failure

const countOf = (losses: readonly Loss[], kind: string): number =>
  losses.reduce((sum, loss) => (loss.kind === kind ? sum + loss.count : sum), 0)

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
