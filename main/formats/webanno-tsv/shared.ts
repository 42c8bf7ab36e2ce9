/* What WebAnno TSV 3's writer and reader have in common. */

export const TSV_ENDING = '.tsv'
/** Custom layers of WebAnno and INCEpTION are in this package. */
export const TSV_PACKAGE = 'webanno.custom.'
/** The cell of a unit that no annotation of the layer covers. */
export const NO_ANNOTATION = '_'
/** The value of a feature that is not set. */
export const NO_VALUE = '*'

const VALUE_ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n' }
const VALUE_CHARACTERS: Readonly<Record<string, string>> = { t: '\t', n: '\n' }

/** A value in a cell. Carriage returns would end the line for WebAnno and become line feeds. */
export const cellValue = (value: string): string =>
  withoutReturns(value).replaceAll(/->|[\\[\]|_;\t\n*]/g, (found) => VALUE_ESCAPES[found] ?? `\\${found}`)

export const withoutReturns = (value: string): string => value.replaceAll(/\r\n?/g, '\n')

/** The value that a cell holds. */
export const valueOfCell = (cell: string): string =>
  cell.replaceAll(/\\(->|.)/gs, (_, found: string) => VALUE_CHARACTERS[found] ?? found)

const TEXT_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
  '\b': '\\b',
}
const TEXT_CHARACTERS: Readonly<Record<string, string>> = { t: '\t', n: '\n', f: '\f', r: '\r', b: '\b' }

/** A line of text after "#Text=". */
export const textLine = (line: string): string =>
  // oxlint-disable-next-line no-control-regex -- they are what is escaped
  line.replaceAll(/[\\\t\f\r\b\0-\x07\x0e-\x1f]/g, (found) => TEXT_ESCAPES[found] ?? `\\${found}`)

/** The line of text that was written. Files before 3.2 may have Java's \uXXXX. */
export const lineOfText = (line: string): string =>
  line.replaceAll(/\\(?:u([0-9A-Fa-f]{4})|(.))/gs, (_, hex: string | undefined, found: string) =>
    hex === undefined ? (TEXT_CHARACTERS[found] ?? found) : String.fromCharCode(Number.parseInt(hex, 16)),
  )
