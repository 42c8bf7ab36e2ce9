import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Random } from './random.ts'

/*
 * What a power cut leaves: what was flushed, and of what came later any part. Made from the record of all calls that
 * preload.c writes.
 */

interface Call {
  readonly kind: string
  readonly inode: string
  readonly offset: number
  readonly bytes: Buffer
  readonly path: string
  readonly target: string
}

/** Reads the record of a process. */
export function readCalls(log: string): Call[] {
  const all = readFileSync(log)
  const calls: Call[] = []
  for (let at = 0; at < all.length; ) {
    const end = all.indexOf(0x0a, at)
    // The last record may have been cut off by the kill.
    if (end < 0) break
    const [kind = '', inode = '', offset = '0', length = '0', path = '', target = ''] = all
      .toString('utf8', at, end)
      .split('\t')
    const bytes = all.subarray(end + 1, end + 1 + Number(length))
    at = end + 1 + Number(length)
    if (at <= all.length) calls.push({ kind, inode, offset: Number(offset), bytes, path, target })
  }
  return calls
}

/** A file as it grows; `flushed` counts the calls whose effect is sure. */
interface Contents {
  readonly first: Buffer
  readonly changes: Call[]
  flushed: number
}

/**
 * Makes the files of a folder as they would be had the power gone after the first `length` calls. Returns what had been
 * said on stdout by then.
 * @param stage The folder as it was at first.
 * @param folder Where it was when the calls were made.
 */
export function cutPower(
  calls: readonly Call[],
  length: number,
  paths: { readonly stage: string; readonly folder: string; readonly out: string },
  random: Random,
): string {
  const names = new Map<string, Contents>()
  const files = new Map<string, Contents>()
  for (const path of filesBelow(paths.stage)) {
    names.set(join(paths.folder, relative(paths.stage, path)), { first: readFileSync(path), changes: [], flushed: 0 })
  }
  const told: string[] = []
  const made = calls.slice(0, length)
  const lastFlushOfNames = made.findLastIndex(({ kind }) => kind === 'D')
  const renames = made.flatMap(({ kind }, i) => ('CRLU'.includes(kind) && i > lastFlushOfNames ? [i] : []))
  // Names change in their order, but how many of them have reached the disk, nobody knows.
  const lastName = renames[random.below(renames.length + 1)] ?? length
  for (const [i, call] of made.entries()) {
    const { kind, inode, path, target } = call
    const file = files.get(inode)
    if (kind === 'A') told.push(call.bytes.toString())
    else if (kind === 'E' || kind === 'C') {
      const known = files.get(inode)
      const contents = (kind === 'E' ? (known ?? names.get(path)) : null) ?? {
        first: Buffer.alloc(0),
        changes: [],
        flushed: 0,
      }
      files.set(inode, contents)
      if (kind === 'C' && i < lastName) names.set(path, contents)
    } else if (file && (kind === 'W' || kind === 'T')) file.changes.push(call)
    else if (file && kind === 'S') file.flushed = file.changes.length
    else if (i < lastName) changeNames(names, kind, path, target)
  }
  mkdirSync(paths.out, { recursive: true })
  for (const [path, contents] of names) {
    // Shared memory is made anew.
    if (path.endsWith('-shm')) continue
    const out = join(paths.out, relative(paths.folder, path))
    mkdirSync(dirname(out), { recursive: true })
    writeFileSync(out, afterCut(contents, random))
  }
  return told.join('')
}

function changeNames(names: Map<string, Contents>, kind: string, path: string, target: string): void {
  const contents = names.get(path)
  if (kind === 'U') names.delete(path)
  if (!contents) return
  if (kind === 'R') names.delete(path)
  if (kind === 'R' || kind === 'L') names.set(target, contents)
}

/** What was flushed, then each later write with even chances, whole or in part. */
function afterCut({ first, changes, flushed }: Contents, random: Random): Buffer {
  let bytes = first
  for (const [i, { kind, offset, bytes: written }] of changes.entries()) {
    const isSure = i < flushed
    if (!isSure && random.next() < 0.5) continue
    if (kind === 'T') {
      bytes =
        offset <= bytes.length ? bytes.subarray(0, offset) : Buffer.concat([bytes, Buffer.alloc(offset - bytes.length)])
      continue
    }
    // A disk writes sectors of 512 bytes.
    const sectors = Math.ceil(written.length / 512)
    const part = isSure || random.next() < 0.7 ? written : written.subarray(0, 512 * random.below(sectors))
    const grown = Buffer.alloc(Math.max(bytes.length, offset + part.length))
    bytes.copy(grown)
    part.copy(grown, offset)
    bytes = grown
  }
  return bytes
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}
