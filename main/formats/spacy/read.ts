import { EXTRA_KEY } from '../kit/standoff/extra.ts'
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
import { type DatasetReader, foreignAnnotation } from '../kit/reader.ts'
import { joinSpans, type ReadSpan } from '../kit/reading/read-span-examples.ts'

const KNOWN = new Set(['text', 'ents', 'spans', 'tokens', 'cats', 'sents', 'meta', 'user_data', EXTRA_KEY])

/** Documents as spaCy's `Doc.to_json` writes them, as JSON Lines or a JSON list. Offsets count code points. */
export const spacyReader: DatasetReader = {
  id: 'spacy',
  title: 'spaCy',
  extensions: ['jsonl', 'json'],
  shape: 'file',
  sniff: sniffExamples(
    (start) =>
      /"format":"spacy"/.test(start) || (/"text"\s*:/.test(start) && /"ents"\s*:\s*\[|"spans"\s*:\s*\{/.test(start)),
  ),
  read: (input) => readExamples(input, exampleOf),
}

function exampleOf({ value, line, place, key, extra, problems, tell }: Example): ReadExample {
  const dependencies = listOr(value.tokens).some((token) => isObject(token) && 'dep' in token)
  if (dependencies) problems.add('parse', line, 'Parts of speech and syntax of tokens are not read.')
  const classes = Object.entries(objectOr(value.cats)).flatMap(([type, score]) => {
    const confidence = scoreOr(score)
    if (confidence === null || confidence === 0) return []
    const said = { key: `${key}#class-${type}`, type, fragments: [], place }
    return [foreignAnnotation({ ...said, confidence: confidence === 1 ? null : confidence })]
  })
  return {
    annotations: [...classes, ...joinSpans(spansOf(value, place, tell), extra, key).annotations],
    relations: [],
    metadata: { ...metadataOf(value, KNOWN), ...metadataOf(objectOr(value.meta)) },
  }
}

/** Spans of all groups and entities; what stands in several groups alike is one. */
function spansOf(value: JsonObject, place: string, tell: Example['tell']): ReadSpan[] {
  const groups = isObject(value.spans) ? Object.entries(value.spans) : [['spans', value.spans] as const]
  const lists = [['ents', value.ents] as const, ...groups].map(([name, group]) => listIn(group, name, tell))
  const spans: ReadSpan[] = []
  const seen = new Set<string>()
  for (const list of lists) {
    // Within one group, the same span twice is two annotations.
    const here = new Set<string>()
    for (const item of list) {
      const fields = objectOr(item)
      const [first, second, third] = Array.isArray(item)
        ? (item as unknown[])
        : [fields.start ?? fields.start_char, fields.end ?? fields.end_char, fields.label]
      const [start, end, label] = [numberOr(first), numberOr(second), keyOr(third)]
      if (start === null || end === null || label === null) {
        tell('A span has no start, end or label; it was left out.', 'annotations')
        continue
      }
      const same = `${start} ${end} ${label}`
      here.add(same)
      if (seen.has(same)) continue
      const knowledge = keyOr(fields.kb_id)
      const attributes: Record<string, string> = knowledge ? { kb_id: knowledge } : {}
      const quote = textOr(fields.text)
      spans.push({ start, end, label, quote, place: `${place}, ${start}-${end}`, said: { attributes } })
    }
    for (const same of here) seen.add(same)
  }
  return spans
}
