import type { Annotation } from '../../../model/record/annotation.ts'
import type { Block } from '../../../model/text/block.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { entityAttributeOf } from '../../../model/entities/mentions.ts'
import type { KnownSpan, Suggestion } from '../../../model/suggest/suggestion.ts'

/* Messages between the window and the thread that runs the rules. Both ends are ours, so nothing is decoded. */

/** The text of an article with what rules need of it. */
export interface SuggestText {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly language: string | null
}

export interface SuggestContext {
  readonly entities: readonly Entity[]
  readonly codebook: Codebook
}

/**
 * What is already tagged, as numbers: type, start, end, entity (-1 for none). Types and entities are positions in the
 * lists beside them. 60,000 annotations go to another thread without being copied.
 */
export interface PackedKnown {
  readonly types: readonly string[]
  readonly entities: readonly string[]
  readonly places: Int32Array<ArrayBuffer>
}

/** Asks for the suggestions of an article. Null stands for what was sent last. */
export interface SuggestCall {
  readonly text: SuggestText | null
  readonly context: SuggestContext | null
  readonly known: PackedKnown
}

/** Some of the suggestions: they come in several answers so that the window never reads many at once. */
export interface SuggestAnswer {
  readonly suggestions: readonly Suggestion[]
  readonly last: boolean
}

const FIELDS = 4

/** Numbers names in the order of their first use. */
function numbering(): { readonly names: string[]; readonly of: (name: string) => number } {
  const names: string[] = []
  const numbers = new Map<string, number>()
  return {
    names,
    of(name) {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      names.push(name)
      return names.length - 1
    },
  }
}

export function packKnown(annotations: Iterable<Annotation>, codebook: Codebook): PackedKnown {
  const attributes = new Map(codebook.types.map((type) => [type.id, entityAttributeOf(type)?.id] as const))
  const types = numbering()
  const entities = numbering()
  const places: number[] = []
  for (const { type, fragments, attributes: values } of annotations) {
    const attribute = attributes.get(type)
    const entity = attribute === undefined ? undefined : values[attribute]
    for (const { start, end } of fragments) {
      places.push(types.of(type), start, end, entity === undefined ? -1 : entities.of(entity))
    }
  }
  return { types: types.names, entities: entities.names, places: new Int32Array(places) }
}

export function unpackKnown({ types, entities, places }: PackedKnown): KnownSpan[] {
  return Array.from({ length: places.length / FIELDS }, (_, i) => {
    const [type = -1, start = 0, end = 0, entity = -1] = places.subarray(i * FIELDS, (i + 1) * FIELDS)
    return { type: types[type] ?? '', start, end, entity: entities[entity] ?? null }
  })
}
