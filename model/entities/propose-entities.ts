import type { Entity } from '../record/entity.ts'
import { foldName, wordsOf } from '../text/fold-name.ts'
import { compareByName, namesOf } from './entity-names.ts'

/** Why an entity is proposed for a mention, from the surest to the vaguest. */
export type ProposalReason = 'name' | 'alias' | 'spelling' | 'inside' | 'last-name' | 'initials' | 'part' | 'same-end'

/** An entity that a mention may mean. */
export interface EntityProposal {
  readonly entity: Entity
  readonly reason: ProposalReason
  /** The name or alias that led to it. */
  readonly name: string
  /** Why, as the end of "It is proposed because …" would say it. */
  readonly because: string
}

/** What is known of a mention. `kind` is the value of its attribute "type". */
export interface Mention {
  readonly text: string
  readonly kind: string | null
}

/** Entity id → time of its latest use, ISO 8601. Entities that were never used are absent. */
export type LastUses = ReadonlyMap<string, string>

const SURE: readonly ProposalReason[] = ['name', 'alias']
const ORDER: readonly ProposalReason[] = [...SURE, 'spelling', 'inside', 'last-name', 'initials', 'part', 'same-end']

/** Whether the mention is the very name or an alias, after folding case, accents and spaces. */
export const isExact = ({ reason }: EntityProposal): boolean => SURE.includes(reason)

/** The entity's own name is shown beside the reason, so only an alias is repeated in it. */
function because(reason: ProposalReason, alias: string | null): string {
  const name = alias === null ? 'the name' : `“${alias}”`
  switch (reason) {
    case 'name':
      return 'same name'
    case 'alias':
      return `also called ${name}`
    case 'spelling':
      return `${name}, but for punctuation`
    case 'inside':
      return `holds ${name}`
    case 'last-name':
      return `end of ${name}`
    case 'initials':
      return `initials of ${name}`
    case 'part':
      return `part of ${name}`
    case 'same-end':
      return `ends like ${name}`
  }
}

/** A name without a possessive "'s" and without an article before it. */
const bare = (folded: string): string => folded.replace(/['’]s$/, '').replace(/^the /, '')

/** The words in the order in which they are spoken: "Lind, Ada" is "Ada Lind". */
function spokenWords(folded: string): string[] {
  const [last = '', first, ...more] = bare(folded).split(',')
  return first === undefined || more.length > 0 ? wordsOf(bare(folded)) : [...wordsOf(first), ...wordsOf(last)]
}

const startsWithAll = (words: readonly string[], initials: readonly string[]): boolean =>
  words.length === initials.length && words.every((word, i) => word.startsWith(initials[i] ?? ' '))

/** Small words that initials leave out: the "of" in "Bank of the North", BN. */
const SMALL = new Set(['of', 'the', 'and', 'for', 'de', 'la', 'le', 'du', 'des', 'der', 'die', 'das', 'und', 'von'])

const initialsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('')

/** Whether one is the initials of the other: "UN" and "United Nations", "A. Lind" and "Ada Lind". */
function areInitials(mention: readonly string[], name: readonly string[]): boolean {
  const [short, long] = mention.join('').length < name.join('').length ? [mention, name] : [name, mention]
  const letters = short.join('')
  if (short.every((word) => word.length === 1) || short.length === 1) {
    const large = long.filter((word) => !SMALL.has(word))
    return letters.length > 1 && (initialsOf(long) === letters || initialsOf(large) === letters)
  }
  // First names shortened, last name in full.
  return short.at(-1) === long.at(-1) && short.some((word) => word.length === 1) && startsWithAll(long, short)
}

const endsWith = (words: readonly string[], end: readonly string[]): boolean =>
  end.length > 0 && end.length < words.length && end.every((word, i) => words[words.length - end.length + i] === word)

function reasonFor(
  mention: { readonly folded: string; readonly words: readonly string[] },
  named: { readonly folded: string; readonly words: readonly string[] },
  isAlias: boolean,
): ProposalReason | null {
  if (mention.folded === named.folded) return isAlias ? 'alias' : 'name'
  const words = spokenWords(mention.folded)
  const own = spokenWords(named.folded)
  if (words.length === 0 || own.length === 0) return null
  if (words.join('') === own.join('')) return 'spelling'
  if (endsWith(words, own) && own.length > 1) return 'inside'
  if (endsWith(own, words)) return 'last-name'
  if (areInitials(words, own)) return 'initials'
  if (words.every((word) => own.includes(word))) return 'part'
  // "Mayor Lind" and "Ada Lind": a title, or a relative. A single letter or digit says nothing.
  const last = words.at(-1) ?? ''
  return last.length > 2 && last === own.at(-1) ? 'same-end' : null
}

/**
 * The entities that a mention may mean, best first. Those with its very name or alias come first, the one used last at
 * the top; what only resembles it is ordered by how sure that is, then by whether the kind is the same, then by use.
 */
export function proposeEntities(
  entities: readonly Entity[],
  { text, kind }: Mention,
  lastUses: LastUses,
): EntityProposal[] {
  const folded = foldName(text)
  if (folded === '') return []
  const mention = { folded, words: wordsOf(folded) }
  const found: EntityProposal[] = []
  for (const entity of entities) {
    let best: EntityProposal | null = null
    namesOf(entity).forEach((named, i) => {
      const reason = reasonFor(mention, named, i > 0)
      if (reason === null || (best && ORDER.indexOf(best.reason) <= ORDER.indexOf(reason))) return
      best = { entity, reason, name: named.name, because: because(reason, i > 0 ? named.name : null) }
    })
    if (best) found.push(best)
  }
  const sureness = (item: EntityProposal): number => (isExact(item) ? 0 : ORDER.indexOf(item.reason))
  const otherKind = ({ entity }: EntityProposal): number => Number(kind !== null && entity.type !== kind)
  const used = ({ entity }: EntityProposal): string => lastUses.get(entity.id) ?? ''
  const byUse = (a: EntityProposal, b: EntityProposal): number => (used(a) > used(b) ? -1 : used(a) < used(b) ? 1 : 0)
  return found.sort(
    (a, b) =>
      sureness(a) - sureness(b) ||
      (isExact(a) ? byUse(a, b) || otherKind(a) - otherKind(b) : otherKind(a) - otherKind(b) || byUse(a, b)) ||
      compareByName(a.entity, b.entity),
  )
}
