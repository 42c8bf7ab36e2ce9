import { lineOfText, NO_ANNOTATION, NO_VALUE, valueOfCell } from '../../formats/webanno-tsv.ts'
import { type Column, headerColumns } from './webanno-columns.ts'
import type { ProblemLog } from './problems.ts'

/* The rows of a WebAnno TSV file put together to annotations with places, still in the words of the file. */

/** An annotation of a span or chain layer. */
export interface ReadSpan {
  readonly layer: string
  /** What the file numbers it; null where it needs no number. */
  readonly number: number | null
  /** UTF-16 offsets. */
  readonly start: number
  end: number
  readonly line: number
  readonly values: Map<string, string>
  /** Feature → links; as rows of one annotation repeat them, those of the first row. */
  readonly roles: Map<string, readonly (string | null)[]>
  readonly targets: Map<string, { readonly column: Column; readonly references: readonly Reference[] }>
}

/** "1-2[3]": the annotation 3 that begins in the unit 1-2; number null where there is only one. */
export interface Reference {
  readonly unit: string
  readonly number: number | null
}

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

interface OpenRow {
  readonly unit: string
  readonly start: number
  readonly end: number
  readonly line: number
  /** Layer → annotations in the order of the cells. */
  readonly stacks: Map<string, ReadSpan[]>
}

/** Reads a file line by line. What is not of the format is told and left out. */
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
      columns.push(...header)
      continue
    }
    if (line.startsWith('#Text=')) {
      isHeader = false
      text.line(lineOfText(line.slice('#Text='.length)))
      continue
    }
    const place = /^(\d+-\d+(?:\.\d+)?)\t(\d+)-(\d+)\t/.exec(line)
    if (!place) {
      // Sentence ids, and whatever else somebody has written there.
      if (!line.startsWith('#'))
        problems.add('row', number, 'The line is no token of the form "1-1", "0-4", "text"; it was left out.')
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
          problems.add('chain', row.line, `"${stacked}" is no link of a chain; it was left out.`)
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

interface SpanCollector {
  readonly all: ReadSpan[]
  /** The annotation of a cell: known by its number, else by its place beside others in the row. */
  at(row: OpenRow, layer: string, position: number, number: number | null): ReadSpan
  chained(
    row: OpenRow,
    layer: string,
    position: number,
    element: string,
  ): { readonly span: ReadSpan; readonly isNew: boolean }
  find(layer: string, reference: Reference): ReadSpan | null
}

function createSpanCollector(): SpanCollector {
  const all: ReadSpan[] = []
  const known = new Map<string, ReadSpan>()
  /** Layer and unit → annotations that begin there. */
  const begun = new Map<string, ReadSpan[]>()
  const inStack = (row: OpenRow, layer: string, position: number): ReadSpan | undefined =>
    row.stacks.get(layer)?.[position]
  const put = (row: OpenRow, layer: string, position: number, span: ReadSpan): ReadSpan => {
    const stack = row.stacks.get(layer) ?? []
    row.stacks.set(layer, stack)
    stack[position] = span
    span.end = Math.max(span.end, row.end)
    return span
  }
  const make = (row: OpenRow, layer: string, number: number | null): ReadSpan => {
    const { start, end, line } = row
    const span = { layer, number, start, end, line, values: new Map(), roles: new Map(), targets: new Map() }
    all.push(span)
    const place = `${layer} ${row.unit}`
    begun.set(place, [...(begun.get(place) ?? []), span])
    return span
  }
  const by = (row: OpenRow, layer: string, position: number, key: string, number: number | null) => {
    const before = known.get(key)
    const span = before ?? make(row, layer, number)
    known.set(key, span)
    return { span: put(row, layer, position, span), isNew: before === undefined }
  }
  return {
    all,
    at(row, layer, position, number) {
      if (number !== null) return by(row, layer, position, `${layer} [${number}]`, number).span
      return inStack(row, layer, position) ?? put(row, layer, position, make(row, layer, null))
    },
    chained: (row, layer, position, element) => by(row, layer, position, `${layer} ->${element}`, null),
    find(layer, { unit, number }) {
      const there = begun.get(`${layer} ${unit}`) ?? []
      const numberedOne = number === null ? undefined : known.get(`${layer} [${number}]`)
      return numberedOne ?? (number === null ? (there.find((span) => span.number === null) ?? there[0] ?? null) : null)
    },
  }
}

/**
 * The text is in the lines "#Text="; where it is in the article, the first token of the sentence says. One position
 * between sentences is a line break, more are spaces.
 */
function createTextBuilder(problems: ProblemLog) {
  const parts: string[] = []
  let length = 0
  let sentence: string[] = []
  const add = (part: string): void => {
    parts.push(part)
    length += part.length
  }
  let current = ''
  let currentStart = 0
  const flush = (start: number, line: number): void => {
    if (sentence.length === 0) return
    // The line break after the sentence before is taken back where there is no place for it.
    if (length === start + 1 && parts[parts.length - 1] === '\n') {
      parts.pop()
      length--
    }
    if (length > start)
      problems.add(
        'overlap',
        line,
        'The sentence begins before the one before it ends; offsets of this file are not those of its text.',
      )
    if (length < start) add(' '.repeat(Math.min(start - length, MOST_SPACES)))
    currentStart = length
    current = sentence.join('\n')
    add(current)
    add('\n')
    sentence = []
  }
  return {
    line: (line: string): void => {
      sentence.push(line)
    },
    token(start: number, end: number, token: string, line: number): void {
      flush(start, line)
      if (current.slice(start - currentStart, end - currentStart) !== token)
        problems.add('token', line, `"${token}" is not what the text says at ${start}-${end}.`)
    },
    end(): string {
      if (parts[parts.length - 1] === '\n') parts.pop()
      return parts.join('')
    },
  }
}

/** A gap of more than that between two sentences is a mistake. */
const MOST_SPACES = 1_000_000
