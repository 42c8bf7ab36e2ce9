import { LANGUAGE_WORDS, type Mode, reshaped } from './rtf-group.ts'
import { CREATED, INFO_TEXTS } from './rtf-info.ts'
import { PLAIN_PARAGRAPH } from './rtf-flow.ts'
import { beginDestination } from './rtf-destinations.ts'
import { emit, type RtfState, setGroup } from './rtf-state.ts'
import { BROKEN_LEFT, CHARACTERS, COMPUTED, ENDS, LINE_ENDS } from './rtf-words.ts'

type Control = (state: RtfState, value: number | null) => void

const deleted: Control = (state, value) => setGroup(state, { deleted: value !== 0 })

const computed =
  (word: string, what: string): Control =>
  (state) => {
    // A note begins with the number that stands in the text.
    if (word !== 'chftn' || state.group.flow.blocks !== state.notes) state.count(what)
  }

/** What control words do in text. */
const TEXT_CONTROLS: ReadonlyMap<string, Control> = new Map<string, Control>([
  [
    'par',
    (state) => {
      const { hidden, deleted: isDeleted, flow, paragraph } = state.group
      if (hidden || isDeleted) emit(state, '\n')
      else flow.endParagraph(paragraph)
    },
  ],
  ['sect', ({ group }) => group.flow.finish(group.paragraph)],
  ['cell', ({ group }) => group.flow.endCell(group.paragraph)],
  ['nestcell', ({ group }) => group.flow.endNestedCell(group.paragraph)],
  ['row', ({ group }) => group.flow.endRow(group.paragraph)],
  ...[...LINE_ENDS].map((word): [string, Control] => [word, (state) => emit(state, '\n')]),
  ...[...COMPUTED].map(([word, what]): [string, Control] => [word, computed(word, what)]),
  ['pard', (state) => setGroup(state, { paragraph: PLAIN_PARAGRAPH })],
  [
    'plain',
    (state) => setGroup(state, { font: null, hidden: false, deleted: false, languages: state.standardLanguages }),
  ],
  ['f', (state, value) => setGroup(state, { font: value })],
  ['v', (state, value) => setGroup(state, { hidden: value !== 0 })],
  ['deleted', deleted],
  ['mvf', deleted],
])

function textWord(state: RtfState, word: string, value: number | null): void {
  const control = TEXT_CONTROLS.get(word)
  const script = LANGUAGE_WORDS.get(word)
  if (control) control(state, value)
  else if (script !== undefined) {
    setGroup(state, { languages: { ...state.group.languages, [script]: value } })
    if (word.includes('deflang')) state.standardLanguages = { ...state.standardLanguages, [script]: value }
  } else if (!state.fonts.header(word, value)) {
    const paragraph = reshaped(state.group.paragraph, word, value)
    if (paragraph) setGroup(state, { paragraph })
  }
}

function infoWord(state: RtfState, word: string): void {
  const { info } = state
  const field = INFO_TEXTS.get(word)
  // Some programs write who changed the document last as another author.
  if (field === undefined || info.has(field)) {
    return setGroup(state, { mode: word === CREATED ? 'time' : 'silent', sink: null })
  }
  setGroup(state, { mode: 'silent', sink: (text) => info.set(field, (info.get(field) ?? '') + text) })
}

/** What a control word means where the open group is about something. */
const WORD_IN: Readonly<Record<Mode, (state: RtfState, word: string, value: number | null) => void>> = {
  text: textWord,
  info: infoWord,
  fonts: ({ fonts }, word, value) => fonts.entry(word, value),
  styles: ({ styles }, word, value) => styles.word(word, value),
  time: ({ created }, word, value) => created.set(word, value ?? 0),
  silent: () => undefined,
  pair: () => undefined,
}

/** A character by its number; those that stand for it where Unicode is not known follow. */
function unicode(state: RtfState, value: number | null): void {
  const unit = value !== null && value < 0 ? value + 0x1_0000 : value
  state.toSkip = state.group.substitutes
  if (unit === null || unit < 0 || unit > 0x10_ffff) state.count(BROKEN_LEFT)
  // A surrogate may come alone: its other half follows.
  else emit(state, String.fromCodePoint(unit))
}

/** Does what a control word says. */
export function obeyWord(state: RtfState, word: string, value: number | null): void {
  if (word === 'u') return unicode(state, value)
  const character = CHARACTERS.get(word)
  if (state.toSkip > 0) {
    // By the specification every word counts as a character. Word obeys those that are none all the same: a program that
    // forgot the substitute must not cost the end of a paragraph.
    if (character !== undefined) {
      state.toSkip--
      return
    }
    if (ENDS.has(word)) state.toSkip = 0
  }
  if (word === 'uc') setGroup(state, { substitutes: Math.max(0, value ?? 1) })
  else if (beginDestination(state, word)) return
  else if (character !== undefined) emit(state, character)
  else WORD_IN[state.group.mode](state, word, value)
}

/** Does what a backslash and one character say. */
export function obeySymbol(state: RtfState, character: string): void {
  if (character === '*') setGroup(state, { starred: true })
  else obeyWord(state, character === '\n' || character === '\r' ? 'par' : character, null)
}
