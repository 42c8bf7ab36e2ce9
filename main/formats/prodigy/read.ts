import { EXTRA_KEY, readRelationExtra } from '../kit/standoff/extra.ts'
import {
  isObject,
  type JsonObject,
  keyOr,
  listIn,
  listOr,
  metadataOf,
  numberOr,
  objectOr,
  scoreOr,
  textOr,
} from '../kit/reading/json-values.ts'
import { type Example, type ReadExample, readExamples, sniffExamples } from '../kit/reading/read-examples.ts'
import {
  type DatasetReader,
  type ForeignAnnotation,
  type ForeignRelation,
  type ForeignSuggestion,
  foreignAnnotation,
  foreignRelation,
} from '../kit/reader.ts'
import { joinSpans, type ReadSpan } from '../kit/reading/read-span-examples.ts'

/** Prodigy's tasks with an answer, as `db-out` writes them. Offsets count code points. */
export const prodigyReader: DatasetReader = {
  id: 'prodigy',
  title: 'Prodigy',
  extensions: ['jsonl', 'json'],
  shape: 'file',
  sniff: sniffExamples(
    (start) =>
      /"format":"prodigy"/.test(start) ||
      (/"text"\s*:/.test(start) && /"spans"\s*:\s*\[|"_(?:input|task)_hash"|"answer"\s*:/.test(start)),
  ),
  read: (input) => readExamples(input, exampleOf),
}

function exampleOf({ value, place, key, extra, tell }: Example): ReadExample {
  // Our own tasks repeat in "meta" what stands in the article's metadata.
  const metadata = extra ? {} : metadataOf(objectOr(value.meta))
  const answer = textOr(value.answer)
  if (answer !== null && answer !== 'accept') {
    tell(`What was answered with "${answer}" is not taken as annotated; its text is.`)
    return { annotations: [], relations: [], metadata }
  }
  // A task without an answer is a proposal of a model, or was never shown to an annotator.
  const said = { annotator: annotatorOf(value), suggestion: answer === null ? suggestedBy(null) : null }
  const spans = spansOf(value, place, said, tell)
  const { annotations, keys } = joinSpans(spans, extra, key)
  return {
    annotations: [...classesOf(value, key, place, said), ...annotations],
    relations: relationsOf(value, { key, place, spans, keys, tell }),
    metadata,
  }
}

/** Who answered: by name, else by the session the answers came in. */
const annotatorOf = ({ _annotator_id: annotator, _session_id: session }: JsonObject): string | null =>
  textOr(annotator) ?? textOr(session)

/** Recipes that correct a model name it in the spans it proposed. */
const suggestedBy = (model: string | null): ForeignSuggestion => ({
  source: model ? `Prodigy: ${model}` : 'Prodigy',
  rejected: null,
})

function spansOf(
  value: JsonObject,
  place: string,
  said: Partial<ForeignAnnotation>,
  tell: Example['tell'],
): ReadSpan[] {
  return listIn(value.spans, 'spans', tell).flatMap((item) => {
    const fields = objectOr(item)
    const [start, end, label] = [numberOr(fields.start), numberOr(fields.end), keyOr(fields.label)]
    if (start === null || end === null || label === null) {
      tell('A span has no start, end or label; it was left out.', 'annotations')
      return []
    }
    const suggestion = said.suggestion ? suggestedBy(textOr(fields.source)) : null
    const own = { ...said, suggestion, confidence: scoreOr(fields.score) }
    return [{ start, end, label, quote: textOr(fields.text), place: `${place}, ${start}-${end}`, said: own }]
  })
}

/** Labels of the whole text: the one of a task, or the options that were chosen. */
function classesOf(
  value: JsonObject,
  articleKey: string,
  place: string,
  said: Partial<ForeignAnnotation>,
): ForeignAnnotation[] {
  const chosen = listOr(value.accept).flatMap((item) => keyOr(item) ?? [])
  const own = listOr(value.spans).length === 0 ? textOr(value.label) : null
  return [...chosen, ...(own === null ? [] : [own])].map((type) =>
    foreignAnnotation({ ...said, key: `${articleKey}#class-${type}`, type, fragments: [], place }),
  )
}

interface ReadTask {
  readonly key: string
  readonly place: string
  readonly spans: readonly ReadSpan[]
  readonly keys: readonly string[]
  readonly tell: Example['tell']
}

function relationsOf(value: JsonObject, { key, place, spans, keys, tell }: ReadTask): ForeignRelation[] {
  const known = new Set(keys)
  const endOf = (end: unknown, named: unknown): string | undefined => {
    const name = textOr(named)
    if (name !== null && known.has(name)) return name
    const { start, end: stop, label } = objectOr(end)
    const at = spans.findIndex(
      (span) => span.start === start && span.end === stop && (span.label === label || keyOr(label) === null),
    )
    return keys[at]
  }
  return listIn(value.relations, 'relations', tell).flatMap((item, i) => {
    if (!isObject(item)) return []
    const own = objectOr(item[EXTRA_KEY])
    const [source, target] = [endOf(item.head_span, own.source), endOf(item.child_span, own.target)]
    const role = keyOr(item.label)
    if (source === undefined || target === undefined || role === null) {
      tell('A relation joins tokens that no span covers; it was left out.', 'relations')
      return []
    }
    const { id, ...said } = readRelationExtra(own) ?? { id: `${key}#relation-${i + 1}` }
    return [foreignRelation({ ...said, key: id, role, source, target: { annotation: target }, place })]
  })
}
