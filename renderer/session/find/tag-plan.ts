import { makeFragment } from '../../../model/annotation/annotate.ts'
import type { Fragment } from '../../../model/record/annotation.ts'
import { hitAt, hitCount } from '../../../model/text/hits.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { normaliseSpan, type Span } from '../../../model/text/span.ts'
import type { ArticleTags } from '../../../preload/contract/contract.ts'
import type { TagPlace } from '../../../model/acts/tag-places.ts'
import type { ArticleHits } from './find-messages.ts'
import { MOST_HITS } from './find-project.ts'
import type { FindState } from './find-state.ts'
import type { Session } from '../project/session.ts'
import type { OpenArticle } from '../project/held-records.ts'

/** Places in one request, so that saves can come between. */
const PLACES_AT_ONCE = 2_000

const keyOf = ({ start, end }: Span): string => `${start}-${end}`

/** Types by span of the annotations that have a single fragment. */
function tagsOf({ index }: OpenArticle): Map<string, string[]> {
  const tags = new Map<string, string[]>()
  for (const { fragments, type } of index) {
    const [fragment] = fragments
    if (!fragment || fragments.length > 1) continue
    const key = keyOf(fragment)
    const known = tags.get(key)
    if (known) known.push(type)
    else tags.set(key, [type])
  }
  return tags
}

const stillReading = () =>
  fail('conflict', 'The annotations of this article are still being read.', 'Try again in a moment.')

function placesInOpen(open: OpenArticle, spans: readonly Span[]): TagPlace[] {
  const { text } = open.body
  const tags = tagsOf(open)
  return spans.flatMap((hit) => {
    const span = normaliseSpan(text, hit)
    if (!span) return []
    return [{ article: open.article.id, fragment: makeFragment(text, span), types: tags.get(keyOf(span)) ?? [] }]
  })
}

const spansOf = ({ hits }: Pick<FindState, 'hits'>): Span[] =>
  Array.from({ length: hitCount(hits) }, (_, i) => hitAt(hits, i))

interface Wanted {
  readonly article: string
  readonly fragments: readonly Fragment[]
}

/** Divides what is wanted into requests of at most that many places. */
function* inParts(groups: readonly Wanted[]): IterableIterator<Wanted[]> {
  let part: Wanted[] = []
  let size = 0
  for (const { article, fragments } of groups) {
    for (let from = 0; from < fragments.length; from += PLACES_AT_ONCE) {
      const piece = fragments.slice(from, from + PLACES_AT_ONCE)
      if (size + piece.length > PLACES_AT_ONCE && part.length > 0) {
        yield part
        part = []
        size = 0
      }
      part.push({ article, fragments: piece })
      size += piece.length
    }
  }
  if (part.length > 0) yield part
}

const placesOf = ({ article, fragments }: Wanted, { tags }: Pick<ArticleTags, 'tags'>): TagPlace[] => {
  const types = fragments.map((): string[] => [])
  for (const { place, type } of tags) types[place]?.push(type)
  return fragments.map((fragment, i) => ({ article, fragment, types: types[i] ?? [] }))
}

/** The places of articles that are not open, by article. The store says what is tagged there. */
async function placesElsewhere(
  session: Session,
  groups: readonly ArticleHits[],
): Promise<Result<Map<string, TagPlace[]>>> {
  const wanted = groups.map(({ article, fragments }) => ({
    article,
    fragments: fragments.filter((fragment) => fragment !== null),
  }))
  const places = new Map<string, TagPlace[]>()
  for (const part of inParts(wanted)) {
    const asked = part.map(({ article, fragments }) => ({
      article,
      places: fragments.flatMap(({ start, end }) => [start, end]),
    }))
    const answer = await session.port.workbench.tagsAt(asked)
    if (!answer.ok) return answer
    part.forEach((group, i) => {
      const more = placesOf(group, answer.value[i] ?? { tags: [] })
      places.set(group.article, [...(places.get(group.article) ?? []), ...more])
    })
  }
  return ok(places)
}

/**
 * The places that a finished search found, in the order of the articles, each with what it is tagged with already. What
 * waits is saved first, since the store answers for other articles.
 */
export async function placesToTag(
  session: Session,
  find: Pick<FindState, 'scope' | 'hits' | 'project'>,
): Promise<Result<readonly TagPlace[]>> {
  const { open } = session.getState()
  if (open && !open.complete) return stillReading()
  if (find.scope === 'article') return ok(open ? placesInOpen(open, spansOf(find).slice(0, MOST_HITS)) : [])
  await session.settled()
  const { save, open: shown, articles } = session.getState()
  if (save.kind === 'failed') return { ok: false, failure: save.failure }
  if (shown && !shown.complete) return stillReading()
  const known = new Set(articles.map(({ id }) => id))
  const groups = find.project.groups.filter(({ article }) => known.has(article))
  const elsewhere = await placesElsewhere(
    session,
    groups.filter(({ article }) => article !== shown?.article.id),
  )
  if (!elsewhere.ok) return elsewhere
  return ok(
    groups.flatMap((group) =>
      group.article === shown?.article.id
        ? placesInOpen(shown, spansOf(group))
        : (elsewhere.value.get(group.article) ?? []),
    ),
  )
}
