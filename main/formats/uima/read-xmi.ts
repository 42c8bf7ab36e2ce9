import { type CasStructure, type CasValue, INITIAL_VIEW, ref, refs, said } from './shared.ts'
import { possibleCharacters } from '../kit/writing/xml-characters.ts'
import { childrenOf, parseXml, textOf, type XmlElement } from '../../files/xml.ts'
import { casArticle, type ReadCas } from './read-article.ts'
import { casTypeSystem, type TypeSystem } from './read-types.ts'
import { annotatorItems, companionArticle, companionOf, folderProject, textOrTell } from '../kit/reading/companions.ts'
import { createProblemLog, type ProblemLog } from '../kit/reading/problems.ts'
import type { DatasetInput, DatasetItem, DatasetReader } from '../kit/reader.ts'

const XMI_NAMESPACE = 'http://www.omg.org/XMI'

/** CAS in XMI 2.0, a file an article, with or without a type system beside. Offsets count UTF-16 units. */
export const uimaXmiReader: DatasetReader = {
  id: 'uima-xmi',
  title: 'UIMA CAS XMI',
  extensions: ['xmi'],
  shape: 'folder',
  sniff: (paths, head) => paths.some((path) => path.endsWith('.xmi') && head(path).includes(XMI_NAMESPACE)),
  read: readXmi,
}

async function* readXmi(input: DatasetInput): AsyncIterable<DatasetItem> {
  yield* folderProject(input)
  const annotators = new Set<string>()
  const types = await typesIn(input)
  for (const path of input.paths) {
    if (!path.endsWith('.xmi')) continue
    const problems = createProblemLog(path)
    const name = path.slice(0, -'.xmi'.length)
    const content = await textOrTell(input, path, problems)
    const cas = content === null ? null : xmiCas(content, path, types, problems)
    const companion = cas && (await companionOf(input, name, (message) => problems.add('companion', null, message)))
    if (cas) {
      // XML cannot hold every text; the one beside it is the same but for that.
      const exact = companion?.text
      const text = exact !== undefined && possibleCharacters(exact) === cas.text ? exact : cas.text
      const key = companion?.article ?? name
      const { annotations, relations } = casArticle({ ...cas, text }, key, companion, problems, possibleCharacters)
      yield* annotatorItems(companion, annotators)
      yield {
        kind: 'article',
        article: companionArticle({ name, text, unit: 'utf16', annotations, relations }, companion),
      }
    }
    yield* problems.items()
  }
}

/** The types of every type system in the folder; null where there is none. */
async function typesIn(input: DatasetInput): Promise<TypeSystem | null> {
  const systems: XmlElement[] = []
  for (const path of input.paths) {
    if (!/typesystem\.xml$/i.test(path)) continue
    const text = await input.text(path)
    const parsed = text.ok ? parseXml(text.value, path) : null
    if (parsed?.ok) systems.push(parsed.value)
  }
  return systems.length > 0 ? casTypeSystem(systems) : null
}

/** The full name of the type that an element is: "http:///a/b.ecore" is the package a.b. */
function typeOf({ name, namespace }: XmlElement): string {
  const place = /^http:\/\/\/(.*)\.ecore$/.exec(namespace)?.[1]?.replaceAll('/', '.') ?? namespace
  return place === 'uima.noNamespace' || place === '' ? name : `${place}.${name}`
}

function xmiCas(content: string, path: string, types: TypeSystem | null, problems: ProblemLog): ReadCas | null {
  const parsed = parseXml(content, path)
  if (!parsed.ok) {
    const { message, details } = parsed.failure
    problems.add('xml', null, `${message} ${details?.[0] ?? ''} The article was left out.`, 'articles')
    return null
  }
  const elements = childrenOf(parsed.value).map((element) => ({
    element,
    type: typeOf(element),
    id: element.attributes.get(`${XMI_NAMESPACE} id`) ?? '',
  }))
  const sofas = elements.filter(({ type }) => type === 'uima.cas.Sofa')
  const sofa = sofas.find(({ element }) => element.attributes.get('sofaID') === INITIAL_VIEW) ?? sofas[0]
  const text = sofa?.element.attributes.get('sofaString')
  if (sofa === undefined || text === undefined) {
    problems.add('sofa', null, 'The file holds no text; it was left out.', 'articles')
    return null
  }
  if (sofas.length > 1) problems.add('views', null, 'The file has several views; only the first one was read.')
  const own = elements.filter(
    ({ element, type }) =>
      !/^uima\.cas\.(?:NULL|Sofa|View)$/.test(type) && [undefined, sofa.id].includes(element.attributes.get('sofa')),
  )
  const ids = new Set(own.map(({ id }) => id))
  const isReference = types?.isReference ?? guessedReferences(own, ids, problems)
  const structures = own.map(({ element, type, id }): CasStructure => {
    const features = new Map<string, CasValue>()
    for (const [name, value] of element.attributes) {
      if (name.includes(' ') || name === 'sofa') continue
      if (!isReference(type, name)) features.set(name, said(value))
      else if (types?.isArray(type, name) ?? value.includes(' ')) features.set(name, refs(value.split(' ')))
      else features.set(name, ref(value))
    }
    // Arrays of texts are elements of their own.
    const lists = new Map<string, string[]>()
    for (const child of childrenOf(element)) lists.set(child.name, [...(lists.get(child.name) ?? []), textOf(child)])
    for (const [name, list] of lists) features.set(name, said(list.join('; ')))
    return { id, type, features }
  })
  return { text, structures }
}

/** Without a type system: features whose values are all names of structures of the file. */
function guessedReferences(
  elements: readonly { readonly element: XmlElement; readonly type: string }[],
  ids: ReadonlySet<string>,
  problems: ProblemLog,
): (type: string, feature: string) => boolean {
  const seen = new Map<string, boolean>()
  for (const { element, type } of elements) {
    for (const [name, value] of element.attributes) {
      if (name.includes(' ') || ['begin', 'end', 'sofa'].includes(name)) continue
      const feature = `${type}:${name}`
      const fits = /^\d+(?: \d+)*$/.test(value) && value.split(' ').every((id) => ids.has(id))
      seen.set(feature, fits && (seen.get(feature) ?? true))
    }
  }
  if ([...seen.values()].includes(true))
    problems.add(
      'types',
      null,
      'There is no TypeSystem.xml: numbers that are names of something in the file were taken as references.',
    )
  return (type, feature) => seen.get(`${type}:${feature}`) ?? false
}
