import { type Entry, fromBuffer } from 'yauzl'
import { fail, ok, type Result } from '../../model/value/result.ts'

/** What an archive may hold at most. What claims more, or turns out to hold more, is refused: it is a bomb or no article. */
export interface ZipLimits {
  readonly entries: number
  /** Bytes of all entries that are read, unpacked. */
  readonly totalSize: number
  /** Unpacked to packed size of an entry, for entries of more than a megabyte. */
  readonly ratio: number
}

export const ZIP_LIMITS: ZipLimits = { entries: 20_000, totalSize: 1024 * 1024 * 1024, ratio: 200 }

const RATIO_FROM = 1024 * 1024

/** An open archive. Names use "/", are in the order of its directory and never lead out of the archive. */
export interface ZipArchive {
  /** Files only, without folders. */
  readonly names: readonly string[]
  /** Size as the directory says, unpacked, in bytes; null where there is no such entry. */
  sizeOf(name: string): number | null
  /** Unpacks one entry. Fails with `not-found`, `damaged-file` or `too-large`; the limits count every entry once. */
  read(name: string): Promise<Result<Uint8Array>>
}

const tooLarge = (fileName: string, what: string) =>
  fail('too-large', `"${fileName}" ${what}, so it was not unpacked.`, 'Unpack it yourself and open the files you need.')

const damaged = (fileName: string, reason: string) =>
  fail(
    'damaged-file',
    `"${fileName}" is damaged: ${reason}.`,
    'Get the file again from where it came from, or repair it with the program that made it.',
  )

/** Opens a ZIP archive (also .docx, .odt, .epub, .xlsx, .qdpx) that is in memory. Nothing is written to the disk. */
export async function openZip(
  bytes: Uint8Array,
  fileName: string,
  limits: ZipLimits = ZIP_LIMITS,
): Promise<Result<ZipArchive>> {
  const entries = new Map<string, Entry>()
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Promise((resolve) => {
    // The library refuses names that lead out of the archive ("../x", "/x", "C:\x") and sizes that contradict themselves.
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) {
        resolve(damaged(fileName, reasonOf(error)))
        return
      }
      if (zip.entryCount > limits.entries) {
        resolve(tooLarge(fileName, `holds ${zip.entryCount} files, more than ${limits.entries}`))
        return
      }
      zip.on('error', (problem: Error) => resolve(damaged(fileName, reasonOf(problem))))
      zip.on('entry', (entry: Entry) => {
        if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry)
        zip.readEntry()
      })
      let unpacked = 0
      const counted = new Set<string>()
      const read = (name: string): Promise<Result<Uint8Array>> =>
        new Promise((done) => {
          const entry = entries.get(name)
          if (!entry) {
            done(fail('not-found', `"${fileName}" holds no "${name}".`, 'Check that it is a file of this format.'))
            return
          }
          const { compressedSize, uncompressedSize } = entry
          if (uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * limits.ratio) {
            done(tooLarge(fileName, `holds a file that unpacks to ${limits.ratio} times its size or more`))
            return
          }
          // Once: a preview, a second look and the import itself read the same entry.
          if (!counted.has(name)) unpacked += uncompressedSize
          counted.add(name)
          if (unpacked > limits.totalSize) {
            done(tooLarge(fileName, `unpacks to more than ${Math.round(limits.totalSize / 1024 / 1024)} MB`))
            return
          }
          zip.openReadStream(entry, (problem, stream) => {
            if (problem) {
              done(damaged(fileName, reasonOf(problem)))
              return
            }
            // Entry sizes are checked by the library while it unpacks: never more than the directory said.
            const chunks: Buffer[] = []
            stream.on('data', (chunk: Buffer) => chunks.push(chunk))
            stream.on('error', (failure: Error) => done(damaged(fileName, reasonOf(failure))))
            stream.on('end', () => done(ok(Buffer.concat(chunks))))
          })
        })
      zip.on('end', () =>
        resolve(
          ok({ names: [...entries.keys()], sizeOf: (name) => entries.get(name)?.uncompressedSize ?? null, read }),
        ),
      )
      zip.readEntry()
    })
  })
}

/** The library's words, as the middle of a sentence. */
const reasonOf = ({ message }: Error): string =>
  message.replace(/[.\s]+$/, '').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())

/** Whether a file begins like a ZIP archive whose first entry's name passes a test. */
export function sniffZip(head: Uint8Array, test: (firstName: string) => boolean): boolean {
  if (head[0] !== 0x50 || head[1] !== 0x4b || head[2] !== 3 || head[3] !== 4) return false
  const length = (head[26] ?? 0) + (head[27] ?? 0) * 256
  return test(Buffer.from(head.subarray(30, 30 + length)).toString('latin1'))
}

/** The text of a first entry that is stored as it is: how OpenDocument and EPUB say what they are. */
export function storedMimeType(head: Uint8Array): string | null {
  if (!sniffZip(head, (name) => name === 'mimetype')) return null
  const size = (head[18] ?? 0) + (head[19] ?? 0) * 256
  const extra = (head[28] ?? 0) + (head[29] ?? 0) * 256
  const start = 30 + 'mimetype'.length + extra
  return Buffer.from(head.subarray(start, start + size)).toString('latin1')
}
