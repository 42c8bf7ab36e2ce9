import { isUtf8 } from 'node:buffer'
import { basename } from 'node:path'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { scanUtf8 } from '../../articles-in/text/scan-utf8.ts'
import { type DatasetInput, InputFailure } from '../../formats/kit/reader.ts'
import { type DatasetFiles, LARGEST_WHOLE, tooLarge } from './files.ts'

/** What a reader gets: of these files those that are there, as bytes, text, pieces of text or lines. */
export function inputOf(files: DatasetFiles, name: string, wanted: readonly string[]): DatasetInput {
  const known = new Set(files.paths)
  const besides = (path: string): boolean => known.has(path) || files.isBeside?.(path) === true
  const paths = wanted.filter(besides)
  return {
    name: basename(name),
    paths,
    bytes: (path) => files.bytes(path),
    async text(path) {
      const bytes = await files.bytes(path)
      return bytes.ok ? decode(bytes.value, path) : bytes
    },
    pieces: (path) => decodePieces(files.pieces(path), path),
    lines: (path) => linesOf(files.pieces(path), path),
  }
}

const notUtf8 = (name: string, where: string) =>
  fail(
    'undecodable',
    `"${name}" is not UTF-8: ${where} is no part of a character.`,
    'Save it again as UTF-8 in the program it comes from.',
  )

function decode(bytes: Uint8Array, path: string): Result<string> {
  if (!isUtf8(bytes)) return notUtf8(path, `byte ${scanUtf8(bytes).firstInvalid}`)
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return ok(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start))
}

/** Bytes that are decoded at once: what a reader makes of a piece is in memory together. */
const PIECE_LENGTH = 64 * 1024

async function* decodePieces(pieces: AsyncIterable<Uint8Array>, path: string): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let length = 0
  const decodeNext = (bytes: Uint8Array, more: boolean): string => {
    try {
      const text = decoder.decode(bytes, { stream: more })
      length += bytes.length
      return text
    } catch {
      throw new InputFailure(notUtf8(path, `something after byte ${length}`).failure)
    }
  }
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += PIECE_LENGTH)
      yield decodeNext(piece.subarray(from, from + PIECE_LENGTH), true)
  }
  yield decodeNext(new Uint8Array(0), false)
}

/** Lines of a file of any size; memory holds a piece and the line that is begun. */
async function* linesOf(
  pieces: AsyncIterable<Uint8Array>,
  path: string,
): AsyncIterable<{ readonly number: number; readonly text: string }> {
  let number = 0
  let begun: Uint8Array[] = []
  let length = 0
  const finish = (last: Uint8Array): { readonly number: number; readonly text: string } => {
    const line = begun.length === 0 ? last : Buffer.concat([...begun, last])
    begun = []
    length = 0
    number++
    const end = line[line.length - 1] === 0x0d ? line.length - 1 : line.length
    if (!isUtf8(line)) throw new InputFailure(notUtf8(path, `something in line ${number}`).failure)
    const start = number === 1 && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? 3 : 0
    return { number, text: Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8', start, end) }
  }
  for await (const piece of pieces) {
    let from = 0
    for (let at = piece.indexOf(0x0a); at >= 0; at = piece.indexOf(0x0a, from)) {
      yield finish(piece.subarray(from, at))
      from = at + 1
    }
    if (from === piece.length) continue
    // A copy: the piece's memory may be used again.
    begun.push(Uint8Array.from(piece.subarray(from)))
    length += piece.length - from
    if (length > LARGEST_WHOLE) throw new InputFailure(tooLarge(path, `line ${number + 1}`).failure)
  }
  if (length > 0) yield finish(new Uint8Array(0))
}
