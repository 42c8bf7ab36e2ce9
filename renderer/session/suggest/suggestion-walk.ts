import type { Suggestion } from '../../../model/suggest/suggestion.ts'
import { perform } from '../project/perform.ts'
import type { Session } from '../project/session.ts'
import { acceptSuggestions, rejectSuggestion, shortText } from '../../../model/acts/suggestion-acts.ts'
import type { SuggestionsModel } from './suggestions-model.ts'
import { currentKey } from './suggestions-state.ts'

/** The suggestion that the walk stands on. */
export function currentSuggestion(session: Session, suggestions: SuggestionsModel): Suggestion | null {
  const key = currentKey(session.getState())
  return suggestions.getState().list.find((item) => item.key === key) ?? null
}

/** Accepts the current suggestion and goes on to the next. */
export const acceptCurrent = (session: Session, suggestions: SuggestionsModel): void =>
  decide(session, suggestions, 'Accepted', (suggestion) => {
    const act = acceptSuggestions(session.getState(), [suggestion], session.port)
    return perform(session, act.ok ? act.value.change : act)
  })

/** Rejects the current suggestion and goes on to the next. */
export const rejectCurrent = (session: Session, suggestions: SuggestionsModel): void =>
  decide(session, suggestions, 'Rejected', (suggestion) =>
    perform(session, rejectSuggestion(session.getState(), suggestion, session.port)),
  )

function decide(
  session: Session,
  suggestions: SuggestionsModel,
  word: string,
  act: (suggestion: Suggestion) => boolean,
): void {
  const { list } = suggestions.getState()
  const current = currentSuggestion(session, suggestions)
  const { open } = session.getState()
  if (!current || !open || !act(current)) return
  // Accepting a quote can settle other suggestions as well, such as the mention of its speaker.
  const left = new Set(suggestions.getState().list.map(({ key }) => key))
  const next = list.slice(list.indexOf(current) + 1).find(({ key }) => left.has(key))
  if (next) suggestions.standOn(next.key, { reveal: true })
  const rest = next ? '' : left.size > 0 ? ' · That was the last one from here on.' : ' · That was the last suggestion.'
  session.notify({ kind: 'info', text: `${word} ${shortText(open, current.spans)}${rest}` })
}
