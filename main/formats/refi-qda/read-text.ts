import { type OffsetUnit, offsetConverter } from '../../../model/text/offsets.ts'

/** A selection as a project has it. */
export interface QdaSelection {
  readonly start: number
  readonly end: number
  /** Most programs name a selection by the text in it, or by its beginning. */
  readonly name: string | null
}

/** The text that a source's positions count in, and what they count. */
export interface CountedText {
  readonly text: string
  readonly unit: OffsetUnit
  /** Line ends are counted as one character, although the file has two. */
  readonly joinedLineEnds: boolean
  /** Names that are the text of their selection. */
  readonly matches: number
}

const UNITS: readonly OffsetUnit[] = ['codepoint', 'utf16']

/**
 * The standard does not say what positions count. Where selections are named by their text, the way of counting is taken
 * that most names agree with; else code points in the text as it is.
 */
export function countedText(text: string, selections: readonly QdaSelection[]): CountedText {
  const texts = text.includes('\r\n') ? [text, text.replaceAll('\r\n', '\n')] : [text]
  const ways = texts.flatMap((candidate, i) =>
    UNITS.map((unit): CountedText => {
      const quoteOf = quoteFinder(candidate, unit)
      const matches = selections.filter((selection) => quoteOf(selection) !== null).length
      return { text: candidate, unit, joinedLineEnds: i > 0, matches }
    }),
  )
  const [best] = ways.toSorted((a, b) => b.matches - a.matches)
  return best ?? { text, unit: 'codepoint', joinedLineEnds: false, matches: 0 }
}

/** Gives the text of a selection if its name says the same, else null. White space may differ; a name may be cut off. */
export function quoteFinder(text: string, unit: OffsetUnit): (selection: QdaSelection) => string | null {
  const { toModel } = offsetConverter(text, unit)
  return ({ start, end, name }) => {
    if (name === null || name.trim() === '') return null
    const [from, to] = [toModel(start), toModel(end)]
    if (from === null || to === null || from > to) return null
    const quote = text.slice(from, to)
    const cut = /^(.+?)(?:…|\.\.\.)$/su.exec(name)?.[1]
    const found = levelled(quote)
    return levelled(name) === found || (cut !== undefined && found.startsWith(levelled(cut))) ? quote : null
  }
}

const levelled = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
