import type { Block } from '../../model/article.ts'
import { fail, ok, type Result } from '../../model/result.ts'
import { decodeText } from './decode-text.ts'
import { extensionOf, type Importer, oneArticle, type ReadArticle, type ReadFile } from './importer.ts'
import { normaliseNewlines } from './newlines.ts'
import { looksBinary, looksLikeMarkup } from './signatures.ts'
import { textBlocks } from './text-blocks.ts'

const EXTENSIONS = ['txt', 'text']
const TITLE_LENGTH = 80

/** Plain text. The article's text is the file's text; only line ends and the byte-order mark are normalised. */
export const textImporter: Importer = {
  id: 'text',
  title: 'Plain text',
  extensions: EXTENSIONS,
  // A .txt file is taken as text whatever it says; any other only when it is not the source of another format.
  sniff: (head, fileName) =>
    !looksBinary(head) && (EXTENSIONS.includes(extensionOf(fileName)) || !looksLikeMarkup(head)),
  read: readText,
}

function readText(bytes: Uint8Array, fileName: string): Result<ReadFile> {
  const decoded = decodeText(bytes, fileName)
  if (!decoded.ok) return decoded
  const { encoding, byteOrderMark } = decoded.value
  const { text, style, replaced } = normaliseNewlines(decoded.value.text)
  const blocks = textBlocks(text)
  if (blocks.length === 0) {
    return fail('empty-file', `"${fileName}" holds no text.`, 'Choose a file that has an article in it.')
  }
  const article: ReadArticle = {
    part: null,
    title: titleOf(text, blocks) || fileName,
    body: { text, blocks },
    language: null,
    metadata: {},
    mediaType: 'text/plain',
    encoding,
    byteOrderMark,
    newline: style,
    normalised: [
      ...(byteOrderMark ? [{ what: 'byte-order mark taken off', count: 1 }] : []),
      ...(replaced > 0 ? [{ what: 'line ends made "\\n"', count: replaced }] : []),
    ],
    library: null,
    warnings: warningsOf(text, encoding),
  }
  return ok(oneArticle(article))
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

function warningsOf(text: string, encoding: string): string[] {
  const warnings: string[] = []
  if (encoding === 'windows-1252') {
    warnings.push('The file is not UTF-8; it was read as Windows-1252. Look at accents and quotation marks.')
  }
  const replaced = text.split('\ufffd').length - 1
  if (replaced > 0) {
    warnings.push(`The file itself holds ${replaced} replacement characters (\ufffd): it was damaged before.`)
  }
  return warnings
}
