import { possibleCharacters } from './xml-characters.ts'

/* Text in XML 1.0 documents. */

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

/** Between tags. A carriage return is written as a reference, or a reader would make a line feed of it. */
export const xmlText = (text: string): string => possibleCharacters(text).replaceAll(/[&<>\r]/g, withReference)

/** Between quotation marks, white space kept. */
export const xmlValue = (text: string): string => possibleCharacters(text).replaceAll(/[&<>"\t\n\r]/g, withReference)

/** Attributes of a tag, with a space before each; what is null is left out. */
export const xmlAttributes = (attributes: Readonly<Record<string, string | number | boolean | null>>): string =>
  Object.entries(attributes)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${xmlValue(String(value))}"`]))
    .join('')
