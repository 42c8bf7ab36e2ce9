/* From the pieces of text that a page places to lines, in reading order. Pure: no library is known here. */

/** A piece of text as a page places it; positions in points, from the lower left corner. */
export interface PdfPiece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  /** Size of the font. */
  readonly size: number
  readonly rightToLeft: boolean
  readonly vertical: boolean
  /** Whether the program that made the page ended a line here. */
  readonly endsLine: boolean
}

export interface PdfLine {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly page: number
  /** Whether it stands where running heads and feet stand. */
  readonly inMargin: boolean
}

/** Where a page ends, in points. */
export interface PageBox {
  readonly bottom: number
  readonly top: number
}

/** Of the page's height: so much at the top and at the bottom is margin. */
const MARGIN = 0.1

/** Of the size of the font: a wider gap between pieces is a blank, a larger jump another line. */
const BLANK = 0.15
const SAME_LINE = 0.5
/** A gap this wide is one between columns or cells. */
const COLUMN_GAP = 6

/**
 * The lines of a page in the order in which its text was written into it, which is the reading order of nearly all
 * programs that make PDFs: a column after the other.
 */
export function linesOf(pieces: readonly PdfPiece[], page: number, box: PageBox): PdfLine[] {
  const lines: PdfLine[] = []
  let line: PdfPiece[] = []
  const close = (): void => {
    const made = lineOf(line, page, box)
    if (made) lines.push(made)
    line = []
  }
  for (const piece of pieces) {
    const last = line[line.length - 1]
    if (last && !isSameLine(last, piece)) close()
    line.push(piece)
    if (piece.endsLine) close()
  }
  close()
  return lines
}

function isSameLine(a: PdfPiece, b: PdfPiece): boolean {
  if (a.vertical || b.vertical) return a.vertical && b.vertical && Math.abs(a.x - b.x) < SAME_LINE * Math.max(a.size, 1)
  const size = Math.max(a.size, b.size, 1)
  if (Math.abs(a.y - b.y) > SAME_LINE * size) return false
  const gap = b.x - (a.x + a.width)
  return a.rightToLeft || b.rightToLeft || (gap < COLUMN_GAP * size && gap > -COLUMN_GAP * size)
}

function lineOf(pieces: readonly PdfPiece[], page: number, { bottom, top }: PageBox): PdfLine | null {
  const shown = pieces.filter(({ text }) => text !== '')
  if (!shown.some(({ text }) => /\S/u.test(text))) return null
  const rightToLeft = shown.filter((piece) => piece.rightToLeft).length * 2 > shown.length
  const ordered = rightToLeft ? shown.toSorted((a, b) => b.x - a.x) : shown
  let text = ''
  let before: PdfPiece | null = null
  for (const piece of ordered) {
    const gap = before ? (rightToLeft ? before.x - (piece.x + piece.width) : piece.x - (before.x + before.width)) : 0
    const apart = before !== null && !piece.vertical && gap > BLANK * piece.size
    if (apart && !/\s$/u.test(text) && !/^\s/u.test(piece.text)) text += ' '
    text += piece.text
    before = piece
  }
  const y = shown[0]?.y ?? 0
  const margin = (top - bottom) * MARGIN
  const sizes = shown.map(({ size }) => size).toSorted((a, b) => a - b)
  return {
    text: text.trim(),
    left: shown.reduce((least, { x }) => Math.min(least, x), Infinity),
    right: shown.reduce((most, { x, width }) => Math.max(most, x + width), -Infinity),
    y,
    size: sizes[Math.floor(sizes.length / 2)] ?? 0,
    page,
    inMargin: y < bottom + margin || y > top - margin,
  }
}

export interface Margins {
  readonly kept: readonly (readonly PdfLine[])[]
  readonly running: number
  readonly pageNumbers: number
}

const digitsOut = (text: string): string => text.replaceAll(/\d+/g, '#').toLowerCase()
const PAGE_NUMBER = /^\W*(?:page|p\.|seite|s\.)?\s*\d{1,4}(?:\s*(?:\/|of|von|de)\s*\d{1,4})?\W*$/iu

/** Takes out what stands at the top or bottom of most pages, and page numbers there. `pages` are lines by page. */
export function withoutMargins(pages: readonly (readonly PdfLine[])[]): Margins {
  const seen = new Map<string, number>()
  for (const lines of pages) {
    for (const key of new Set(lines.filter(({ inMargin }) => inMargin).map(({ text }) => digitsOut(text))))
      seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  const often = Math.max(3, Math.ceil(pages.length / 2))
  let running = 0
  let pageNumbers = 0
  const kept = pages.map((lines) =>
    lines.filter((line) => {
      if (!line.inMargin) return true
      if (pages.length > 1 && PAGE_NUMBER.test(line.text)) {
        pageNumbers++
        return false
      }
      if ((seen.get(digitsOut(line.text)) ?? 0) < often) return true
      running++
      return false
    }),
  )
  return { kept, running, pageNumbers }
}
