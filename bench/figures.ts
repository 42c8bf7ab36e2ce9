/** One measured number: whether it reaches the target is null where there is none. */
export interface Figure {
  readonly value: number
  readonly reached: boolean | null
}

/** A line of the report: one thing measured, in one column or one for each size. */
export interface Row {
  readonly name: string
  readonly unit: string
  /** What is to be reached, in words; empty where the figure is for information. */
  readonly target: string
  readonly figures: Readonly<Record<string, Figure>>
}

export interface Section {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** The value below which a share (0 to 1) of the samples lies, by nearest rank. NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** A target: its words, whether a value reaches it, and the columns it is set for (all where none are named). */
export interface Target {
  readonly words: string
  readonly reaches: (value: number, column: string) => boolean
  readonly columns?: readonly string[]
}

/** Makes a row, judging each value against the target. */
export function row(name: string, unit: string, values: Readonly<Record<string, number>>, target?: Target): Row {
  const figures = Object.entries(values).map(([column, value]): [string, Figure] => {
    const judged = target && (target.columns?.includes(column) ?? true)
    return [column, { value, reached: judged ? target.reaches(value, column) : null }]
  })
  return { name, unit, target: target?.words ?? '', figures: Object.fromEntries(figures) }
}

const digits = (value: number): string => {
  if (Number.isNaN(value)) return '-'
  const places = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places })
}

const MARKS = new Map<boolean | null, string>([
  [true, ' ✓'],
  [false, ' ✗'],
  [null, '  '],
])

/** A section as text: a line a row, ✓ or ✗ beside what has a target. */
export function printSection({ title, columns, rows }: Section): string {
  const cells = rows.map(({ name, unit, target, figures }) => [
    name,
    unit,
    ...columns.map((column) => {
      const figure = figures[column]
      return figure ? `${digits(figure.value)}${MARKS.get(figure.reached)}` : ''
    }),
    target,
  ])
  const lines = [['', '', ...columns.map((column) => `${column}  `), 'target'], ...cells]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  const print = (line: readonly string[]): string =>
    line
      .map((cell, column) => {
        const number = column >= 2 && column < columns.length + 2
        return number ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)
      })
      .join('  ')
      .trimEnd()
  return [title, ...lines.map(print)].join('\n')
}
