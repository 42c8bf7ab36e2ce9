import { fail, ok, type Result } from '../../../model/value/result.ts'
import { createRtfReader, type RtfDocument } from './rtf-reader.ts'
import { rtfTokens } from './rtf-tokens.ts'

/** Deeper groups no program writes. */
const MOST_DEPTH = 5_000

/** Reads a document whose bytes begin like RTF; `wanted` is the encoding a person says its bytes are in. */
export function readRtf(bytes: Uint8Array, fileName: string, wanted: string | null): Result<RtfDocument> {
  const reader = createRtfReader(wanted)
  for (const token of rtfTokens(bytes)) {
    if (token.kind === 'text') for (let at = token.at; at < token.end; at++) reader.byte(bytes[at] ?? 0, at)
    else if (token.kind === 'byte') reader.byte(token.value, token.at)
    else reader.control(token)
    const undecodable = reader.undecodable()
    if (undecodable) {
      const { at, encoding } = undecodable
      return fail(
        'undecodable',
        encoding === null
          ? `"${fileName}" has characters at byte ${at} whose code page cannot be read.`
          : `"${fileName}" says that it is ${encoding} at byte ${at}, but what is there is no part of a character in it.`,
        'Save it again from a word processor (as .docx or .odt), or say which encoding it has.',
      )
    }
    if (reader.depth() > MOST_DEPTH) {
      return fail('damaged-file', `"${fileName}" is nested too deep to be a text.`, 'Save it again from its program.')
    }
    if (token.kind === 'close' && reader.depth() === 0) return ok(reader.finish(bytes.subarray(token.at + 1)))
  }
  return ok(reader.finish(null))
}
