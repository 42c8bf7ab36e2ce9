import { ownKey, upperBound } from '../../../model/value/sorted.ts'

/** A row of a list of groups: the head of a group, or one of its items. */
export type GroupedRow<Group> = { readonly group: Group; readonly number: number; readonly item: number | null }

/** Groups of items as one list of rows: a head before each group, then its items. */
export interface GroupedRows<Group> {
  readonly count: number
  /** The row of a number, from 0; `item` is null for a head. */
  at(row: number): GroupedRow<Group> | null
  /** The row of an item of the group of a number. */
  rowOf(group: number, item: number): number
}

/** Lays out groups without making a list of their rows: there may be thousands of items. */
export function groupedRows<Group>(groups: readonly Group[], sizeOf: (group: Group) => number): GroupedRows<Group> {
  const starts: number[] = []
  let count = 0
  for (const group of groups) {
    starts.push(count)
    count += sizeOf(group) + 1
  }
  return {
    count,
    rowOf: (group, item) => (starts[group] ?? 0) + 1 + item,
    at(row) {
      if (row < 0 || row >= count) return null
      const number = upperBound(starts, row, ownKey) - 1
      const group = groups[number]
      if (group === undefined) return null
      const item = row - (starts[number] as number) - 1
      return { group, number, item: item < 0 ? null : item }
    },
  }
}
