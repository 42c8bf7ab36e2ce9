/*
 * What the database keeps as it is. SQLite keeps UTF-8, which has no half characters, and its functions end a text at a zero
 * character. Asked for whatever comes from a file, in threads that have no database.
 */

/** Whether all strings and names in a value can be kept by the database, and read again, as they are. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every((item) => isStorable(item))
  // Asked for every record that is saved: without a list of pairs it takes a third of the time.
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || !isStorable(key) || !isStorable((value as Record<string, unknown>)[key])) return false
  }
  return true
}

/** Stands for what no character can be made of, as every decoder writes it. */
const REPLACEMENT = '\ufffd'

/** A text that the database keeps as it is. No place in it moves. */
const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', REPLACEMENT)

/** No decoder gives back what is called "__proto__", because setting it would change an object's kind. */
const storableName = (name: string): string => (name === '__proto__' ? '_proto_' : storableText(name))

/** Characters of a text that {@link storable} replaces. */
export function unstorableCount(text: string): number {
  const made = storableText(text)
  let count = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== made.charCodeAt(at)) count++
  return count
}

/**
 * Plain data whose strings the database can keep: half a character (a surrogate without its other half, which JSON can
 * spell and programs that cut texts leave behind) and the zero character become "\ufffd", and nothing is called
 * "__proto__". What is storable comes back as it is.
 */
export function storable<T>(value: T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only characters in strings are changed
  return isStorable(value) ? value : (replaced(value) as T)
}

function replaced(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(replaced)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableName(key), replaced(item)]))
}
