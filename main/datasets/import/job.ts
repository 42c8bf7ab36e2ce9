import type { DatasetChoices } from '../../../model/dataset/dataset-vocabulary.ts'
import type { DatasetOutcome } from './plan-dataset.ts'
import type { DatasetScan } from './scan-dataset.ts'

/** A dataset to be looked at, or to be made ready for saving. */
export interface DatasetJob {
  /** Path of the project it goes into; null: into one that is empty. */
  readonly project: string | null
  /** Path of the file or folder. */
  readonly path: string
  /** Id of a reader; null: by what the files look like. */
  readonly format: string | null
  readonly choices: DatasetChoices
  /** What an earlier look has found, so that it need not be found again. */
  readonly scan: DatasetScan | null
  /** Path of the file for what is to be saved; null: only look. */
  readonly spool: string | null
  readonly takeProject: boolean
  /** Id of the local annotator. */
  readonly annotator: string
}

export interface DatasetAnswer {
  readonly name: string
  readonly format: { readonly id: string; readonly title: string }
  readonly scan: DatasetScan
  readonly outcome: DatasetOutcome
}
