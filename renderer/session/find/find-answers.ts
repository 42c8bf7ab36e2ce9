import { makeFragment } from '../../../model/annotation/annotate.ts'
import { compileFind, type Finder, type SearchedText, searchedText } from '../../../model/text/find.ts'
import { hitAt, hitCount, type Hits } from '../../../model/text/hits.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import { normaliseSpan } from '../../../model/text/span.ts'
import type { ArticleHits, ArticlesCall, FindAnswer, FindCall, TextCall } from './find-messages.ts'

/** Answers calls of the thread, here without one. Keeps the last text with its folded forms. */
export function createFindAnswers(): (call: FindCall) => FindAnswer {
  let held: { readonly key: string; readonly text: SearchedText } | null = null

  const inText = ({ key, text, query }: TextCall): Result<Hits> => {
    if (text !== null) held = { key, text: searchedText(text) }
    if (held?.key !== key) throw new Error(`The text ${key} was not sent`)
    const finder = compileFind(query)
    return finder.ok ? ok(finder.value(held.text)) : finder
  }

  return (call) =>
    call.kind === 'text' ? { kind: 'text', result: inText(call) } : { kind: 'articles', result: inArticles(call) }
}

function inArticles({ texts, query, limit }: ArticlesCall): Result<readonly ArticleHits[]> {
  const finder = compileFind(query)
  if (!finder.ok) return finder
  const found: ArticleHits[] = []
  let left = limit
  for (const { article, text } of texts) {
    const hits = searchArticle(finder.value, text, left)
    left -= hitCount(hits)
    if (hitCount(hits) > 0) found.push({ article, hits, fragments: fragmentsOf(text, hits) })
    if (left === 0) break
  }
  return ok(found)
}

function searchArticle(find: Finder, text: string, limit: number): Hits {
  const hits = find(searchedText(text))
  return hitCount(hits) > limit ? hits.slice(0, limit * 2) : hits
}

function fragmentsOf(text: string, hits: Hits): ArticleHits['fragments'] {
  return Array.from({ length: hitCount(hits) }, (_, i) => {
    const span = normaliseSpan(text, hitAt(hits, i))
    return span && makeFragment(text, span)
  })
}
