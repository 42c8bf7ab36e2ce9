import { createHash } from 'node:crypto'
import { offsetConverter } from '../../../model/text/offsets.ts'
import type { AnnLine } from './read-lines.ts'
import type { DatasetInput } from '../kit/reader.ts'

/*
 * brat reads a text with all its characters, a byte-order mark too: offsets count it. The text of an article begins after
 * it, as everywhere; some programs that write brat's format count as we do.
 */

/** A text and lines whose places count in it. */
export interface MarkedText {
  readonly text: string
  readonly lines: readonly AnnLine[]
}

const MARK = '\ufeff'

const beginsWithMark = async (input: DatasetInput, path: string): Promise<boolean> => {
  const bytes = await input.bytes(path)
  return bytes.ok && bytes.value[0] === 0xef && bytes.value[1] === 0xbb && bytes.value[2] === 0xbf
}

/** How many spans quote what stands at their place in a text. */
function fitting(lines: readonly AnnLine[], text: string): number {
  const { toModel } = offsetConverter(text, 'codepoint')
  const fits = (line: AnnLine): boolean => {
    if (line.kind !== 'span' || line.text === null) return false
    const [place] = line.places
    const [start, end] = [toModel(place?.start ?? -1), toModel(place?.end ?? -1)]
    return start !== null && end !== null && start < end && line.text.startsWith(text.slice(start, end))
  }
  return lines.filter(fits).length
}

/**
 * `text` is the file without a byte-order mark. Gives the places as they are in it; where it has a mark, and more quotes
 * fit with it counted, one less. A text of ours whose first character is such a mark gets it back, by its SHA-256.
 */
export async function withMark(
  input: DatasetInput,
  path: string,
  { text, lines }: MarkedText,
  textSha256: string | null,
): Promise<MarkedText> {
  const spans = lines.filter((line) => line.kind === 'span' && line.text !== null).length
  const found = fitting(lines, text)
  if (textSha256 === null && found === spans) return { text, lines }
  const marked = MARK + text
  if (textSha256 !== null && createHash('sha256').update(marked).digest('hex') === textSha256)
    return { text: marked, lines }
  if (found === spans || fitting(lines, marked) <= found || !(await beginsWithMark(input, path))) return { text, lines }
  const before = (place: number): number => Math.max(0, place - 1)
  return {
    text,
    lines: lines.map((line) =>
      line.kind === 'span'
        ? Object.assign({}, line, {
            places: line.places.map(({ start, end }) => ({ start: before(start), end: before(end) })),
          })
        : line,
    ),
  }
}
