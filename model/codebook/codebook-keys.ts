import type { Codebook } from '../record/codebook.ts'
import { findPart, ownId, type PartRef, siblingsOf } from './codebook-part.ts'

/** Letters that mean something in the window whatever the codebook says: letter → the title of its command. */
export type WindowLetters = ReadonlyMap<string, string>

/** For the command line, which has no window, and for roles, whose letters count only while a role is being chosen. */
export const NO_LETTERS: WindowLetters = new Map()

type KeyedRef = PartRef & { readonly kind: 'type' | 'role' }

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Who a letter belongs to, other than a part itself: the name of a part beside it, or of a command. Null when free. */
export function keyOwner(codebook: Codebook, ref: KeyedRef, letter: string, letters: WindowLetters): string | null {
  for (const item of siblingsOf(codebook, ref)) {
    if (!('key' in item) || item.id === ownId(ref) || item.retired) continue
    if (item.key === letter) return `“${item.name}”`
  }
  const command = ref.kind === 'type' ? letters.get(letter) : undefined
  return command === undefined ? null : `the command “${command}”`
}

/** A letter as the keys of a command; none where a part has no letter. */
export const keysOf = (key: string | undefined): readonly string[] => (key === undefined ? [] : [key])

/** A free letter for a new part: the first that its name offers, else the first of the alphabet. Null when none is. */
export function freeKey(codebook: Codebook, ref: KeyedRef, name: string, letters: WindowLetters): string | null {
  const wished = [...name.normalize('NFD').toUpperCase()].filter((letter) => /^[A-Z]$/.test(letter))
  return [...wished, ...ALPHABET].find((letter) => keyOwner(codebook, ref, letter, letters) === null) ?? null
}

/** Types whose key also is a command of the window, as sentences: such a codebook came from elsewhere. */
export function windowKeyProblems(codebook: Codebook, letters: WindowLetters): string[] {
  return codebook.types.flatMap(({ id, retired }) => {
    const type = findPart(codebook, { kind: 'type', type: id })
    if (retired || !type || !('key' in type) || type.key === undefined) return []
    const command = letters.get(type.key)
    return command === undefined
      ? []
      : [`The key ${type.key} of “${type.name}” is the key of the command “${command}”.`]
  })
}
