/* How files begin that are not plain text. */

const BINARY = [
  '%PDF-',
  'PK\u0003\u0004',
  '\u00d0\u00cf\u0011\u00e0',
  '\u0089PNG',
  'GIF8',
  '\u00ff\u00d8\u00ff',
  '\u001f\u008b',
  'SQLite format 3',
]

const MARKUP = ['{\\rtf', '<!doctype', '<html', '<?xml', '<head', '<body']

/** Bytes of a beginning as characters of the same number, so that any signature can be compared. */
const latin1 = (head: Uint8Array): string =>
  Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')

const hasUtf16Mark = (head: Uint8Array): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)

/** Whether a file is certainly no text: it begins like a known binary format, or holds a zero byte that is not UTF-16. */
export function looksBinary(head: Uint8Array): boolean {
  const start = latin1(head.subarray(0, 16))
  if (BINARY.some((signature) => start.startsWith(signature))) return true
  return !hasUtf16Mark(head) && head.includes(0)
}

/** Whether a file begins like RTF, HTML or XML: text, but not an article's text as a person reads it. */
export function looksLikeMarkup(head: Uint8Array): boolean {
  const start = latin1(head.subarray(0, 256))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase()
  return MARKUP.some((signature) => start.startsWith(signature))
}

export const looksLikeRtf = (head: Uint8Array): boolean => latin1(head.subarray(0, 16)).startsWith('{\\rtf')
