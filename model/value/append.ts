/**
 * Appends items to a list. `list.push(...items)` would put each of them on the stack, which ends at about 120,000: lists
 * that grow with a file, a project or a search are never spread into a call.
 */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item)
}
