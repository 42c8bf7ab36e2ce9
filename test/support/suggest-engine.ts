import { fail, ok, type Result } from '../../model/value/result.ts'
import type { Suggestion } from '../../model/suggest/suggestion.ts'
import { createSuggestAnswers } from '../../renderer/session/suggest/suggest-answers.ts'
import type { SuggestRegister, SuggestText } from '../../renderer/session/suggest/suggest-messages.ts'
import type { SuggestEngine } from '../../renderer/session/suggest/suggest-thread.ts'

/** An engine that runs the rules where it is called, once `release` is called or at once. */
export function directSuggestEngine(held = false): SuggestEngine & { readonly calls: number[]; release(): void } {
  const answers = createSuggestAnswers()
  const calls: number[] = []
  let sent: { text: SuggestText; register: SuggestRegister } | null = null
  let waiting: ((outcome: 'go' | 'stop') => void) | null = null
  return {
    calls,
    async suggest(text, register, known): Promise<Result<readonly Suggestion[]>> {
      const call = {
        text: sent?.text === text ? null : text,
        register: sent?.register === register ? null : register,
        known,
      }
      sent = { text, register }
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
