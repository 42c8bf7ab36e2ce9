import type { Result } from '../../../model/value/result.ts'
import { type DecodedText, decodeText } from '../text/decode-text.ts'
import { byteOrderMarkOf, decodeStrictly, encodingName } from '../text/encodings.ts'

export interface DecodedHtml extends DecodedText {
  /** Sentences about a declaration that is not true. */
  readonly warnings: readonly string[]
}

/** Browsers look for the declaration in so many bytes (HTML standard, 13.2.3.2). */
const PRESCAN_LENGTH = 4096

const DECLARATIONS = [/<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i, /<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)["']/i]

/** The encoding a page says it has, as it says it. */
function declaredIn(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, PRESCAN_LENGTH)).toString('latin1')
  for (const declaration of DECLARATIONS) {
    const found = declaration.exec(head)?.[1]
    if (found !== undefined) return found
  }
  return null
}

/** What browsers read under these names (WHATWG Encoding standard). */
const asBrowsers = (encoding: string): string => (encoding === 'iso-8859-1' ? 'windows-1252' : encoding)

/**
 * Decodes a page: what a person said, else its byte-order mark, else what it declares, as far as that is true. A page
 * that declares one encoding and is in another is read in the other, and a warning says so.
 */
export function decodeHtml(bytes: Uint8Array, fileName: string, wanted: string | null): Result<DecodedHtml> {
  const declared = declaredIn(bytes)
  const name = declared === null ? null : encodingName(declared)
  const plain = (warnings: readonly string[], encoding = wanted): Result<DecodedHtml> => {
    const decoded = decodeText(bytes, fileName, encoding)
    if (!decoded.ok) return decoded
    // A page is at least as wide as browsers take it to be.
    const found = encoding === null ? asBrowsers(decoded.value.encoding) : decoded.value.encoding
    const again = found === decoded.value.encoding ? null : decodeStrictly(bytes, found)
    return {
      ok: true,
      value: { ...decoded.value, encoding: again === null || again.ok ? found : decoded.value.encoding, warnings },
    }
  }
  if (wanted !== null || declared === null || byteOrderMarkOf(bytes)) return plain([])
  if (name === null) return plain([`The page declares the encoding "${declared}", which is not known.`])
  // A page that could be read cannot be in UTF-16, whatever it says.
  const said = name.startsWith('utf-16') || name.startsWith('utf-32') ? 'utf-8' : asBrowsers(name)
  const isUtf8 = decodeStrictly(bytes, 'utf-8')
  // What is valid UTF-8 beyond ASCII is UTF-8: no other encoding looks like that by chance.
  if (said !== 'utf-8' && isUtf8.ok && /[^\p{ASCII}]/u.test(isUtf8.text)) {
    return plain([`The page says that it is ${declared}, but it is UTF-8.`], 'utf-8')
  }
  const decoded = decodeStrictly(bytes, said)
  if (decoded.ok) return plain([], said)
  const found = plain([])
  if (!found.ok) return found
  const warning = `The page says that it is ${declared}, but byte ${decoded.byte} is none; it was read as ${found.value.encoding}.`
  return { ok: true, value: { ...found.value, warnings: [warning] } }
}
