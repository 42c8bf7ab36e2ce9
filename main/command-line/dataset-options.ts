import { resolve } from 'node:path'
import { type DatasetChoices, type Destination, USUAL_CHOICES } from '../../model/dataset/dataset-vocabulary.ts'
import type { DatasetJob } from '../datasets/import/job.ts'
import { datasetReaders } from '../formats/index.ts'
import { type Command, type CommandOptions, type FromOptions, wrong } from './command.ts'

/** What can be said of a dataset that is read, apart from its format. */
export const DATASET_OPTIONS = {
  'map-type': [
    'WORD=TYPE',
    'a type of the dataset is this one of the codebook; "new": a new one; "-": left out; "entity+type:person" sets a value',
  ],
  'map-attribute': ['WORD/WORD=ATTRIBUTE', 'the same for an attribute of a type of the dataset'],
  'map-role': ['WORD/WORD=ROLE', 'the same for a role'],
  alike: ['', 'words that are alike or usually mean the same need not be mapped: PER is an entity of the kind person'],
  relocate: ['', 'move annotations to where their quote is found, if it is not at their offsets'],
  'no-predictions': ['', 'without predictions of programs that nobody accepted'],
} as const satisfies Command['options']

/** The options of an import from a format; null: from the one that the files look like. */
export function datasetChoices(options: CommandOptions, format: string | null): FromOptions<DatasetChoices> {
  const types = mappings(options['map-type'], 'map-type', 'WORD=TYPE')
  const attributes = partMappings(options['map-attribute'], 'map-attribute', 'WORD/WORD=ATTRIBUTE')
  const roles = partMappings(options['map-role'], 'map-role', 'WORD/WORD=ROLE')
  if (!types.ok) return types
  if (!attributes.ok) return attributes
  if (!roles.ok) return roles
  const reader = format === null ? null : datasetReaders.byId(format)
  if (reader && !reader.ok) return wrong(`${reader.failure.message} ${reader.failure.action}`)
  return {
    ok: true,
    value: {
      ...USUAL_CHOICES,
      relocate: options.relocate === true,
      predictions: options['no-predictions'] ? 'leave-out' : 'suggest',
      codebook: options['keep-codebook'] ? 'extend' : 'take-over',
      words: options.alike ? 'alike' : 'same',
      types: types.value,
      attributes: attributes.value,
      roles: roles.value,
    },
  }
}

function mappings(
  items: readonly string[] | undefined,
  option: string,
  shape: string,
): FromOptions<[word: string, to: Destination][]> {
  const value: [string, Destination][] = []
  for (const item of items ?? []) {
    // A word of the dataset may hold "=", an id of the codebook may not.
    const equals = item.lastIndexOf('=')
    const to = destinationOf(item.slice(equals + 1))
    if (equals < 1 || !to) return wrong(`--${option} needs ${shape}, not "${item}".`)
    value.push([item.slice(0, equals), to])
  }
  return { ok: true, value }
}

/** The words before the last "/" are the type's: a part with "/" in its own word cannot be named here. */
function partMappings(
  items: readonly string[] | undefined,
  option: string,
  shape: string,
): FromOptions<[type: string, part: string, to: Destination][]> {
  const found = mappings(items, option, shape)
  if (!found.ok) return found
  const value: [string, string, Destination][] = []
  for (const [word, to] of found.value) {
    const slash = word.lastIndexOf('/')
    if (slash < 0) return wrong(`--${option} needs ${shape}, not "${word}".`)
    value.push([word.slice(0, slash), word.slice(slash + 1), to])
  }
  return { ok: true, value }
}

/** "quote", "entity+type:person", "new", or "-" for nowhere; null for anything else. */
function destinationOf(word: string): Destination | null {
  if (word === 'new') return { kind: 'new' }
  if (word === '-') return { kind: 'leave-out' }
  const [id = '', ...values] = word.split('+')
  const set = values.map((value) => value.split(':'))
  if (id === '' || set.some((pair) => pair.length !== 2 || pair.includes(''))) return null
  return { kind: 'existing', id, ...(set.length > 0 ? { set: Object.fromEntries(set) as Record<string, string> } : {}) }
}

/** What a thread is asked to read. */
export const datasetJob = (
  said: Pick<DatasetJob, 'project' | 'path' | 'choices' | 'annotator' | 'format'>,
): Omit<DatasetJob, 'spool'> => ({ ...said, path: resolve(said.path), scan: null, takeProject: false })
