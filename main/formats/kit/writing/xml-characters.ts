/** Characters that no XML document can hold, not even as a reference (XML 1.0, 2.2). */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const IMPOSSIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu

/** Whether something would be lost in XML. */
export const hasImpossibleCharacters = (text: string): boolean => text.search(IMPOSSIBLE) >= 0

/** One U+FFFD for each character that XML cannot hold, so that offsets stay. */
export const possibleCharacters = (text: string): string => text.replace(IMPOSSIBLE, '\ufffd')
