import type { DatasetItem } from '../reader.ts'

/** Collects the problems of a file, so that one that occurs a thousand times is reported once. */
export interface ProblemLog {
  /** `kind` groups equal problems: the first is reported, with their number. */
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
