import { findType } from '../../model/record/codebook.ts'
import { leaveMode, type ModeDefinition } from './mode-definition.ts'
import { acceptCurrent, currentSuggestion, rejectCurrent } from '../session/suggest/suggestion-walk.ts'
import { shortText } from '../../model/acts/suggestion-acts.ts'
import { suggestionLabel } from '../session/suggest/suggestion-labels.ts'

/** The current suggestion of the walk: accept it, reject it, or go on. */
export const suggestion: ModeDefinition<'suggestion'> = (_mode, { window, session, state }) => {
  const { suggestions } = window
  const current = session && currentSuggestion(session, suggestions)
  if (!session || !state?.open || !current) return { title: '', hint: '', choices: [leaveMode('Leave')] }
  const mayAct = state.readOnly === null
  const name = findType(state.codebook, current.type)?.name ?? current.type
  return {
    title: `Suggested: ${name.toLowerCase()} ${shortText(state.open, current.spans)}`,
    hint: suggestionLabel(state.codebook, state.open.body.text, current),
    choices: [
      {
        id: 'suggestion.accept',
        title: 'Accept',
        keys: ['Enter'],
        enabled: mayAct,
        run: () => acceptCurrent(session, suggestions),
      },
      {
        id: 'suggestion.reject',
        title: 'Reject',
        keys: ['Backspace', 'Delete'],
        enabled: mayAct,
        run: () => rejectCurrent(session, suggestions),
      },
      { id: 'suggestion.next', title: 'Next', keys: ['F8'], enabled: true, run: () => suggestions.step(1) },
      {
        id: 'suggestion.previous',
        title: 'Previous',
        keys: ['Shift+F8'],
        enabled: true,
        run: () => suggestions.step(-1),
      },
      leaveMode('Leave'),
    ],
  }
}
