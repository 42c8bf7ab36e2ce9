import { annotationOf } from '../annotation/annotate.ts'
import { type Annotation, type Fragment, quoteOf } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { findType } from '../record/codebook.ts'
import { fail, ok, type Result } from '../value/result.ts'
import { unknownType } from './act-failures.ts'
import { shortQuote } from './act-titles.ts'
import type { ActContext, ProjectView } from './view.ts'

/** A place in some article that may be tagged, with the types that exactly this span is tagged with. */
export interface TagPlace {
  readonly article: string
  readonly fragment: Fragment
  readonly types: readonly string[]
}

/** Identifies a place among all others. */
export const placeKey = ({ article, fragment }: TagPlace): string => `${article} ${fragment.start}`

/** What tagging all places with a type would do. */
export interface TagCounts {
  /** Places that get a tag. */
  readonly fresh: readonly TagPlace[]
  /** Number of places that already have a tag of this type. */
  readonly already: number
  /** Number of places that were unticked. */
  readonly leftOut: number
}

/** Sorts places by what tagging does to them; `leftOut` has the keys of the unticked ones. */
export function countTags(places: readonly TagPlace[], typeId: string, leftOut: ReadonlySet<string>): TagCounts {
  const fresh: TagPlace[] = []
  let already = 0
  let out = 0
  for (const place of places) {
    if (place.types.includes(typeId)) already++
    else if (leftOut.has(placeKey(place))) out++
    else fresh.push(place)
  }
  return { fresh, already, leftOut: out }
}

/**
 * Tags places in any articles with a type, as one change. If they repeat the text of `source`, an annotation of the
 * same type, they get its attributes, among them its entity. Its note, status and confidence are not copied.
 */
export function tagPlaces(
  view: ProjectView,
  typeId: string,
  places: readonly TagPlace[],
  source: Annotation | null,
  context: ActContext,
): Result<Change> {
  const { codebook, annotator } = view
  const type = findType(codebook, typeId)
  if (!type) return unknownType(typeId)
  const [first] = places
  if (!first) return fail('invalid-record', 'There is nothing to tag.', 'Tick at least one place.')
  const now = context.now()
  const added = places.map(({ article, fragment }) => {
    const about = { id: context.newId(), now, article, annotator, codebookVersion: codebook.version }
    const annotation = annotationOf(type, [fragment], about)
    return source?.type === typeId ? { ...annotation, attributes: source.attributes } : annotation
  })
  const one = new Set(added.map((annotation) => quoteOf(annotation).toLowerCase())).size === 1
  const quote = one ? ` ${shortQuote({ fragments: [first.fragment] })}` : ''
  const title = `Tag ${places.length.toLocaleString('en')} as ${type.name.toLowerCase()}${quote}`
  return ok(makeChange(context.newId(), title, { added }))
}
