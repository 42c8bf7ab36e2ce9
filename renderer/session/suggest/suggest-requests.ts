import type { Result } from '../../../model/value/result.ts'
import type { Suggestion } from '../../../model/suggest/suggestion.ts'
import type { SessionState } from '../project/state.ts'
import type { OpenArticle } from '../project/held-records.ts'
import { packKnown, type SuggestContext, type SuggestText } from './suggest-messages.ts'
import type { SuggestEngine } from './suggest-thread.ts'

/**
 * Asks an engine for the suggestions of a session's open article. Text and codebook stay the same objects while they say
 * the same, so that the engine sends them to its thread only once.
 */
export function suggestRequests(
  engine: SuggestEngine,
): (state: SessionState, open: OpenArticle) => Promise<Result<readonly Suggestion[]>> {
  let text: SuggestText | null = null
  let context: SuggestContext | null = null
  return (state, { body, article, index }) => {
    const { entities, codebook } = state
    if (text?.blocks !== body.blocks || text.language !== article.language) {
      text = { text: body.text, blocks: body.blocks, language: article.language }
    }
    if (context?.entities !== entities || context.codebook !== codebook) context = { entities, codebook }
    return engine.suggest(text, context, packKnown(index, codebook))
  }
}
