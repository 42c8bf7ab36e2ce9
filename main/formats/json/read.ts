import { DATASET_FORMAT, DATASET_VERSION, datasetSchema } from '../kit/standoff/dataset-schema.ts'
import { decodeWith } from '../../../model/record/schemas.ts'
import { fail } from '../../../model/value/result.ts'
import { parseJson } from '../kit/reading/parse-json.ts'
import { type DatasetInput, type DatasetItem, type DatasetReader, InputFailure, orEnd } from '../kit/reader.ts'
import { articleItem, projectItems } from '../kit/standoff/standoff-article.ts'
import { saysFormat } from './says-format.ts'

/** Our own dataset in one JSON object: lossless, to the last id and time. */
export const jsonReader: DatasetReader = {
  id: 'json',
  title: 'JSON',
  extensions: ['json'],
  shape: 'file',
  keepsIds: true,
  sniff: (paths, head) => paths.length === 1 && saysFormat(head(paths[0] ?? ''), DATASET_FORMAT),
  read,
}

async function* read(input: DatasetInput): AsyncIterable<DatasetItem> {
  const [path = ''] = input.paths
  const value = parseJson(orEnd(await input.text(path)), input.name)
  refuseNewer(value, input.name)
  const dataset = orEnd(decodeWith(datasetSchema, value, `"${input.name}"`))
  yield* projectItems(dataset)
  for (const [position, article] of dataset.articles.entries()) {
    yield { kind: 'article', article: articleItem(article, dataset.offsetUnit, `article ${position + 1}`) }
  }
}

/** A later version may mean something else by the same fields: it is refused, not guessed at. */
export function refuseNewer(value: unknown, name: string): void {
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : null
  if (typeof version !== 'number' || version <= DATASET_VERSION) return
  throw new InputFailure(
    fail(
      'newer-project',
      `"${name}" was written by a newer version of the program (dataset version ${version}).`,
      'Update the program, then import it.',
    ).failure,
  )
}
