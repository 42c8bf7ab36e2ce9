import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { DatasetReader } from '../kit/reader.ts'
import { rejectDuplicates } from './reject-duplicates.ts'

export interface ReaderRegistry {
  readonly all: readonly DatasetReader[]
  /** The reader with an id; `unknown-format` where there is none. */
  byId(id: string): Result<DatasetReader>
  /** Readers that these files look like they are for, the likeliest first; see {@link DatasetReader.sniff}. */
  sniff(paths: readonly string[], head: (path: string) => string): readonly DatasetReader[]
}

/** Throws where two readers share an id. */
export function createReaderRegistry(all: readonly DatasetReader[]): ReaderRegistry {
  rejectDuplicates(
    all.map(({ id }) => id),
    'dataset readers',
  )
  return {
    all,
    byId(id) {
      const reader = all.find((candidate) => candidate.id === id)
      if (reader) return ok(reader)
      const known = all.map((candidate) => candidate.id).join(', ')
      return fail('unknown-format', `Datasets of the format "${id}" cannot be read.`, `Choose one of: ${known}.`)
    },
    sniff(paths, head) {
      const able = all.filter((reader) => reader.sniff(paths, head))
      const named = (reader: DatasetReader): boolean =>
        paths.some((path) => reader.extensions.some((extension) => path.toLowerCase().endsWith(`.${extension}`)))
      return [...able.filter(named), ...able.filter((reader) => !named(reader))]
    },
  }
}
