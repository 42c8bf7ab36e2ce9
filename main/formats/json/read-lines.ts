import type { z } from 'zod'
import {
  ARTICLE_FORMAT,
  articleLineSchema,
  type DatasetProject,
  projectFileName,
  projectFileSchema,
} from '../kit/standoff/dataset-schema.ts'
import { isSoundDatasetAnnotation } from './sound-annotation.ts'
import { decodeWith } from '../../../model/record/schemas.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import { refuseNewer } from './read.ts'
import { jsonOr, parseJson } from '../kit/reading/parse-json.ts'
import { type DatasetInput, type DatasetItem, type DatasetReader, orEnd } from '../kit/reader.ts'
import { articleItem, projectItems } from '../kit/standoff/standoff-article.ts'
import { saysFormat } from './says-format.ts'

/** Our own dataset, an article a line. Lossless where the project's file lies beside it. */
export const jsonlReader: DatasetReader = {
  id: 'jsonl',
  title: 'JSON Lines',
  extensions: ['jsonl'],
  shape: 'file',
  keepsIds: true,
  companions: (fileName) => [projectFileName(fileName)],
  sniff: (paths, head) => saysFormat(head(paths[0] ?? ''), ARTICLE_FORMAT),
  read,
}

async function* read(input: DatasetInput): AsyncIterable<DatasetItem> {
  const [path = ''] = input.paths
  const beside = input.paths.find((other) => other === projectFileName(path))
  if (beside === undefined) {
    const message = `There is no "${projectFileName(path)}" beside it: codebook, register and annotators are made anew.`
    yield { kind: 'problem', problem: { path, line: null, message } }
  } else yield* projectItems(await readProject(input, beside))
  for await (const { number, text } of input.lines(path)) {
    if (text.trim() !== '') yield lineItem(text, number, path)
  }
}

async function readProject(input: DatasetInput, path: string): Promise<DatasetProject> {
  const value = parseJson(orEnd(await input.text(path)), path)
  refuseNewer(value, path)
  return orEnd(decodeWith(projectFileSchema, value, `"${path}"`))
}

/** A line that is no article is left out and reported; reading goes on. */
function lineItem(text: string, line: number, path: string): DatasetItem {
  const problem = (message: string, annotations = 0): DatasetItem => ({
    kind: 'problem',
    problem: { path, line, message, lost: { articles: 1, annotations } },
  })
  const value = jsonOr(text)
  if (value === undefined) return problem('The line is not valid JSON and was left out.')
  refuseNewer(value, path)
  const decoded = decodeLine(value)
  if (!decoded.ok) {
    const held = typeof value === 'object' && value !== null && 'annotations' in value ? value.annotations : null
    return problem(
      `The line is no article of a dataset and was left out (${decoded.failure.details?.[0] ?? ''}).`,
      Array.isArray(held) ? held.length : 0,
    )
  }
  return { kind: 'article', article: articleItem(decoded.value, decoded.value.offsetUnit, `line ${line}`) }
}

function decodeLine(value: unknown): Result<z.infer<typeof articleLineSchema>> {
  if (typeof value === 'object' && value !== null && 'annotations' in value && Array.isArray(value.annotations)) {
    const { annotations } = value
    if (annotations.every(isSoundDatasetAnnotation)) {
      const rest = decodeWith(articleLineSchema, { ...value, annotations: [] }, 'The line')
      return rest.ok ? ok({ ...rest.value, annotations }) : rest
    }
  }
  return decodeWith(articleLineSchema, value, 'The line')
}
