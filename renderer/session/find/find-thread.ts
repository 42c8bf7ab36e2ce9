import type { FindQuery } from '../../../model/text/find.ts'
import type { Hits } from '../../../model/text/hits.ts'
import { fail, type Failure, ok, type Result } from '../../../model/value/result.ts'
import type { ArticleText } from '../../../preload/contract/contract.ts'
import type { ArticleHits, FindAnswer, FindCall } from './find-messages.ts'

/** Milliseconds a regular expression may take in one text. */
export const EXPRESSION_LIMIT = 2_000

/** Searches for the window without keeping it waiting. One call at a time. */
export interface FindEngine {
  /** Hits in a text; `key` tells texts apart, so that one is sent only once. */
  inText(key: string, text: string, query: FindQuery): Promise<Result<Hits>>
  inArticles(texts: readonly ArticleText[], query: FindQuery, limit: number): Promise<Result<readonly ArticleHits[]>>
  /** Cancels what is running: its answer is the failure `cancelled`. */
  cancel(): void
}

const cancelled = () => fail('cancelled', 'The search was cancelled.', 'Search again.')

const tooSlow = () =>
  fail(
    'too-slow',
    'This regular expression takes too long.',
    'Make it simpler: the usual reason is a repetition within a repetition, as in (a+)+.',
  )

const broken = (reason: string) =>
  fail('unexpected', `The search stopped on a mistake of the program: ${reason}.`, 'Try again, or search otherwise.')

type Settle = (outcome: Result<FindAnswer>) => void

/**
 * A thread of the page (a web worker). Only a thread can be ended in the middle of a regular expression: a time budget
 * from paragraph to paragraph would still hang in one paragraph, where a few dozen characters are enough.
 */
export function createFindThread(limit = EXPRESSION_LIMIT): FindEngine {
  let worker: Worker | null = null
  let held: string | null = null
  let settle: Settle | null = null

  const end = (failure: Failure): void => {
    worker?.terminate()
    worker = null
    held = null
    settle?.({ ok: false, failure })
  }

  const start = (): Worker => {
    const started = new Worker(new URL('./find-worker.ts', import.meta.url), { type: 'module' })
    started.addEventListener('message', ({ data }: MessageEvent<FindAnswer>) => {
      if (worker === started) settle?.(ok(data))
    })
    started.addEventListener('error', ({ message }) => {
      if (worker === started) end(broken(message).failure)
    })
    worker = started
    return started
  }

  const ask = (call: FindCall): Promise<Result<FindAnswer>> => {
    if (settle) throw new Error('The search thread answers one call at a time')
    return new Promise((resolve) => {
      const asked = worker ?? start()
      const timer = call.query.regex ? setTimeout(() => end(tooSlow().failure), limit) : undefined
      settle = (outcome) => {
        settle = null
        clearTimeout(timer)
        resolve(outcome)
      }
      asked.postMessage(call)
    })
  }

  return {
    async inText(key, text, query) {
      const answer = await ask({ kind: 'text', key, text: held === key ? null : text, query })
      if (!answer.ok) return answer
      held = key
      if (answer.value.kind !== 'text') throw new Error('The search thread answered another call')
      return answer.value.result
    },
    async inArticles(texts, query, most) {
      const answer = await ask({ kind: 'articles', texts, query, limit: most })
      if (!answer.ok) return answer
      if (answer.value.kind !== 'articles') throw new Error('The search thread answered another call')
      return answer.value.result
    },
    cancel() {
      if (settle) end(cancelled().failure)
    },
  }
}
