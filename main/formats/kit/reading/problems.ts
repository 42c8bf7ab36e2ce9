import type { DatasetItem, LostKind } from '../reader.ts'

/** Collects the problems of a file, so that one that occurs a thousand times is reported once. */
export interface ProblemLog {
  /**
   * `kind` groups equal problems: the first is reported, with their number. `lost` is what was left out because of each:
   * nothing that a file holds is left out without being counted here.
   */
  add(kind: string, line: number | null, message: string, lost?: LostKind): void
  items(): Iterable<DatasetItem>
}

interface Problem {
  readonly line: number | null
  readonly message: string
  readonly lost: LostKind | undefined
  count: number
}

export function createProblemLog(path: string): ProblemLog {
  const kinds = new Map<string, Problem>()
  return {
    add(kind, line, message, lost) {
      const known = kinds.get(kind)
      if (known) known.count++
      else kinds.set(kind, { line, message, lost, count: 1 })
    },
    *items() {
      for (const { line, message, lost, count } of kinds.values()) {
        const more = count > 1 ? ` This is so in ${count} places; the first is named.` : ''
        const problem = { path, line, message: message + more }
        yield { kind: 'problem', problem: lost ? { ...problem, lost: { [lost]: count } } : problem }
      }
    },
  }
}
