/** Throws where two have the same id: a mistake of the program, which must show at start-up. */
export function rejectDuplicates(ids: readonly string[], what: string): void {
  const twice = ids.find((id, position) => ids.indexOf(id) !== position)
  if (twice !== undefined) throw new Error(`There are two ${what} with the id "${twice}"`)
}
