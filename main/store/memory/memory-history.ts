import type { Change } from '../../../model/change/change.ts'
import { encodeForLog } from '../../../model/change/codec.ts'
import type { ChangeStub } from '../../../model/change/history-entry.ts'
import type { LogEntry } from '../../../model/change/log-entry.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import type { Direction } from '../project-store.ts'
import { notNextStep } from '../refusals.ts'

/** A step of one annotator: a line of the log, or all lines from `first` to it. */
export interface Step {
  readonly entry: LogEntry
  readonly first: number | null
}

/** An annotator's two stacks; the last of each comes next. */
interface Stacks {
  readonly undo: readonly Step[]
  readonly redo: readonly Step[]
}

const EMPTY: Stacks = { undo: [], redo: [] }

/** The steps of undo of each annotator, as the table `history` keeps them. A copy is a state to go back to. */
export class MemoryHistory {
  readonly #stacks: Map<string, Stacks>

  constructor(stacks: ReadonlyMap<string, Stacks> = new Map()) {
    this.#stacks = new Map(stacks)
  }

  copy(): MemoryHistory {
    return new MemoryHistory(this.#stacks)
  }

  push(annotator: string, step: Step): void {
    const { undo } = this.#stacks.get(annotator) ?? EMPTY
    this.#stacks.set(annotator, { undo: [...undo, step], redo: [] })
  }

  adopt(of: string, by: string): void {
    const { undo } = this.#stacks.get(of) ?? EMPTY
    if (undo.length === 0) return
    const own = this.#stacks.get(by) ?? EMPTY
    const merged = [...own.undo, ...undo].toSorted((a, b) => a.entry.sequence - b.entry.sequence)
    this.#stacks.set(by, { undo: merged, redo: [] })
    this.#stacks.delete(of)
  }

  /** The batch that a step of anybody is; null where it is no step, or no batch. */
  batch(id: string): Step | null {
    for (const { undo, redo } of this.#stacks.values()) {
      const found = [...undo, ...redo].find(({ entry, first }) => entry.change.id === id && first !== null)
      if (found) return found
    }
    return null
  }

  move(annotator: string, direction: Direction, of: string): Result<null> {
    const { undo, redo } = this.#stacks.get(annotator) ?? EMPTY
    const [from, to] = direction === 'undo' ? [undo, redo] : [redo, undo]
    const step = from.at(-1)
    if (step?.entry.change.id !== of) return notNextStep(direction, of)
    const [left, grown] = [from.slice(0, -1), [...to, step]]
    this.#stacks.set(annotator, direction === 'undo' ? { undo: left, redo: grown } : { undo: grown, redo: left })
    return ok(null)
  }

  read(annotator: string, limit: number, largest: number) {
    const { undo, redo } = this.#stacks.get(annotator) ?? EMPTY
    const shown = ({ entry, first }: Step): Change | ChangeStub => {
      const { id, title } = entry.change
      if (first !== null) return { id, title, stored: true, batch: true }
      return encodeForLog(entry.change).length > largest ? { id, title, stored: true } : entry.change
    }
    return { undo: undo.slice(-limit).map(shown), redo: redo.slice(-limit).map(shown) }
  }
}
