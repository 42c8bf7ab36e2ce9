import type { TextBlock } from '../html/html-blocks.ts'
import { CONTROLS_LEFT, ENDS_MADE, HALVES_LEFT } from './rtf-words.ts'

/** Records something that was changed or left out. */
export type Count = (what: string, number?: number) => void

/** What a paragraph is, as far as its control words say; `style` is a number of the style sheet. */
export interface ParagraphShape {
  readonly style: number | null
  /** 0 to 8 for headings of level 1 to 9, 9 for text. */
  readonly outline: number | null
  readonly listed: boolean
  readonly inTable: boolean
}

export const PLAIN_PARAGRAPH: ParagraphShape = { style: null, outline: null, listed: false, inTable: false }

interface Style {
  name: string
  outline: number | null
}

/** The style sheet, as its words and names come. */
export interface Styles {
  word(word: string, value: number | null): void
  name(text: string): void
  find(number: number): Readonly<Style> | null
}

/** An empty style sheet: character and table styles never come here. */
export function createStyles(): Styles {
  const all = new Map<number, Style>()
  let current: Style | null = null
  return {
    word(word, value) {
      if (word === 's' && value !== null) all.set(value, (current = { name: '', outline: null }))
      else if (word === 'outlinelevel' && current) current.outline = value
    },
    name(text) {
      if (!current) return
      const end = text.indexOf(';')
      current.name += end < 0 ? text : text.slice(0, end)
      if (end >= 0) current = null
    },
    find: (number) => all.get(number) ?? null,
  }
}

/** Text that runs through paragraphs, cells and rows: the document's, a note's, a text box's. */
export interface Flow {
  /** Where its blocks go. */
  readonly blocks: TextBlock[]
  add(text: string): void
  /** The paragraph that is open begins with a number or bullet. */
  label(): void
  endParagraph(shape: ParagraphShape): void
  endCell(shape: ParagraphShape): void
  /** Cells of a table within a cell belong to that cell. */
  endNestedCell(shape: ParagraphShape): void
  endRow(shape: ParagraphShape): void
  /** There is no more: what is open is closed. */
  finish(shape: ParagraphShape): void
}

const hasText = ({ text }: TextBlock): boolean => /\S/u.test(text)

/** A flow whose blocks go to `blocks`; `clean` takes out what no text can hold. */
export function createFlow(blocks: TextBlock[], styles: Styles, clean: (text: string) => string): Flow {
  let open = ''
  let labelled = false
  let cell: TextBlock[] = []
  let row: TextBlock[][] = []

  const take = (shape: ParagraphShape): TextBlock => {
    const block = { ...kindOf(shape, labelled, styles), text: clean(open) }
    open = ''
    labelled = false
    return block
  }
  const closeCell = (): void => {
    row.push(cell.filter(hasText))
    cell = []
  }
  const closeRow = (): void => {
    if (cell.length > 0) closeCell()
    const [only] = row
    // One cell with several paragraphs is a frame around them, no table.
    if (row.length === 1 && only && only.length > 1) for (const block of only) blocks.push(block)
    else if (row.length > 0) {
      const text = row.map((paragraphs) => paragraphs.map((block) => block.text).join(' ')).join('\t')
      blocks.push({ kind: 'table-row', level: null, text })
    }
    row = []
  }
  return {
    blocks,
    add(text) {
      open += text
    },
    label() {
      labelled = true
    },
    endParagraph(shape) {
      if (shape.inTable) cell.push(take(shape))
      else {
        // A table that was not ended ends here.
        closeRow()
        blocks.push(take(shape))
      }
    },
    endCell(shape) {
      cell.push(take(shape))
      closeCell()
    },
    endNestedCell(shape) {
      cell.push(take(shape))
    },
    endRow(shape) {
      if (open !== '') cell.push(take(shape))
      closeRow()
    },
    finish(shape) {
      if (open !== '' && shape.inTable) cell.push(take(shape))
      closeRow()
      if (open !== '') blocks.push(take(shape))
    },
  }
}

/** Word says by the outline level what is a heading, others by the name of the style; Word's names are always English. */
function kindOf(
  { style, outline, listed }: ParagraphShape,
  labelled: boolean,
  styles: Styles,
): Pick<TextBlock, 'kind' | 'level'> {
  const named = style === null ? null : styles.find(style)
  const name = named?.name.trim().toLowerCase() ?? ''
  const numbered = /^heading ([1-9])$/.exec(name)?.[1]
  const level = outline ?? named?.outline ?? (numbered === undefined ? null : Number(numbered) - 1)
  if (level !== null && level >= 0 && level < 9) return { kind: 'heading', level: Math.min(6, level + 1) }
  if (name === 'title') return { kind: 'heading', level: 1 }
  if (listed || labelled || /^list (bullet|number)/.test(name)) return { kind: 'list-item', level: null }
  if (/^(?:intense )?quot(?:e|ations)$/.test(name)) return { kind: 'quotation', level: null }
  return { kind: name === 'caption' ? 'caption' : 'paragraph', level: null }
}

/** Control characters but tab and line feed, and what is no character at all. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]/gu
const LONE_SURROGATES = /\p{Surrogate}/gu

/** Line ends that were written as characters: Word's own line end is a vertical tab. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const LINE_ENDS = /\r\n?|[\x0b\x0c\x85]/gu

/** Takes out what no text can hold, makes every line end "\n", and counts both. */
export function cleanText(text: string, count: Count): string {
  const put = (from: string, pattern: RegExp, what: string, instead = ''): string =>
    from.replaceAll(pattern, () => {
      count(what)
      return instead
    })
  const lines = put(text, LINE_ENDS, ENDS_MADE, '\n')
  return put(put(lines, CONTROLS, CONTROLS_LEFT), LONE_SURROGATES, HALVES_LEFT)
}
