/** What the rules know of a language: word lists, all in lower case, all of whole word forms. */
export interface Language {
  /** Primary subtag of BCP 47: "en". */
  readonly id: string
  /** Forms of verbs that introduce what somebody says. */
  readonly saying: ReadonlySet<string>
  /** Forms of verbs that say what somebody calls something: "called the plan “…”". Only before a quote. */
  readonly naming: ReadonlySet<string>
  /** Words that mean "said" right behind a quote and only there: „…“, so Lind. */
  readonly behind: ReadonlySet<string>
  readonly auxiliaries: ReadonlySet<string>
  /** Words up to two places before a verb that turn it round: "did not say", "refused to say". */
  readonly negations: ReadonlySet<string>
  /** Phrases for "according to", as lists of words. */
  readonly accordingTo: readonly (readonly string[])[]
  /** Whether the verb follows the source without a comma: "Laut Vogt sind die Pumpen…". */
  readonly accordingWithoutComma: boolean
  /** Nouns for people that speak: minister, spokeswoman. */
  readonly roles: ReadonlySet<string>
  /** Nouns for bodies that speak: council, police. */
  readonly bodies: ReadonlySet<string>
  /** Endings of compounds that are such nouns: -sprecher. Null where there are no compounds. */
  readonly roleEndings: RegExp | null
  /** Such nouns that need no article: officials, residents. */
  readonly groups: ReadonlySet<string>
  readonly determiners: ReadonlySet<string>
  /** Whether nouns have no article, so that a role needs none before it. */
  readonly withoutArticles: boolean
  readonly pronouns: ReadonlySet<string>
  /** Forms that pronouns have after a preposition: "according to him". */
  readonly pronounsAfterPreposition: ReadonlySet<string>
  /** Words before a name that are no part of it: Mr, Dr, Frau. */
  readonly titles: ReadonlySet<string>
  /** Small words inside names: de, van, bin. */
  readonly particles: ReadonlySet<string>
  /** Words that are written with a capital and are no names: days, months, what sentences begin with. */
  readonly notNames: ReadonlySet<string>
  readonly prepositions: ReadonlySet<string>
  /** Words that link a second quote to the first: and, but. */
  readonly conjunctions: ReadonlySet<string>
  /** Whether every noun has a capital, so that a capital says little. */
  readonly capitalNouns: boolean
  /** Whether the speaker is often put inside the marks: « Oui, dit-elle, et alors ? » */
  readonly incises: boolean
  /** Words cut short before a vowel: l', qu'. Null where there are none. */
  readonly elision: RegExp | null
  /** The commonest small words, by which the language of a text is guessed. */
  readonly common: ReadonlySet<string>
}

/** Words of a list written with spaces between them. */
export const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u).filter((word) => word !== ''))

/** Every stem with every ending; both lists are written with spaces, "-" is the empty ending. */
export const forms = (stems: string, endings: string): string =>
  [...words(stems)].flatMap((stem) => [...words(endings)].map((end) => (end === '-' ? stem : stem + end))).join(' ')

/** Phrases written with commas between them. */
export const phrases = (list: string): readonly (readonly string[])[] =>
  list.split(',').map((phrase) => phrase.trim().split(' '))
