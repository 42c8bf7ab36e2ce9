import { randomUUID } from 'node:crypto'
import { type DatasetChoices, USUAL_CHOICES } from '../model/dataset-vocabulary.ts'
import { fail, ok, type Result } from '../model/result.ts'
import type {
  DatasetPlan,
  DatasetPreview,
  DatasetProgress,
  DatasetReport,
  EventName,
  Events,
} from '../preload/contract.ts'
import type { ProjectStore } from './project-desk.ts'
import type { DatasetAnswer, DatasetJob } from './services/dataset-messages.ts'
import type { RunDatasetPlan } from './services/run-dataset.ts'
import type { DatasetScan } from './services/scan-dataset.ts'

/** A dataset that was chosen and waits for a decision. */
interface StagedDataset {
  readonly id: string
  readonly project: string
  readonly path: string
  format: string
  scan: DatasetScan
}

export interface DatasetDeskPort {
  readonly store: Pick<ProjectStore, 'importBatch'>
  /** Id of whoever sits at this computer. */
  readonly annotator: string
  readonly emit: <Name extends EventName>(name: Name, payload: Events[Name]) => void
  /** Reads a dataset; in a thread of its own where nothing else is given. */
  readonly plan?: RunDatasetPlan
}

/** Imports of annotated datasets, one at a time: looked at first, then taken in with what a person chose. */
export interface DatasetDesk {
  /** Tells what importing a file or folder into a project would do. */
  look(project: string, path: string): Promise<Result<DatasetPreview>>
  /** The same with other choices, or read as another format. */
  plan(project: string, plan: DatasetPlan): Promise<Result<DatasetPreview>>
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
    import('./services/run-dataset.ts'),
    import('./import/datasets/index.ts'),
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

  const previewOf = async (id: string, { name, format, outcome }: DatasetAnswer): Promise<DatasetPreview> => {
    const { relocated: _relocated, ...rest } = outcome
    return { id, name, format, formats: (await services()).formats, ...rest }
  }

  return {
    look: (project, path) =>
      alone(async (signal) => {
        staged = null
        const run = ownPlan ?? (await services()).runDatasetPlan
        const answer = await run(jobOf(project, path, null, USUAL_CHOICES), { onProgress: tell, signal })
        if (!answer.ok) return answer
        const { scan, format } = answer.value
        staged = { id: randomUUID(), project, path, format: format.id, scan }
        return ok(await previewOf(staged.id, answer.value))
      }),
    plan: (project, { id, format, choices }) =>
      alone(async (signal) => {
        const dataset = staged
        if (dataset?.id !== id || dataset.project !== project) return gone()
        const run = ownPlan ?? (await services()).runDatasetPlan
        const other = format !== null && format !== dataset.format
        const job = jobOf(project, dataset.path, other ? format : dataset.format, choices)
        const answer = await run({ ...job, scan: other ? null : dataset.scan }, { onProgress: tell, signal })
        if (!answer.ok) return answer
        dataset.format = answer.value.format.id
        dataset.scan = answer.value.scan
        return ok(await previewOf(id, answer.value))
      }),
    take: (project, { id, choices }) =>
      alone(async (signal) => {
        const dataset = staged
        if (dataset?.id !== id || dataset.project !== project) return gone()
        const { runDatasetImport, runDatasetPlan } = await services()
        const job = { ...jobOf(project, dataset.path, dataset.format, choices), scan: dataset.scan }
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
