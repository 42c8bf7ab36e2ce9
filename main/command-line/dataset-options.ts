import { resolve } from 'node:path'
import { type DatasetChoices, type Destination, USUAL_CHOICES } from '../../model/dataset/dataset-vocabulary.ts'
import type { DatasetJob } from '../datasets/import/job.ts'
import { datasetReaders } from '../formats/index.ts'
import { type Command, type CommandOptions, type FromOptions, wrong } from './command.ts'

/** What can be said of a dataset that is read, apart from its format. */
export const DATASET_OPTIONS = {
  'map-type': ['FOREIGN=TYPE', 'a type of the dataset is this one of the codebook; "new": a new one; "-": left out'],
  relocate: ['', 'move annotations to where their quote is found, if it is not at their offsets'],
  'no-predictions': ['', 'without predictions of programs that nobody accepted'],
} as const satisfies Command['options']

/** The options of an import from a format; null: from the one that the files look like. */
export function datasetChoices(options: CommandOptions, format: string | null): FromOptions<DatasetChoices> {
  const types: [string, Destination][] = []
  for (const item of options['map-type'] ?? []) {
    // The type of the dataset may hold "=", an id of the codebook may not.
    const equals = item.lastIndexOf('=')
    if (equals < 1) return wrong(`--map-type needs FOREIGN=TYPE, not "${item}".`)
    types.push([item.slice(0, equals), destinationOf(item.slice(equals + 1))])
  }
  const reader = format === null ? null : datasetReaders.byId(format)
  if (reader && !reader.ok) return wrong(`${reader.failure.message} ${reader.failure.action}`)
  return {
    ok: true,
    value: {
      ...USUAL_CHOICES,
      relocate: options.relocate === true,
      predictions: options['no-predictions'] ? 'leave-out' : 'suggest',
      codebook: options['keep-codebook'] ? 'extend' : 'take-over',
      types,
    },
  }
}

/** "quote", "new", or "-" for nowhere. */
function destinationOf(word: string): Destination {
  if (word === 'new') return { kind: 'new' }
  return word === '-' ? { kind: 'leave-out' } : { kind: 'existing', id: word }
}

/** What a thread is asked to read. */
export const datasetJob = (
  said: Pick<DatasetJob, 'project' | 'path' | 'choices' | 'annotator' | 'format'>,
): Omit<DatasetJob, 'spool'> => ({ ...said, path: resolve(said.path), scan: null, takeProject: false })
