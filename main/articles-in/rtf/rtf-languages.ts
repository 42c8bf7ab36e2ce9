/* The languages an RTF file names by number (Windows language identifiers, [MS-LCID]). */

/** Where the primary language alone does not say it. */
const EXACT: Readonly<Record<number, string>> = {
  0x0404: 'zh-Hant',
  0x0804: 'zh-Hans',
  0x0c04: 'zh-Hant',
  0x1004: 'zh-Hans',
  0x1404: 'zh-Hant',
  0x0414: 'nb',
  0x0814: 'nn',
  0x041a: 'hr',
  0x081a: 'sr-Latn',
  0x0c1a: 'sr-Cyrl',
  0x101a: 'hr',
  0x141a: 'bs',
  0x181a: 'sr-Latn',
  0x1c1a: 'sr-Cyrl',
  0x201a: 'bs',
  0x241a: 'sr-Latn',
  0x281a: 'sr-Cyrl',
}

/** By primary language, the lower ten bits, from 1 on; "-" where {@link EXACT} has it or it is rare. */
const PRIMARY = (
  'ar bg ca zh cs da de el en es fi fr he hu is it ja ko nl no pl pt rm ro ru - sk sq sv th tr ur id uk be sl et lv lt ' +
  'tg fa vi hy az eu - mk st ts tn ve xh zu af ka fo hi mt se ga yi ms kk ky sw tk uz tt bn pa gu or ta te kn ml as mr sa ' +
  'mn bo cy km lo my gl'
).split(' ')

/** The language of an identifier, as a BCP 47 tag without its country; null for "no language" and for rare ones. */
function languageOfIdentifier(identifier: number): string | null {
  const primary = PRIMARY[(identifier & 0x3ff) - 1]
  return EXACT[identifier] ?? (primary === undefined || primary === '-' ? null : primary)
}

/** Identifiers of the languages of a piece of text: one each for the scripts of Europe, East Asia, and right to left. */
export interface Languages {
  readonly western: number | null
  readonly eastern: number | null
  readonly complex: number | null
}

/** Finds the language of most of a text. */
export interface LanguageVote {
  add(text: string, languages: Languages): void
  winner(): string | null
}

const EASTERN = /[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/u
const COMPLEX = /[\u0590-\u08ff\u0e00-\u0eff]/u

/** Text counts by its length, for the language of its script. */
export function createLanguageVote(): LanguageVote {
  const votes = new Map<number, number>()
  return {
    add(text, { western, eastern, complex }) {
      const identifier = EASTERN.test(text) ? eastern : COMPLEX.test(text) ? complex : western
      if (identifier !== null) votes.set(identifier, (votes.get(identifier) ?? 0) + text.length)
    },
    winner() {
      const best = [...votes].toSorted(([, a], [, b]) => b - a)[0]
      return best ? languageOfIdentifier(best[0]) : null
    },
  }
}
