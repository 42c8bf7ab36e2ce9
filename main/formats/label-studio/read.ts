import { EXTRA_KEY } from '../kit/standoff/extra.ts'
import { sourceOf } from './shared.ts'
import {
  isObject,
  type JsonObject,
  jsonObjects,
  keyOr,
  listOr,
  metadataOf,
  objectOr,
  scoreOr,
  textOr,
  timeOr,
} from '../kit/reading/json-values.ts'
import { readResults } from './read-results.ts'
import { taskText } from './read-text.ts'
import type { Example } from '../kit/reading/read-examples.ts'
import { createProblemLog } from '../kit/reading/problems.ts'
import type { DatasetInput, DatasetItem, DatasetReader, ForeignAnnotation, ForeignRelation } from '../kit/reader.ts'
import { sniffExamples } from '../kit/reading/read-examples.ts'
import { createAnnotatorTeller, createKeyMaker, exampleArticle, extraOf } from '../kit/reading/read-span-examples.ts'
import { append } from '../../../model/value/append.ts'

/**
 * Tasks of Label Studio, as it exports them in full ("JSON"): labels in texts, hypertext and conversations, choices and
 * text answers, relations. Predictions become suggestions.
 */
export const labelStudioReader: DatasetReader = {
  id: 'label-studio',
  title: 'Label Studio',
  extensions: ['json'],
  shape: 'file',
  sniff: sniffExamples((start) => /"data"\s*:\s*\{|"(?:annotations|completions|predictions)"\s*:\s*\[/.test(start)),
  read: readLabelStudio,
}

async function* readLabelStudio(input: DatasetInput): AsyncIterable<DatasetItem> {
  const tellAnnotators = createAnnotatorTeller()
  const uniqueKey = createKeyMaker()
  const accounts = new Set<string>()
  for (const path of input.paths) {
    const problems = createProblemLog(path)
    for await (const { line, place: item, value } of jsonObjects(input, path, problems)) {
      const place = keyOr(value.id) === null ? item : `task ${keyOr(value.id)}`
      const tell: Example['tell'] = (what, lost) => problems.add(what, line, `In ${place}: ${what}`, lost)
      const data = objectOr(value.data)
      const sets = setsOf(value, tell)
      const regions = sets.flatMap(({ results }) => results.map((result) => objectOr(result.value)))
      const extra = extraOf(data)
      const spans = regions.filter((region) => 'start' in region)
      // oxlint-disable-next-line no-await-in-loop -- a task at a time: a file may be larger than memory
      const text = await taskText(data, spans, extra ? 'text' : null)
      if (!text) {
        tell(
          'There is no text in its data, or only an address of one, which is not fetched; it was left out.',
          'articles',
        )
        continue
      }
      if (text.leftOut !== null) tell(text.leftOut)
      const key = uniqueKey(extra?.article ?? `${path}:${place}`)
      yield* tellAnnotators(extra)
      const annotations: ForeignAnnotation[] = []
      const relations: ForeignRelation[] = []
      for (const [number, set] of sets.entries()) {
        if (set.account && !accounts.has(set.account.id)) {
          accounts.add(set.account.id)
          yield { kind: 'annotator', annotator: set.account }
        }
        const prefix = `${key}/${number + 1}/`
        const read = readResults({ ...set, prefix, place, extra }, text, tell)
        append(annotations, read.annotations)
        append(relations, read.relations)
      }
      const title = textOr(data.title)
      const metadata = extra ? {} : metadataOf(data, new Set([text.key, 'title', EXTRA_KEY]))
      const article = exampleArticle({ key, text: text.text, annotations, relations, metadata, place }, extra)
      yield { kind: 'article', article: title === null ? article : { ...article, title: extra?.title ?? title } }
    }
    yield* problems.items()
  }
}

interface TaskSet {
  readonly results: readonly JsonObject[]
  readonly account: { readonly id: string; readonly name: string; readonly type: 'human' } | null
  readonly said: Partial<ForeignAnnotation>
}

/** What annotators and models have said in a task; what was skipped or is unfinished is reported. */
function setsOf(task: JsonObject, tell: (what: string) => void): TaskSet[] {
  if (listOr(task.drafts).length > 0) tell('Drafts that nobody has submitted are not read.')
  const done = [...listOr(task.annotations), ...listOr(task.completions)].flatMap((item): TaskSet[] => {
    const annotation = objectOr(item)
    if (annotation.was_cancelled === true) {
      tell('What an annotator has skipped is not read.')
      return []
    }
    const account = accountOf(annotation.completed_by)
    const createdAt = timeOr(annotation.created_at)
    const updatedAt = timeOr(annotation.updated_at) ?? createdAt
    return [{ results: resultsOf(annotation), account, said: { annotator: account?.id ?? null, createdAt, updatedAt } }]
  })
  const predicted = listOr(task.predictions).map((item): TaskSet => {
    const prediction = objectOr(item)
    const said = {
      createdAt: timeOr(prediction.created_at),
      confidence: scoreOr(prediction.score),
      suggestion: { source: sourceOf(keyOr(prediction.model_version)), rejected: null },
    }
    return { results: resultsOf(prediction), account: null, said }
  })
  return [...done, ...predicted]
}

const resultsOf = (set: JsonObject): readonly JsonObject[] => listOr(set.result).filter(isObject)

/** An account by its number, or with its e-mail address and name. */
function accountOf(value: unknown): TaskSet['account'] {
  const id = keyOr(value)
  if (id !== null) return { id: `account ${id}`, name: `Account ${id}`, type: 'human' }
  const { id: number, email, first_name: first, last_name: last } = objectOr(value)
  const name = [textOr(first), textOr(last)].filter((part) => part !== null && part !== '').join(' ')
  const address = textOr(email)
  const known = keyOr(number) ?? address
  return known === null ? null : { id: `account ${known}`, name: name || address || `Account ${known}`, type: 'human' }
}
