/*
 * The names of the requests reach the preload as an argument of its process. The table itself would bring the decoders of
 * all arguments into the preload, which has no use for them.
 */

const PREFIX = '--standoff-requests='

/** The argument that carries the names. */
export const namesArgument = (names: readonly string[]): string => PREFIX + names.join(',')

/** The names in a process's arguments. Throws where they are missing. */
export function namesIn(argv: readonly string[]): readonly string[] {
  const found = argv.find((argument) => argument.startsWith(PREFIX))
  if (found === undefined) throw new Error('The names of the requests are missing')
  return found.slice(PREFIX.length).split(',')
}
