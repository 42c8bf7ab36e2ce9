import { type Annotation, hull, quoteOf } from '../../../model/record/annotation.ts'
import type { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import { findType } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { findRole } from '../../../model/codebook/role-fit.ts'
import { EXACT_SCORE, searchEntities } from '../../../model/entities/search-entities.ts'
import { beginningOf } from '../../../model/text/shorten.ts'
import type { SessionState } from '../project/state.ts'

/** Something that a role may lead to, found by its name. */
export type LinkOption =
  | { readonly kind: 'annotation'; readonly id: string; readonly name: string; readonly type: string }
  | { readonly kind: 'entity'; readonly id: string; readonly name: string }
  /** A new entity by this name. */
  | { readonly kind: 'new-entity'; readonly name: string }
  /** The name becomes the topic of the annotation itself. */
  | { readonly kind: 'topic'; readonly name: string }

/** Most options of one kind; typing more of the name narrows them. */
const SHOWN = 8

/** Attribute that holds a free topic, for types that may be about something that is no entity. */
export const TOPIC = 'topic'

interface Named {
  readonly entry: Entity
  readonly annotations: readonly Annotation[]
}

const named = new WeakMap<AnnotationIndex, readonly Named[]>()

/** Annotations by type and words, each wording as if it were an entity: made once for each state of the article. */
function wordings(index: AnnotationIndex): readonly Named[] {
  let found = named.get(index)
  if (!found) {
    const groups = new Map<string, Annotation[]>()
    for (const annotation of index) {
      const words = beginningOf(quoteOf(annotation), 200)
      if (words === '') continue
      const key = `${annotation.type} ${words}`
      const own = groups.get(key)
      if (own) own.push(annotation)
      else groups.set(key, [annotation])
    }
    found = [...groups].map(([key, annotations]): Named => {
      const space = key.indexOf(' ')
      const shape = { kind: 'entity', aliases: [], wikidata: null, attributes: {} } as const
      return { entry: { ...shape, id: key, type: key.slice(0, space), name: key.slice(space + 1) }, annotations }
    })
    named.set(index, found)
  }
  return found
}

/** Of annotations with the same words, the one nearest to an offset: most likely the one that is meant. */
function nearest(annotations: readonly Annotation[], offset: number): Annotation | undefined {
  const distance = (annotation: Annotation): number => Math.abs(hull(annotation).start - offset)
  return annotations.reduce<Annotation | undefined>(
    (best, item) => (best && distance(best) <= distance(item) ? best : item),
    undefined,
  )
}

/**
 * What a role may lead to by a typed name: annotations of this article and entities that fit it, best first; then a new
 * entity, and the topic where the annotation's type has one. Nothing that the role does not allow.
 */
export function linkOptions(state: SessionState, source: string, roleId: string, text: string): LinkOption[] {
  const { open, codebook, entities } = state
  const from = open?.index.get(source)
  const role = from && findRole(codebook, from.type, roleId)
  if (!open || !from || !role) return []
  const name = text.trim()
  const candidates = wordings(open.index).filter(({ entry }) => role.toTypes.includes(entry.type))
  const byEntry = new Map(candidates.map((item) => [item.entry, item.annotations]))
  const mentions = searchEntities([...byEntry.keys()], name)
    .slice(0, SHOWN)
    .flatMap(({ entity, score }) => {
      const others = (byEntry.get(entity) ?? []).filter(({ id }) => id !== source)
      const found = nearest(others, hull(from).start)
      return found
        ? { score, option: { kind: 'annotation' as const, id: found.id, name: entity.name, type: entity.type } }
        : []
    })
  const register = role.toEntity ? searchEntities(entities, name).slice(0, SHOWN) : []
  const entries = register.map(({ entity, score }) => ({
    score,
    option: { kind: 'entity' as const, id: entity.id, name: entity.name },
  }))
  const options: LinkOption[] = [...mentions, ...entries].sort((a, b) => b.score - a.score).map(({ option }) => option)
  if (name === '') return options
  if (role.toEntity && register[0]?.score !== EXACT_SCORE) options.push({ kind: 'new-entity', name })
  const topical = findType(codebook, from.type)?.attributes.some(({ id, input }) => id === TOPIC && input === 'text')
  // Only a role that may lead to almost anything can be replaced by a topic.
  if (topical && role.toEntity && role.toTypes.length > 1) options.push({ kind: 'topic', name })
  return options
}
