import { type Codebook, findType, type RoleDefinition } from '../record/codebook.ts'
import { editSiblings } from './codebook-lens.ts'
import { findAttribute, findPart, ownId, type Part, parentOf, type PartRef, siblingsOf } from './codebook-part.ts'
import { findRole } from './role-fit.ts'

/** Removed type → type that takes over its annotations. */
export type TypeHeirs = ReadonlyMap<string, string>

/** A part that is in use once everything is mapped, and the part that it comes from: itself, where it was not mapped. */
export interface HeldPart {
  readonly part: PartRef
  readonly origin: PartRef
}

/** A role that relations have once everything is mapped, and a type, or null for the register, that they lead to. */
export interface HeldLink {
  readonly type: string
  readonly role: string
  readonly target: string | null
}

/** From the top down: a part that is put back comes with everything in it. */
const ORDER = ['type', 'attribute', 'role', 'value'] as const

/**
 * Adds what is in use and missing to a draft, as retired, so that nothing an annotation holds is unknown to the
 * codebook, and keeps in the range of each role what its relations lead to. What `before` did not know either stays
 * unknown.
 */
export function retireInUse(
  before: Codebook,
  draft: Codebook,
  heirs: TypeHeirs,
  held: readonly HeldPart[],
  links: readonly HeldLink[],
): Codebook {
  let next = draft
  for (const kind of ORDER) {
    for (const { part, origin } of held) {
      if (part.kind !== kind || findPart(next, part)) continue
      const definition = findPart(before, part) ?? findPart(before, origin) ?? adoptedValue(before, draft, part)
      if (definition) next = putBack(next, before, part, definition)
    }
  }
  return withRanges(next, before, draft, heirs, links)
}

/** A text that is a value from now on, where its attribute was a text before and is a choice in the draft. */
function adoptedValue(before: Codebook, draft: Codebook, part: PartRef): Part | undefined {
  if (part.kind !== 'value' || findAttribute(draft, part.type, part.attribute)?.input !== 'choice') return undefined
  const input = findAttribute(before, part.type, part.attribute)?.input
  return input === 'text' || input === 'url' ? { id: part.value, name: part.value } : undefined
}

/** Puts a part into the list it belongs to, as retired: among those it stood with before, or at the end. */
function putBack(codebook: Codebook, before: Codebook, part: PartRef, definition: Part): Codebook {
  const parent = parentOf(part)
  if (parent && !findPart(codebook, parent)) return codebook
  const old = siblingsOf(before, part)
  const place = old.findIndex(({ id }) => id === ownId(part))
  const above = new Set(old.slice(0, Math.max(0, place)).map(({ id }) => id))
  const known = new Set(old.map(({ id }) => id))
  return editSiblings(codebook, part, (items) => {
    const upper = items.findLastIndex(({ id }) => above.has(id))
    const lower = items.findIndex(({ id }) => place >= 0 && known.has(id))
    const at = upper >= 0 ? upper + 1 : lower >= 0 ? lower : items.length
    // The definition came from a list of the same kind.
    return items.toSpliced(at, 0, { ...definition, retired: true } as (typeof items)[number])
  })
}

/** Roles lead to the heirs of removed types, again to types that were put back, and to what their relations lead to. */
function withRanges(
  codebook: Codebook,
  before: Codebook,
  draft: Codebook,
  heirs: TypeHeirs,
  links: readonly HeldLink[],
): Codebook {
  const withRange = (type: string, role: RoleDefinition): RoleDefinition => {
    const old = findRole(before, type, role.id)
    const lost = old ? old.toTypes.filter((target) => !findType(draft, target)) : []
    const used = links.filter((link) => link.type === type && link.role === role.id).map(({ target }) => target)
    const targets = [...role.toTypes, ...lost].map((target) => heirs.get(target) ?? target)
    const toTypes = [...new Set([...targets, ...used.filter((target) => target !== null)])]
    return {
      ...role,
      toEntity: role.toEntity || used.includes(null),
      toTypes: toTypes.filter((target) => findType(codebook, target)),
    }
  }
  return {
    ...codebook,
    types: codebook.types.map((type) => ({ ...type, roles: type.roles.map((role) => withRange(type.id, role)) })),
  }
}
