import { characterEndAfter, characterStartBefore } from './characters.ts'
import { type FoldedText, type Folding, foldForFind } from './fold.ts'
import { type Hits, NO_HITS } from './hits.ts'
import { fail, ok, type Result } from '../value/result.ts'
import { isWordEdge, WORD_EDGE } from './words.ts'

/** What to search for, and which differences count. */
export interface FindQuery extends Folding {
  readonly pattern: string
  /** Whether the pattern is a regular expression. It reads the text as it is, folded for case only. */
  readonly regex: boolean
  readonly wholeWord: boolean
}

/** A query for some words: neither case nor word edges count, accents do. */
export const PLAIN_QUERY: FindQuery = {
  pattern: '',
  regex: false,
  matchCase: false,
  wholeWord: false,
  ignoreDiacritics: false,
}

/** A text to search more than once: its folded forms are made when they are first needed and kept. */
export interface SearchedText {
  readonly text: string
  folded(folding: Folding): FoldedText
}

/** A query that is ready to run. */
export type Finder = (searched: SearchedText) => Hits

export function searchedText(text: string): SearchedText {
  const kept = new Map<string, FoldedText>()
  return {
    text,
    folded({ matchCase, ignoreDiacritics }) {
      const name = `${matchCase}-${ignoreDiacritics}`
      let folded = kept.get(name)
      if (!folded) {
        folded = foldForFind(text, { matchCase, ignoreDiacritics })
        kept.set(name, folded)
      }
      return folded
    },
  }
}

/**
 * Makes a query ready to run. Hits are sorted and disjoint, cover whole characters and are found from left to right: what
 * a hit covers is not searched again. Fails with `invalid-expression` where the pattern is no regular expression.
 */
export function compileFind(query: FindQuery): Result<Finder> {
  if (query.pattern === '') return ok(() => NO_HITS)
  return query.regex ? compileExpression(query) : ok(plainFinder(query))
}

/** All hits in one text; see {@link compileFind}. */
export function findAll(text: string, query: FindQuery): Result<Hits> {
  const finder = compileFind(query)
  return finder.ok ? ok(finder.value(searchedText(text))) : finder
}

/** Collects hits. */
function hitList() {
  let list = new Uint32Array(256)
  let length = 0
  return {
    add(start: number, end: number): void {
      if (length === list.length) {
        const grown = new Uint32Array(length * 2)
        grown.set(list)
        list = grown
      }
      list[length++] = start
      list[length++] = end
    },
    all: (): Hits => list.slice(0, length),
  }
}

function plainFinder(query: FindQuery): Finder {
  const needle = foldForFind(query.pattern, query).folded
  if (needle === '') return () => NO_HITS
  return (searched) => {
    const { text } = searched
    const { folded, startOf, endOf } = searched.folded(query)
    const hits = hitList()
    for (let at = folded.indexOf(needle); at >= 0; ) {
      const start = startOf(at)
      const end = start < 0 ? -1 : endOf(at + needle.length)
      const found = end >= 0 && (!query.wholeWord || (isWordEdge(text, start) && isWordEdge(text, end)))
      if (found) hits.add(start, end)
      at = folded.indexOf(needle, found ? at + needle.length : at + 1)
    }
    return hits.all()
  }
}

/** "Unterminated group" out of "Invalid regular expression: /(/u: Unterminated group". */
const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  return message.slice(message.lastIndexOf(': ') + 1).trim()
}

function compileExpression({ pattern, matchCase, wholeWord }: FindQuery): Result<Finder> {
  const flags = matchCase ? 'gmu' : 'gimu'
  let expression: RegExp
  try {
    // Compiled alone first: ")(" must not become valid through what is put around it.
    expression = new RegExp(pattern, flags)
    if (wholeWord) expression = new RegExp(`${WORD_EDGE}(?:${pattern})${WORD_EDGE}`, flags)
  } catch (error) {
    return fail(
      'invalid-expression',
      `This is not a regular expression: ${reasonOf(error).toLowerCase()}.`,
      'Close what is open, and put a backslash before a sign that is meant as it is.',
    )
  }
  return ok(({ text }) => runExpression(expression, text))
}

/**
 * Matches are widened to whole characters, so that "." finds an emoji or a letter with its accent and not a part of it.
 * An empty match is skipped.
 */
function runExpression(expression: RegExp, text: string): Hits {
  const hits = hitList()
  expression.lastIndex = 0
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    const { index } = match
    const length = match[0].length
    if (length === 0) {
      expression.lastIndex += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
      if (expression.lastIndex > text.length) break
      continue
    }
    const start = characterStartBefore(text, index)
    const end = characterEndAfter(text, index + length)
    hits.add(start, end)
    expression.lastIndex = end
  }
  expression.lastIndex = 0
  return hits.all()
}
