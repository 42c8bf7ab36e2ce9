import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { type Failure, ok, type Result } from '../../model/value/result.ts'

/** A piece of a file; text is written as UTF-8. */
export type Chunk = string | Uint8Array

/** Bytes that are collected before they are written. */
const BUFFER_LENGTH = 256 * 1024
/** Most bytes that a UTF-16 unit takes in UTF-8. */
const WIDEST_UNIT = 3

interface ChunkWriter {
  add(chunk: Chunk): void
  /** Writes what is still collected. Returns the size of the file in bytes. */
  finish(): number
}

/** Encodes strings one by one into a buffer: joining a million of them first takes three times as long. */
function chunkWriter(descriptor: number): ChunkWriter {
  const buffer = Buffer.allocUnsafeSlow(BUFFER_LENGTH)
  let filled = 0
  let size = 0
  const write = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
    size += bytes.length
  }
  const flush = (): void => {
    write(buffer.subarray(0, filled))
    filled = 0
  }
  return {
    add(chunk) {
      if (typeof chunk !== 'string' || chunk.length * WIDEST_UNIT > BUFFER_LENGTH) {
        flush()
        write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
        return
      }
      if (filled + chunk.length * WIDEST_UNIT > BUFFER_LENGTH) flush()
      filled += buffer.write(chunk, filled)
    },
    finish() {
      flush()
      return size
    },
  }
}

/**
 * Writes a file from its chunks and returns its size in bytes. `flags` are those of `open`; a new file ("wx") is flushed
 * to the disk. `interrupt` is called after each chunk; a failure from it stops the writing. Throws errors of the system.
 */
export async function writeChunks(
  path: string,
  flags: 'w' | 'wx',
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
  interrupt: () => Failure | null,
): Promise<Result<number>> {
  const descriptor = openSync(path, flags)
  try {
    const writer = chunkWriter(descriptor)
    let failure: Failure | null = null
    const add = (chunk: Chunk): boolean => {
      writer.add(chunk)
      failure = interrupt()
      return failure === null
    }
    // Awaiting each of a million chunks that are there would cost more than writing them.
    if (Symbol.iterator in chunks) {
      for (const chunk of chunks) if (!add(chunk)) break
    } else {
      for await (const chunk of chunks) if (!add(chunk)) break
    }
    if (failure) return { ok: false, failure }
    const size = writer.finish()
    if (flags !== 'w') fsyncSync(descriptor)
    return ok(size)
  } finally {
    closeSync(descriptor)
  }
}
