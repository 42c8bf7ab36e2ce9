/**
 * How many of `count` positions come before a turning point: `isBefore` must hold for a beginning of them and for none
 * after it. Asks it O(log count) times.
 */
export function countWhile(count: number, isBefore: (position: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** First position in a list sorted by `keyOf` whose key is not below a value; the length where there is none. */
export const lowerBound = <T>(sorted: ArrayLike<T>, value: number, keyOf: (item: T) => number): number =>
  countWhile(sorted.length, (position) => keyOf(sorted[position] as T) < value)

/** First position in a list sorted by `keyOf` whose key is above a value; the length where there is none. */
export const upperBound = <T>(sorted: ArrayLike<T>, value: number, keyOf: (item: T) => number): number =>
  countWhile(sorted.length, (position) => keyOf(sorted[position] as T) <= value)

/** The key of a number in {@link lowerBound} and {@link upperBound}: the number. */
export const ownKey = (value: number): number => value
