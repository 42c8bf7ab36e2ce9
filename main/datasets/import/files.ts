import { createReadStream, existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputFailure } from '../../formats/kit/reader.ts'
import { diskFailureOrThrow } from '../../files/disk-failure.ts'
import { type ZipArchive, ZipFailure } from '../../files/zip.ts'
import type { RefusedEntry } from '../../files/zip-entries.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { filesAt } from '../../articles-in/reading/found-files.ts'
import { headOf } from '../../files/head-of.ts'
import { isHidden, isSkipped } from '../../articles-in/reading/skipped-files.ts'

/** The largest file that is given whole, and the longest line: what still fits into a string. */
export const LARGEST_WHOLE = 400 * 1024 * 1024

/** Bytes of a file that formats are told apart by. In some the labels of an article come after its text. */
export const LONG_HEAD = 256 * 1024

/** The same where there are so many files that their beginnings would fill the memory. */
export const SHORT_HEAD = 4096

/** Unpacked files of an archive that are kept, because they are read again, come to so many bytes at most. */
const MOST_KEPT = 64 * 1024 * 1024

/** A larger file of an archive is unpacked piece by piece where its reader can take it so. */
const LARGEST_KEPT = 8 * 1024 * 1024

/** The files of a dataset, wherever they are. */
export interface DatasetFiles {
  readonly name: string
  readonly paths: readonly string[]
  bytes(path: string): Promise<Result<Uint8Array>>
  /** The bytes in pieces. Throws {@link InputFailure}. */
  pieces(path: string): AsyncIterable<Uint8Array>
  /** The beginning of a file, as Latin-1, where it can be read at once. Throws errors of the disk. */
  readonly quickHead?: (path: string, length: number) => string
  /** The same where it takes its time. */
  readonly slowHead?: (path: string, length: number) => Promise<string>
  /** Files of an archive that cannot be read. */
  readonly refused?: readonly RefusedEntry[]
  /** Whether a file that is not among `paths` can be read because it lies beside the only one. */
  readonly isBeside?: (path: string) => boolean
}

export const tooLarge = (name: string, what: string) =>
  fail(
    'too-large',
    `${what} of "${name}" is larger than ${LARGEST_WHOLE / 1024 / 1024} MB.`.replace(/^[a-z]/, (c) => c.toUpperCase()),
    'Split the dataset into several files.',
  )

/** One file, and, when they are asked for, those that lie beside it. */
export function singleFile(path: string, name: string): DatasetFiles {
  const folder = dirname(path)
  const at = (other: string): string => (other === name ? path : join(folder, other))
  return {
    name,
    paths: [name],
    ...onDisk(at),
    isBeside: (other) => !other.includes('/') && existsSync(join(folder, other)),
  }
}

/** Everything in a folder and the folders in it, by relative paths in the order of their names. */
export function folderFiles(folder: string): DatasetFiles {
  const places = new Map<string, string>()
  const own = `${basename(folder)}/`
  for (const source of filesAt([folder])) {
    if (source.kind !== 'file' || source.location.path === null) continue
    const { fileName, path } = source.location
    places.set(fileName.startsWith(own) ? fileName.slice(own.length) : fileName, path)
  }
  return {
    name: basename(folder),
    paths: [...places.keys()],
    ...onDisk((path) => places.get(path) ?? join(folder, path)),
  }
}

function onDisk(at: (path: string) => string) {
  return {
    quickHead: (path: string, length: number): string => headOf(at(path), length).toString('latin1'),
    async bytes(path: string): Promise<Result<Uint8Array>> {
      try {
        const file = await open(at(path))
        try {
          const { size } = await file.stat()
          if (size > LARGEST_WHOLE) return tooLarge(path, 'the whole')
          return ok(new Uint8Array(await file.readFile()))
        } finally {
          await file.close()
        }
      } catch (error) {
        return diskFailureOrThrow(error, path, 'read')
      }
    },
    async *pieces(path: string): AsyncIterable<Uint8Array> {
      try {
        for await (const piece of createReadStream(at(path), { highWaterMark: 1024 * 1024 })) yield piece as Buffer
      } catch (error) {
        if (error instanceof InputFailure) throw error
        throw new InputFailure(diskFailureOrThrow(error, path, 'read').failure)
      }
    },
  }
}

/** The files of an archive, unpacked when they are read. */
export function zipFiles(name: string, zip: ZipArchive): DatasetFiles {
  const inside = zip.names.filter((path) => !isHidden(path) && !isSkipped(path))
  // A folder that everything lies in is the folder that was packed.
  const [top = ''] = inside[0]?.split('/') ?? []
  const common = inside.every((path) => path.startsWith(`${top}/`)) ? `${top}/` : ''
  const kept = new Map<string, Uint8Array>()
  let size = 0
  const bytes = async (path: string): Promise<Result<Uint8Array>> => {
    const known = kept.get(path)
    if (known) return ok(known)
    const unpacked = await zip.read(common + path)
    if (unpacked.ok && size + unpacked.value.length <= MOST_KEPT) {
      size += unpacked.value.length
      kept.set(path, unpacked.value)
    }
    return unpacked
  }
  return {
    name,
    paths: inside.map((path) => path.slice(common.length)),
    bytes,
    refused: zip.refused.filter(({ name: path }) => !isHidden(path) && !isSkipped(path)),
    slowHead: async (path, length) => {
      const head = kept.get(path)?.subarray(0, length) ?? (await zip.head(common + path, length))
      return Buffer.from(head).toString('latin1')
    },
    async *pieces(path) {
      if ((zip.sizeOf(common + path) ?? 0) <= LARGEST_KEPT) {
        const unpacked = await bytes(path)
        if (!unpacked.ok) throw new InputFailure(unpacked.failure)
        yield unpacked.value
        return
      }
      try {
        yield* zip.pieces(common + path)
      } catch (error) {
        throw error instanceof ZipFailure ? new InputFailure(error.failure) : error
      }
    },
  }
}
