import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { Suggestion } from '../../../model/suggest/suggestion.ts'
import { append } from '../../../model/value/append.ts'
import type { PackedKnown, SuggestAnswer, SuggestCall, SuggestContext, SuggestText } from './suggest-messages.ts'

/** Runs the rules without keeping the window waiting. One call at a time. */
export interface SuggestEngine {
  /** Values that are the same objects as in the call before are not sent again. */
  suggest(text: SuggestText, context: SuggestContext, known: PackedKnown): Promise<Result<readonly Suggestion[]>>
  /** Cancels what is running, with the failure `cancelled`, and ends the thread. */
  stop(): void
}

const broken = (reason: string) =>
  fail(
    'unexpected',
    `Looking for suggestions stopped on a mistake of the program: ${reason}.`,
    'Hide the suggestions and show them again. If that does not help, please report it.',
  )

type Settle = (outcome: Result<readonly Suggestion[]>) => void

/** A thread of the page (a web worker), started with the first call. */
export function createSuggestThread(): SuggestEngine {
  let worker: Worker | null = null
  let sent: { readonly text: SuggestText; readonly context: SuggestContext } | null = null
  let settle: Settle | null = null
  let found: Suggestion[] = []

  const end = (outcome: Result<readonly Suggestion[]>): void => {
    const waiting = settle
    settle = null
    found = []
    waiting?.(outcome)
  }

  const leave = (outcome: Result<readonly Suggestion[]>): void => {
    worker?.terminate()
    worker = null
    sent = null
    end(outcome)
  }

  const start = (): Worker => {
    const started = new Worker(new URL('./suggest-worker.ts', import.meta.url), { type: 'module' })
    started.addEventListener('message', ({ data }: MessageEvent<SuggestAnswer>) => {
      if (worker !== started) return
      append(found, data.suggestions)
      if (data.last) end(ok(found))
    })
    started.addEventListener('error', ({ message }) => {
      if (worker === started) leave(broken(message))
    })
    worker = started
    return started
  }

  return {
    suggest(text, context, known) {
      if (settle) throw new Error('The thread of suggestions answers one call at a time')
      return new Promise((resolve) => {
        const asked = worker ?? start()
        settle = resolve
        const call: SuggestCall = {
          text: sent?.text === text ? null : text,
          context: sent?.context === context ? null : context,
          known,
        }
        sent = { text, context }
        asked.postMessage(call, [known.places.buffer])
      })
    },
    stop: () => leave(fail('cancelled', 'Looking for suggestions was given up.', 'Show the suggestions again.')),
  }
}
