import type { Codebook } from '../record/codebook.ts'

/** The codebooks that come with the program. */
export interface PresetRegistry {
  readonly all: readonly Codebook[]
  /** The preset with an id, or undefined. */
  find(id: string): Codebook | undefined
}

/** Throws when two presets share an id: that is a mistake of the program and must show at start-up. */
export function createPresetRegistry(all: readonly Codebook[]): PresetRegistry {
  const byId = new Map<string, Codebook>()
  for (const preset of all) {
    if (byId.has(preset.id)) throw new Error(`There are two codebooks with the id "${preset.id}"`)
    byId.set(preset.id, preset)
  }
  return { all, find: (id) => byId.get(id) }
}
