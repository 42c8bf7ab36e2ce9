import { type CasStructure, type CasType, type CasValue, INITIAL_VIEW, TYPE_SYSTEM_FILE } from './shared.ts'
import { hasImpossibleCharacters } from '../kit/writing/xml-characters.ts'
import { casStructures, casTypes, SOFA_ID } from './write-article.ts'
import type { ExportedArticle, DatasetSource, Exporter } from '../kit/exporter.ts'
import { folderParts } from '../kit/writing/folder-parts.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'
import { xmlAttributes, xmlText } from '../kit/writing/xml-text.ts'

const CHARACTERS_LOSS: LossKind = {
  id: 'characters',
  what: 'Control characters, which XML cannot hold, are written as U+FFFD; only Standoff has them again.',
}

/** A file an article, in the form that UIMA has always written. */
export const uimaXmiExporter: Exporter = {
  id: 'uima-xmi',
  title: 'UIMA CAS XMI',
  extension: 'xmi',
  description:
    'A folder with a file for each article and the type system: a UIMA type for each type, a feature for each attribute. Offsets count UTF-16 units. What it has no word for lies beside each article in a file that ends in .standoff.json.',
  profiles: [],
  settings: [],
  shape: 'folder',
  offsetUnit: 'utf16',
  textsOptional: false,
  losses: [CHARACTERS_LOSS],
  *parts(source, options, _fileName, losses) {
    yield { path: TYPE_SYSTEM_FILE, chunks: () => typeSystem(casTypes(source)) }
    yield* folderParts('uima-xmi', 'utf16', source, options, (item, name) => ({
      parts: [{ path: `${name}.xmi`, chunks: () => xmi(item, source, losses) }],
      annotations: [...item.annotations()],
      relations: item.relations,
      more: hasImpossibleCharacters(item.text) ? { text: item.text } : {},
    }))
  },
}

const element = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`

function* typeSystem(types: readonly CasType[]): Iterable<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n<types>\n'
  for (const { name, supertype, description, features } of types) {
    yield `<typeDescription>${element('name', name)}${element('description', description)}${element('supertypeName', supertype)}<features>\n`
    for (const feature of features) {
      const elements =
        feature.elements === undefined
          ? ''
          : `${element('elementType', feature.elements)}<multipleReferencesAllowed>false</multipleReferencesAllowed>`
      yield `<featureDescription>${element('name', feature.name)}<description/>${element('rangeTypeName', feature.range)}${elements}</featureDescription>\n`
    }
    yield '</features></typeDescription>\n'
  }
  yield '</types>\n</typeSystemDescription>\n'
}

/** Packages that occur, with the prefixes that they have in the file. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['uima.cas', 'cas'],
  ['uima.tcas', 'tcas'],
  ['standoff', 'standoff'],
  ['standoff.type', 'type'],
])

function* xmi(item: ExportedArticle, source: DatasetSource, losses: LossLog): Iterable<string> {
  const namespaces = [...PREFIXES].map(
    ([name, prefix]) => ` xmlns:${prefix}="http:///${name.replaceAll('.', '/')}.ecore"`,
  )
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"${namespaces.join('')} xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n`
  const members: string[] = []
  for (const structure of casStructures(item, source)) {
    members.push(structure.id)
    yield xmiElement(structure)
  }
  if (hasImpossibleCharacters(item.text)) losses.add(CHARACTERS_LOSS.id, item.article.id)
  for (const { id, note, attributes } of item.annotations())
    if ([note, ...Object.values(attributes)].some(hasImpossibleCharacters)) losses.add(CHARACTERS_LOSS.id, id)
  const sofa = { 'xmi:id': SOFA_ID, sofaNum: 1, sofaID: INITIAL_VIEW, mimeType: 'text', sofaString: item.text }
  yield `<cas:Sofa${xmlAttributes(sofa)}/>\n`
  yield `<cas:View${xmlAttributes({ sofa: SOFA_ID, members: members.join(' ') })}/>\n</xmi:XMI>\n`
}

function xmiElement({ id, type, features }: CasStructure): string {
  const at = type.lastIndexOf('.')
  const name = `${PREFIXES.get(type.slice(0, at)) ?? ''}:${type.slice(at + 1)}`
  const attributes = Object.fromEntries([...features].map(([feature, value]) => [feature, attributeOf(value)]))
  return `<${name}${xmlAttributes({ 'xmi:id': id, ...attributes })}/>\n`
}

const attributeOf = (value: CasValue): string =>
  value.kind === 'value' ? String(value.value) : value.kind === 'ref' ? value.id : value.ids.join(' ')
