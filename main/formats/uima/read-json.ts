import { type CasStructure, type CasValue, INITIAL_VIEW, ref, refs, said } from './shared.ts'
import { casArticle, type ReadCas } from './read-article.ts'
import { annotatorItems, companionArticle, companionOf, folderProject, textOrTell } from '../kit/reading/companions.ts'
import { isObject, type JsonObject, keyOr, listOr, objectOr, textOr } from '../kit/reading/json-values.ts'
import { jsonIn } from '../kit/reading/parse-json.ts'
import { createProblemLog, type ProblemLog } from '../kit/reading/problems.ts'
import type { DatasetInput, DatasetItem, DatasetReader } from '../kit/reader.ts'

/** JSON CAS 0.4, a file an article. Offsets count UTF-16 units. */
export const uimaJsonReader: DatasetReader = {
  id: 'uima-json',
  title: 'UIMA CAS JSON',
  extensions: ['json'],
  shape: 'folder',
  sniff: (paths, head) =>
    paths.some((path) => path.endsWith('.json') && /"%(?:TYPES|FEATURE_STRUCTURES)"/.test(head(path))),
  read: readJsonCas,
}

const ENDING = '.json'

async function* readJsonCas(input: DatasetInput): AsyncIterable<DatasetItem> {
  yield* folderProject(input)
  const annotators = new Set<string>()
  for (const path of input.paths) {
    if (!path.endsWith(ENDING) || /(?:^|[./])standoff\.(?:project\.)?json$/.test(path)) continue
    const problems = createProblemLog(path)
    const name = path.slice(0, -ENDING.length)
    const content = await textOrTell(input, path, problems)
    const cas = content === null ? null : jsonCas(content, problems)
    if (cas) {
      const companion = await companionOf(input, name, (message) => problems.add('companion', null, message))
      const { annotations, relations } = casArticle(
        cas,
        companion?.article ?? name,
        companion,
        problems,
        (value) => value,
      )
      yield* annotatorItems(companion, annotators)
      yield {
        kind: 'article',
        article: companionArticle({ name, text: cas.text, unit: 'utf16', annotations, relations }, companion),
      }
    }
    yield* problems.items()
  }
}

interface ReadArray {
  readonly type: string
  readonly elements: readonly unknown[]
}

function jsonCas(content: string, problems: ProblemLog): ReadCas | null {
  const parsed = jsonIn(content)
  if (!parsed.ok) {
    problems.add('json', null, `The file is not valid JSON and was left out: ${parsed.reason}.`, 'articles')
    return null
  }
  const root = objectOr(parsed.value)
  const listed = root['%FEATURE_STRUCTURES']
  // Some write a list, some an object with the ids as names.
  const all: JsonObject[] = Array.isArray(listed)
    ? listed.filter(isObject)
    : Object.entries(objectOr(listed)).map(([id, item]) => Object.assign({ '%ID': id }, objectOr(item)))
  const sofas = all.filter((item) => item['%TYPE'] === 'uima.cas.Sofa')
  const sofa = sofas.find((item) => item.sofaID === INITIAL_VIEW) ?? sofas[0]
  const text = textOr(sofa?.sofaString)
  if (!sofa || text === null) {
    problems.add('sofa', null, 'The file is no JSON CAS with a text; it was left out.', 'articles')
    return null
  }
  if (sofas.length > 1) problems.add('views', null, 'The file has several views; only the first one was read.')
  const arrays = new Map(
    all.flatMap((item) =>
      item['%ELEMENTS'] === undefined
        ? []
        : [
            [
              keyOr(item['%ID']) ?? '',
              { type: textOr(item['%TYPE']) ?? '', elements: listOr(item['%ELEMENTS']) },
            ] as const,
          ],
    ),
  )
  const structures = all.flatMap((item): CasStructure[] => {
    const [id, type] = [keyOr(item['%ID']), textOr(item['%TYPE'])]
    const about = keyOr(item['@sofa'])
    if (id === null || type === null) {
      problems.add('structure', null, 'A feature structure has no %ID or no %TYPE; it was left out.', 'annotations')
      return []
    }
    return type === 'uima.cas.Sofa' || arrays.has(id) || (about !== null && about !== keyOr(sofa['%ID']))
      ? []
      : [{ id, type, features: featuresOf(item, arrays) }]
  })
  return { text, structures }
}

/** "@" stands before references, "#" before numbers that JSON cannot hold, "^" before offsets. */
function featuresOf(item: JsonObject, arrays: ReadonlyMap<string, ReadArray>): ReadonlyMap<string, CasValue> {
  const features = new Map<string, CasValue>()
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith('%') || value === null) continue
    const feature = name.replace(/^[@#^]/, '')
    if (name.startsWith('@')) {
      const id = keyOr(value)
      if (feature === 'sofa' || id === null) continue
      const array = arrays.get(id)
      const elements = array?.elements.map((element) => keyOr(element) ?? JSON.stringify(element)) ?? []
      if (!array) features.set(feature, ref(id))
      else if (/^uima\.cas\.FSArray$|\[\]$/.test(array.type)) features.set(feature, refs(elements))
      else features.set(feature, said(elements.join('; ')))
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      features.set(feature, said(value))
  }
  return features
}
