import type { WindowLetters } from '../../model/codebook/codebook-keys.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import { type Command, keysOf, type Platform } from './command.ts'

/** Commands that follow from a codebook. `taken` are the letters that its types cannot have. */
type CodebookCommands = (codebook: Codebook, taken: WindowLetters) => readonly Command[]

export interface Registry {
  /**
   * Letters that fixed commands use, alone or with Shift, with the titles of those commands. Types of the codebook cannot
   * have them.
   */
  readonly fixedLetters: WindowLetters
  /** All commands of a codebook, or those there are without one, in the order in which they were registered. */
  commandsFor(codebook: Codebook | null): readonly Command[]
}

/** The letter of a key that is one alone or with Shift; null for any other key. */
const letterOf = (key: string): string | null => /^(?:Shift\+)?([A-Z])$/.exec(key)?.[1] ?? null

const PLATFORMS: readonly Platform[] = ['linux', 'darwin', 'win32']

/** Throws where two commands share an id, or a key in one scope: which of them runs would be an accident. */
function rejectDuplicates(commands: readonly Command[]): void {
  const taken = new Map<string, string>()
  const take = (what: string, id: string): void => {
    const other = taken.get(what)
    if (other !== undefined) throw new Error(`The commands ${other} and ${id} share ${what}`)
    taken.set(what, id)
  }
  for (const command of commands) {
    take(`the id ${command.id}`, command.id)
    for (const platform of PLATFORMS) {
      for (const key of keysOf(command, platform)) take(`the key ${key} (${command.scope}, ${platform})`, command.id)
    }
  }
}

/** The command without the keys whose letters a type of the codebook has. */
const withoutKeys = (command: Command, letters: ReadonlySet<string | null>): Command =>
  command.yields ? { ...command, keys: command.keys.filter((key) => !letters.has(letterOf(key))) } : command

/**
 * Puts commands together, in the order in which palette and cheat sheet show them.
 * @throws where two fixed commands share an id or a key
 */
export function createRegistry(parts: readonly (readonly Command[] | CodebookCommands)[]): Registry {
  const fixed = parts.flatMap((part) => (typeof part === 'function' ? [] : part))
  rejectDuplicates(fixed)
  const fixedLetters: WindowLetters = new Map(
    fixed
      .filter(({ yields }) => !yields)
      .flatMap(({ keys, title }) => keys.map((key) => [letterOf(key), title] as const))
      .filter((entry): entry is readonly [string, string] => entry[0] !== null)
      // Where two commands share a letter, the first is named.
      .toReversed(),
  )
  const made = new WeakMap<Codebook, readonly Command[]>()
  const make = (codebook: Codebook): readonly Command[] => {
    const own = parts.map((part) => (typeof part === 'function' ? part(codebook, fixedLetters) : null))
    const letters = new Set(own.flatMap((commands) => commands ?? []).flatMap(({ keys }) => keys.map(letterOf)))
    letters.delete(null)
    return parts.flatMap((part, i) =>
      typeof part === 'function' ? (own[i] ?? []) : part.map((command) => withoutKeys(command, letters)),
    )
  }
  return {
    fixedLetters,
    commandsFor(codebook) {
      if (codebook === null) return fixed
      const commands = made.get(codebook) ?? make(codebook)
      made.set(codebook, commands)
      return commands
    },
  }
}
