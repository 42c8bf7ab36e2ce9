import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { bodySchema, decodeWith } from '../../model/record/schemas.ts'
import { decodeChange, encodeForLog } from '../../model/change/codec.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { z } from 'zod'
import type { BatchStep } from './batch-step.ts'

/*
 * What an import is going to save, on its way from the thread that plans it to the one that saves it: a file with a step
 * of the batch a line, as JSON. It is written and read in pieces, so that it may be larger than memory.
 */

/** What a line begins with. The rest of a change's line is its line in the log: it is not put into words twice. */
const CHANGE = 'C'
const TEXT = 'T'
const NEWLINE = 0x0a

/** Bytes that are written, or read, at once. */
const PIECE = 1024 * 1024
/** UTF-8 bytes that a UTF-16 unit takes at most. */
const WIDEST_UNIT = 3

export interface SpoolWriter {
  write(step: BatchStep): void
  /** Writes what is left. To be called whatever happens. */
  close(): void
}

/** Makes the file of a spool. Throws errors of the disk. */
export function createSpool(path: string): SpoolWriter {
  const file = openSync(path, 'wx', 0o600)
  const piece = Buffer.allocUnsafeSlow(PIECE)
  let filled = 0
  const writeAll = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
  }
  const flush = (): void => {
    writeAll(piece.subarray(0, filled))
    filled = 0
  }
  const put = (text: string): void => {
    const widest = text.length * WIDEST_UNIT
    if (filled + widest > PIECE) flush()
    if (widest <= PIECE) filled += piece.write(text, filled)
    else writeAll(Buffer.from(text))
  }
  return {
    write(step) {
      put(step.kind === 'change' ? CHANGE : TEXT)
      put(step.kind === 'change' ? encodeForLog(step.change) : JSON.stringify(step))
      put('\n')
    },
    close() {
      try {
        flush()
      } finally {
        closeSync(file)
      }
    },
  }
}

/** The steps of a spool, one at a time. What is not as it was written is an `invalid-record` failure. */
export function* readSpool(path: string): Iterable<Result<BatchStep>> {
  const file = openSync(path, 'r')
  try {
    for (const line of linesOf(file)) yield decodeStep(line)
  } finally {
    closeSync(file)
  }
}

/** Memory holds a piece, or the longest line; what is made of a line is a copy. */
function* linesOf(file: number): Iterable<string> {
  let piece = Buffer.allocUnsafeSlow(PIECE)
  let filled = 0
  for (;;) {
    const length = readSync(file, piece, filled, piece.length - filled, null)
    if (length === 0) break
    let from = 0
    const read = piece.subarray(0, filled + length)
    for (let at = read.indexOf(NEWLINE, filled); at >= 0; at = read.indexOf(NEWLINE, from)) {
      yield piece.toString('utf8', from, at)
      from = at + 1
    }
    filled += length
    piece.copy(piece, 0, from, filled)
    filled -= from
    if (filled === piece.length) piece = Buffer.concat([piece], piece.length * 2)
  }
  // A line that was cut off is told by whoever decodes it.
  if (filled > 0) yield piece.toString('utf8', 0, filled)
}

const textSchema = z.strictObject({ kind: z.literal('text'), body: bodySchema })

function decodeStep(line: string): Result<BatchStep> {
  const json = line.slice(1)
  if (line.startsWith(TEXT)) return decodeWith(textSchema, JSON.parse(json), 'A text of the import')
  const change = decodeChange(json)
  return change.ok ? ok({ kind: 'change', change: change.value, json }) : change
}
