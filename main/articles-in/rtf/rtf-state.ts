import type { TextBlock } from '../html/html-blocks.ts'
import { type ByteRun, createByteRun } from './rtf-bytes.ts'
import { cleanText, type Count, createFlow, createStyles, type Flow, PLAIN_PARAGRAPH, type Styles } from './rtf-flow.ts'
import { createFonts, type Fonts } from './rtf-fonts.ts'
import { firstGroup, type Group, NO_LANGUAGES } from './rtf-group.ts'
import { createInfoTime, type InfoTime } from './rtf-info.ts'
import { createLanguageVote, type LanguageVote, type Languages } from './rtf-languages.ts'
import { DELETED_LEFT, HIDDEN_LEFT, SYMBOLS } from './rtf-words.ts'

/** A group that is left out with the groups in it. */
export interface SkippedGroup {
  /** How it is recorded; "" for data of the program that wrote the file. */
  readonly what: string
  /** Groups open in it. */
  depth: number
  /** Whether there was anything in it. */
  held: boolean
}

/** What is known at one place of an RTF document while it is read. */
export interface RtfState {
  /** What was changed or left out, with how often. */
  readonly counts: Map<string, number>
  readonly count: Count
  /** Bytes of text that are not decoded yet. */
  readonly run: ByteRun
  readonly fonts: Fonts
  readonly styles: Styles
  readonly vote: LanguageVote
  readonly created: InfoTime
  readonly info: Map<string, string>
  readonly notes: TextBlock[]
  readonly main: Flow
  /** The languages after `\plain`. */
  standardLanguages: Languages
  /** The open group, and those around it. */
  group: Group
  readonly around: Group[]
  /** Characters still to come that stand for a `\u`. */
  toSkip: number
  skipped: SkippedGroup | null
}

/** Before the first token. `wanted` is the encoding that a person chose for all bytes. */
export function firstState(wanted: string | null): RtfState {
  const counts = new Map<string, number>()
  const count: Count = (what, number = 1) => {
    counts.set(what, (counts.get(what) ?? 0) + number)
  }
  const styles = createStyles()
  const main = createFlow([], styles, (text) => cleanText(text, count))
  return {
    counts,
    count,
    run: createByteRun(),
    fonts: createFonts(wanted),
    styles,
    vote: createLanguageVote(),
    created: createInfoTime(),
    info: new Map(),
    notes: [],
    main,
    standardLanguages: NO_LANGUAGES,
    group: firstGroup(main),
    around: [],
    toSkip: 0,
    skipped: null,
  }
}

/** Changes what holds in the open group. */
export function setGroup(state: RtfState, change: Partial<Group>): void {
  state.group = { ...state.group, ...change }
}

/** Ends the open group. */
export function leaveGroup(state: RtfState): void {
  const { flow, paragraph } = state.group
  state.group = state.around.pop() ?? state.group
  if (flow !== state.group.flow || state.around.length === 0) flow.finish(paragraph)
}

/** Leaves out the rest of the open group. */
export function skipGroup(state: RtfState, what: string): void {
  state.skipped = { what, depth: 0, held: false }
}

/** Begins a text of its own in the open group, whose blocks go to `blocks`. */
export function startFlow(state: RtfState, blocks: TextBlock[]): void {
  const flow = createFlow(blocks, state.styles, (text) => cleanText(text, state.count))
  setGroup(state, { mode: 'text', flow, sink: flow.add, paragraph: PLAIN_PARAGRAPH })
}

/** Adds text where the open group says. Hidden and deleted text is counted only. */
export function emit(state: RtfState, text: string): void {
  const { mode, sink, hidden, deleted, languages } = state.group
  if (!sink) return
  if (mode === 'text' && (hidden || deleted)) return state.count(hidden ? HIDDEN_LEFT : DELETED_LEFT, text.length)
  sink(text)
  if (mode !== 'text') return
  state.vote.add(text, languages)
  const symbols = text.match(/[\uf020-\uf0ff]/g)
  if (symbols) state.count(SYMBOLS, symbols.length)
}

/** Decodes the bytes of text before a token that is not text. */
export function flushBytes(state: RtfState): void {
  const isText = state.group.mode === 'text'
  const encoding = isText ? state.fonts.encodingOf(state.group.font) : state.fonts.documentEncoding()
  const text = state.run.take(encoding, isText)
  if (text !== null) emit(state, text)
}
