import { annotationOf } from '../annotation/annotate.ts'
import { type Annotation, quoteOf } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { findType } from '../record/codebook.ts'
import { fail, ok, type Result } from '../value/result.ts'
import { type ActContext, shortQuote } from './acts.ts'
import type { SessionState } from '../../renderer/session/project/state.ts'
import { placeKey, type TagPlace } from '../../renderer/session/find/tag-plan.ts'

/** What tagging all places with a type comes to. */
export interface TagCounts {
  /** Places that get a tag. */
  readonly fresh: readonly TagPlace[]
  /** Places that are tagged with this type already: one more would say the same twice. */
  readonly already: number
  /** Places that were left out by hand. */
  readonly leftOut: number
}

/** Divides places by what becomes of them; `leftOut` has the keys of those that were unticked. */
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
 * Tags places in any articles with a type, as one change. Where they repeat the text of an annotation of the same type,
 * its attributes come along, the entry of the register among them; its note, status and confidence are about itself.
 */
export function tagPlaces(
  state: SessionState,
  typeId: string,
  places: readonly TagPlace[],
  source: Annotation | null,
  context: ActContext,
): Result<Change> {
  const { codebook, annotator } = state
  const type = findType(codebook, typeId)
  if (!type) return fail('invalid-record', `The codebook has no type "${typeId}".`, 'Choose one of its types.')
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
