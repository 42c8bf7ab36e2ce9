import { basename, dirname, join } from 'node:path'
import { type Failure, fail, ok, type Result } from '../../../model/value/result.ts'
import type { DatasetSource, Exporter, ExportOptions, OutputPart } from '../../formats/kit/exporter.ts'
import { onlyArticle } from './filter-source.ts'
import { type CountingLossLog, lossReport } from '../../formats/kit/losses.ts'
import { articleFileName } from '../../formats/kit/writing/part-names.ts'
import { exportExtension } from '../../formats/registry/exporter-registry.ts'
import { type OutputFile, type WriteChecks, writeFiles, writeFolder } from '../../files/write-files.ts'
import { zipParts } from '../../formats/kit/writing/zip-parts.ts'
import { headOf } from '../../files/head-of.ts'
import { isDevice, statsOf } from '../../files/file-stats.ts'

/** Everything a dataset is written with. */
export interface DatasetWriting {
  readonly exporter: Exporter
  readonly source: DatasetSource
  readonly options: ExportOptions
  readonly losses: CountingLossLog
  /** A file, or a folder, or a file that ends in ".zip" for what would be a folder. */
  readonly out: string
  readonly split: boolean
  readonly dryRun: boolean
  readonly checks: WriteChecks
}

/** The report's name in a folder; by it a folder is known as a dataset that may be replaced. */
export const LOSSES_FILE = 'losses.json'

export const isZipPath = (path: string): boolean => path.toLowerCase().endsWith('.zip')

/** Writes the files of a dataset and the report of its losses. Returns their sizes in bytes; see {@link writeFiles}. */
export async function putDataset(writing: DatasetWriting): Promise<Result<number[]>> {
  const { exporter, out, split, dryRun, checks, source, options, losses } = writing
  const manyFiles = exporter.shape === 'folder' || split
  if (!manyFiles) {
    const parts = () => exporter.parts(source, options, basename(out), losses)
    if (dryRun) return readThrough(parts(), checks)
    if (isDevice(out)) return writeFiles(firstOf(parts(), out), checks)
    const strangers: string[] = []
    const files = besides(out, withReport(parts(), `${basename(out)}.${LOSSES_FILE}`, writing), strangers)
    return writeFiles(files, { ...checks, refuse: () => checks.refuse() ?? strangerFailure(strangers) })
  }
  const parts = split ? splitParts(writing) : exporter.parts(source, options, basename(out), losses)
  if (dryRun) return readThrough(parts, checks)
  const all = withReport(parts, LOSSES_FILE, writing)
  if (!isZipPath(out)) return writeFolder(out, all, checks)
  return writeFiles([{ path: out, chunks: () => zipParts(all, new Date(options.exportedAt)) }], checks)
}

/** The dataset alone, without what lies beside it: for a pipe. */
function* firstOf(parts: Iterable<OutputPart>, out: string): Iterable<OutputFile> {
  for (const { chunks } of parts) {
    yield { path: out, chunks }
    return
  }
}

/** Where the files of a dataset go. Notes in `strangers` the names that another file has which is none of a dataset. */
function* besides(out: string, parts: Iterable<OutputPart>, strangers: string[]): Iterable<OutputFile> {
  const [stem = ''] = basename(out).split('.')
  for (const { path, chunks } of parts) {
    const target = join(dirname(out), path)
    // A file named after the dataset belongs to an older one; "verify.py" might be the user's own file.
    if (!path.startsWith(stem) && !beginsAlike(target, chunks())) strangers.push(path)
    yield { path: target, chunks }
  }
}

/** Enough of a file to know it by, whichever version of the program wrote it. */
const TELLING_BYTES = 64

/** Whether what is at a path begins as what would replace it, or is nothing. */
function beginsAlike(path: string, chunks: ReturnType<OutputPart['chunks']>): boolean {
  if ((statsOf(path)?.size ?? 0) === 0 || !(Symbol.iterator in chunks)) return true
  for (const chunk of chunks) {
    const head = Buffer.from(chunk).subarray(0, TELLING_BYTES)
    return headOf(path, head.length).equals(head)
  }
  return true
}

const strangerFailure = (names: readonly string[]): Failure | null => {
  const [name] = names
  if (name === undefined) return null
  const message = `"${name}" is there already and none of a dataset's files, so nothing was written.`
  return fail('not-permitted', message, 'Choose another folder.', names).failure
}

/** The report comes last: only then are all losses known. */
function* withReport(
  parts: Iterable<OutputPart>,
  path: string,
  { exporter, losses, options: { generator, exportedAt }, out }: DatasetWriting,
): Iterable<OutputPart> {
  yield* parts
  const head = { format: exporter.id, generator, exportedAt, dataset: basename(out) }
  yield { path, chunks: () => lossReport(losses, head) }
}

/** A dataset for every article; what would be the same file in each is written once. */
function* splitParts({ exporter, source, options, losses }: DatasetWriting): Iterable<OutputPart> {
  const extension = exportExtension(exporter, options.profile)
  const shared = new Set<string>()
  let position = 0
  for (const item of source.articles()) {
    const name = articleFileName(item.article, position++)
    const fileName = `${name}.${extension}`
    for (const part of exporter.parts(onlyArticle(source, item), options, fileName, losses)) {
      if (exporter.shape === 'folder') yield { ...part, path: `${name}/${part.path}` }
      else if (!shared.has(part.path)) {
        shared.add(part.path)
        yield part
      }
    }
  }
}

/** Reads everything, as writing would, for the checks and the losses. Returns the sizes of the files. */
async function readThrough(parts: Iterable<OutputPart>, { interrupt, refuse }: WriteChecks): Promise<Result<number[]>> {
  const sizes: number[] = []
  for (const part of parts) {
    let size = 0
    // oxlint-disable-next-line no-await-in-loop -- one part after the other, as they would be written
    for await (const chunk of part.chunks()) {
      size += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length
      const failure = interrupt()
      if (failure) return { ok: false, failure }
    }
    sizes.push(size)
  }
  const failure = refuse()
  return failure ? { ok: false, failure } : ok(sizes)
}
