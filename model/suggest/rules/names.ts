import type { Entity } from '../../record/entity.ts'
import type { Span } from '../../text/span.ts'

/** A name of an entity at its place in the text. */
export interface NamedSpan extends Span {
  readonly entity: Entity
}

/** Finds the names and aliases of entities in a text. */
export interface NameMatcher {
  /** Whole names in a stretch of text, disjoint, in reading order. Reads at most one character outside the stretch. */
  find(text: string, stretch: Span): NamedSpan[]
}

interface Name {
  /** The letters and digits of the name, as they must stand in the text. */
  readonly atoms: readonly string[]
  /** What stands between them: hyphen, apostrophe, full stop; "" for white space alone. */
  readonly gaps: readonly string[]
  /** The entity that has the name; null where several share it, because only a person can tell which is meant. */
  entity: Entity | null
}

const ATOM = /[\p{L}\p{M}\p{N}]+/gu
/** Scripts that write words without spaces: there a name may stand right beside other letters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u
const LETTER = /[\p{L}\p{M}\p{N}]/u
/** All-capital forms of shorter names are ordinary words too often: "WHO", "US". */
const LEAST_LETTERS_IN_CAPITALS = 4

const gapOf = (between: string): string => between.replaceAll('’', "'").replaceAll(/\s+/gu, '')

/** Names of one letter are initials or list marks, not names. */
const LEAST_LETTERS = 2

/**
 * Rules of matching: the letters as they are in the register, capitals included, or the whole name in capitals; never a
 * part of a word ("Lind" is not in "Lindhaven" nor in "Lind-Berg"); any white space for a space, either apostrophe for
 * the other; the longest name where several begin; no name that two entries share.
 */
export function nameMatcher(entities: readonly Entity[]): NameMatcher {
  const made = matchers.get(entities) ?? makeMatcher(entities)
  matchers.set(entities, made)
  return made
}

/** Lists of entities are immutable, so the matcher of a list serves every rule and article. */
const matchers = new WeakMap<readonly Entity[], NameMatcher>()

function makeMatcher(entities: readonly Entity[]): NameMatcher {
  const byFirst = new Map<string, Name[]>()
  const known = new Map<string, Name>()
  const add = (written: string, entity: Entity): void => {
    const name = read(written, entity)
    const letters = name.atoms.join('').length
    if (letters < LEAST_LETTERS) return
    const id = name.atoms.map((atom, i) => atom + (name.gaps[i] ?? '')).join(' ')
    const other = known.get(id)
    if (other) {
      if (other.entity !== entity) other.entity = null
      return
    }
    known.set(id, name)
    const first = name.atoms[0] as string
    const key = UNSPACED.test(first.charAt(0)) ? first.charAt(0) : first
    byFirst.set(key, [...(byFirst.get(key) ?? []), name])
  }
  for (const entity of entities) {
    for (const written of [entity.name, ...entity.aliases]) {
      add(written, entity)
      const capitals = written.toUpperCase()
      const letters = capitals.match(ATOM)?.join('').length ?? 0
      if (capitals !== written && letters >= LEAST_LETTERS_IN_CAPITALS) add(capitals, entity)
    }
  }
  const length = ({ atoms }: Name): number => atoms.reduce((sum, atom) => sum + atom.length + 1, 0)
  for (const names of byFirst.values()) names.sort((a, b) => length(b) - length(a))

  return {
    find(text, { start, end }) {
      const found: NamedSpan[] = []
      if (byFirst.size === 0) return found
      let after = start
      for (const { 0: atom, index } of text.slice(start, end).matchAll(ATOM)) {
        for (const place of UNSPACED.test(atom) ? placesIn(atom) : [0]) {
          const at = start + index + place
          if (at < after || !startsWord(text, at)) continue
          const names = byFirst.get(place === 0 ? atom : text.charAt(at)) ?? byFirst.get(text.charAt(at))
          const match = names && longestAt(text, at, end, names)
          if (!match) continue
          if (match.entity) found.push({ start: at, end: match.end, entity: match.entity })
          after = match.end
        }
      }
      return found
    },
  }
}

function read(written: string, entity: Entity): Name {
  const atoms: string[] = []
  const gaps: string[] = []
  let end = 0
  for (const { 0: atom, index } of written.matchAll(ATOM)) {
    if (atoms.length > 0) gaps.push(gapOf(written.slice(end, index)))
    atoms.push(atom)
    end = index + atom.length
  }
  return { atoms, gaps, entity }
}

/** Every character of a run in such a script may begin a name. */
const placesIn = (run: string): number[] => Array.from({ length: run.length }, (_, place) => place)

/** Whether no word continues into `at`: letters, or letters with a hyphen. "d'" and "l'" are words of their own. */
function startsWord(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  if (UNSPACED.test(text.charAt(at))) return true
  return !LETTER.test(before) && !(before === '-' && LETTER.test(text.charAt(at - 2)))
}

function endsWord(text: string, end: number): boolean {
  const after = text.charAt(end)
  if (UNSPACED.test(text.charAt(end - 1))) return true
  return !LETTER.test(after) && !(after === '-' && LETTER.test(text.charAt(end + 1)))
}

function longestAt(text: string, at: number, limit: number, names: readonly Name[]) {
  for (const { atoms, gaps, entity } of names) {
    let end = at
    const fits = atoms.every((atom, i) => {
      if (i > 0) {
        const next = nextLetter(text, end)
        if (next < 0 || !sameGap(text.slice(end, next), gaps[i - 1] ?? '')) return false
        end = next
      }
      if (!text.startsWith(atom, end)) return false
      end += atom.length
      return true
    })
    if (fits && end <= limit && endsWord(text, end)) return { end, entity }
  }
  return null
}

/** Characters that may stand between two parts of a name; more are another sentence. */
const LONGEST_GAP = 4

function nextLetter(text: string, from: number): number {
  for (let at = from; at <= from + LONGEST_GAP && at < text.length; at++) if (LETTER.test(text.charAt(at))) return at
  return -1
}

const sameGap = (between: string, wanted: string): boolean =>
  gapOf(between) === wanted && !between.includes('\n\n') && (wanted !== '' || between !== '')
