import type { ProjectStore } from '../store/project-store.ts'
import { hull } from '../../model/record/annotation.ts'
import { entityAttributeIds } from '../../model/entities/mentions.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import { inSentence } from '../../model/text/sentence.ts'
import type { EntityMention, EntityPointers, EntityUse, MentionPage } from '../../model/entities/entity-uses.ts'
import { DamagedProject } from '../store/damaged-project.ts'
import type { OpenProject } from './open-project.ts'

/* What points to the entries of the register, in all articles. */

function attributesOf(store: ProjectStore): string[] {
  const codebook = store.codebook()
  if (!codebook) throw new DamagedProject('The codebook is missing.')
  return entityAttributeIds(codebook)
}

/** How often each entry is used; entries that nothing points to are left out. */
export function entityUses({ store }: OpenProject): Result<readonly EntityUse[]> {
  return store.attempt(() => {
    const uses = new Map<string, EntityUse>()
    const add = (entity: string, more: Partial<EntityUse>, last: string | null): void => {
      const known = uses.get(entity) ?? { entity, mentions: 0, relations: 0, lastUsed: null }
      const lastUsed = known.lastUsed !== null && (last === null || known.lastUsed > last) ? known.lastUsed : last
      uses.set(entity, { ...known, ...more, lastUsed })
    }
    for (const { entity, number, last } of store.countMentions(attributesOf(store))) {
      add(entity, { mentions: number }, last)
    }
    for (const { entity, number, last } of store.countRelationsToEntities()) add(entity, { relations: number }, last)
    return ok([...uses.values()])
  })
}

/** A stretch of the mentions of an entry, each in its sentence. */
export function entityMentions({ store }: OpenProject, id: string, after: number, limit: number): Result<MentionPage> {
  return store.attempt(() => {
    if (!store.find('entity', id)) {
      return fail('not-found', 'This entry is not in the register any more.', 'Choose another one.')
    }
    const { items, next } = store.mentionsFrom(id, attributesOf(store), after, limit)
    const mentions = items.flatMap((annotation): EntityMention[] => {
      const article = store.find('article', annotation.article)
      const body = article && store.bodyOf(article)
      // A mention in an article that cannot be read has no sentence to be shown in.
      if (!article || !body) return []
      const about = { annotation: annotation.id, article: article.id, type: annotation.type }
      if (annotation.fragments.length === 0) return [{ ...about, before: '', quote: '', after: '' }]
      return [{ ...about, ...inSentence(body, hull(annotation), article.language) }]
    })
    return ok({ mentions, next })
  })
}

/** Everything that points to some entries, as it is stored: a change of the register carries it along. */
export function entityPointers({ store }: OpenProject, ids: readonly string[]): Result<EntityPointers> {
  return store.attempt(() => {
    const relations = [...new Set(ids)].flatMap((id) => store.relationsToEntity(id))
    return ok({ annotations: store.mentionsOf(ids, attributesOf(store)), relations })
  })
}
