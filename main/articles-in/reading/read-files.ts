import type { Failure } from '../../../model/value/result.ts'
import type { ImportOptions } from '../importer.ts'
import { entriesOf, type FoundFile } from './found-files.ts'
import type { FileLocation, ReadAnswer, ReadDocument } from './read-messages.ts'
import type { ReadPool } from './read-pool.ts'

/** Files that are being read, or wait for a thread, at most: enough to keep the threads busy, few enough for the memory. */
const READ_AHEAD = 16

/** The same in bytes: files that were read wait in memory until those before them are done. One file may be larger. */
const READ_AHEAD_BYTES = 64 * 1024 * 1024

/** What became of one file: its articles, or why there are none. */
export type FileOutcome =
  | { readonly kind: 'read'; readonly location: FileLocation; readonly document: ReadDocument }
  /** `location` where it can be read again, with other options. */
  | { readonly kind: 'failed'; readonly fileName: string; readonly failure: Failure; readonly location?: FileLocation }

/** How files are read. */
export interface ReadingOptions {
  /** Id of the importer for all of them; null: by what each file says. */
  readonly importer: string | null
  readonly options: ImportOptions
  /** Called for each file that is skipped because it is not an article. */
  readonly onSkipped?: (fileName: string) => void
}

/** An archive becomes the files in it. */
type Read = FileOutcome | { readonly kind: 'archive'; readonly files: readonly FoundFile[] }

/** Reads files in the threads of a pool. Gives their outcomes in order; an archive is replaced by the files in it. */
export async function* readFiles(
  files: Iterable<FoundFile>,
  pool: Pick<ReadPool, 'read'>,
  reading: ReadingOptions,
): AsyncIterable<FileOutcome> {
  const { onSkipped, ...how } = reading
  const iterator = files[Symbol.iterator]()
  const started: { readonly size: number; readonly read: Promise<Read> }[] = []
  let bytes = 0
  let found = iterator.next()
  const readAhead = (): void => {
    for (; !found.done && started.length < READ_AHEAD; found = iterator.next()) {
      const file = found.value
      if (file.kind === 'skipped') {
        onSkipped?.(file.fileName)
        continue
      }
      const size = file.kind === 'file' ? file.location.size : 0
      if (started.length > 0 && bytes + size > READ_AHEAD_BYTES) return
      bytes += size
      started.push({ size, read: start(file, pool, how) })
    }
  }
  for (readAhead(); ; readAhead()) {
    const first = started.shift()
    if (!first) return
    // oxlint-disable-next-line no-await-in-loop -- in order, while the next ones are being read
    const read = await first.read
    bytes -= first.size
    // The files of an archive come before those after it, which are being read already and wait.
    if (read.kind === 'archive') yield* readFiles(read.files, pool, reading)
    else yield read
  }
}

async function start(
  file: Exclude<FoundFile, { kind: 'skipped' }>,
  pool: Pick<ReadPool, 'read'>,
  how: Omit<ReadingOptions, 'onSkipped'>,
): Promise<Read> {
  if (file.kind === 'failed') return file
  const { location } = file
  return outcomeOf(location, await pool.read({ location, ...how }))
}

function outcomeOf(location: FileLocation, answer: ReadAnswer): Read {
  if (!answer.ok) return { kind: 'failed', fileName: location.fileName, failure: answer.failure, location }
  if (answer.value.kind === 'document') return { kind: 'read', location, document: answer.value }
  return { kind: 'archive', files: entriesOf(location, answer.value) }
}
