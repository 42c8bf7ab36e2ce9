import { type Stats, statSync } from 'node:fs'

/**
 * What is known of a file or folder; undefined where there is none, and where a path leads to nothing that can be looked
 * at: through a file, over a name that is too long, in a circle of links. Whoever then reads or writes it is told why.
 */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
