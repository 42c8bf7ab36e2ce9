import type { Annotation } from '../record/annotation.ts'
import { type Codebook, findType, type RoleDefinition } from '../record/codebook.ts'
import type { Relation, RelationTarget } from '../record/relation.ts'

/** A role of an annotation type, retired or not; undefined where the codebook has none of that id. */
export const findRole = (codebook: Codebook, typeId: string, roleId: string): RoleDefinition | undefined =>
  findType(codebook, typeId)?.roles.find(({ id }) => id === roleId)

/** What the far end of a relation is: an annotation of some type, or an entry of the register. */
export type TargetKind = { readonly type: string } | 'entity'

/** Whether a role may lead to such an end: its range, as the codebook says it. */
export const isInRange = (role: RoleDefinition, target: TargetKind): boolean =>
  target === 'entity' ? role.toEntity : role.toTypes.includes(target.type)

/**
 * Why a relation does not fit the codebook, as the end of a sentence ("… has no role …"), or null where it does. `source`
 * and `target` are its ends as they are; a target in the register is null. Retired roles still fit: what was linked
 * under them stays.
 */
export function relationProblem(
  codebook: Codebook,
  relation: Pick<Relation, 'role'>,
  source: Pick<Annotation, 'id' | 'type'>,
  target: Pick<Annotation, 'id' | 'type'> | null,
): string | null {
  const type = findType(codebook, source.type)
  if (!type) return `the codebook has no type "${source.type}"`
  const role = findRole(codebook, source.type, relation.role)
  if (!role) return `${type.name.toLowerCase()} has no role "${relation.role}"`
  if (target?.id === source.id) return 'an annotation cannot be linked to itself'
  if (isInRange(role, target ? { type: target.type } : 'entity')) return null
  const end = target ? (findType(codebook, target.type)?.name.toLowerCase() ?? target.type) : 'an entry of the register'
  return `the role ${role.name.toLowerCase()} cannot lead to ${end}`
}

/** Whether two ends are the same annotation or entry. */
export const sameTarget = (a: RelationTarget, b: RelationTarget): boolean =>
  'annotation' in a ? 'annotation' in b && a.annotation === b.annotation : 'entity' in b && a.entity === b.entity
