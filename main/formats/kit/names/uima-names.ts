/*
 * Names of types and features as UIMA takes them: letters and digits, a letter first. Every id comes back: what is
 * neither is written as "Z2DZ", its code point between two Zs; a Z itself as "Z5AZ". The hyphen, which ids of this
 * program often have, is an underscore in features. (In WebAnno's files the names of types cannot have underscores.)
 */

const coded = (character: string): string => `Z${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}Z`

const decoded = (name: string): string =>
  name.replaceAll(/Z([0-9A-F]{1,6})Z/g, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

const escapedName = (id: string): string => id.replaceAll(/[^A-Za-z0-9]|Z/gu, coded).replace(/^\d/, coded)

export const uimaTypeName = (id: string): string => escapedName(id)
export const idOfUimaType = (name: string): string => decoded(name)

/** Names that UIMA, or this program, has given to features of its own. */
const TAKEN = /^(?:standoff|begin$|end$|sofa$)/

export const uimaFeatureName = (id: string): string =>
  escapedName(id)
    .replaceAll('Z2DZ', '_')
    .replace(/^_/, 'Z2DZ')
    .replace(TAKEN, (name) => coded(name.charAt(0)) + name.slice(1))
export const idOfUimaFeature = (name: string): string => decoded(name.replaceAll('_', '-'))

/** The features that hold what every annotation has. */
export const ID_FEATURE = 'standoffId'
export const NOTE_FEATURE = 'standoffNote'

/** "webanno.custom.Quote" → "Quote". */
export const shortTypeName = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** What types are called: their short names, or the full ones where short names are not unique. */
export function shortNames(types: Iterable<string>): ReadonlyMap<string, string> {
  const all = [...new Set(types)]
  const uses = new Map<string, number>()
  for (const type of all) uses.set(shortTypeName(type), (uses.get(shortTypeName(type)) ?? 0) + 1)
  return new Map(all.map((type) => [type, uses.get(shortTypeName(type)) === 1 ? shortTypeName(type) : type]))
}
