import { type Annotation, quoteOf } from '../../../model/record/annotation.ts'
import { findType } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { findRole } from '../../../model/codebook/role-fit.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { indexRelations } from '../../../model/annotation/relation-index.ts'
import { beginningOf } from '../../../model/text/shorten.ts'
import type { SessionState } from '../../session/project/state.ts'

/** One link of an annotation as a line: its role, and what is at the other end. */
export interface LinkLine {
  readonly relation: Relation
  readonly role: string
  /** The annotation at the other end; null where that is an entity, or in another article. */
  readonly annotation: Annotation | null
  /** The other article that the link comes from, if any. */
  readonly article: string | null
  readonly name: string
}

/** Longer quotes are cut here, so that a quoted page does not become a line's name. */
const LONGEST_NAME = 120

/** What a person calls an annotation: its words, or what it is about. */
export const nameOf = (annotation: Annotation): string =>
  beginningOf(quoteOf(annotation), LONGEST_NAME) || annotation.attributes.topic || 'This article'

const entryName = (entities: readonly Entity[], id: string): string =>
  entities.find((entity) => entity.id === id)?.name ?? 'An entry that is not there'

/** What an annotation leads to under a role, in the order in which it was linked. */
export function linksUnder(state: SessionState, source: string, roleId: string, roleName: string): LinkLine[] {
  const { open, entities } = state
  if (!open) return []
  return indexRelations(open.relations)
    .leaving(source, roleId)
    .map((relation) => {
      const { target } = relation
      const annotation = 'annotation' in target ? (open.index.get(target.annotation) ?? null) : null
      const name =
        'entity' in target
          ? entryName(entities, target.entity)
          : annotation
            ? nameOf(annotation)
            : 'An annotation of another article'
      return { relation, role: roleName, annotation, article: null, name }
    })
}

/** A link that comes from another article. Its annotation is not known here, so its type is named only where one has the role. */
function linkFromElsewhere({ articles, codebook }: SessionState, relation: Relation): LinkLine {
  const [type, ...others] = codebook.types.filter(({ roles }) => roles.some(({ id }) => id === relation.role))
  const role = (type && findRole(codebook, type.id, relation.role)?.name) ?? relation.role
  const title = articles.find(({ id }) => id === relation.article)?.title
  return {
    relation,
    role: type && others.length === 0 ? `${type.name}: ${role.toLowerCase()}` : role,
    annotation: null,
    article: relation.article,
    name: title === undefined ? 'From another article' : `From the article “${title}”`,
  }
}

/** What leads to an annotation: "Quote: speaker". A role may be a preposition, so it stands alone. */
export function linksTo(state: SessionState, target: string): LinkLine[] {
  const { open, codebook } = state
  if (!open) return []
  return indexRelations(open.relations)
    .toAnnotation(target)
    .flatMap((relation) => {
      if (relation.article !== open.article.id) return linkFromElsewhere(state, relation)
      const annotation = open.index.get(relation.source)
      if (!annotation) return []
      const role = findRole(codebook, annotation.type, relation.role)?.name ?? relation.role
      const type = findType(codebook, annotation.type)?.name ?? annotation.type
      return { relation, role: `${type}: ${role.toLowerCase()}`, annotation, article: null, name: nameOf(annotation) }
    })
}
