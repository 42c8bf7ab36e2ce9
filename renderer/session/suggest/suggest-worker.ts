import { createSuggestAnswers } from './suggest-answers.ts'
import type { SuggestCall } from './suggest-messages.ts'

/* Entry of the thread that runs the rules: a long article takes them longer than a key press may. */

const answers = createSuggestAnswers()

self.addEventListener('message', ({ data }: MessageEvent<SuggestCall>) => {
  for (const answer of answers(data)) self.postMessage(answer, { transfer: [] })
})
