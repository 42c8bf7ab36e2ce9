import { closeSync, openSync, readSync } from 'node:fs'

/** The first bytes of a file, at most so many. Throws errors of the disk. */
export function headOf(path: string, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(length)
    return head.subarray(0, readSync(file, head))
  } finally {
    closeSync(file)
  }
}
