import { type RtfState, setGroup, skipGroup, startFlow } from './rtf-state.ts'
import { type Entered, ENTERED, LABELS_LEFT, LEFT_OUT, UNKNOWN_LEFT } from './rtf-words.ts'

const silent = (state: RtfState): void => setGroup(state, { mode: 'silent', sink: null })

/** What happens where a destination begins that is read. */
const ENTER: Readonly<Record<Entered, (state: RtfState) => void>> = {
  through: () => undefined,
  silent,
  fonts: (state) => setGroup(state, { mode: 'fonts', sink: null }),
  info: (state) => setGroup(state, { mode: 'info', sink: null }),
  styles: (state) => setGroup(state, { mode: 'styles', sink: state.styles.name }),
  note: (state) => startFlow(state, state.notes),
  box: (state) => startFlow(state, state.group.flow.blocks),
  label(state) {
    state.group.flow.label()
    skipGroup(state, LABELS_LEFT)
  },
  pair(state) {
    const { mode, sink } = state.group
    setGroup(state, { mode: 'pair', sink: null, around: { mode, sink } })
  },
  unicode(state) {
    const { around } = state.group
    if (around) setGroup(state, { ...around, around: null })
  },
}

/** Begins a destination (a group that is about something else) if the word names one. Returns whether it does. */
export function beginDestination(state: RtfState, word: string): boolean {
  const { mode, starred } = state.group
  const entered = ENTERED.get(word)
  if (entered !== undefined && (mode !== 'pair' || entered === 'unicode')) ENTER[entered](state)
  else if (mode === 'pair') return true
  else if (LEFT_OUT.has(word)) skipGroup(state, LEFT_OUT.get(word) ?? '')
  else if (starred) skipGroup(state, mode === 'text' || mode === 'silent' ? UNKNOWN_LEFT : '')
  else return false
  setGroup(state, { starred: false })
  return true
}
