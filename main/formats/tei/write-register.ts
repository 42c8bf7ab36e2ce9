import { ownValue } from '../../../model/value/own-value.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { guidOf } from '../kit/names/guid.ts'
import { xmlAttributes, xmlText } from '../kit/writing/xml-text.ts'

/** An xml:id made from a record's kind and id; ids that XML does not allow are replaced by a name-based one. */
export const xmlId = (kind: string, id: string): string =>
  `${kind}.${/^[A-Za-z0-9._-]+$/.test(id) ? id : guidOf(kind, id)}`

/** Types of the register that TEI has lists for; all others are items of a plain list. */
const LISTS: Readonly<Record<string, { readonly list: string; readonly item: string; readonly name: string }>> = {
  person: { list: 'listPerson', item: 'person', name: 'persName' },
  organization: { list: 'listOrg', item: 'org', name: 'orgName' },
  location: { list: 'listPlace', item: 'place', name: 'placeName' },
  geopolitical: { list: 'listPlace', item: 'place', name: 'placeName' },
}
const OTHERS = { list: 'list', item: 'item', name: 'name' }

/** The entries of the register, a list for each of their types. */
export function* registerLines(entities: readonly Entity[]): Iterable<string> {
  for (const type of new Set(entities.map((entity) => entity.type))) {
    const words = ownValue(LISTS, type) ?? OTHERS
    yield `<${words.list}${xmlAttributes({ type: wordOf(type) })}>\n`
    for (const entity of entities) if (entity.type === type) yield entryLine(entity, words)
    yield `</${words.list}>\n`
  }
}

function entryLine({ id, name, aliases, wikidata, attributes }: Entity, words: typeof OTHERS): string {
  const names = aliases.map((alias) => `<${words.name} type="alias">${xmlText(alias)}</${words.name}>`)
  const item = wikidata === null ? '' : `<idno type="wikidata">${xmlText(wikidata)}</idno>`
  const notes = Object.entries(attributes).map(
    ([attribute, value]) => `<note${xmlAttributes({ n: attribute })}>${xmlText(value)}</note>`,
  )
  const head = xmlAttributes({ 'xml:id': xmlId('entity', id), n: id })
  const said = [`<${words.name}>${xmlText(name)}</${words.name}>`, ...names, item, ...notes]
  return `<${words.item}${head}>${said.join('')}</${words.item}>\n`
}

/** A value for attributes that take one word. */
export const wordOf = (text: string): string => text.replaceAll(/\s+/g, '_') || '_'
