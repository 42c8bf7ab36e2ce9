import type { Entity } from '../record/entity.ts'
import { foldName } from '../text/fold-name.ts'
import { namesOf } from './entity-names.ts'

/** Why a text is not a Wikidata item, as a sentence; null where it is one or is empty. */
export const wikidataProblem = (text: string): string | null =>
  text.trim() === '' || wikidataFrom(text) !== null ? null : 'A Wikidata item is a Q and a number, such as Q42.'

/** The item that a text names ("q42", an address of wikidata.org), or null where it names none. */
export function wikidataFrom(text: string): string | null {
  const [, number] =
    /^(?:https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/)?q([1-9]\d{0,14})$/i.exec(text.trim()) ?? []
  return number === undefined ? null : `Q${number}`
}

/** Why a text cannot be the name of an entity; null where it can. */
export const nameProblem = (text: string): string | null => (text.trim() === '' ? 'An entry needs a name.' : null)

/** The aliases a person typed, without empty ones, repetitions and the name itself. */
export function cleanAliases(aliases: readonly string[], name: string): string[] {
  const known = new Set([name.trim()])
  return aliases.flatMap((alias) => {
    const text = alias.trim()
    if (text === '' || known.has(text)) return []
    known.add(text)
    return [text]
  })
}

/** Other entities with a name or alias of this one (folded), or with its Wikidata item: perhaps the same thing twice. */
export function lookalikes(entities: readonly Entity[], entity: Entity): Entity[] {
  const names = new Set([entity.name, ...entity.aliases].map(foldName))
  return entities.filter(
    (other) =>
      other.id !== entity.id &&
      ((entity.wikidata !== null && other.wikidata === entity.wikidata) ||
        namesOf(other).some(({ folded }) => names.has(folded))),
  )
}
