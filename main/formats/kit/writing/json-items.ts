/*
 * Long JSON arrays, written without holding them in memory. The brackets are the caller's; `lead` is the white space
 * before each item.
 */

/** Items as the JSON of what `valueOf` makes of each. Returns how many there are. */
export function* jsonItems<T>(
  items: Iterable<T>,
  lead: string,
  valueOf: (item: T) => unknown = (item) => item,
): Generator<string, number> {
  let count = 0
  for (const item of items) yield `${count++ === 0 ? '' : ','}${lead}${JSON.stringify(valueOf(item))}`
  return count
}

/** Items that are themselves written piece by piece. */
export function* piecedItems(items: Iterable<Iterable<string>>, lead: string): Iterable<string> {
  let before = lead
  for (const pieces of items) {
    yield before
    yield* pieces
    before = `,${lead}`
  }
}
