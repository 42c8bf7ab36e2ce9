import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { openZip } from '../../main/files/zip.ts'

/* Files that are damaged, or made to harm: by a disk, a download, an editor, or a person. */

/** From 0 to less than 1. */
export type Draw = () => number

/** Mulberry32: the same numbers for the same seed. */
export function drawsOf(seed: number): Draw {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(list: readonly T[], draw: Draw): T => {
  const item = list[Math.floor(draw() * list.length)]
  if (item === undefined) throw new Error('There is nothing to choose from')
  return item
}

/** What no file should hold, or not so much of. */
const HOSTILE = [
  '\0',
  '\ud800',
  '\ufeff',
  '"',
  "'",
  '<',
  '>',
  ']]>',
  '&#x0;',
  '&lt',
  '\r',
  '\u2028',
  '__proto__',
  '-1',
  '1e999',
  '99999999999999999999',
  'NaN',
  'null',
  '[[[[[[[[',
  '{"a":{"a":{"a":',
  '\t\t\t\t',
  ';;;;',
  '\\u0000',
  '%PDF-1.4',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
]

const LONGEST_RUN = 20_000

/** A file of which bytes are turned, cut, doubled, blanked, moved or put in. */
export function mutate(bytes: Uint8Array, draw: Draw): Uint8Array {
  const at = (): number => Math.floor(draw() * bytes.length)
  const [from, to] = [at(), at()].toSorted((a, b) => a - b) as [number, number]
  const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
  const within = (piece: Uint8Array): Uint8Array => joined(bytes.slice(0, from), piece, bytes.slice(from))
  switch (Math.floor(draw() * 8)) {
    case 0:
      return bytes.slice(0, from)
    case 1: {
      const changed = Uint8Array.from(bytes)
      for (let i = 0; i < 1 + draw() * 20; i++) changed[at()] = Math.floor(draw() * 256)
      return changed
    }
    case 2:
      return Uint8Array.from(bytes).fill(Math.floor(draw() * 256), from, to)
    case 3:
      return within(bytes.slice(from, from + 50))
    case 4:
      return joined(bytes.slice(0, from), bytes.slice(to))
    case 5:
      return within(Buffer.from(pick(HOSTILE, draw)))
    case 6:
      return within(Buffer.from(pick(HOSTILE, draw).repeat(Math.ceil(draw() * LONGEST_RUN))))
    default:
      return joined(bytes.slice(0, from), bytes.slice(to), bytes.slice(from, to))
  }
}

/** A file in which one number says something else: what it was about is still there, but its place cannot be read. */
export function mutateNumber(bytes: Uint8Array, draw: Draw): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const numbers = [...text.matchAll(/\d+/g)]
  if (numbers.length === 0) return bytes
  const { index, 0: digits } = pick(numbers, draw)
  const instead = pick(['x', '', '-1', '999999999', `${digits}.5`, 'note 1'], draw)
  return Buffer.from(text.slice(0, index) + instead + text.slice(index + digits.length), 'latin1')
}

/** A ZIP archive with one entry changed, packed again, so that the damage is inside. */
export async function mutateInside(bytes: Uint8Array, draw: Draw): Promise<Uint8Array> {
  const opened = await openZip(bytes, 'a.zip')
  if (!opened.ok) return mutate(bytes, draw)
  const { names, read } = opened.value
  const changed = pick(names, draw)
  const zip = new ZipFile()
  for (const [position, name] of names.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- in the order of the archive
    const entry = await read(name)
    if (!entry.ok) continue
    const content = name === changed ? mutate(entry.value, draw) : entry.value
    zip.addBuffer(Buffer.from(content), name, { mtime: new Date(0), compress: position > 0 })
  }
  zip.end()
  return new Uint8Array(await buffer(zip.outputStream))
}

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b
