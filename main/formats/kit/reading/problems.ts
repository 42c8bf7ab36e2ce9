import type { DatasetItem } from '../reader.ts'

/** Collects what is wrong with a file, so that what occurs a thousand times is told once. */
export interface ProblemLog {
  /** `kind` groups what is the same; the first of a kind is told, with the number of the others. */
  add(kind: string, line: number | null, message: string): void
  items(): Iterable<DatasetItem>
}

export function createProblemLog(path: string): ProblemLog {
  const kinds = new Map<string, { line: number | null; message: string; count: number }>()
  return {
    add(kind, line, message) {
      const known = kinds.get(kind)
      if (known) known.count++
      else kinds.set(kind, { line, message, count: 1 })
    },
    *items() {
      for (const { line, message, count } of kinds.values()) {
        const more = count > 1 ? ` This is so in ${count} places; the first is named.` : ''
        yield { kind: 'problem', problem: { path, line, message: message + more } }
      }
    },
  }
}
