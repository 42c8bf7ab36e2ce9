import { readdirSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fail, type Failure } from '../../../model/value/result.ts'
import { isSkipped, isHidden } from './skipped-files.ts'
import type { SourcePlace } from './read-messages.ts'
import { statsOf } from '../../files/file-stats.ts'

/** A file to be read, or why there is none, or that it is no article. */
export type FoundSource =
  | { readonly kind: 'file'; readonly place: SourcePlace }
  | { readonly kind: 'aside'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly fileName: string; readonly failure: Failure }

/** Folders in folders beyond this are a loop that could not be seen as one. */
const MOST_DEPTH = 50

export const fileAt = (path: string, fileName = basename(path)): SourcePlace => ({
  fileName,
  path,
  entry: null,
  bytes: null,
})

/** The files that paths lead to; folders are gone through with all that is in them, in the order of their names. */
export function* sourcesAt(paths: readonly string[], folders = true): Iterable<FoundSource> {
  for (const path of paths) {
    const isFolder = statsOf(path)?.isDirectory() ?? false
    if (!isFolder) yield { kind: 'file', place: fileAt(path) }
    else if (folders) yield* filesIn(path, basename(path), new Set(), 0)
    else {
      const { failure } = fail(
        'not-a-file',
        `"${basename(path)}" is a folder.`,
        'Use --recursive to import what is in it.',
      )
      yield { kind: 'failed', fileName: basename(path), failure }
    }
  }
}

const compareNames = new Intl.Collator('en').compare

function* filesIn(folder: string, name: string, above: ReadonlySet<string>, depth: number): Iterable<FoundSource> {
  let entries: readonly { readonly name: string }[]
  let real: string
  try {
    real = realpathSync(folder)
    entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => compareNames(a.name, b.name))
  } catch {
    const { failure } = fail('not-permitted', `You may not look into "${name}".`, 'Ask for the permission to read it.')
    yield { kind: 'failed', fileName: name, failure }
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
    else if (isSkipped(entry.name)) yield { kind: 'aside', fileName: shown }
    else yield { kind: 'file', place: fileAt(path, shown) }
  }
}

/** The files of an archive, as sources of their own. */
export const entriesOf = (archive: SourcePlace, names: readonly string[]): SourcePlace[] =>
  names.map((name) => ({ fileName: `${archive.fileName}/${name}`, path: archive.path, entry: name, bytes: null }))
