import { fail } from '../../../model/value/result.ts'

const MEGABYTE = 1024 * 1024

/** Limits for reading one file. Waiting for a thread does not count. */
export interface ReadLimits {
  /** Milliseconds for any file. */
  readonly time: number
  /** Milliseconds for each megabyte of the file on top of that. */
  readonly timePerMegabyte: number
  /** Megabytes of JavaScript heap of a thread. */
  readonly memory: number
  /** Megabytes by which the whole process may grow while files are read, heaps and buffers together. */
  readonly growth: number
  /** Megabytes of files that are read at once; a larger one is read alone. */
  readonly atOnce: number
}

export const READ_LIMITS: ReadLimits = {
  time: 60_000,
  timePerMegabyte: 1_000,
  memory: 1024,
  growth: 1536,
  atOnce: 32,
}

/** Milliseconds that a file of so many bytes may take. */
export const timeFor = ({ time, timePerMegabyte }: ReadLimits, size: number): number =>
  time + Math.round((size / MEGABYTE) * timePerMegabyte)

/** Whether a file may be begun while others of so many bytes are being read. */
export const fitsBeside = ({ atOnce }: ReadLimits, running: number, size: number): boolean =>
  running === 0 || running + size <= atOnce * MEGABYTE

export const tooSlow = (fileName: string, milliseconds: number) =>
  fail(
    'too-slow',
    `Reading "${fileName}" took longer than ${Math.round(milliseconds / 1000)} seconds, so it was stopped.`,
    'The file may be damaged. Save its article in another format, then open that.',
  )

export const tooMuchMemory = (fileName: string, { growth }: ReadLimits) =>
  fail(
    'too-large',
    `Reading "${fileName}" needs more than ${growth} MB of memory, which is more than one file may take.`,
    'Split it into smaller files, or save its article in another format.',
  )

export const readingCancelled = () => fail('cancelled', 'The import was cancelled.', 'What was imported before stays.')
