import { fail, ok, type Result } from '../../model/value/result.ts'
import type { Suggestion } from '../../model/suggest/suggestion.ts'
import { createSuggestAnswers } from '../../renderer/session/suggest/suggest-answers.ts'
import type { SuggestContext, SuggestText } from '../../renderer/session/suggest/suggest-messages.ts'
import type { SuggestEngine } from '../../renderer/session/suggest/suggest-thread.ts'

/** An engine that runs the rules where it is called, once `release` is called or at once. */
export function directSuggestEngine(held = false): SuggestEngine & { readonly calls: number[]; release(): void } {
  const answers = createSuggestAnswers()
  const calls: number[] = []
  let sent: { text: SuggestText; context: SuggestContext } | null = null
  let waiting: ((outcome: 'go' | 'stop') => void) | null = null
  return {
    calls,
    async suggest(text, context, known): Promise<Result<readonly Suggestion[]>> {
      const call = {
        text: sent?.text === text ? null : text,
        context: sent?.context === context ? null : context,
        known,
      }
      sent = { text, context }
      calls.push(known.places.length / 4)
      const outcome = await new Promise<'go' | 'stop'>((resolve) => {
        waiting = resolve
        if (!held) resolve('go')
      })
      if (outcome === 'stop') return fail('cancelled', 'Given up.', 'Show the suggestions again.')
      return ok([...answers(call)].flatMap(({ suggestions }) => suggestions))
    },
    stop: () => waiting?.('stop'),
    release: () => waiting?.('go'),
  }
}
