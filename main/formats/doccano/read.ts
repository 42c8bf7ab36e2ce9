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
  textOr,
} from '../kit/reading/json-values.ts'
import { type Example, type ReadExample, readExamples, sniffExamples } from '../kit/reading/read-examples.ts'
import {
  type DatasetReader,
  type ForeignAnnotation,
  type ForeignRelation,
  foreignAnnotation,
  foreignRelation,
} from '../kit/reader.ts'
import { joinSpans, type ReadSpan } from '../kit/reading/read-span-examples.ts'

/** Keys that are not metadata. */
const KNOWN = new Set([
  'id',
  'text',
  'label',
  'labels',
  'column_data',
  'column_label',
  'entities',
  'relations',
  'cats',
  'meta',
  'Comments',
  'comments',
  EXTRA_KEY,
])

/**
 * Doccano's exports and what it imports: sequence labelling (`label` or `labels`), relation extraction (`entities` and
 * `relations`), and classes of whole texts, as JSON Lines or a JSON list. Offsets count code points.
 */
export const doccanoReader: DatasetReader = {
  id: 'doccano',
  title: 'doccano',
  extensions: ['jsonl', 'json'],
  shape: 'file',
  sniff: sniffExamples(
    (start) =>
      /"(?:text|column_data)"\s*:/.test(start) &&
      !/"(?:from_name|data)"\s*:/.test(start) &&
      /"(?:labels?|column_label)"\s*:\s*\[|"(?:entities|cats)"\s*:\s*\[|"format":"doccano"/.test(start),
  ),
  read: (input) => readExamples(input, exampleOf, textIn, ({ id }) => keyOr(id)),
}

function exampleOf({ value, line, place, key, extra, problems, tell }: Example): ReadExample {
  const { spans, ids } = spansOf(value, place, tell)
  const { annotations, keys } = joinSpans(spans, extra, key)
  const keyOfId = new Map(ids.flatMap((id, i) => (id === null ? [] : [[id, keys[i] ?? ''] as const])))
  if (listOr(value.Comments ?? value.comments).length > 0)
    problems.add('comments', line, 'Comments are not read: they are about no span in particular.')
  return {
    annotations: [...classesOf(value, key, place), ...annotations],
    relations: relationsOf(value, key, place, keyOfId, tell),
    metadata: { ...metadataOf(value, KNOWN), ...metadataOf(objectOr(value.meta)) },
  }
}

const textIn = (value: JsonObject): string | null => textOr(value.text) ?? textOr(value.column_data)

/** The spans of a line, and for each the id by which relations name it. */
function spansOf(
  value: JsonObject,
  place: string,
  tell: Example['tell'],
): { spans: ReadSpan[]; ids: (string | null)[] } {
  const spans: ReadSpan[] = []
  const ids: (string | null)[] = []
  for (const item of [...labelsOf(value, tell), ...listIn(value.entities, 'entities', tell)]) {
    if (typeof item === 'string') continue
    const fields = objectOr(item)
    const [first, second, third] = Array.isArray(item)
      ? (item as unknown[])
      : [fields.start_offset ?? fields.start, fields.end_offset ?? fields.end, fields.label]
    const [start, end, label] = [numberOr(first), numberOr(second), keyOr(third)]
    if (start === null || end === null || label === null) {
      tell('A label is not of the form [start, end, label]; it was left out.', 'annotations')
      continue
    }
    spans.push({ start, end, label, place: `${place}, ${start}-${end}` })
    ids.push(keyOr(fields.id))
  }
  return { spans, ids }
}

/** Under every name that doccano gives the column. */
const labelsOf = ({ label, labels, column_label: column }: JsonObject, tell?: Example['tell']): readonly unknown[] =>
  [label, labels, column].flatMap((list) =>
    typeof list === 'string' ? [list] : tell ? listIn(list, 'label', tell) : listOr(list),
  )

/** Labels without a place are about the whole text. */
function classesOf(value: JsonObject, articleKey: string, place: string): ForeignAnnotation[] {
  return [...labelsOf(value), ...listOr(value.cats)]
    .filter((label) => typeof label === 'string')
    .map((type, i) => foreignAnnotation({ key: `${articleKey}#class-${i + 1}`, type, fragments: [], place }))
}

function relationsOf(
  value: JsonObject,
  articleKey: string,
  place: string,
  keyOfId: ReadonlyMap<string, string>,
  tell: Example['tell'],
): ForeignRelation[] {
  return listIn(value.relations, 'relations', tell).flatMap((item, i) => {
    if (!isObject(item)) {
      tell('A relation is no JSON object; it was left out.', 'relations')
      return []
    }
    const [from, to] = [keyOr(item.from_id), keyOr(item.to_id)]
    const source = from === null ? undefined : keyOfId.get(from)
    const target = to === null ? undefined : keyOfId.get(to)
    const role = keyOr(item.type)
    if (source === undefined || target === undefined || role === null) {
      tell('A relation names an entity that is not there, or has no type; it was left out.', 'relations')
      return []
    }
    const { id, ...said } = readRelationExtra(item[EXTRA_KEY]) ?? { id: `${articleKey}#relation-${i + 1}` }
    return [foreignRelation({ ...said, key: id, role, source, target: { annotation: target }, place })]
  })
}
