import { isObject, type JsonObject, listOr, numberOr, objectOr, textOr } from '../kit/reading/json-values.ts'

/** A span that a result of Label Studio names, in code points of the task's text. */
export interface RegionSpan {
  readonly start: number
  readonly end: number
  readonly quote: string | null
}

/** The text of a task that its regions lie in. */
export interface TaskText {
  /** Key in the task's data. */
  readonly key: string
  readonly text: string
  /** The span of a region, or a sentence that says why it has none. */
  spanOf(value: JsonObject): RegionSpan | string
  /** What making a text of it has left out, as a sentence. */
  readonly leftOut: string | null
}

const plainText = (key: string, text: string): TaskText => ({ key, text, spanOf: plainSpan, leftOut: null })

/**
 * Finds what the regions of a task are about: of all texts in its data, the one their quotes are found in. `ownKey`
 * is where it is in tasks of our own.
 */
export async function taskText(
  data: JsonObject,
  values: readonly JsonObject[],
  ownKey: string | null,
): Promise<TaskText | null> {
  const own = ownKey === null ? null : textOr(data[ownKey])
  if (ownKey !== null && own !== null) return plainText(ownKey, own)
  const texts = await Promise.all(Object.entries(data).map(([key, value]) => textIn(key, value, values)))
  const candidates = texts.filter((text) => text !== null)
  const rated = candidates.map((candidate) => {
    const points = Array.from(candidate.text)
    const found = values.filter((value) => {
      const span = candidate.spanOf(value)
      return (
        typeof span !== 'string' && span.quote !== null && points.slice(span.start, span.end).join('') === span.quote
      )
    }).length
    const usual = candidate.key === 'text' ? 1 : 0
    return { candidate, found, usual, length: points.length }
  })
  const [best] = rated.toSorted((a, b) => b.found - a.found || b.usual - a.usual || b.length - a.length)
  return best?.candidate ?? null
}

/** Where a text, a picture or a recording is to be fetched from; it is no text itself, and nothing is fetched. */
const ADDRESS = /^\s*(?:https?|s3|gs|azure-blob|file):\/\/\S+\s*$/i

async function textIn(key: string, value: unknown, values: readonly JsonObject[]): Promise<TaskText | null> {
  if (Array.isArray(value)) {
    const rows = value.filter((row) => isObject(row) && typeof row.text === 'string')
    return rows.length > 0 && rows.length === value.length ? paragraphsText(key, rows) : null
  }
  if (typeof value !== 'string' || value === '' || ADDRESS.test(value)) return null
  const isMarked =
    /^\s*<[a-z!][^]*>\s*$/i.test(value) ||
    (values.some((region) => typeof region.start === 'string') && /<[a-z!/]/i.test(value))
  return isMarked ? hypertext(key, value) : plainText(key, value)
}

const quoteOf = (value: JsonObject): string | null => textOr(value.text)

function plainSpan(value: JsonObject): RegionSpan | string {
  const [start, end] = [numberOr(value.start), numberOr(value.end)]
  if (start === null || end === null) return globalSpan(value)
  return { start, end, quote: quoteOf(value) }
}

/** Regions of hypertext lie at paths of elements; newer versions also count from the beginning of its text. */
function globalSpan(value: JsonObject): RegionSpan | string {
  const { start, end } = objectOr(value.globalOffsets)
  const [from, to] = [numberOr(start), numberOr(end)]
  if (from === null || to === null) return 'It is placed by a path of elements, without "globalOffsets".'
  // Where a quote goes over several elements, it has "\\n" between them, which the text has not.
  const quote = quoteOf(value)
  return { start: from, end: to, quote: quote?.includes('\\n') ? null : quote }
}

/** The library is loaded for hypertext only: loading it takes longer than loading all formats together. */
async function hypertext(key: string, html: string): Promise<TaskText> {
  const { parseHTML } = await import('linkedom')
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  for (const unseen of document.querySelectorAll('script, style')) unseen.remove()
  return {
    key,
    text: document.body.textContent ?? '',
    spanOf: globalSpan,
    leftOut: 'The text is hypertext; its tags were left out.',
  }
}

/** A conversation: a row a line. Its regions lie from a row and an offset in it to another. */
function paragraphsText(key: string, rows: readonly JsonObject[]): TaskText {
  const starts: number[] = []
  let counted = 0
  const lines = rows.map((row) => {
    const line = textOr(row.text) ?? ''
    starts.push(counted)
    counted += Array.from(line).length + 1
    return line
  })
  return {
    key,
    text: lines.join('\n'),
    spanOf(value) {
      const [from, to] = [starts[Number(value.start)], starts[Number(value.end)]]
      const [startOffset, endOffset] = [numberOr(value.startOffset), numberOr(value.endOffset)]
      if (from === undefined || to === undefined || startOffset === null || endOffset === null)
        return 'It names a row of the conversation that is not there.'
      return { start: from + startOffset, end: to + endOffset, quote: quoteOf(value) }
    },
    leftOut: listOr(rows).some((row) => isObject(row) && 'author' in row)
      ? 'The text is a conversation; only what was said is in it, not who said it.'
      : null,
  }
}
