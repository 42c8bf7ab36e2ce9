import { suggester } from '../../../model/suggest/index.ts'
import {
  type SuggestAnswer,
  type SuggestCall,
  type SuggestContext,
  type SuggestText,
  unpackKnown,
} from './suggest-messages.ts'

/** Suggestions in one answer: the window reads that many in a few milliseconds. */
const PAGE = 400

/** Answers calls one after the other; remembers the text and the context between them. */
export function createSuggestAnswers(): (call: SuggestCall) => Iterable<SuggestAnswer> {
  let text: SuggestText | null = null
  let context: SuggestContext | null = null
  return function* answer(call) {
    text = call.text ?? text
    context = call.context ?? context
    if (!text || !context) throw new Error('The first call must bring the text and the context')
    const found = suggester.suggest({ ...text, ...context, known: unpackKnown(call.known) })
    for (let from = 0; from < found.length; from += PAGE) {
      yield { suggestions: found.slice(from, from + PAGE), last: false }
    }
    yield { suggestions: [], last: true }
  }
}
