import { type AnnotationType, type AttributeDefinition, type Codebook, findType } from '../record/codebook.ts'
import { findAttribute, findPart, partKey, partName, type PartRef, siblingsOf } from './codebook-part.ts'
import { type CodebookUsage, usesOf } from './codebook-usage.ts'
import { findRole } from './role-fit.ts'

/** A part that could take over the uses of a removed one. With a `refusal` it cannot, and says why. */
export interface Target {
  readonly id: string
  readonly name: string
  readonly refusal: string | null
}

/** A part that is in use and that the new codebook does not have: is it kept as retired, or mapped onto another? */
export interface Question {
  readonly part: PartRef
  readonly name: string
  /** Annotations that hold it; for a role, relations. */
  readonly count: number
  readonly targets: readonly Target[]
}

/** Whether values of one attribute may become values of another: a choice gives its names to a text. */
export function canTake(target: AttributeDefinition, source: AttributeDefinition | undefined): boolean {
  const input = source?.input ?? 'text'
  if (target.input === 'text') return input !== 'entity'
  if (target.input === 'url') return input === 'url' || input === 'text'
  return target.input === input
}

/** What is in use and missing in a draft, from types down to roles. */
export const questionsAbout = (before: Codebook, draft: Codebook, usage: CodebookUsage): Question[] => [
  ...typeQuestions(before, draft, usage),
  ...attributeQuestions(before, draft, usage),
  ...valueQuestions(before, draft, usage),
  ...roleQuestions(before, draft, usage),
]

/** Whether a role of the draft leads to an end. A removed type counts where the role led to it before. */
export function leads(before: Codebook, draft: Codebook, type: string, role: string, target: string | null): boolean {
  const next = findRole(draft, type, role)
  if (target === null) return next?.toEntity ?? false
  const range = findType(draft, target) ? next : findRole(before, type, role)
  return range?.toTypes.includes(target) ?? false
}

/** The end of a relation in words; null is the register. */
export const endName = (before: Codebook, target: string | null): string =>
  target === null ? 'entries of the register' : `“${findType(before, target)?.name ?? target}”`

/** The parts beside a removed one that are still offered. */
const offered = (draft: Codebook, part: PartRef): Target[] =>
  siblingsOf(draft, part)
    .filter(({ retired }) => !retired)
    .map(({ id, name }) => ({ id, name, refusal: null }))

function typeQuestions(before: Codebook, draft: Codebook, usage: CodebookUsage): Question[] {
  return usage.types.flatMap(({ type, count, whole }) => {
    const old = findType(before, type)
    if (!old || findType(draft, type)) return []
    const targets = draft.types
      .filter(({ retired }) => !retired)
      .map((target) => ({
        id: target.id,
        name: target.name,
        refusal: whyNot(old, target, whole, usage) ?? lostLink(before, draft, usage, old.id, target),
      }))
    return { part: { kind: 'type' as const, type }, name: old.name, count, targets }
  })
}

/** Why a type cannot take over the annotations of another; null where it can. */
function whyNot(old: AnnotationType, target: AnnotationType, whole: number, usage: CodebookUsage): string | null {
  if (whole > 0 && !target.spanless) return `${whole.toLocaleString('en')} are about the whole article`
  for (const { type, attribute } of usage.attributes) {
    if (type !== old.id) continue
    const taker = target.attributes.find(({ id }) => id === attribute)
    const giver = old.attributes.find(({ id }) => id === attribute)
    if (taker && !canTake(taker, giver)) return `its ${taker.name} takes something else`
  }
  return null
}

/** Why relations that leave a type could not leave another instead; null where they can. */
function lostLink(
  before: Codebook,
  draft: Codebook,
  usage: CodebookUsage,
  old: string,
  target: AnnotationType,
): string | null {
  for (const { type, role, target: end } of usage.roles) {
    const taker = type === old ? findRole(draft, target.id, role) : undefined
    if (taker && !leads(before, draft, target.id, role, end)) {
      return `its role ${taker.name} does not lead to ${endName(before, end)}`
    }
  }
  return null
}

function attributeQuestions(before: Codebook, draft: Codebook, usage: CodebookUsage): Question[] {
  return usage.attributes.flatMap(({ type, attribute, count }) => {
    const old = findAttribute(before, type, attribute)
    const part = { kind: 'attribute', type, attribute } as const
    if (!old || !findType(draft, type) || findPart(draft, part)) return []
    const targets = offered(draft, part).filter(({ id }) => {
      const taker = findAttribute(draft, type, id)
      return taker !== undefined && canTake(taker, old)
    })
    return { part, name: partName(before, part), count, targets }
  })
}

/** Values in use that a choice of the draft does not have. Of what was a text before, every text is a value. */
function valueQuestions(before: Codebook, draft: Codebook, usage: CodebookUsage): Question[] {
  return usage.values.flatMap(({ type, attribute, value, count }) => {
    const old = findAttribute(before, type, attribute)
    const next = findAttribute(draft, type, attribute)
    const part = { kind: 'value', type, attribute, value } as const
    if (!old || next?.input !== 'choice' || old.input === 'entity' || findPart(draft, part)) return []
    if (old.input === 'choice' && !findPart(before, part)) return []
    return { part, name: partName(before, part), count, targets: offered(draft, part) }
  })
}

function roleQuestions(before: Codebook, draft: Codebook, usage: CodebookUsage): Question[] {
  const roles = new Map(
    usage.roles.map(({ type, role }) => {
      const part = { kind: 'role', type, role } as const
      return [partKey(part), part]
    }),
  )
  return [...roles.values()].flatMap((part) => {
    if (!findPart(before, part) || !findType(draft, part.type) || findPart(draft, part)) return []
    const ends = usage.roles.filter(({ type, role }) => type === part.type && role === part.role)
    const targets = offered(draft, part).map((target) => {
      const lost = ends.find(({ target: end }) => !leads(before, draft, part.type, target.id, end))
      const refusal = lost ? `it does not lead to ${endName(before, lost.target)}` : null
      return { id: target.id, name: target.name, refusal }
    })
    return { part, name: partName(before, part), count: usesOf(usage, part), targets }
  })
}
