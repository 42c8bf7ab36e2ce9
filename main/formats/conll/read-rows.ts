import { DOCUMENT_START } from './shared.ts'
import { unsafeName } from '../kit/names/safe-name.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'

export interface ConllRow {
  readonly token: string
  readonly label: string
  readonly line: number
}

export interface ConllDocument {
  /** What the line that begins it calls it; null where it has no name. */
  readonly id: string | null
  /** From 1, in the file. */
  readonly number: number
  /** Where it begins. */
  readonly line: number
  readonly sentences: readonly (readonly ConllRow[])[]
}

interface RawRow {
  readonly columns: readonly string[]
  readonly line: number
}

/** The documents of a file, one after the other; a file without marks between them is one. */
export async function* conllDocuments(
  lines: AsyncIterable<{ readonly number: number; readonly text: string }>,
  problems: ProblemLog,
): AsyncIterable<ConllDocument> {
  let id: string | null = null
  let started: number | null = null
  let count = 0
  let sentences: ConllRow[][] = []
  let rows: RawRow[] = []
  const endSentence = (): void => {
    if (rows.length > 0) sentences.push(labelledRows(rows, problems))
    rows = []
  }
  const taken = (): ConllDocument => ({ id, number: ++count, line: started ?? 1, sentences })
  for await (const { number, text } of lines) {
    if (text.trim() === '') {
      endSentence()
      continue
    }
    if (/^# \w+ = /.test(text)) continue
    const columns = text.includes('\t') ? text.split('\t') : text.trim().split(/ +/)
    if (columns[0] === DOCUMENT_START) {
      endSentence()
      if (started !== null) yield taken()
      started = number
      sentences = []
      // In the CoNLL tasks' own files the columns between hold nothing.
      const [, name = ''] = columns.length === 3 ? columns : []
      id = name === '' || /^-X-$|^O$/.test(name) ? null : unsafeName(name)
      continue
    }
    started ??= number
    if (columns.length < 2 || (columns[0] ?? '').trim() === '')
      problems.add('columns', number, 'The line has no token and label; it was left out.', 'annotations')
    else rows.push({ columns, line: number })
  }
  endSentence()
  if (started !== null) yield taken()
}

/** Where the first column counts the tokens of the sentence, the token is in the second. */
function labelledRows(rows: readonly RawRow[], problems: ProblemLog): ConllRow[] {
  const isCounted = rows.every(({ columns }, i) => columns.length > 2 && columns[0] === String(i + 1))
  return rows.map(({ columns, line }) => {
    const label = (columns[columns.length - 1] ?? '').trim()
    if (!/^(?:[OBIESLU]|[BIESLU]-.+|_)$/.test(label))
      problems.add(
        'label',
        line,
        `"${label}" is not of the form B-X or I-X: tokens in a row that have it are taken as one span.`,
      )
    return { token: (columns[isCounted ? 1 : 0] ?? '').trim(), label, line }
  })
}

interface LabelledTokens {
  /** Positions of tokens, both included. */
  readonly first: number
  readonly last: number
  readonly label: string
}

/**
 * The spans that the labels of a sentence mean. A span begins at B, S, U, at another label than the one before, and after
 * E, S, L, U; so IOB1, IOB2, IOBES and BILOU need not be told apart.
 */
export function labelledSpans(rows: readonly ConllRow[]): LabelledTokens[] {
  const spans: LabelledTokens[] = []
  let isOpen = false
  rows.forEach(({ label: said }, position) => {
    if (said === 'O' || said === '_' || said === '') {
      isOpen = false
      return
    }
    const [, prefix, name] = /^([BIESLU])-(.+)$/.exec(said) ?? [said, 'I', said]
    const before = spans[spans.length - 1]
    const label = name ?? said
    if (isOpen && before?.label === label && !/[BSU]/.test(prefix ?? ''))
      spans[spans.length - 1] = { ...before, last: position }
    else spans.push({ first: position, last: position, label })
    isOpen = !/[ESLU]/.test(prefix ?? '')
  })
  return spans
}
