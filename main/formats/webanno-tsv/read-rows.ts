import { lineOfText, NO_ANNOTATION, NO_VALUE, valueOfCell } from './shared.ts'
import { type Column, headerColumns } from './read-columns.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'
import { createSpanCollector, type OpenRow, type ReadSpan, type Reference, type SpanCollector } from './read-spans.ts'
import { createTextBuilder } from './read-text.ts'
import { append } from '../../../model/value/append.ts'

/* The rows of a WebAnno TSV file put together to annotations with places, still in the words of the file. */

export interface ReadLink {
  readonly layer: string
  readonly base: string
  readonly source: Reference
  readonly target: Reference
  readonly values: ReadonlyMap<string, string>
  readonly line: number
}

export interface ReadChainLink {
  readonly element: ReadSpan
  readonly chain: string
  readonly position: number
  readonly role: string | null
}

export interface TsvContent {
  readonly columns: readonly Column[]
  readonly text: string
  readonly spans: readonly ReadSpan[]
  readonly links: readonly ReadLink[]
  readonly chains: readonly ReadChainLink[]
  /** The annotation of a layer that a reference means; null where there is none. */
  find(layer: string, reference: Reference): ReadSpan | null
}

/** Cuts a cell where a separator stands that is not escaped. */
function splitAt(cell: string, separator: '|' | ';'): string[] {
  const parts: string[] = []
  let start = 0
  for (let at = 0; at < cell.length; at++) {
    if (cell[at] === '\\') at++
    else if (cell[at] === separator) {
      parts.push(cell.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, cell.slice(start)]
}

/** A value with the number after it: "person[3]". */
function numbered(cell: string): { readonly value: string; readonly number: number | null } {
  const match = /^((?:\\(?:->|.)|[^\\])*)\[(\d+)\]$/s.exec(cell)
  return match ? { value: match[1] ?? '', number: Number(match[2]) } : { value: cell, number: null }
}

const referenceIn = (cell: string): Reference => {
  const { value, number } = numbered(cell)
  return { unit: value, number: number === 0 ? null : number }
}

/** Reads a file line by line. What is not of the format is left out and reported. */
export async function readTsv(
  lines: AsyncIterable<{ readonly number: number; readonly text: string }>,
  problems: ProblemLog,
): Promise<TsvContent> {
  const columns: Column[] = []
  const text = createTextBuilder(problems)
  const spans = createSpanCollector()
  const links: ReadLink[] = []
  const chains: ReadChainLink[] = []
  let isHeader = true
  for await (const { number, text: line } of lines) {
    if (line === '') continue
    const header = isHeader ? headerColumns(line) : null
    if (header) {
      append(columns, header)
      continue
    }
    if (line.startsWith('#Text=')) {
      isHeader = false
      text.line(lineOfText(line.slice('#Text='.length)))
      continue
    }
    const place = /^(\d+-\d+(?:\.\d+)?)\t(\d+)-(\d+)\t/.exec(line)
    if (!place) {
      // Sentence ids and other free comments.
      if (!line.startsWith('#'))
        problems.add(
          'row',
          number,
          'The line is no token of the form "1-1", "0-4", "text"; it was left out.',
          'annotations',
        )
      continue
    }
    const [, unit = '', start = '', end = ''] = place
    const [, , token = '', ...cells] = line.split('\t')
    const row: OpenRow = { unit, start: Number(start), end: Number(end), line: number, stacks: new Map() }
    text.token(row.start, row.end, token, number)
    if (cells.length < columns.length)
      problems.add(
        'cells',
        number,
        `The row has ${cells.length} cells for ${columns.length} columns; the rest is taken as empty.`,
      )
    readRow(row, columns, cells, spans, links, chains, problems)
  }
  return { columns, text: text.end(), spans: spans.all, links, chains, find: spans.find }
}

function readRow(
  row: OpenRow,
  columns: readonly Column[],
  cells: readonly string[],
  spans: SpanCollector,
  links: ReadLink[],
  chains: ReadChainLink[],
  problems: ProblemLog,
): void {
  const relations = new Map<string, Map<string, string>[]>()
  columns.forEach((column, i) => {
    const cell = cells[i] ?? NO_ANNOTATION
    if (cell === NO_ANNOTATION || cell === '') return
    splitAt(cell, '|').forEach((stacked, position) => {
      if (column.form === 'relation') {
        const list = relations.get(column.layer) ?? []
        relations.set(column.layer, list)
        const values = (list[position] ??= new Map<string, string>())
        if (column.kind === 'base') {
          const [, governor = '', from, to] = /^([^[]*)(?:\[(\d+)_(\d+)\])?$/.exec(stacked) ?? []
          const some = (said: string | undefined): number | null =>
            said === undefined || said === '0' ? null : Number(said)
          links.push({
            layer: column.layer,
            base: column.target,
            source: { unit: governor, number: some(from) },
            target: { unit: row.unit, number: some(to) },
            values,
            line: row.line,
          })
        } else if (stacked !== NO_VALUE) values.set(column.name, valueOfCell(stacked))
        return
      }
      if (column.kind === 'link') {
        const match = /^(.*)->(\d+)-(\d+)$/s.exec(stacked)
        if (!match) {
          problems.add('chain', row.line, `"${stacked}" is no link of a chain; it was left out.`, 'annotations')
          return
        }
        const [, role = NO_VALUE, chain = '', at = ''] = match
        const { span, isNew } = spans.chained(row, column.layer, position, `${chain}-${at}`)
        if (isNew)
          chains.push({
            element: span,
            chain: `${column.layer} ${chain}`,
            position: Number(at),
            role: role === NO_VALUE ? null : valueOfCell(role),
          })
        return
      }
      const { value, number } = column.kind === 'target' ? { value: stacked, number: null } : numbered(stacked)
      const span = spans.at(row, column.layer, position, column.form === 'chain' ? null : number)
      if (column.kind === 'role') {
        if (!span.roles.has(column.name))
          span.roles.set(
            column.name,
            value === NO_ANNOTATION
              ? []
              : splitAt(value, ';').map((role) => (role === NO_VALUE ? null : valueOfCell(role))),
          )
      } else if (column.kind === 'target') {
        const references = splitAt(value, ';')
          .filter((each) => each !== NO_VALUE && each !== NO_ANNOTATION)
          .map(referenceIn)
        if (!span.targets.has(column.name)) span.targets.set(column.name, { column, references })
      } else if (value !== NO_VALUE && column.name !== '' && !span.values.has(column.name))
        span.values.set(column.name, valueOfCell(value))
    })
  })
}
