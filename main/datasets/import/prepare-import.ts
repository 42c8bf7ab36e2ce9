import { dirname } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { Codebook } from '../../../model/record/codebook.ts'
import { type Failure, fail, ok, type Result } from '../../../model/value/result.ts'
import type { DatasetProgress } from '../../../model/dataset/dataset-import.ts'
import { InputFailure } from '../../formats/kit/reader.ts'
import type { ReaderRegistry } from '../../formats/registry/reader-registry.ts'
import { createSpool, type SpoolWriter } from '../../store/spool.ts'
import { engineLimit } from '../../files/engine-limits.ts'
import { diskTrouble } from '../../files/disk-failure.ts'
import { throttled } from '../progress.ts'
import { withSnapshot } from '../with-snapshot.ts'
import { type OpenedDataset, openDataset } from './open-dataset.ts'
import type { DatasetAnswer, DatasetJob } from './job.ts'
import { type KnownProject, knownProject, noProject } from './known-project.ts'
import { planDataset } from './plan-dataset.ts'
import { scanDataset } from './scan-dataset.ts'

export interface DatasetSurroundings {
  readonly readers: ReaderRegistry
  /** ISO 8601, UTC */
  readonly now: string
  readonly onProgress: (progress: DatasetProgress) => void
  readonly isCancelled: () => boolean
}

/** A codebook without a type: everything in a dataset then comes with its own words. */
export const BLANK_CODEBOOK: Codebook = {
  kind: 'codebook',
  id: 'dataset',
  name: 'Dataset',
  description: 'Types, attributes and roles as the dataset has them.',
  version: 1,
  types: [],
}

const cancelled = (): Failure =>
  fail('cancelled', 'The import was cancelled.', 'The project is as it was before.').failure

/** Reads a dataset and decides what importing it does, over a snapshot of the project. Saves nothing. */
export async function runDatasetJob(job: DatasetJob, around: DatasetSurroundings): Promise<Result<DatasetAnswer>> {
  const dataset = await openDataset(job.path, job.format, around.readers)
  if (!dataset.ok) return dataset
  if (job.project === null) return withProject(noProject(BLANK_CODEBOOK), dataset.value, job, around)
  return withSnapshot(job.project, (db) => withProject(knownProject(db), dataset.value, job, around))
}

async function withProject(
  known: KnownProject,
  dataset: OpenedDataset,
  job: DatasetJob,
  around: DatasetSurroundings,
): Promise<Result<DatasetAnswer>> {
  const { choices, takeProject, annotator } = job
  try {
    const scan = job.scan ?? (await scanDataset(dataset, teller('reading', null, around)))
    const plan = { dataset, scan, known, choices, takeProject, annotator, now: around.now, newId: () => uuidv7() }
    const tell = teller('preparing', scan.annotations, around)
    const outcome = await (job.spool === null
      ? planDataset({ ...plan, spool: null, tell })
      : withSpool(job.spool, (spool) => planDataset({ ...plan, spool, tell })))
    const { id, title } = dataset.reader
    return ok({ name: dataset.name, format: { id, title }, scan, outcome })
  } catch (error) {
    if (error instanceof InputFailure) return { ok: false, failure: error.failure }
    const failure = engineLimit(error, dataset.name)
    if (!failure) throw error
    return failure
  }
}

/** Runs work with a spool. A full disk for temporary files gets its own failure: it may not be the project's disk. */
async function withSpool<T>(path: string, work: (spool: SpoolWriter) => Promise<T>): Promise<T> {
  try {
    const spool = createSpool(path)
    try {
      return await work(spool)
    } finally {
      spool.close()
    }
  } catch (error) {
    if (diskTrouble(error) !== 'full') throw error
    const { failure } = fail(
      'disk-full',
      `There is no space left for temporary files in "${dirname(path)}".`,
      'Free some space and try again. The project is as it was before.',
    )
    throw new InputFailure(failure)
  }
}

function teller(
  phase: DatasetProgress['phase'],
  total: number | null,
  { onProgress, isCancelled }: DatasetSurroundings,
): (articles: number, annotations: number) => void {
  const report = throttled((articles: number, annotations: number) =>
    onProgress({ phase, articles, annotations, total }),
  )
  return (articles, annotations) => {
    if (isCancelled()) throw new InputFailure(cancelled())
    report(articles, annotations)
  }
}
