import type { Block } from '../../../model/text/block.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { type DecodedText, decodeText } from './decode-text.ts'
import {
  extensionOf,
  HEAD_LENGTH,
  type Importer,
  type ImportOptions,
  type ReadArticle,
  type ReadFile,
} from '../importer.ts'
import { normaliseNewlines } from './newlines.ts'
import { looksBinary, looksLikeMarkup, looksLikeRtf } from '../signatures.ts'
import { splitArticles } from '../split-articles.ts'
import { textBlocks } from '../../../model/text/text-blocks.ts'

const EXTENSIONS = ['txt', 'text']
const TITLE_LENGTH = 80

const MARKUP_WARNING = 'The file is the source of a page or of data; its mark-up was taken as text.'

/** Plain text. The article's text is the file's text; only line ends and the byte-order mark are normalised. */
export const textImporter: Importer = {
  id: 'text',
  title: 'Plain text',
  extensions: EXTENSIONS,
  // Whatever no other importer knows, as long as it is text at all.
  sniff: (head, fileName) => !looksBinary(head) && (EXTENSIONS.includes(extensionOf(fileName)) || !looksLikeRtf(head)),
  read: readText,
}

function readText(bytes: Uint8Array, fileName: string, options: ImportOptions): Result<ReadFile> {
  const decoded = decodeText(bytes, fileName, options.encoding)
  if (!decoded.ok) return decoded
  const { encoding, byteOrderMark, candidates } = decoded.value
  const { text, style, replaced } = normaliseNewlines(decoded.value.text)
  const parts = options.separator === null ? ok([null]) : splitArticles(text, options.separator, fileName)
  if (!parts.ok) return parts
  const articles = parts.value.flatMap((span, position): ReadArticle[] => {
    const body = span ? text.slice(span.start, span.end) : text
    const blocks = textBlocks(body)
    if (blocks.length === 0) return []
    const part = span ? `article ${position + 1}` : null
    return [
      {
        part,
        title: titleOf(body, blocks) || fileName,
        body: { text: body, blocks },
        language: null,
        metadata: {},
        mediaType: 'text/plain',
        encoding,
        byteOrderMark,
        newline: style,
        normalised: [
          ...(byteOrderMark ? [{ what: 'byte-order mark taken off', count: 1 }] : []),
          ...(replaced > 0 ? [{ what: 'line ends made "\\n"', count: replaced }] : []),
          ...(span
            ? [{ what: 'separators and blank lines between articles left out', count: parts.value.length - 1 }]
            : []),
        ],
        library: null,
        warnings: [
          ...decodingWarnings(body, decoded.value),
          ...(looksLikeMarkup(bytes.subarray(0, HEAD_LENGTH)) ? [MARKUP_WARNING] : []),
        ],
      },
    ]
  })
  if (articles.length === 0) {
    return fail('empty-file', `"${fileName}" holds no text.`, 'Choose a file that has an article in it.')
  }
  return ok({ articles, unread: [], encodings: candidates, table: null })
}

/** The headline, or the first words of the text. */
function titleOf(text: string, blocks: readonly Block[]): string {
  const [first] = blocks
  if (!first) return ''
  const words = text.slice(first.start, first.end).replaceAll(/\s+/gu, ' ').trim()
  if (first.kind === 'heading' || words.length <= TITLE_LENGTH) return words
  const points = [...words].slice(0, TITLE_LENGTH).join('')
  const cut = points.lastIndexOf(' ')
  return `${cut > TITLE_LENGTH / 2 ? points.slice(0, cut) : points}…`
}

/** The warnings about how a text was decoded: every importer that decodes bytes gives them. */
export function decodingWarnings(
  text: string,
  { encoding, guessed, candidates }: Pick<DecodedText, 'encoding' | 'guessed' | 'candidates'>,
): string[] {
  const warnings: string[] = []
  if (candidates.length > 0) {
    const others = candidates.slice(1).map((candidate) => candidate.encoding)
    warnings.push(
      `The encoding is a guess: it was read as ${encoding}, and may be ${others.join(' or ')}. Look at accents and quotation marks.`,
    )
  }
  if (guessed && candidates.length === 0) {
    warnings.push(`The file is not UTF-8; it was read as ${encoding}, which was found by statistics.`)
  }
  const places = [...text.matchAll(/\ufffd/g)].map(({ index }) => index)
  if (places.length > 0) {
    const where = places.slice(0, 5).join(', ')
    warnings.push(
      `The file itself holds ${places.length} replacement characters (\ufffd), at position ${where}: it was damaged before.`,
    )
  }
  return warnings
}
