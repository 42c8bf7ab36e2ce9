import type { PlacedExtra } from '../kit/standoff/extra.ts'
import { escaped, safeName } from '../kit/names/safe-name.ts'

/* What brat's writer and reader have in common. Format: https://brat.nlplab.org/standoff.html */

/** A comment of this kind holds the value of an attribute that is free text: "Attribute-statement". */
export const ATTRIBUTE_COMMENT = 'Attribute-'
/** The kind of comment that brat itself writes. */
export const NOTE_COMMENT = 'AnnotatorNotes'
/** The resource of references to the project's own register: "Register:<id>". */
export const REGISTER_RESOURCE = 'Register'
export const WIKIDATA_RESOURCE = 'Wikidata'
/** The attribute that a reference is, of annotations that have a place for one. */
export const REFERENCE_ATTRIBUTE = 'entity'

const NAME_CHARACTER = /[A-Za-z0-9_-]/u

/** A type, attribute, role or value as brat takes it; `unsafeName` gives it back. */
export const bratName = (name: string): string => safeName(name, NAME_CHARACTER)

/** A role as an argument of an event. Digits at its end would count arguments of one role. */
export const argumentName = (role: string): string => bratName(role).replace(/\d$/, escaped)

/** Everything that ends a line in Python, which brat is written in. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const LINE_BREAK = /[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/
const LINE_BREAKS = new RegExp(LINE_BREAK, 'g')

/** Free text in one line. */
export const inOneLine = (text: string): string => text.replaceAll(LINE_BREAKS, ' ').replaceAll('\t', ' ')

export interface Piece {
  readonly start: number
  readonly end: number
}

/** The parts of a span that lie in one line each, without those of white space only. UTF-16 offsets. */
export function linePieces(text: string, { start, end }: Piece): Piece[] {
  const pieces: Piece[] = []
  let from = start
  const add = (to: number): void => {
    if (text.slice(from, to).trim() !== '') pieces.push({ start: from, end: to })
  }
  for (let at = start; at < end; at++) {
    if (!LINE_BREAK.test(text.charAt(at))) continue
    add(at)
    from = at + 1
  }
  add(end)
  return pieces
}

/** What brat's files say of an annotation, in words of ours: free text has lost its line breaks. */
export const bratWords = ({ attributes, note }: Pick<PlacedExtra, 'attributes' | 'note'>) => ({
  attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, inOneLine(value)])),
  note: inOneLine(note),
})
