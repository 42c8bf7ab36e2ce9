import { CAS_ARRAY, type CasStructure, type CasType, INITIAL_VIEW } from './shared.ts'
import { casStructures, casTypes, SOFA_ID } from './write-article.ts'
import type { ExportedArticle, DatasetSource, Exporter } from '../kit/exporter.ts'
import { jsonItems } from '../kit/writing/json-items.ts'
import { folderParts } from '../kit/writing/folder-parts.ts'

/** A file an article, each with the type system in it. */
export const uimaJsonExporter: Exporter = {
  id: 'uima-json',
  title: 'UIMA CAS JSON',
  extension: 'cas.json',
  description:
    'A folder with a file for each article, JSON CAS 0.4: a UIMA type for each type, a feature for each attribute. Offsets count UTF-16 units. What it has no word for lies beside each article in a file that ends in .standoff.json.',
  profiles: [],
  settings: [],
  shape: 'folder',
  offsetUnit: 'utf16',
  textsOptional: false,
  losses: [],
  parts: (source, options) =>
    folderParts('uima-json', 'utf16', source, options, (item, name) => ({
      parts: [{ path: `${name}.json`, chunks: () => jsonCas(item, source) }],
      annotations: [...item.annotations()],
      relations: item.relations,
    })),
}

type JsonStructure = Record<string, unknown>

function* jsonCas(item: ExportedArticle, source: DatasetSource): Iterable<string> {
  const types = Object.fromEntries(casTypes(source).map((type) => [type.name, jsonType(type)]))
  yield `{\n"%TYPES": ${JSON.stringify(types)},\n"%FEATURE_STRUCTURES": [`
  const members: number[] = []
  yield* jsonItems(featureStructures(item, source, members), '\n')
  const views = { [INITIAL_VIEW]: { '%SOFA': Number(SOFA_ID), '%MEMBERS': members } }
  yield `\n],\n"%VIEWS": ${JSON.stringify(views)}\n}\n`
}

/** All structures of an article; the ids of those that its view indexes are put into `members`. */
function* featureStructures(item: ExportedArticle, source: DatasetSource, members: number[]): Iterable<JsonStructure> {
  yield {
    '%ID': Number(SOFA_ID),
    '%TYPE': 'uima.cas.Sofa',
    sofaNum: 1,
    sofaID: INITIAL_VIEW,
    mimeType: 'text',
    sofaString: item.text,
  }
  const arrays: JsonStructure[] = []
  let last = Number(SOFA_ID)
  // Arrays are structures of their own; they get the numbers after all others.
  const structures = [...casStructures(item, source)]
  let next = structures.length + last
  for (const structure of structures) {
    last = Number(structure.id)
    members.push(last)
    yield jsonStructure(structure, (ids) => {
      arrays.push({ '%ID': ++next, '%TYPE': CAS_ARRAY, '%ELEMENTS': ids.map(Number) })
      return next
    })
  }
  yield* arrays
}

const jsonType = ({ name, supertype, description, features }: CasType) => ({
  '%NAME': name,
  '%SUPER_TYPE': supertype,
  ...(description === '' ? {} : { '%DESCRIPTION': description }),
  ...Object.fromEntries(
    features.map((feature) => [
      feature.name,
      {
        '%NAME': feature.name,
        '%RANGE': feature.range,
        ...(feature.elements === undefined ? {} : { '%ELEMENT_TYPE': feature.elements }),
      },
    ]),
  ),
})

/** References have "@" before their names. */
function jsonStructure(
  { id, type, features }: CasStructure,
  arrayOf: (ids: readonly string[]) => number,
): JsonStructure {
  const fields: JsonStructure = { '%ID': Number(id), '%TYPE': type }
  for (const [name, value] of features) {
    if (value.kind === 'value') fields[name] = value.value
    else fields[`@${name}`] = value.kind === 'ref' ? Number(value.id) : arrayOf(value.ids)
  }
  return fields
}
