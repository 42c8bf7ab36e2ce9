import { createFindAnswers } from './find-answers.ts'
import type { FindCall } from './find-messages.ts'

/* Entry of the thread that searches: a regular expression may never end, and then only this thread is stopped. */

const answer = createFindAnswers()

self.addEventListener('message', ({ data }: MessageEvent<FindCall>) => {
  const found = answer(data)
  const transfer = found.kind === 'text' && found.result.ok ? [found.result.value.buffer] : []
  self.postMessage(found, { transfer })
})
