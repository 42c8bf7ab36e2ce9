import { type ArticleExtra, EXTRA_KEY, readArticleExtra, restoredArticle } from '../standoff/extra.ts'
import { type JsonObject, titleOf } from './json-values.ts'
import {
  type DatasetItem,
  type ForeignAnnotation,
  type ForeignArticle,
  foreignAnnotation,
  foreignArticle,
} from '../reader.ts'

/** A labelled span as a file has it, in code points. */
export interface ReadSpan {
  readonly start: number
  readonly end: number
  readonly label: string
  readonly quote?: string | null
  readonly place: string
  /** What the file says beyond the label; what is under our own key goes before it. */
  readonly said?: Partial<ForeignAnnotation>
}

export interface JoinedSpans {
  readonly annotations: readonly ForeignAnnotation[]
  /** For each span, the key of the annotation that it is part of. */
  readonly keys: readonly string[]
}

/**
 * Spans that make an annotation as it was written are that annotation again, with all that was said about it; those that
 * somebody has added, moved or labelled anew meanwhile are annotations of their own.
 */
export function joinSpans(spans: readonly ReadSpan[], extra: ArticleExtra | null, articleKey: string): JoinedSpans {
  const left = new Map<string, number[]>()
  const placeOf = (start: number, end: number, label: string): string => `${start} ${end} ${label}`
  spans.forEach(({ start, end, label }, i) => {
    const place = placeOf(start, end, label)
    const there = left.get(place)
    if (there) there.push(i)
    else left.set(place, [i])
  })
  const keys: string[] = []
  const joined: { readonly at: number; readonly annotation: ForeignAnnotation }[] = []
  for (const { id, type, fragments, ...said } of extra?.annotations ?? []) {
    const places = fragments.map(([start, end]) => placeOf(start, end, type))
    // Fragments of one annotation never lie in the same place, so that one span of each is enough.
    if (places.length === 0 || places.some((place) => (left.get(place)?.length ?? 0) === 0)) continue
    const parts = places.map((place) => left.get(place)?.shift() ?? 0)
    for (const part of parts) keys[part] = id
    const annotation = foreignAnnotation({
      ...said,
      key: id,
      type,
      fragments: parts.map((part) => fragmentOf(spans[part])),
      place: spans[parts[0] ?? 0]?.place ?? id,
    })
    joined.push({ at: parts[0] ?? 0, annotation })
  }
  spans.forEach((span, i) => {
    if (keys[i] !== undefined) return
    const key = `${articleKey}#${i + 1}`
    keys[i] = key
    const { label, place, said } = span
    joined.push({
      at: i,
      annotation: foreignAnnotation({ key, type: label, fragments: [fragmentOf(span)], place, ...said }),
    })
  })
  return { annotations: joined.toSorted((a, b) => a.at - b.at).map(({ annotation }) => annotation), keys }
}

const fragmentOf = (span: ReadSpan | undefined) => ({
  start: span?.start ?? 0,
  end: span?.end ?? 0,
  quote: span?.quote ?? null,
})

/** What an object of a file says of itself under our key; null in a file of another program. */
export const extraOf = (value: JsonObject): ArticleExtra | null => readArticleExtra(value[EXTRA_KEY])

/** The article of a text with what goes along with it. */
export function exampleArticle(
  said: Pick<ForeignArticle, 'key' | 'annotations' | 'relations'> & {
    readonly text: string
    readonly metadata: Readonly<Record<string, string>>
    readonly place: string
  },
  extra: ArticleExtra | null,
): ForeignArticle {
  const { key, text, annotations, relations, metadata, place } = said
  const fields = { text, unit: 'codepoint', annotations, relations } as const
  return extra
    ? foreignArticle({ ...fields, ...restoredArticle(extra), key, metadata: { ...metadata, ...extra.metadata } })
    : foreignArticle({ ...fields, key, title: titleOf(text, place), metadata })
}

/** Yields each annotator of a file once, however many articles name it. */
export function createAnnotatorTeller(): (extra: ArticleExtra | null) => Iterable<DatasetItem> {
  const told = new Set<string>()
  return function* tell(extra) {
    for (const annotator of extra?.annotators ?? []) {
      if (told.has(annotator.id)) continue
      told.add(annotator.id)
      yield { kind: 'annotator', annotator }
    }
  }
}

/** Makes keys that occur in a file once: the same article may stand in several lines, one an annotator. */
export function createKeyMaker(): (wanted: string) => string {
  const uses = new Map<string, number>()
  return (wanted) => {
    const before = uses.get(wanted) ?? 0
    uses.set(wanted, before + 1)
    return before === 0 ? wanted : `${wanted} (${before + 1})`
  }
}
