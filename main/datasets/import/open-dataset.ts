import { isUtf8 } from 'node:buffer'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { type DatasetInput, type DatasetReader, InputFailure } from '../../formats/kit/reader.ts'
import type { ReaderRegistry } from '../../formats/registry/reader-registry.ts'
import { diskFailureOrThrow } from '../../files/disk-failure.ts'
import { scanUtf8 } from '../../articles-in/text/scan-utf8.ts'
import { openZip, sniffZip } from '../../files/zip.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import {
  type DatasetFiles,
  folderFiles,
  LARGEST_WHOLE,
  LONG_HEAD,
  SHORT_HEAD,
  singleFile,
  tooLarge,
  zipFiles,
} from './files.ts'
import { isLossReport } from '../../formats/kit/losses.ts'

/** A dataset that was found and is read with a reader: as one, or file by file where a format knows single files only. */
export interface OpenedDataset {
  readonly name: string
  readonly reader: DatasetReader
  readonly inputs: readonly DatasetInput[]
}

/**
 * Finds the files of a dataset and the reader for them: a file, a folder with all that is in it, or a ZIP archive.
 * `format` names the reader; null: by what the files look like. Fails with `unknown-format`, naming those that can be
 * read, where none fits.
 */
export async function openDataset(
  path: string,
  format: string | null,
  readers: ReaderRegistry,
): Promise<Result<OpenedDataset>> {
  const name = basename(path)
  try {
    const stats = statSync(path)
    if (stats.isDirectory()) return withReader(await withHeads(folderFiles(path)), format, readers)
    if (!stats.isFile()) return fail('not-a-file', `"${name}" is not an ordinary file.`, 'Choose a file or a folder.')
    const single = singleFile(path, name)
    const files = await withHeads(single)
    const isArchive = files.head(name).startsWith('PK')
    // Some formats are archives themselves, and are called so; any other archive is a folder in one file. What is in it may
    // stand there as it is, and look like a dataset from outside.
    const claimed = readers.sniff(files.paths, files.head).some((reader) => isNamedAs(name, reader))
    if (!isArchive || claimed) return withReader(files, format, readers)
    const bytes = await files.bytes(name)
    if (!bytes.ok) return bytes
    if (!sniffZip(bytes.value, () => true)) return withReader(files, format, readers)
    const zip = await openZip(bytes.value, name)
    return zip.ok ? withReader(await withHeads(zipFiles(name, zip.value)), format, readers) : zip
  } catch (error) {
    return diskFailureOrThrow(error, path, 'read')
  }
}

type HeadedFiles = DatasetFiles & { readonly head: (path: string) => string }

/** Beginnings of files that are kept come to so many bytes; those of the files after that are short. */
const MOST_HEADS = 64 * 1024 * 1024

/** Files with their beginnings, which are read when they are first asked for, or now where that takes its time. */
async function withHeads(files: DatasetFiles): Promise<HeadedFiles> {
  const heads = new Map<string, string>()
  let kept = 0
  const length = (): number => (kept < MOST_HEADS ? LONG_HEAD : SHORT_HEAD)
  const keep = (path: string, head: string): string => {
    heads.set(path, head)
    kept += head.length
    return head
  }
  const { quickHead } = files
  if (!quickHead) {
    for (const path of files.paths) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other: each is unpacked in memory
      const bytes = await files.bytes(path)
      if (bytes.ok) keep(path, Buffer.from(bytes.value.subarray(0, length())).toString('latin1'))
    }
  }
  const known = new Set(files.paths)
  const head = (path: string): string =>
    heads.get(path) ?? (quickHead ? keep(path, known.has(path) ? quickHead(path, length()) : '') : '')
  return { ...files, head }
}

function withReader(files: HeadedFiles, format: string | null, readers: ReaderRegistry): Result<OpenedDataset> {
  const { name, paths, head } = files
  if (paths.length === 0) return fail('empty-file', `"${name}" holds no files.`, 'Choose another one.')
  if (format !== null) {
    const reader = readers.byId(format)
    return reader.ok ? ok(opened(files, reader.value, false)) : reader
  }
  const [whole] = readers.sniff(paths, head)
  if (whole) return ok(opened(files, whole, true))
  // Many files of a format that knows single ones: of the first that looks like one, by its name as well if there is any.
  const single = singleReader(files, readers, true) ?? singleReader(files, readers, false)
  if (single) return ok(opened(files, single, true))
  const known = readers.all.map(({ id, title }) => `${id} (${title})`).join(', ')
  return fail(
    'unknown-format',
    `"${name}" is no dataset of a format that can be read.`,
    `Choose its format yourself, if it is one of: ${known}.`,
  )
}

function singleReader({ paths, head }: HeadedFiles, readers: ReaderRegistry, byName: boolean): DatasetReader | null {
  for (const path of paths) {
    if (isLossReport(head(path))) continue
    const able = readers.sniff([path], head).filter(({ shape }) => shape === 'file')
    const found = byName ? able.find((reader) => isNamedAs(path, reader)) : able[0]
    if (found) return found
  }
  return null
}

const isNamedAs = (path: string, { extensions }: DatasetReader): boolean =>
  extensions.some((extension) => path.toLowerCase().endsWith(`.${extension}`))

function opened(files: HeadedFiles, reader: DatasetReader, looked: boolean): OpenedDataset {
  const { name, paths, head } = files
  if (reader.shape === 'folder') return { name, reader, inputs: [inputOf(files, name, paths)] }
  const named = (path: string): boolean => isNamedAs(path, reader)
  const fits = (path: string): boolean => !isLossReport(head(path)) && reader.sniff([path], head)
  const sure = paths.filter(fits)
  const found = sure.length > 0 || looked ? sure : paths.filter(named)
  const mains = found.length > 0 ? found : paths
  return {
    name,
    reader,
    inputs: mains.map((path) => {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
      const companions = reader.companions?.(path.slice(folder.length)) ?? []
      return inputOf(files, path, [path, ...companions.map((companion) => folder + companion)])
    }),
  }
}

function inputOf(files: DatasetFiles, name: string, wanted: readonly string[]): DatasetInput {
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
