import { type AttributeDefinition, type Codebook, findType } from '../record/codebook.ts'
import { codebookDifferences, type Difference } from './codebook-diff.ts'
import { findAttribute, partName, valuesOf } from './codebook-part.ts'
import { endName, leads, type Question, questionsAbout } from './codebook-questions.ts'
import { type CodebookUsage, MOST_VALUES, usesOf } from './codebook-usage.ts'
import { findRole } from './role-fit.ts'

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

/** Differences that show on annotations which hold the part. */
const TOUCHING: ReadonlySet<Difference['kind']> = new Set(['removed', 'retired', 'restored', 'renamed', 'retyped'])

/** Texts that become retired values when a text turns into a choice. */
const MOST_ADOPTED = 100
const LONGEST_ID = 200

/** Compares a draft with the codebook it came from, and with what annotations hold. */
export function reviewCodebook(before: Codebook, draft: Codebook, usage: CodebookUsage): CodebookReview {
  const refusals: string[] = []
  const notes: string[] = []
  reviewRetyped(before, draft, usage, { refusals, notes })
  reviewRanges(before, draft, usage, notes)
  const differences = codebookDifferences(before, draft).map((difference) => ({
    difference,
    count: difference.part && TOUCHING.has(difference.kind) ? usesOf(usage, difference.part) : 0,
  }))
  return { differences, questions: questionsAbout(before, draft, usage), refusals, notes }
}

const annotations = (count: number): string => `${count.toLocaleString('en')} annotation${count === 1 ? '' : 's'}`

interface Outcome {
  readonly refusals: string[]
  readonly notes: string[]
}

/** What a change of an attribute's kind means for the values it has. */
function reviewRetyped(before: Codebook, draft: Codebook, usage: CodebookUsage, { refusals, notes }: Outcome): void {
  for (const { type, attribute, count } of usage.attributes) {
    const old = findAttribute(before, type, attribute)
    const next = findAttribute(draft, type, attribute)
    if (!old || !next) continue
    const name = `“${partName(draft, { kind: 'attribute', type, attribute })}”`
    const values = usage.values.filter((item) => item.type === type && item.attribute === attribute)
    const refusal = whyNotRetyped(old, next, values, annotations(count))
    if (refusal !== null) refusals.push(`${name} ${refusal}`)
    else if (old.input === 'choice' && next.input !== 'choice') {
      notes.push(`${name}: ${annotations(count)} get the names of their values as text.`)
    }
  }
}

/** Why an attribute with these values in use cannot become another, as the rest of a sentence about it; null where it can. */
function whyNotRetyped(
  old: AttributeDefinition,
  next: AttributeDefinition,
  values: CodebookUsage['values'],
  uses: string,
): string | null {
  const offered = new Set(valuesOf(next).map(({ id }) => id))
  const loses = old.input !== 'choice' || valuesOf(old).some(({ id }) => !offered.has(id))
  if (next.input === 'choice' && loses && values.length > MOST_VALUES) {
    return `holds more than ${MOST_VALUES.toLocaleString('en')} different values, too many for a choice. Leave it as it was.`
  }
  if (old.input === next.input) return null
  if (old.input === 'entity' || next.input === 'entity') {
    return `is used in ${uses}, and entries of the register cannot become anything else or come from it. Leave it as it was, and add another attribute.`
  }
  if (next.input !== 'choice') return null
  const foreign = values.filter(({ value }) => !offered.has(value))
  if (foreign.length <= MOST_ADOPTED && foreign.every(({ value }) => value.length <= LONGEST_ID)) return null
  return `holds ${foreign.length} texts that are none of its values; a choice takes over at most ${MOST_ADOPTED}, of ${LONGEST_ID} characters each. Leave it as it was, and add another attribute.`
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
