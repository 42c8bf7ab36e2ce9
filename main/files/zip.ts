import { crc32 } from 'node:zlib'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { type Failed, fail, ok, type Result } from '../../model/value/result.ts'
import {
  archiveDamaged,
  archiveTooLarge,
  entryDamaged,
  locked,
  megabytes,
  nameOf,
  overlap,
  type RefusedEntry,
  refusalOf,
  ZIP_LIMITS,
  type ZipLimits,
} from './zip-entries.ts'

/** An open archive. Names use "/", are in the order of its directory and never lead out of the archive. */
export interface ZipArchive {
  /** Files only, without folders and without those that are refused. */
  readonly names: readonly string[]
  /** Files that cannot be read: encrypted, links, too large, with a name that leads out of the archive or is there twice. */
  readonly refused: readonly RefusedEntry[]
  /** Size as the directory says, unpacked, in bytes; null where there is no such entry. */
  sizeOf(name: string): number | null
  /**
   * Unpacks one entry and proves its checksum. Fails with `not-found`, `damaged-file` or `too-large`, or as the entry is
   * refused; the limits count every entry once.
   */
  read(name: string): Promise<Result<Uint8Array>>
  /** As {@link read}, piece by piece for what is larger than memory; damage found on the way ends it. Throws {@link ZipFailure}. */
  pieces(name: string): AsyncIterable<Uint8Array>
  /** The beginning of an entry, at most so many bytes, whether or not the rest is whole. Empty where it cannot be read. */
  head(name: string, length: number): Promise<Uint8Array>
}

/** What ends the pieces of an entry early. */
export class ZipFailure extends Error {
  readonly failure: Failed['failure']
  constructor({ failure }: Failed) {
    super(failure.message)
    this.failure = failure
  }
}

/** What an archive's directory says. */
interface Directory {
  readonly zip: ZipFile
  readonly entries: ReadonlyMap<string, Entry>
  readonly refused: readonly RefusedEntry[]
}

/** Opens a ZIP archive (also .docx, .odt, .epub, .xlsx, .qdpx) that is in memory. Nothing is written to the disk. */
export async function openZip(
  bytes: Uint8Array,
  fileName: string,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<Result<ZipArchive>> {
  const directory = await readDirectory(bytes, fileName, limits)
  return directory.ok ? ok(archiveOf(directory.value, fileName, limits)) : directory
}

function readDirectory(bytes: Uint8Array, fileName: string, limits: ZipLimits): Promise<Result<Directory>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const damaged = (error: Error): Failed =>
    /encrypt/i.test(error.message) ? locked(fileName) : archiveDamaged(fileName, reasonOf(error))
  return new Promise((resolve) => {
    // Names and sizes are checked here, entry by entry: the library refuses the whole archive for one of them.
    fromBuffer(
      buffer,
      { lazyEntries: true, validateEntrySizes: false, decodeStrings: false },
      (error: Error | null, zip: ZipFile) => {
        if (error) return resolve(damaged(error))
        if (zip.entryCount > limits.entries) {
          return resolve(
            archiveTooLarge(
              fileName,
              `holds ${zip.entryCount} files, more than ${limits.entries.toLocaleString('en')}`,
            ),
          )
        }
        const all: Entry[] = []
        const entries = new Map<string, Entry>()
        const refused: RefusedEntry[] = []
        const seen = new Set<string>()
        zip.on('error', (problem: Error) => resolve(damaged(problem)))
        zip.on('entry', (entry: Entry) => {
          const name = nameOf(entry)
          all.push(entry)
          if (!name.endsWith('/')) {
            const refusal = refusalOf(entry, name, fileName, limits, seen)
            if (refusal) refused.push({ name, failure: refusal.failure })
            else entries.set(name, entry)
            seen.add(name)
          }
          zip.readEntry()
        })
        zip.on('end', () => {
          if (overlap(all)) return resolve(archiveDamaged(fileName, 'files in it lie over one another'))
          if (entries.size === 0 && all.some((entry) => entry.isEncrypted())) return resolve(locked(fileName))
          return resolve(ok({ zip, entries, refused }))
        })
        zip.readEntry()
        return undefined
      },
    )
  })
}

function archiveOf({ zip, entries, refused }: Directory, fileName: string, limits: ZipLimits): ZipArchive {
  let unpacked = 0
  const counted = new Set<string>()

  /** The entry of a name, counted against what may be unpacked. */
  const admitted = (name: string): Result<Entry> => {
    const entry = entries.get(name)
    if (!entry) {
      const refusal = refused.find((other) => other.name === name)
      return refusal
        ? { ok: false, failure: refusal.failure }
        : fail('not-found', `"${fileName}" holds no "${name}".`, 'Check that it is a file of this format.')
    }
    // Once: a preview, a second look and the import itself read the same entry.
    if (!counted.has(name)) unpacked += entry.uncompressedSize
    counted.add(name)
    return unpacked > limits.totalSize
      ? archiveTooLarge(fileName, `unpacks to more than ${megabytes(limits.totalSize)} MB`)
      : ok(entry)
  }

  const opened = (entry: Entry, name: string): Promise<AsyncIterable<Buffer>> =>
    new Promise((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) =>
        error ? reject(new ZipFailure(entryDamaged(fileName, name, reasonOf(error)))) : resolve(stream),
      )
    })

  /** The bytes of an entry, neither more nor fewer than its directory says, and with the checksum that it says. */
  async function* piecesOf(entry: Entry, name: string): AsyncIterable<Uint8Array> {
    let size = 0
    let checksum = 0
    const damaged = (reason: string) => new ZipFailure(entryDamaged(fileName, name, reason))
    try {
      for await (const piece of await opened(entry, name)) {
        size += piece.length
        if (size > entry.uncompressedSize) throw damaged('it unpacks to more than its archive says')
        checksum = crc32(piece, checksum)
        yield piece
      }
    } catch (error) {
      throw error instanceof ZipFailure || !(error instanceof Error) ? error : damaged(reasonOf(error))
    }
    if (size < entry.uncompressedSize) throw damaged('it unpacks to less than its archive says')
    if (checksum !== entry.crc32) throw damaged('its checksum does not fit')
  }

  return {
    names: [...entries.keys()],
    refused,
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? null,
    async read(name) {
      const entry = admitted(name)
      if (!entry.ok) return entry
      try {
        const pieces: Uint8Array[] = []
        for await (const piece of piecesOf(entry.value, name)) pieces.push(piece)
        return ok(Buffer.concat(pieces))
      } catch (error) {
        if (error instanceof ZipFailure) return { ok: false, failure: error.failure }
        throw error
      }
    },
    async *pieces(name) {
      const entry = admitted(name)
      if (!entry.ok) throw new ZipFailure(entry)
      yield* piecesOf(entry.value, name)
    },
    async head(name, length) {
      const pieces: Uint8Array[] = []
      let size = 0
      const entry = entries.get(name)
      if (!entry) return new Uint8Array(0)
      try {
        for await (const piece of piecesOf(entry, name)) {
          pieces.push(piece)
          size += piece.length
          if (size >= length) break
        }
      } catch (error) {
        if (!(error instanceof ZipFailure)) throw error
      }
      return Buffer.concat(pieces).subarray(0, length)
    },
  }
}

/** The library's words, as the middle of a sentence. */
const reasonOf = ({ message }: Error): string =>
  message.replace(/[.\s]+$/, '').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
