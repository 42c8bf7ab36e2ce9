import type { Column } from './read-columns.ts'

/* The annotations of a WebAnno TSV file, which stand in the rows of all tokens that they cover. */

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

/** A row that is being read. */
export interface OpenRow {
  readonly unit: string
  readonly start: number
  readonly end: number
  readonly line: number
  /** Layer → annotations in the order of the cells. */
  readonly stacks: Map<string, ReadSpan[]>
}

/** Puts rows together to annotations. */
export interface SpanCollector {
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

/** A collector for one file. */
export function createSpanCollector(): SpanCollector {
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
