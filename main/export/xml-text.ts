/* Text in XML 1.0 documents. */

/** Characters that no XML document can hold, not even as a reference. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const IMPOSSIBLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

const withReference = (character: string): string => REFERENCES[character] ?? character

/** Whether something would be lost in XML. */
export const hasImpossibleCharacters = (text: string): boolean => text.search(IMPOSSIBLE) >= 0

/** One U+FFFD for each character that XML cannot hold, so that offsets stay. */
const possible = (text: string): string => text.replace(IMPOSSIBLE, '\ufffd')

/** Between tags. A carriage return is written as a reference, or a reader would make a line feed of it. */
export const xmlText = (text: string): string => possible(text).replaceAll(/[&<>\r]/g, withReference)

/** Between quotation marks, white space kept. */
export const xmlValue = (text: string): string => possible(text).replaceAll(/[&<>"\t\n\r]/g, withReference)

/** Attributes of a tag, with a space before each; what is null is left out. */
export const xmlAttributes = (attributes: Readonly<Record<string, string | number | boolean | null>>): string =>
  Object.entries(attributes)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${xmlValue(String(value))}"`]))
    .join('')
