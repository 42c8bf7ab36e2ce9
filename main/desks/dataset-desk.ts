import type { Emit } from '../../preload/contract/events.ts'
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { type DatasetChoices, USUAL_CHOICES } from '../../model/dataset/dataset-vocabulary.ts'
import { type FailureCode, fail, ok, type Result } from '../../model/value/result.ts'
import type { DatasetLook, DatasetPlan, DatasetProgress, DatasetReport } from '../../model/dataset/dataset-import.ts'
import type { ProjectStore } from '../project/store-client.ts'
import type { DatasetJob } from '../datasets/import/job.ts'
import type { RunDatasetPlan } from '../datasets/import/run-dataset.ts'
import type { DatasetScan } from '../datasets/import/scan-dataset.ts'

/** A dataset that was chosen and waits for a decision. */
interface StagedDataset {
  readonly id: string
  readonly project: string
  readonly path: string
  /** How it was read; null while nobody knows how it can be. */
  read: { readonly format: string; readonly scan: DatasetScan } | null
}

/** What a reader says of a file that is perhaps another one's. */
const MAY_BE_OTHER: ReadonlySet<FailureCode> = new Set(['unknown-format', 'damaged-file', 'undecodable', 'too-large'])

export interface DatasetDeskPort {
  readonly store: Pick<ProjectStore, 'saveDatasetImport'>
  /** Id of whoever sits at this computer. */
  readonly annotator: string
  readonly emit: Emit
  /** Reads a dataset; in a thread of its own where nothing else is given. */
  readonly plan?: RunDatasetPlan
}

/** Imports of annotated datasets, one at a time: looked at first, then taken in with what a person chose. */
export interface DatasetDesk {
  /** Tells what importing a file or folder into a project would do. One that cannot be read waits for its format. */
  look(project: string, path: string): Promise<Result<DatasetLook>>
  /** The same with other choices, or read as another format. */
  plan(project: string, plan: DatasetPlan): Promise<Result<DatasetLook>>
  take(project: string, plan: Omit<DatasetPlan, 'format'>): Promise<Result<DatasetReport>>
  /** Told how many records of a batch are saved, while one is. */
  noteSaved(records: number): void
  /** Says that it is over, whatever came of it. */
  over(): void
  cancel(): void
}

/** A file that is new to the desk is read with the usual reader, in its thread; both are loaded when they are needed. */
async function services() {
  const [run, { datasetReaders }] = await Promise.all([
    import('../datasets/import/run-dataset.ts'),
    import('../formats/index.ts'),
  ])
  return { ...run, formats: datasetReaders.all.map(({ id, title }) => ({ id, title })) }
}

const gone = () => fail('not-found', 'This dataset is not waiting any more.', 'Choose it again.')

export function createDatasetDesk({ store, annotator, emit, plan: ownPlan }: DatasetDeskPort): DatasetDesk {
  let staged: StagedDataset | null = null
  let running: AbortController | null = null
  let total: number | null = null

  const tell = (progress: DatasetProgress): void => {
    total = progress.total
    emit('datasetProgress', progress)
  }

  /** Runs one thing with the dataset; what goes on before is stopped. */
  const alone = async <T>(work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> => {
    running?.abort()
    const own = new AbortController()
    running = own
    try {
      return await work(own.signal)
    } finally {
      if (running === own) running = null
      emit('datasetProgress', null)
    }
  }

  const jobOf = (project: string, path: string, format: string | null, choices: DatasetChoices): DatasetJob => ({
    project,
    path,
    format,
    choices,
    scan: null,
    spool: null,
    takeProject: false,
    annotator,
  })

  /** Reads the dataset that waits, and keeps how it was read. */
  const read = async (
    dataset: StagedDataset,
    format: string | null,
    choices: DatasetChoices,
    signal: AbortSignal,
  ): Promise<Result<DatasetLook>> => {
    const { runDatasetPlan, formats } = await services()
    const { id, project, path } = dataset
    const known = dataset.read && (format === null || format === dataset.read.format) ? dataset.read : null
    const job = { ...jobOf(project, path, known?.format ?? format, choices), scan: known?.scan ?? null }
    const answer = await (ownPlan ?? runDatasetPlan)(job, { onProgress: tell, signal })
    if (!answer.ok) {
      const { failure } = answer
      if (!MAY_BE_OTHER.has(failure.code)) return answer
      return ok({ kind: 'unread', dataset: { id, name: basename(path), format, formats, failure } })
    }
    const { name, scan, outcome } = answer.value
    const { relocated: _relocated, ...rest } = outcome
    dataset.read = { format: answer.value.format.id, scan }
    return ok({ kind: 'read', preview: { id, name, format: answer.value.format, formats, ...rest } })
  }

  return {
    look: (project, path) =>
      alone(async (signal) => {
        staged = null
        const dataset: StagedDataset = { id: randomUUID(), project, path, read: null }
        const look = await read(dataset, null, USUAL_CHOICES, signal)
        if (look.ok) staged = dataset
        return look
      }),
    plan: (project, { id, format, choices }) =>
      alone(async (signal) => {
        const dataset = staged
        if (dataset?.id !== id || dataset.project !== project) return gone()
        return read(dataset, format, choices, signal)
      }),
    take: (project, { id, choices }) =>
      alone(async (signal) => {
        const dataset = staged
        if (dataset?.id !== id || dataset.project !== project || !dataset.read) return gone()
        const { runDatasetImport, runDatasetPlan } = await services()
        const { format, scan } = dataset.read
        const job = { ...jobOf(project, dataset.path, format, choices), scan }
        const done = await runDatasetImport(store, job, { onProgress: tell, signal }, ownPlan ?? runDatasetPlan)
        if (!done.ok) return done
        staged = null
        return ok(done.value.report)
      }),
    noteSaved: (records) => emit('datasetProgress', { phase: 'saving', articles: 0, annotations: records, total }),
    over() {
      total = null
      emit('datasetProgress', null)
    },
    cancel() {
      staged = null
      running?.abort()
    },
  }
}
