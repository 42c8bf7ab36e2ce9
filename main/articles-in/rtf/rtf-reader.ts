import type { TextBlock } from '../html/html-blocks.ts'
import type { UndecodableBytes } from './rtf-bytes.ts'
import { obeySymbol, obeyWord } from './rtf-controls.ts'
import { cleanText } from './rtf-flow.ts'
import { firstState, flushBytes, leaveGroup, type RtfState, setGroup, type SkippedGroup } from './rtf-state.ts'
import type { RtfToken } from './rtf-tokens.ts'
import { rtfWarnings } from './rtf-warnings.ts'
import { BROKEN_LEFT } from './rtf-words.ts'

/** What is in an RTF document. */
export interface RtfDocument {
  /** Paragraphs, headings, list items, rows. */
  readonly blocks: readonly TextBlock[]
  readonly notes: readonly TextBlock[]
  readonly info: ReadonlyMap<string, string>
  /** Of most of the text, as the file says. */
  readonly language: string | null
  /** Of bytes in fonts that name none. */
  readonly encoding: string
  readonly left: readonly { readonly what: string; readonly count: number }[]
  readonly warnings: readonly string[]
}

/** Reads an RTF document token by token. */
export interface RtfReader {
  /** A byte of text; `at` is its offset in the file. */
  byte(value: number, at: number): void
  /** Any other token. */
  control(token: RtfToken): void
  /** Groups that are open. */
  depth(): number
  undecodable(): UndecodableBytes | null
  /** The document is over; `after` are the bytes that follow it, null where it ends before its groups do. */
  finish(after: Uint8Array | null): RtfDocument
}

/** `wanted` is the encoding that a person chose for all bytes. */
export function createRtfReader(wanted: string | null): RtfReader {
  const state = firstState(wanted)
  return {
    byte(value, at) {
      if (state.skipped) state.skipped.held ||= value > 0x20
      else if (state.toSkip > 0) state.toSkip--
      else if (state.group.sink) state.run.push(value, at)
    },
    control(token) {
      if (state.skipped) return passOver(state, state.skipped, token)
      flushBytes(state)
      obey(state, token)
    },
    depth: () => state.around.length + (state.skipped?.depth ?? 0),
    undecodable: state.run.undecodable,
    finish: (after) => finishDocument(state, after),
  }
}

/** Does what a token says that is not text. */
function obey(state: RtfState, token: RtfToken): void {
  switch (token.kind) {
    case 'open':
      state.toSkip = 0
      state.around.push(state.group)
      if (state.group.starred) setGroup(state, { starred: false })
      return
    case 'close':
      state.toSkip = 0
      return leaveGroup(state)
    case 'word':
      return obeyWord(state, token.name, token.value)
    case 'symbol':
      return obeySymbol(state, token.character)
    case 'broken-byte':
      return state.count(BROKEN_LEFT)
    case 'binary':
      state.toSkip = Math.max(0, state.toSkip - 1)
      return
    case 'byte':
    case 'text':
  }
}

/** A token in a group that is left out. */
function passOver(state: RtfState, skipped: SkippedGroup, token: RtfToken): void {
  if (token.kind === 'open') skipped.depth++
  else if (token.kind === 'binary' || (token.kind === 'word' && token.name === 'u')) skipped.held = true
  else if (token.kind === 'close' && skipped.depth-- === 0) {
    countSkipped(state)
    state.skipped = null
    leaveGroup(state)
  }
}

function countSkipped({ skipped, count }: RtfState): void {
  if (skipped?.held && skipped.what !== '') count(skipped.what)
}

function finishDocument(state: RtfState, after: Uint8Array | null): RtfDocument {
  const { count, counts, created, info, fonts, run } = state
  flushBytes(state)
  countSkipped(state)
  while (state.around.length > 0) leaveGroup(state)
  const beyond = after ? after.filter((byte) => byte > 0x20).length : 0
  if (beyond > 0) count('bytes after the end of the document left out', beyond)
  const published = created.iso()
  if (published !== null) info.set('published', published)
  for (const [field, said] of info) {
    const tidy = cleanText(said, count).replaceAll(/\s+/gu, ' ').trim()
    if (tidy === '') info.delete(field)
    else info.set(field, tidy)
  }
  return {
    blocks: state.main.blocks,
    notes: state.notes,
    info,
    language: state.vote.winner(),
    encoding: fonts.documentEncoding() ?? 'windows-1252',
    left: [...counts].map(([what, number]) => ({ what, count: number })),
    warnings: rtfWarnings(after === null, counts, run.looksLikeUtf8()),
  }
}
