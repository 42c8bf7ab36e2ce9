import type { DatasetItem } from '../../formats/kit/reader.ts'
import { itemsInLabels } from './items-in-labels.ts'
import type { OpenedDataset } from './open-dataset.ts'
import { storable } from '../../../model/value/storable.ts'

/** Something that a dataset holds, and the file it is in. */
export interface LocatedItem {
  readonly item: DatasetItem
  /** Prefix that keeps the keys of files apart; empty where keys are ids of this program. */
  readonly scope: string
  /** The file, for messages. */
  readonly path: string
}

const REPLACED =
  'What cannot be kept was replaced: half characters and zero characters by “\ufffd”, the name “__proto__” by “_proto_”.'

/**
 * Everything that a dataset holds, file by file, of which the database can keep every character. Throws InputFailure where
 * it cannot be read at all.
 */
export async function* itemsOf({ reader, inputs, refused }: OpenedDataset): AsyncIterable<LocatedItem> {
  for (const { name, failure } of refused) {
    const message = `${failure.message} It was left out.`
    yield { item: { kind: 'problem', problem: { path: name, line: null, message } }, scope: '', path: name }
  }
  for (const [position, input] of inputs.entries()) {
    const scope = reader.keepsIds || inputs.length === 1 ? '' : `${position}:`
    const path = input.paths[0] ?? input.name
    for await (const item of itemsInLabels(reader.read(input))) {
      const kept = storable(item)
      yield { item: kept, scope, path }
      if (kept !== item)
        yield { item: { kind: 'problem', problem: { path, line: null, message: REPLACED } }, scope, path }
    }
  }
}
