/** No file of a person or a program is nested deeper. What walks through deeper values would fill the stack. */
export const DEEPEST_JSON = 500

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Whether a text, read as JSON, nests lists and objects deeper than {@link DEEPEST_JSON}. Takes a look at each character. */
export function isDeep(text: string): boolean {
  // As many brackets as that have to be in it, in the smallest case one after the other.
  if (text.length < DEEPEST_JSON * 2) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === QUOTE) {
      at = endOfString(text, at)
      if (at < 0) return false
    } else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > DEEPEST_JSON) return true
    } else if (unit === 0x5d || unit === 0x7d) depth--
  }
  return false
}

/** Where the string that begins at a quotation mark ends; -1 where it does not. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++
    if (escapes % 2 === 0) return end
  }
  return -1
}
