import { type AnnotationType, type AttributeDefinition, type Codebook, findType } from '../record/codebook.ts'
import { codebookDifferences, type Difference } from './codebook-diff.ts'
import { findAttribute, findPart, partKey, partName, type PartRef, siblingsOf, valuesOf } from './codebook-part.ts'
import { type CodebookUsage, MOST_VALUES, usesOf } from './codebook-usage.ts'
import { findRole } from './role-fit.ts'

/** Where what used a removed part could go. One with a `refusal` cannot take it, and says why. */
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

/** What a new version of a codebook means for what has been tagged. */
export interface CodebookReview {
  /** With the number of annotations (for a role: relations) that it touches; zero where it only touches texts and order. */
  readonly differences: readonly { readonly difference: Difference; readonly count: number }[]
  readonly questions: readonly Question[]
  /** Why it cannot be saved as it is, as sentences. */
  readonly refusals: readonly string[]
  /** What else happens to annotations and relations, as sentences. */
  readonly notes: readonly string[]
}

/** Removed part (its key) → id of the part beside it that takes over. What is not in it is kept as retired. */
export type Decisions = ReadonlyMap<string, string>

/** Differences that are seen where annotations hold the part. */
const TOUCHING: ReadonlySet<Difference['kind']> = new Set(['removed', 'retired', 'restored', 'renamed', 'retyped'])

/** Texts that become retired values when a text turns into a choice. */
const MOST_ADOPTED = 100
const LONGEST_ID = 200

/** Whether values of one attribute may become values of another: a choice gives its names to a text. */
export function canTake(target: AttributeDefinition, source: AttributeDefinition | undefined): boolean {
  const input = source?.input ?? 'text'
  if (target.input === 'text') return input !== 'entity'
  if (target.input === 'url') return input === 'url' || input === 'text'
  return target.input === input
}

/** Compares a draft with the codebook it came from, and with what annotations hold. */
export function reviewCodebook(before: Codebook, draft: Codebook, usage: CodebookUsage): CodebookReview {
  const refusals: string[] = []
  const notes: string[] = []
  const questions = [
    ...typeQuestions(before, draft, usage),
    ...attributeQuestions(before, draft, usage),
    ...valueQuestions(before, draft, usage),
    ...roleQuestions(before, draft, usage),
  ]
  reviewRetyped(before, draft, usage, { refusals, notes })
  reviewRanges(before, draft, usage, notes)
  const differences = codebookDifferences(before, draft).map((difference) => ({
    difference,
    count: difference.part && TOUCHING.has(difference.kind) ? usesOf(usage, difference.part) : 0,
  }))
  return { differences, questions, refusals, notes }
}

const annotations = (count: number): string => `${count.toLocaleString('en')} annotation${count === 1 ? '' : 's'}`

/** The parts beside a removed one that are offered still. */
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

/** Whether a role of the draft leads to an end. A type that is gone counts where the role led to it before. */
function leads(before: Codebook, draft: Codebook, type: string, role: string, target: string | null): boolean {
  const next = findRole(draft, type, role)
  if (target === null) return next?.toEntity ?? false
  const range = findType(draft, target) ? next : findRole(before, type, role)
  return range?.toTypes.includes(target) ?? false
}

const endName = (before: Codebook, target: string | null): string =>
  target === null ? 'entries of the register' : `“${findType(before, target)?.name ?? target}”`

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

interface Told {
  readonly refusals: string[]
  readonly notes: string[]
}

/** What a change of an attribute's kind means for the values it has. */
function reviewRetyped(before: Codebook, draft: Codebook, usage: CodebookUsage, { refusals, notes }: Told): void {
  for (const { type, attribute, count } of usage.attributes) {
    const old = findAttribute(before, type, attribute)
    const next = findAttribute(draft, type, attribute)
    if (!old || !next) continue
    const name = `“${partName(draft, { kind: 'attribute', type, attribute })}”`
    const values = usage.values.filter((item) => item.type === type && item.attribute === attribute)
    const loses =
      old.input !== 'choice' || valuesOf(old).some(({ id }) => !valuesOf(next).some((item) => item.id === id))
    if (next.input === 'choice' && loses && values.length > MOST_VALUES) {
      refusals.push(
        `${name} holds more than ${MOST_VALUES.toLocaleString('en')} different values, too many for a choice. Leave it as it was.`,
      )
    } else if (old.input === next.input) continue
    else if (old.input === 'entity' || next.input === 'entity') {
      refusals.push(
        `${name} is used in ${annotations(count)}, and entries of the register cannot become anything else or come from it. Leave it as it was, and add another attribute.`,
      )
    } else if (next.input === 'choice') {
      const foreign = values.filter(({ value }) => !valuesOf(next).some(({ id }) => id === value))
      if (foreign.length > MOST_ADOPTED || foreign.some(({ value }) => value.length > LONGEST_ID)) {
        refusals.push(
          `${name} holds ${foreign.length} texts that are none of its values; a choice takes over at most ${MOST_ADOPTED}, of ${LONGEST_ID} characters each. Leave it as it was, and add another attribute.`,
        )
      }
    } else if (old.input === 'choice') {
      notes.push(`${name}: ${annotations(count)} get the names of their values as text.`)
    }
  }
}

/** What a role leads to in use stays in its range; annotations of the whole article stay where none can be added. */
function reviewRanges(before: Codebook, draft: Codebook, usage: CodebookUsage, notes: string[]): void {
  for (const { type, role, target, count } of usage.roles) {
    if (!findRole(draft, type, role) || leads(before, draft, type, role, target)) continue
    const name = partName(draft, { kind: 'role', type, role })
    const relations = `${count.toLocaleString('en')} relation${count === 1 ? ' does' : 's do'}`
    notes.push(`Role “${name}” goes on leading to ${endName(before, target)}, because ${relations}.`)
  }
  for (const { type, whole } of usage.types) {
    if (whole === 0 || !findType(before, type)?.spanless || findType(draft, type)?.spanless !== false) continue
    notes.push(`Type “${findType(draft, type)?.name}”: ${annotations(whole)} of the whole article stay.`)
  }
}
