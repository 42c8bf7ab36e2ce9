import { fail, ok, type Result } from '../../../model/value/result.ts'
import { encodingName } from '../text/encodings.ts'
import { joinBlocks } from '../html/html-blocks.ts'
import { type Importer, type ImportOptions, oneArticle, type ReadFile } from '../importer.ts'
import { readRtf } from './rtf-document.ts'
import { looksLikeRtf } from '../signatures.ts'
import { decodingWarnings } from '../text/text.ts'
import { titleFrom } from '../metadata.ts'

/**
 * Rich Text Format 1.9.1. Notes follow the text; hidden and deleted text, headers, comments and pictures are left out and
 * counted.
 *
 * The reader is our own: of the libraries there are, rtf-parser ends the process on a document it does not expect and
 * does not know `\uc`, hidden text, notes or tables; rtf-stream-parser is made for mails within RTF and has no paragraphs;
 * officeparser needs a newer Node than the program runs in, and text recognition with it.
 */
export const rtfImporter: Importer = {
  id: 'rtf',
  title: 'Rich text',
  extensions: ['rtf'],
  sniff: looksLikeRtf,
  read,
}

function read(bytes: Uint8Array, fileName: string, options: ImportOptions): Result<ReadFile> {
  if (!looksLikeRtf(bytes)) {
    return fail('damaged-file', `"${fileName}" does not begin like RTF.`, 'Open it in its program and save it again.')
  }
  const wanted = options.encoding === null ? null : encodingName(options.encoding)
  if (options.encoding !== null && (wanted === null || /^utf-(?:16|32)/.test(wanted))) {
    return fail(
      'unknown-format',
      `"${options.encoding}" is no encoding that an RTF file can be read in.`,
      'Use a name like windows-1252, windows-1251, iso-8859-2, macintosh, shift_jis, euc-kr, gb18030, big5 or utf-8.',
    )
  }
  const document = readRtf(bytes, fileName, wanted)
  if (!document.ok) return document
  const { blocks: body, notes, info, language, encoding, left, warnings } = document.value
  const found = [...body, ...notes]
  // A note begins with its number and a tab; the number is made when it is shown.
  const noted = notes.map(({ kind, level, text: note }) => ({ kind, level, text: note.trimStart() }))
  const { text, blocks } = joinBlocks([...body, ...noted])
  if (blocks.length === 0) {
    return fail('no-text', `"${fileName}" holds no text.`, 'Choose a document that has an article in it.')
  }
  const filled = found.filter((block) => /\S/u.test(block.text))
  const trimmed =
    filled.reduce((sum, block) => sum + block.text.length, 0) -
    blocks.reduce((sum, { start, end }) => sum + end - start, 0)
  const spacing = [
    { what: 'empty paragraphs left out', count: found.length - filled.length },
    { what: 'blanks at the ends of lines and paragraphs left out', count: trimmed },
  ]
  const { title, ...metadata } = Object.fromEntries(info)
  return ok(
    oneArticle({
      part: null,
      title: title ?? titleFrom({ text, blocks }) ?? fileName,
      body: { text, blocks },
      language,
      metadata,
      mediaType: 'application/rtf',
      encoding,
      byteOrderMark: false,
      newline: 'none',
      normalised: [...left, ...spacing.filter(({ count }) => count > 0)],
      library: null,
      warnings: [...warnings, ...decodingWarnings(text, { encoding, guessed: false, candidates: [] })],
    }),
  )
}
