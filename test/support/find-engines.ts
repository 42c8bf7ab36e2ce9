import { fail, ok, type Result } from '../../model/value/result.ts'
import { createFindAnswers } from '../../renderer/session/find/find-answers.ts'
import type { FindAnswer, FindCall } from '../../renderer/session/find/find-messages.ts'
import type { FindEngine } from '../../renderer/session/find/find-thread.ts'

/** An engine that searches where it is called, an instant later. */
export function directEngine(log: FindCall[] = []): FindEngine {
  const answer = createFindAnswers()
  let held: string | null = null
  let cancelled = false
  const ask = async (call: FindCall): Promise<Result<FindAnswer>> => {
    log.push(call)
    cancelled = false
    await Promise.resolve()
    return cancelled ? fail('cancelled', 'The search was cancelled.', 'Search again.') : ok(answer(call))
  }
  return {
    async inText(key, text, query) {
      const found = await ask({ kind: 'text', key, text: held === key ? null : text, query })
      held = key
      if (!found.ok) return found
      if (found.value.kind !== 'text') throw new Error('Another call was answered')
      return found.value.result
    },
    async inArticles(texts, query, limit) {
      const found = await ask({ kind: 'articles', texts, query, limit })
      if (!found.ok) return found
      if (found.value.kind !== 'articles') throw new Error('Another call was answered')
      return found.value.result
    },
    cancel() {
      cancelled = true
    },
  }
}
