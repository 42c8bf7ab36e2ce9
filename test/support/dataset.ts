import { allRecords } from '../../main/store/sqlite/tables.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type DatasetChoices, USUAL_CHOICES } from '../../model/dataset/dataset-vocabulary.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import { type ProjectRecord, recordKey } from '../../model/record/project.ts'
import type { Result } from '../../model/value/result.ts'
import type { DatasetItem, DatasetReader } from '../../main/formats/kit/reader.ts'
import { createReaderRegistry } from '../../main/formats/registry/reader-registry.ts'
import { createProjectService } from '../../main/project/create-project-service.ts'
import { runDatasetJob } from '../../main/datasets/import/prepare-import.ts'
import { type DatasetDone, type RunDatasetPlan, runDatasetImport } from '../../main/datasets/import/run-dataset.ts'
import type { DatasetAnswer } from '../../main/datasets/import/job.ts'
import type { ProjectService } from '../../main/project/project-service.ts'
import { openSnapshot } from '../../main/store/sqlite/project-file.ts'
import { checkProject } from '../../main/doctor/run-checks.ts'
import { NOW } from './article.ts'
import { temporaryFolder } from './folder.ts'
import { valueOf } from './result.ts'

/** Reads what a reader gives, an item a line as JSON: a dataset of any kind can be written down in a test. */
const itemReader = (id: string, keepsIds: boolean): DatasetReader => ({
  id,
  title: `Items (${id})`,
  extensions: [id],
  shape: 'file',
  keepsIds,
  sniff: (paths) => paths.some((path) => path.endsWith(`.${id}`)),
  async *read(input) {
    for await (const { text } of input.lines(input.paths[0] ?? '')) yield JSON.parse(text) as DatasetItem
  },
})

/** "items": keys as another program gives them; "own": keys are ids of this program. */
export const testReaders = createReaderRegistry([itemReader('items', false), itemReader('own', true)])

const plan: RunDatasetPlan = (job) =>
  runDatasetJob(job, { readers: testReaders, now: NOW, onProgress: () => undefined, isCancelled: () => false })

/** A project on disk into which datasets are imported. */
export interface DatasetTarget {
  readonly service: ProjectService
  readonly path: string
  /** Writes items to a file and imports it. */
  take(items: readonly DatasetItem[], choices?: Partial<DatasetChoices>, format?: string): Promise<Result<DatasetDone>>
  look(
    items: readonly DatasetItem[],
    choices?: Partial<DatasetChoices>,
    format?: string,
  ): Promise<Result<DatasetAnswer>>
  /** All records but the local annotator and the project itself, by key. */
  records(): ProjectRecord[]
  problems(): unknown[]
}

const ANNOTATOR = { id: 'local', name: 'Grace' }

export function datasetTarget(codebook?: Codebook): DatasetTarget {
  const folder = temporaryFolder()
  const path = join(folder, 'p.standoff')
  const service = createProjectService()
  valueOf(service.create(path, { name: 'Test', annotator: ANNOTATOR, codebook }))
  onTestFinished(() => void service.close())
  let files = 0
  const jobOf = (items: readonly DatasetItem[], choices: Partial<DatasetChoices>, format: string) => {
    const file = join(folder, `data${++files}.${format}`)
    writeFileSync(file, items.map((item) => `${JSON.stringify(item)}\n`).join(''))
    return {
      project: path,
      path: file,
      format: null,
      choices: { ...USUAL_CHOICES, ...choices },
      scan: null,
      takeProject: false,
      annotator: ANNOTATOR.id,
    }
  }
  const inside = <T>(work: (db: Parameters<typeof checkProject>[0]) => T): T => {
    const db = valueOf(openSnapshot(path))
    try {
      return work(db)
    } finally {
      db.close()
    }
  }
  return {
    service,
    path,
    take: (items, choices = {}, format = 'items') => runDatasetImport(service, jobOf(items, choices, format), {}, plan),
    look: (items, choices = {}, format = 'items') => plan({ ...jobOf(items, choices, format), spool: null }, {}),
    records: () =>
      inside((db) => [...allRecords(db)])
        .filter(({ kind, id }) => kind !== 'project' && id !== ANNOTATOR.id)
        .toSorted((a, b) => (recordKey(a) < recordKey(b) ? -1 : 1)),
    problems: () => inside(checkProject),
  }
}
