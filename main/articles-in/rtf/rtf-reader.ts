import type { TextBlock } from '../html/html-blocks.ts'
import { createByteRun, type UndecodableBytes } from './rtf-bytes.ts'
import { cleanText, createFlow, createStyles, PLAIN_PARAGRAPH } from './rtf-flow.ts'
import { createFonts } from './rtf-fonts.ts'
import { firstGroup, type Group, LANGUAGE_WORDS, NO_LANGUAGES, reshaped } from './rtf-group.ts'
import { CREATED, createInfoTime, INFO_TEXTS } from './rtf-info.ts'
import { createLanguageVote } from './rtf-languages.ts'
import type { RtfToken } from './rtf-tokens.ts'
import { rtfWarnings } from './rtf-warnings.ts'
import * as words from './rtf-words.ts'

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

/** `wanted` is the encoding that a person has settled for all bytes. */
export function createRtfReader(wanted: string | null): RtfReader {
  const counts = new Map<string, number>()
  const count = (what: string, number = 1): void => {
    counts.set(what, (counts.get(what) ?? 0) + number)
  }
  const clean = (text: string): string => cleanText(text, count)
  const run = createByteRun()
  const fonts = createFonts(wanted)
  const styles = createStyles()
  const vote = createLanguageVote()
  const created = createInfoTime()
  const info = new Map<string, string>()
  const notes: TextBlock[] = []
  const main = createFlow([], styles, clean)

  let standardLanguages = NO_LANGUAGES
  let now = firstGroup(main)
  const stack: Group[] = []
  /** Characters still to come that stand for a `\u`. */
  let toSkip = 0
  /** A group that is left out, with the groups in it; `held` once there was something in it. */
  let skipping: { readonly what: string; depth: number; held: boolean } | null = null

  const set = (change: Partial<Group>): void => {
    now = { ...now, ...change }
  }
  const emit = (text: string): void => {
    const { mode, sink, hidden, deleted } = now
    if (!sink) return
    if (mode === 'text' && (hidden || deleted)) count(hidden ? words.HIDDEN_LEFT : words.DELETED_LEFT, text.length)
    else {
      sink(text)
      if (mode !== 'text') return
      vote.add(text, now.languages)
      const symbols = text.match(/[\uf020-\uf0ff]/g)
      if (symbols) count(words.SYMBOLS, symbols.length)
    }
  }
  const flush = (): void => {
    const isText = now.mode === 'text'
    const text = run.take(isText ? fonts.encodingOf(now.font) : fonts.documentEncoding(), isText)
    if (text !== null) emit(text)
  }
  const leave = (): void => {
    const { flow, paragraph } = now
    now = stack.pop() ?? now
    if (flow !== now.flow || stack.length === 0) flow.finish(paragraph)
  }
  const leaveOut = (what: string): void => {
    skipping = { what, depth: 0, held: false }
  }
  const startFlow = (blocks: TextBlock[]): void => {
    const flow = createFlow(blocks, styles, clean)
    set({ mode: 'text', flow, sink: flow.add, paragraph: PLAIN_PARAGRAPH })
  }

  const enter = (entered: words.Entered): void => {
    switch (entered) {
      case 'through':
        return
      case 'note':
        return startFlow(notes)
      case 'box':
        return startFlow(now.flow.blocks)
      case 'label':
        now.flow.label()
        return leaveOut(words.LABELS_LEFT)
      case 'styles':
        return set({ mode: 'styles', sink: styles.name })
      case 'pair':
        return set({ mode: 'pair', sink: null, around: { mode: now.mode, sink: now.sink } })
      case 'unicode':
        if (now.around) set({ ...now.around, around: null })
        return
      case 'fonts':
      case 'info':
      case 'silent':
        set({ mode: entered, sink: null })
    }
  }
  /** Whether a word begins a destination: a group that is about something else. */
  const destination = (word: string): boolean => {
    const entered = words.ENTERED.get(word)
    if (entered !== undefined && (now.mode !== 'pair' || entered === 'unicode')) enter(entered)
    else if (now.mode === 'pair') return true
    else if (words.LEFT_OUT.has(word)) leaveOut(words.LEFT_OUT.get(word) ?? '')
    else if (now.starred) leaveOut(now.mode === 'text' || now.mode === 'silent' ? words.UNKNOWN_LEFT : '')
    else return false
    set({ starred: false })
    return true
  }

  const infoWord = (word: string): void => {
    const field = INFO_TEXTS.get(word)
    // Who changed the document last is written as another author by some.
    if (field === undefined || info.has(field)) return set({ mode: word === CREATED ? 'time' : 'silent', sink: null })
    set({ mode: 'silent', sink: (text) => info.set(field, (info.get(field) ?? '') + text) })
  }
  const textWord = (word: string, value: number | null): void => {
    const { flow, paragraph } = now
    const computed = words.COMPUTED.get(word)
    if (word === 'par') {
      if (now.hidden || now.deleted) emit('\n')
      else flow.endParagraph(paragraph)
    } else if (word === 'sect') flow.finish(paragraph)
    else if (word === 'cell') flow.endCell(paragraph)
    else if (word === 'nestcell') flow.endNestedCell(paragraph)
    else if (word === 'row') flow.endRow(paragraph)
    else if (words.LINE_ENDS.has(word)) emit('\n')
    else if (computed !== undefined) {
      // A note begins with the number that stands in the text.
      if (word !== 'chftn' || flow.blocks !== notes) count(computed)
    } else if (word === 'pard') set({ paragraph: PLAIN_PARAGRAPH })
    else if (word === 'plain') set({ font: null, hidden: false, deleted: false, languages: standardLanguages })
    else if (word === 'f') set({ font: value })
    else if (word === 'v') set({ hidden: value !== 0 })
    else if (word === 'deleted' || word === 'mvf') set({ deleted: value !== 0 })
    else if (!fonts.header(word, value)) {
      const shape = reshaped(paragraph, word, value)
      if (shape) set({ paragraph: shape })
    }
  }
  const unicode = (value: number | null): void => {
    const unit = value !== null && value < 0 ? value + 0x1_0000 : value
    toSkip = now.substitutes
    if (unit === null || unit < 0 || unit > 0x10_ffff) count(words.BROKEN_LEFT)
    // Half of a character beyond U+FFFF may come alone; its other half follows.
    else emit(String.fromCodePoint(unit))
  }
  const word = (name: string, value: number | null): void => {
    const character = words.CHARACTERS.get(name)
    if (name === 'u') return unicode(value)
    if (toSkip > 0) {
      // The specification counts every word as a character. Those that are none are obeyed all the same, as Word does:
      // a program that forgot the substitute must not cost the end of a paragraph.
      if (character !== undefined) {
        toSkip--
        return
      }
      if (words.ENDS.has(name)) toSkip = 0
    }
    if (name === 'uc') set({ substitutes: Math.max(0, value ?? 1) })
    else if (destination(name)) return
    else if (character !== undefined) emit(character)
    else if (now.mode === 'fonts') fonts.entry(name, value)
    else if (now.mode === 'styles') styles.word(name, value)
    else if (now.mode === 'info') infoWord(name)
    else if (now.mode === 'time') created.set(name, value ?? 0)
    else if (now.mode === 'text') {
      const script = LANGUAGE_WORDS.get(name)
      if (script === undefined) return textWord(name, value)
      set({ languages: { ...now.languages, [script]: value } })
      if (name.includes('deflang')) standardLanguages = { ...standardLanguages, [script]: value }
    }
  }
  const symbol = (character: string): void => {
    if (character === '*') set({ starred: true })
    else word(character === '\n' || character === '\r' ? 'par' : character, null)
  }
  const passOver = (skipped: NonNullable<typeof skipping>, token: RtfToken): void => {
    if (token.kind === 'open') skipped.depth++
    else if (token.kind === 'binary' || (token.kind === 'word' && token.name === 'u')) skipped.held = true
    else if (token.kind === 'close' && skipped.depth-- === 0) {
      if (skipped.held && skipped.what !== '') count(skipped.what)
      skipping = null
      leave()
    }
  }

  return {
    byte(value, at) {
      if (skipping) skipping.held ||= value > 0x20
      else if (toSkip > 0) toSkip--
      else if (now.sink) run.push(value, at)
    },
    control(token) {
      if (skipping) return passOver(skipping, token)
      flush()
      switch (token.kind) {
        case 'open':
          toSkip = 0
          stack.push(now)
          if (now.starred) set({ starred: false })
          return
        case 'close':
          toSkip = 0
          return leave()
        case 'word':
          return word(token.name, token.value)
        case 'symbol':
          return symbol(token.character)
        case 'broken-byte':
          return count(words.BROKEN_LEFT)
        case 'binary':
          toSkip = Math.max(0, toSkip - 1)
          return
        case 'byte':
        case 'text':
      }
    },
    depth: () => stack.length + (skipping ? skipping.depth : 0),
    undecodable: run.undecodable,
    finish(after) {
      flush()
      if (skipping?.held && skipping.what !== '') count(skipping.what)
      while (stack.length > 0) leave()
      const beyond = after ? after.filter((byte) => byte > 0x20).length : 0
      if (beyond > 0) count('bytes after the end of the document left out', beyond)
      const published = created.iso()
      if (published !== null) info.set('published', published)
      for (const [field, said] of info) {
        const tidy = clean(said).replaceAll(/\s+/gu, ' ').trim()
        if (tidy === '') info.delete(field)
        else info.set(field, tidy)
      }
      return {
        blocks: main.blocks,
        notes,
        info,
        language: vote.winner(),
        encoding: fonts.documentEncoding() ?? 'windows-1252',
        left: [...counts].map(([what, number]) => ({ what, count: number })),
        warnings: rtfWarnings(after === null, counts, run.looksLikeUtf8()),
      }
    },
  }
}
