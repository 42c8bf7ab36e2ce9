import { type Stats, statSync } from 'node:fs'

/**
 * What the system knows of a file or folder. Undefined where there is none, and where a path leads to nothing that can be
 * looked at: through a file, over a name that is too long, in a circle of links. Reading or writing there says why.
 */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

/** Whether a path leads to neither a file nor a folder: /dev/stdout, a pipe. Nothing can be put beside it. */
export function isDevice(path: string): boolean {
  const stats = statsOf(path)
  return stats !== undefined && !stats.isFile() && !stats.isDirectory()
}

/** Whether two paths lead to one file or folder that is there. */
export function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statsOf(path))
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino
}
