import { TABLES, currentCodebook } from '../store/sqlite/tables.ts'
import { hull } from '../../model/record/annotation.ts'
import { entityAttributeIds } from '../../model/entities/mentions.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import { inSentence } from '../../model/text/sentence.ts'
import type { EntityMention, EntityPointers, EntityUse, MentionPage } from '../../model/entities/entity-uses.ts'
import { countMentions, countRelationsToEntities, mentionsFrom, mentionsOf } from '../store/sqlite/mentions.ts'
import { relationsAtEntity } from '../store/sqlite/relations.ts'
import type { ReadHandle } from '../store/sqlite/sqlite.ts'
import { DamagedProject, guarded } from '../store/sqlite/store-failure.ts'
import type { OpenProject } from './open-project.ts'

/* What points to the entries of the register, in all articles. */

function attributesOf(db: ReadHandle): string[] {
  const codebook = currentCodebook(db)
  if (!codebook) throw new DamagedProject('The codebook is missing.')
  return entityAttributeIds(codebook)
}

/** How often each entry is used; entries that nothing points to are left out. */
export function entityUses({ file }: OpenProject): Result<readonly EntityUse[]> {
  return guarded(file.path, () => {
    const uses = new Map<string, EntityUse>()
    const add = (entity: string, more: Partial<EntityUse>, last: string | null): void => {
      const known = uses.get(entity) ?? { entity, mentions: 0, relations: 0, lastUsed: null }
      const lastUsed = known.lastUsed !== null && (last === null || known.lastUsed > last) ? known.lastUsed : last
      uses.set(entity, { ...known, ...more, lastUsed })
    }
    for (const { entity, number, last } of countMentions(file.db, attributesOf(file.db))) {
      add(entity, { mentions: number }, last)
    }
    for (const { entity, number, last } of countRelationsToEntities(file.db)) add(entity, { relations: number }, last)
    return ok([...uses.values()])
  })
}

/** A stretch of the mentions of an entry, each in its sentence. */
export function entityMentions(project: OpenProject, id: string, after: number, limit: number): Result<MentionPage> {
  const { file, bodies } = project
  return guarded(file.path, () => {
    if (!TABLES.entity.find(file.db, id)) {
      return fail('not-found', 'This entry is not in the register any more.', 'Choose another one.')
    }
    const found = mentionsFrom(file.db, id, attributesOf(file.db), after, limit)
    const mentions = found.map((annotation): EntityMention => {
      const article = TABLES.article.find(file.db, annotation.article)
      const body = article && bodies.find(article.body)
      if (!article || !body) throw new DamagedProject(`The text of article ${annotation.article} is missing.`)
      const about = { annotation: annotation.id, article: article.id, type: annotation.type }
      if (annotation.fragments.length === 0) return { ...about, before: '', quote: '', after: '' }
      return { ...about, ...inSentence(body, hull(annotation), article.language) }
    })
    return ok({ mentions, next: found.length < limit ? null : after + limit })
  })
}

/** Everything that points to some entries, as it is stored: a change of the register carries it along. */
export function entityPointers({ file }: OpenProject, ids: readonly string[]): Result<EntityPointers> {
  return guarded(file.path, () => {
    const relations = [...new Set(ids)]
      .flatMap((id) => relationsAtEntity(file.db, id))
      .flatMap((id) => TABLES.relation.find(file.db, id) ?? [])
    return ok({ annotations: mentionsOf(file.db, ids, attributesOf(file.db)), relations })
  })
}
