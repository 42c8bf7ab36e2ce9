import type { Entity } from '../record/entity.ts'
import { foldName, wordsOf } from '../text/fold-name.ts'

/** An entry that a search found. */
export interface FoundEntity {
  readonly entity: Entity
  /** The name or alias that fits best. */
  readonly name: string
  /** Higher fits better; {@link EXACT_SCORE} is the same name. */
  readonly score: number
}

/** Score of an entry that has the very name that was typed, after folding. */
export const EXACT_SCORE = 1000
const BEGINS = 800
const WORDS_BEGIN = 600
const CONTAINS = 400
/** The most that scattered letters in the right order can get; one name inside another is always better. */
const SCATTERED = 300
/** An alias that fits as well as a name comes after it. */
const ALIAS_COSTS = 5

interface Named {
  readonly name: string
  readonly folded: string
  readonly words: readonly string[]
}

// Folding costs ten times the comparing, and entries are immutable: each is folded once.
const folded = new WeakMap<Entity, readonly Named[]>()

/** The name of an entry, then its aliases, each as written and folded. */
export function namesOf(entity: Entity): readonly Named[] {
  let names = folded.get(entity)
  if (!names) {
    names = [entity.name, ...entity.aliases].map((name) => {
      const plain = foldName(name)
      return { name, folded: plain, words: wordsOf(plain) }
    })
    folded.set(entity, names)
  }
  return names
}

const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character)

function isSubsequence(text: string, name: string): boolean {
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const at = name.indexOf(text.charAt(i), from)
    if (at < 0) return false
    from = at + 1
  }
  return true
}

/**
 * How well the letters of a text occur in a name in their order, from 0 to 1; null when they do not. A letter that
 * begins a word counts three, one right after the letter before it two. The best of all ways to place them counts, not
 * the first: "hbd" is H, B and d of "Harbour Board".
 */
function scattered(text: string, name: string): number | null {
  if (!isSubsequence(text, name)) return null
  const none = Number.NEGATIVE_INFINITY
  /** Most points with the letters so far, the last of them at each place of the name. */
  let points: number[] = Array.from({ length: name.length }, () => 0)
  for (let i = 0; i < text.length; i++) {
    let before = i === 0 ? 0 : none
    points = points.map((_, at) => {
      if (i > 0 && at > 0) before = Math.max(before, points[at - 1] ?? none)
      if (name.charAt(at) !== text.charAt(i)) return none
      const begins = isLetter(name.charAt(at)) && (at === 0 || !isLetter(name.charAt(at - 1)))
      const together = i > 0 && at > 0 ? (points[at - 1] ?? none) + 2 : none
      return Math.max(before + (begins ? 3 : 0), together + (begins ? 1 : 0))
    })
  }
  return Math.max(...points) / (text.length * 3)
}

/** Fewer hits than that are letters that happen to be there: they would bury what was meant. */
const LEAST_SCATTERED = 0.4

function scoreOf(text: string, words: readonly string[], { folded: name, words: nameWords }: Named): number {
  if (name === text) return EXACT_SCORE
  // A longer rest fits a little worse, so "Ana" finds "Ana Ruiz" before "Anastasia Delacroix".
  const length = Math.min(50, name.length - text.length)
  if (name.startsWith(text)) return BEGINS - length
  if (words.length > 0 && words.every((word) => nameWords.some((own) => own.startsWith(word)))) {
    return WORDS_BEGIN - length
  }
  if (name.includes(text)) return CONTAINS - length
  const share = scattered(text.replaceAll(' ', ''), name)
  return share === null || share < LEAST_SCATTERED ? 0 : Math.round(share * SCATTERED)
}

/**
 * The entries of the register whose name or an alias fits a typed text, best first: the same name, its beginning, words
 * that begin so in any order, a part of it, the letters in their order ("gru" finds "Gómez Ruiz"). Without letters to
 * look for, all entries by name. Case and accents do not matter.
 */
export function searchEntities(entities: readonly Entity[], text: string): FoundEntity[] {
  const wanted = foldName(text)
  const words = wordsOf(wanted)
  const found: FoundEntity[] = []
  for (const entity of entities) {
    let best: FoundEntity | null = null
    namesOf(entity).forEach((named, i) => {
      const fits = wanted === '' ? 1 : scoreOf(wanted, words, named)
      const score = fits > 0 && i > 0 ? fits - ALIAS_COSTS : fits
      if (score > 0 && score > (best?.score ?? 0)) best = { entity, name: named.name, score }
    })
    if (best) found.push(best)
  }
  return found.sort((a, b) => b.score - a.score || compareByName(a.entity, b.entity))
}

/** By folded name, then by id, so that every list of entries has one order. */
export function compareByName(a: Entity, b: Entity): number {
  const x = namesOf(a)[0]?.folded ?? ''
  const y = namesOf(b)[0]?.folded ?? ''
  return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
