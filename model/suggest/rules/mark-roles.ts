/** Which marks may close what a mark has opened. Where a mark opens in one language and closes in another, both stand here. */
export const CLOSERS: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '”': '”',
  '«': '»',
  '»': '«»',
  '‹': '›',
  '›': '‹›',
  '‘': '’',
  '‚': '‘’',
  '"': '"',
  "'": "'",
  '「': '」',
  '『': '』',
}

const LETTER = /[\p{L}\p{M}\p{N}]/u
const SPACE = /\s/u
/** What an opening mark stands behind, besides white space and the beginning. */
const BEFORE_OPENING = /[\p{Ps}\p{Pi}\p{Pd}/"'„‚:;,]/u
/** Words that begin with an apostrophe, without it: 'em, 'tis, '90s, 's avonds. */
const ELIDED = /^(?:em|tis|twas|til|cause|bout|n|s|t|k|\d+s?)(?![\p{L}\p{N}])/iu
/** A plural possessive ends in one of these; only then is the apostrophe behind it in doubt. */
const SIBILANT = /[sxz]/iu

/** What a mark does at its place. `doubt`: an apostrophe behind a sibilant, which may close or be a possessive. */
export type MarkRole = 'open' | 'close' | 'doubt' | 'none'

/** The characters around a mark, and whether they let it open or close. */
interface Place {
  readonly before: string
  readonly after: string
  readonly canOpen: boolean
  readonly canClose: boolean
}

/** What the characters around a mark allow: an opening one leans on what follows, a closing one on what precedes. */
export function placeOf(text: string, at: number, start: number, end: number): Place {
  const before = at > start ? text.charAt(at - 1) : ''
  const after = at + 1 < end ? text.charAt(at + 1) : ''
  const freeBefore = before === '' || SPACE.test(before)
  const freeAfter = after === '' || SPACE.test(after)
  return {
    before,
    after,
    canOpen: !freeAfter && (freeBefore || BEFORE_OPENING.test(before)),
    canClose: !freeBefore && (freeAfter || !LETTER.test(after)),
  }
}

/** What a mark does at its place; `opener` is the open mark that it could close. */
export function roleOf(text: string, at: number, mark: string, opener: string | undefined, place: Place): MarkRole {
  const { before, after, canOpen, canClose } = place
  switch (mark) {
    case '“':
    case '‘':
      // German closes with what English opens with.
      if (opener && canClose) return 'close'
      return canOpen && !isElision(text, at, mark) ? 'open' : 'none'
    case '„':
    case '‚':
      return canOpen ? 'open' : 'none'
    case '「':
    case '『':
      return 'open'
    case '”':
    case '」':
    case '』':
      if (opener) return 'close'
      return mark === '”' && canOpen ? 'open' : 'none'
    case '«':
    case '»':
    case '‹':
    case '›':
      return guillemet(mark, opener, place)
    case '"':
      if (opener && canClose) return 'close'
      return canOpen ? 'open' : 'none'
    default:
      // An apostrophe stands between letters, or for what an elided word has lost.
      if (LETTER.test(before) && LETTER.test(after)) return 'none'
      if (opener && canClose) return isDoubtful(before, after) ? 'doubt' : 'close'
      return mark === "'" && canOpen && !isElision(text, at, mark) ? 'open' : 'none'
  }
}

/** French puts a space inside « the marks », German turns them »around«, Finnish uses one for »both». */
function guillemet(mark: string, opener: string | undefined, { before, after, canOpen, canClose }: Place): MarkRole {
  const opensFrench = (mark === '«' || mark === '‹') && (before === '' || !LETTER.test(before)) && SPACE.test(after)
  if (opener && (canClose || (SPACE.test(before) && !canOpen && !opensFrench))) return 'close'
  // « text » with the closing mark right before another word is rare, but the mark can mean nothing else.
  if (opener && (opener === '«' || opener === '‹') && CLOSERS[opener] === mark) return 'close'
  return canOpen || opensFrench ? 'open' : 'none'
}

const isDoubtful = (before: string, after: string): boolean => SIBILANT.test(before) && SPACE.test(after)

const isElision = (text: string, at: number, mark: string): boolean =>
  (mark === "'" || mark === '‘') && ELIDED.test(text.slice(at + 1, at + 8))
