/**
 * Ids of records that are damaged and therefore not exported. What refers to them must go, too, but may have been written
 * before they were met: then the dataset is written once more.
 */
export class DamagedIds {
  readonly #known: ReadonlySet<string>
  readonly #met = new Set<string>()

  constructor(known: ReadonlySet<string> = new Set()) {
    this.#known = known
  }

  meet(id: string): void {
    this.#met.add(id)
  }

  /** Whether it was known when the writing began. */
  knows(id: string): boolean {
    return this.#known.has(id)
  }

  get none(): boolean {
    return this.#known.size === 0
  }

  /** All that is known now; null where nothing is new. */
  grown(): ReadonlySet<string> | null {
    return [...this.#met].some((id) => !this.#known.has(id)) ? new Set([...this.#known, ...this.#met]) : null
  }
}
