import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import type { Annotation } from '../../model/annotation.ts'
import type { Change } from '../../model/change.ts'
import { bodySchema, changeSchema, decodeWith, encodeChange } from '../../model/decode.ts'
import type { ProjectRecord } from '../../model/project.ts'
import { ok, type Result } from '../../model/result.ts'
import { z } from 'zod'
import type { BatchStep } from './batch.ts'
import { isSound } from './packed-annotation.ts'

/*
 * What an import is going to save, on its way from the thread that plans it to the one that saves it: a file with a step
 * of the batch a line, as JSON. It is written and read in pieces, so that it may be larger than memory.
 */

/** What a line begins with. The rest of a change's line is its line in the log: it is not put into words twice. */
const CHANGE = 'C'
const TEXT = 'T'

/** Bytes that are written, or read, at once. */
const PIECE = 1024 * 1024

export interface SpoolWriter {
  write(step: BatchStep): void
  /** Writes what is left. To be called whatever happens. */
  close(): void
}

/** Makes the file of a spool. Throws errors of the disk. */
export function createSpool(path: string): SpoolWriter {
  const file = openSync(path, 'wx', 0o600)
  let waiting: string[] = []
  let size = 0
  const flush = (): void => {
    const bytes = Buffer.from(waiting.join(''))
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    waiting = []
    size = 0
  }
  return {
    write(step) {
      const line = `${step.kind === 'change' ? CHANGE + encodeChange(step.change) : TEXT + JSON.stringify(step)}\n`
      waiting.push(line)
      size += line.length
      if (size >= PIECE) flush()
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

function* linesOf(file: number): Iterable<string> {
  const decoder = new StringDecoder('utf8')
  const piece = Buffer.allocUnsafe(PIECE)
  let begun: string[] = []
  for (;;) {
    const length = readSync(file, piece)
    if (length === 0) break
    const [first = '', ...others] = decoder.write(piece.subarray(0, length)).split('\n')
    begun.push(first)
    for (const next of others) {
      yield begun.join('')
      begun = [next]
    }
  }
  const rest = begun.join('')
  if (rest !== '') yield rest
}

const textSchema = z.strictObject({ kind: z.literal('text'), body: bodySchema, source: z.string() })

const isAnnotation = (record: ProjectRecord): record is Annotation => record.kind === 'annotation'

function decodeStep(line: string): Result<BatchStep> {
  const json = line.slice(1)
  if (line.startsWith(TEXT)) return decodeWith(textSchema, JSON.parse(json), 'A text of the import')
  const change = decodeChange(JSON.parse(json))
  return change.ok ? ok({ kind: 'change', change: change.value, json }) : change
}

/** The schema takes most of the time of an import; annotations are looked at by what looks at them in the store. */
function decodeChange(value: unknown): Result<Change> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each part of it is looked at below
  const given = value as Change
  const annotations = given.added.filter(isAnnotation)
  const others = { ...given, added: given.added.filter((record) => !isAnnotation(record)) }
  if (!annotations.every(isSound)) return decodeWith(changeSchema, value, 'A change of the import')
  const rest = decodeWith(changeSchema, others, 'A change of the import')
  return rest.ok ? ok(given) : rest
}
