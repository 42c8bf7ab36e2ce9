import type { Attributes } from '../record/annotation.ts'
import { type AnnotationType, type Codebook, findType } from '../record/codebook.ts'
import { entityAttributeOf } from '../entities/mentions.ts'
import type { Entity } from '../record/entity.ts'

/** What a codebook calls a quote with its speaker and cue. Roles are recognised by their ids. */
export interface QuoteParts {
  readonly quote: AnnotationType
  readonly speaker: AnnotationType
  readonly cue: AnnotationType
}

export const SPEAKER_ROLE = 'speaker'
export const CUE_ROLE = 'cue'

const inUse = <T extends { readonly retired?: boolean }>(item: T | undefined): item is T =>
  item !== undefined && item.retired !== true

/** The type that has the roles `speaker` and `cue`, and what they lead to; null where the codebook has no such type. */
export function quoteParts(codebook: Codebook): QuoteParts | null {
  for (const quote of codebook.types) {
    if (!inUse(quote)) continue
    const target = (role: string): AnnotationType | undefined =>
      quote.roles
        .find(({ id, retired }) => id === role && !retired)
        ?.toTypes.map((type) => findType(codebook, type))
        .find(inUse)
    const speaker = target(SPEAKER_ROLE)
    const cue = target(CUE_ROLE)
    if (speaker && cue) return { quote, speaker, cue }
  }
  return null
}

/** The types whose annotations are mentions of entities: the first one is what names are tagged with. */
export const mentionType = (codebook: Codebook): AnnotationType | undefined =>
  codebook.types.find((type) => inUse(type) && entityAttributeOf(type) !== undefined)

/** An attribute with a value, where the type has both; else nothing. */
export function choice(type: AnnotationType, attribute: string, value: string): Attributes {
  const definition = type.attributes.find(({ id }) => id === attribute)
  if (definition?.input !== 'choice' || definition.retired) return {}
  return definition.values.some(({ id, retired }) => id === value && !retired) ? { [attribute]: value } : {}
}

/** What a mention of an entity says: the entity, its type, and that it is a name. */
export function mentionAttributes(
  type: AnnotationType,
  mention: string,
  entity: Pick<Entity, 'id' | 'type'> | null,
): Attributes {
  const attribute = entityAttributeOf(type)
  return {
    ...choice(type, 'mention', mention),
    ...(entity ? choice(type, 'type', entity.type) : {}),
    ...(entity && attribute ? { [attribute.id]: entity.id } : {}),
  }
}
