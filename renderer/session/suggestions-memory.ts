import type { SuggestionsMemory } from './suggestions-model.ts'

const KEY = 'suggestions:shown'

/** Whether suggestions are shown, kept with what else the window remembers; not where there is no such place. */
export const shownMemory: SuggestionsMemory = {
  read: () => typeof localStorage !== 'undefined' && localStorage.getItem(KEY) === 'yes',
  write(shown) {
    if (typeof localStorage !== 'undefined') localStorage.setItem(KEY, shown ? 'yes' : 'no')
  },
}
