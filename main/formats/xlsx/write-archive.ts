import type { OutputPart } from '../kit/exporter.ts'
import { hasImpossibleCharacters } from '../kit/writing/xml-characters.ts'
import { xmlAttributes, xmlText } from '../kit/writing/xml-text.ts'
import { zipParts } from '../kit/writing/zip-parts.ts'

/*
 * Workbooks (Office Open XML, ECMA-376) with nothing but texts and numbers in them. They are written row by row, because
 * libraries that write workbooks hold all sheets in memory, and put the time of writing into the archive.
 */

/** A text or a number; null for an empty cell. There are no formulas. */
export type Cell = string | number | null

/** What a sheet cannot hold: the end of a long text, a character, a row after the last. */
export type SheetLoss = 'cut' | 'characters' | 'rows'

export interface SheetRow {
  readonly cells: readonly Cell[]
  /** Called for each cell, or once for the row, that could not be written as it is. */
  lose(loss: SheetLoss): void
}

export interface Sheet {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly width: number }[]
  rows(): Iterable<SheetRow>
}

/** Characters in a cell, and rows in a sheet: limits of Excel. */
export const CELL_LENGTH = 32_767
export const SHEET_ROWS = 1_048_576

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The workbook's archive. `time` is that of its entries, so that the same sheets give the same bytes. */
export const writeWorkbook = (sheets: readonly Sheet[], time: Date): AsyncIterable<Uint8Array> =>
  zipParts(workbookParts(sheets), time)

function* workbookParts(sheets: readonly Sheet[]): Iterable<OutputPart> {
  const file = (path: string, content: string): OutputPart => ({ path, chunks: () => [XML + content] })
  const numbers = sheets.map((_, i) => i + 1)
  yield file(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${numbers
      .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.worksheet+xml"/>`)
      .join('')}</Types>`,
  )
  yield file(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  yield file(
    'xl/workbook.xml',
    `<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><sheets>${sheets
      .map(({ name }, i) => `<sheet${xmlAttributes({ name, sheetId: i + 1, 'r:id': `rId${i + 1}` })}/>`)
      .join('')}</sheets></workbook>`,
  )
  yield file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${numbers
      .map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
      .join(
        '',
      )}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  )
  yield file('xl/styles.xml', STYLES)
  for (const [i, sheet] of sheets.entries())
    yield { path: `xl/worksheets/sheet${i + 1}.xml`, chunks: () => sheetXml(sheet) }
}

/** Style 0 for cells: aligned to the top, in the format "@" of text; style 1 for the head: bold; style 2 for numbers. */
const STYLES = `<styleSheet xmlns="${SPREADSHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs></styleSheet>`
const HEAD_STYLE = 1
const TEXT_STYLE = 2
const NUMBER_STYLE = 3

function* sheetXml(sheet: Sheet): Iterable<string> {
  yield `${XML}<worksheet xmlns="${SPREADSHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`
  yield sheet.columns
    .map(({ width }, i) => `<col${xmlAttributes({ min: i + 1, max: i + 1, width, customWidth: 1 })}/>`)
    .join('')
  yield '</cols><sheetData>\n'
  const head = sheet.columns.map(({ name }, i) => cellXml(name, `${columnLetters(i)}1`, HEAD_STYLE, () => {}))
  yield `<row r="1">${head.join('')}</row>\n`
  let number = 1
  for (const row of sheet.rows()) {
    number++
    if (number > SHEET_ROWS) {
      row.lose('rows')
      continue
    }
    const cells = row.cells.map((cell, i) => {
      const style = typeof cell === 'number' ? NUMBER_STYLE : TEXT_STYLE
      return cellXml(cell, `${columnLetters(i)}${number}`, style, row.lose)
    })
    yield `<row r="${number}">${cells.join('')}</row>\n`
  }
  yield '</sheetData></worksheet>'
}

function cellXml(cell: Cell, place: string, style: number, lose: SheetRow['lose']): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}" s="${style}"><v>${cell}</v></c>`
  if (hasImpossibleCharacters(cell)) lose('characters')
  const fitting = cell.length > CELL_LENGTH ? cell.slice(0, CELL_LENGTH).replace(/[\ud800-\udbff]$/, '') : cell
  if (fitting !== cell) lose('cut')
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(escaped(fitting))}</t></is></c>`
}

/** Excel reads "_x0041_" as a character by its number, so an underscore that would begin one is written as one. */
const escaped = (text: string): string => text.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')

/** "A" to "Z", then "AA" and so on. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
