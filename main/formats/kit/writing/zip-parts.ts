import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Chunk } from '../../../files/write-chunks.ts'
import type { OutputPart } from '../exporter.ts'

/**
 * Packs parts into a ZIP archive, one after the other, so that memory does not grow with them. The time of every entry
 * is given, so that the same parts give the same bytes.
 */
export async function* zipParts(parts: Iterable<OutputPart>, time: Date): AsyncIterable<Uint8Array> {
  const zip = new ZipFile()
  const packing = packAll(zip, parts, time)
  // Passed on to whoever reads the archive: an unhandled rejection would end the thread.
  packing.catch((error: unknown) => zip.outputStream.emit('error', error))
  for await (const chunk of zip.outputStream) yield chunk as Uint8Array
  await packing
}

async function packAll(zip: ZipFile, parts: Iterable<OutputPart>, time: Date): Promise<void> {
  for (const part of parts) {
    const stream = Readable.from(bytesOf(part.chunks()), { objectMode: false })
    const read = finished(stream)
    zip.addReadStream(stream, part.path, { mtime: time, forceDosTimestamp: true })
    await read
  }
  zip.end()
}

async function* bytesOf(chunks: Iterable<Chunk> | AsyncIterable<Chunk>): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) if (chunk.length > 0) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}
