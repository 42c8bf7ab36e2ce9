import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { DatasetInput, DatasetReader } from '../../formats/kit/reader.ts'
import type { ReaderRegistry } from '../../formats/registry/reader-registry.ts'
import { diskFailureOrThrow } from '../../files/disk-failure.ts'
import { openZip } from '../../files/zip.ts'
import { sniffZip } from '../../files/zip-signature.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { inputOf } from './file-input.ts'
import { type DatasetFiles, folderFiles, LONG_HEAD, SHORT_HEAD, singleFile, zipFiles } from './files.ts'
import type { RefusedEntry } from '../../files/zip-entries.ts'
import { isLossReport } from '../../formats/kit/losses.ts'

/** A dataset that was found and is read with a reader: as one, or file by file where a format knows single files only. */
export interface OpenedDataset {
  readonly name: string
  readonly reader: DatasetReader
  readonly inputs: readonly DatasetInput[]
  /** Files of an archive that cannot be read. */
  readonly refused: readonly RefusedEntry[]
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
  const { quickHead, slowHead } = files
  if (slowHead) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: each is unpacked in memory
    for (const path of files.paths) keep(path, await slowHead(path, length()))
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
  const { name, paths, head, refused = [] } = files
  if (reader.shape === 'folder') return { name, reader, inputs: [inputOf(files, name, paths)], refused }
  const named = (path: string): boolean => isNamedAs(path, reader)
  const fits = (path: string): boolean => !isLossReport(head(path)) && reader.sniff([path], head)
  const sure = paths.filter(fits)
  const found = sure.length > 0 || looked ? sure : paths.filter(named)
  const mains = found.length > 0 ? found : paths
  return {
    name,
    reader,
    refused,
    inputs: mains.map((path) => {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
      const companions = reader.companions?.(path.slice(folder.length)) ?? []
      return inputOf(files, path, [path, ...companions.map((companion) => folder + companion)])
    }),
  }
}
