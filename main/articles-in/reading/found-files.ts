import { readdirSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Failed, fail, type Failure } from '../../../model/value/result.ts'
import { statsOf } from '../../files/file-stats.ts'
import type { FileLocation, ReadArchive } from './read-messages.ts'
import { isHidden, isSkipped } from './skipped-files.ts'

/** A file to be read, one that is skipped because it is not an article, or why there is none. */
export type FoundFile =
  | { readonly kind: 'file'; readonly location: FileLocation }
  | { readonly kind: 'skipped'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly fileName: string; readonly failure: Failure }

/** Deeper folders are a loop that could not be recognised as one. */
const MOST_DEPTH = 50

/** A file on the disk. */
export const fileAt = (path: string, fileName = basename(path), size = sizeAt(path)): FileLocation => ({
  fileName,
  path,
  entry: null,
  bytes: null,
  size,
})

/** Bytes of a file on the disk; 0 where there is none, which reading it says. */
const sizeAt = (path: string): number => statsOf(path)?.size ?? 0

const failed = (fileName: string, { failure }: Failed): FoundFile => ({ kind: 'failed', fileName, failure })

/** The files at paths. Folders are searched recursively, in the order of names, or refused where `folders` is false. */
export function* filesAt(paths: readonly string[], folders = true): Iterable<FoundFile> {
  for (const path of paths) {
    const name = basename(path)
    if (!statsOf(path)?.isDirectory()) yield { kind: 'file', location: fileAt(path) }
    else if (folders) yield* filesIn(path, name, new Set(), 0)
    else {
      yield failed(name, fail('not-a-file', `"${name}" is a folder.`, 'Use --recursive to import the files in it.'))
    }
  }
}

const compareNames = new Intl.Collator('en').compare

function* filesIn(folder: string, name: string, above: ReadonlySet<string>, depth: number): Iterable<FoundFile> {
  let entries: readonly { readonly name: string }[]
  let real: string
  try {
    real = realpathSync(folder)
    entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => compareNames(a.name, b.name))
  } catch {
    yield failed(name, fail('not-permitted', `You may not look into "${name}".`, 'Ask for the permission to read it.'))
    return
  }
  // A link that leads back to a folder above it.
  if (above.has(real) || depth > MOST_DEPTH) return
  const inside = new Set([...above, real])
  for (const entry of entries) {
    if (isHidden(entry.name)) continue
    const path = join(folder, entry.name)
    const shown = `${name}/${entry.name}`
    const stats = statsOf(path)
    if (stats?.isDirectory()) yield* filesIn(path, shown, inside, depth + 1)
    else if (!stats?.isFile()) continue
    else if (isSkipped(entry.name)) yield { kind: 'skipped', fileName: shown }
    else yield { kind: 'file', location: fileAt(path, shown, stats.size) }
  }
}

/** The files of an archive: those to be read first, in the order of the archive. */
export function entriesOf({ fileName, path }: FileLocation, { entries, skipped, refused }: ReadArchive): FoundFile[] {
  const shown = (name: string): string => `${fileName}/${name}`
  return [
    ...entries.map(
      ({ name, size }): FoundFile => ({
        kind: 'file',
        location: { fileName: shown(name), path, entry: name, bytes: null, size },
      }),
    ),
    ...skipped.map((name): FoundFile => ({ kind: 'skipped', fileName: shown(name) })),
    ...refused.map(({ name, failure }): FoundFile => ({ kind: 'failed', fileName: shown(name), failure })),
  ]
}
