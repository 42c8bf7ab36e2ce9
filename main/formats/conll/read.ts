import { ownValue } from '../../../model/value/own-value.ts'
import { z } from 'zod'
import { type Companion, readCompanion } from '../kit/standoff/companion.ts'
import { conllKey, conllProjectName, conllTextsName } from './shared.ts'
import { unsafeName } from '../kit/names/safe-name.ts'
import { annotatorItems, companionArticle, projectIn } from '../kit/reading/companions.ts'
import { createRestorer } from '../kit/reading/restore.ts'
import { type ConllDocument, type ConllRow, conllDocuments, labelledSpans } from './read-rows.ts'
import { jsonOr } from '../kit/reading/parse-json.ts'
import { createProblemLog, type ProblemLog } from '../kit/reading/problems.ts'
import { type DatasetInput, type DatasetItem, type DatasetReader, foreignAnnotation } from '../kit/reader.ts'

/**
 * Labels of tokens in columns: IOB1, IOB2, IOBES, BILOU; the token in the first column, or after a number, the label in
 * the last. The text is in no such file: it is made of the tokens with spaces between, where the texts do not lie beside.
 */
export const conllReader: DatasetReader = {
  id: 'conll',
  title: 'CoNLL',
  extensions: ['conll', 'iob', 'iob2', 'bio'],
  shape: 'file',
  companions: (fileName) => [conllTextsName(fileName), conllProjectName(fileName)],
  sniff: (paths, head) => paths.length > 0 && looksLikeLabels(head(paths[0] ?? '')),
  read: readConll,
}

const LABELLED = /^(?:# \w+ = .*|\S+(?:[ \t]+\S+)*[ \t]+(?:O|[BIESLU]-\S+))\s*$/

function looksLikeLabels(head: string): boolean {
  const lines = head
    .split(/\r?\n/)
    .slice(0, -1)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  return lines.length > 1 && lines.every((line) => LABELLED.test(line)) && !head.startsWith('#FORMAT')
}

async function* readConll(input: DatasetInput): AsyncIterable<DatasetItem> {
  const [path = ''] = input.paths
  const problems = createProblemLog(path)
  const annotators = new Set<string>()
  const has = (name: string): boolean => input.paths.includes(name)
  if (has(conllProjectName(path))) yield* projectIn(input, conllProjectName(path))
  const beside = has(conllTextsName(path)) ? input.lines(conllTextsName(path))[Symbol.asyncIterator]() : null
  for await (const document of conllDocuments(input.lines(path), problems)) {
    const line = beside ? await beside.next() : null
    const known = line && !line.done ? knownArticle(line.value.text) : null
    const places = known && known.companion.article === document.id ? placesIn(known.text, document) : null
    if (beside && !places) {
      problems.add(
        'beside',
        document.line,
        `"${conllTextsName(path)}" does not fit these tokens: the text is made of them.`,
      )
    }
    if (known && places) yield* annotatorItems(known.companion, annotators)
    yield {
      kind: 'article',
      article: known && places ? knownArticleOf(document, places, known, path) : madeArticle(document, path, problems),
    }
  }
  yield* problems.items()
}

interface KnownArticle {
  readonly companion: Companion
  readonly text: string
  /** Id of an annotation → its label, as it was written. */
  readonly labels: Readonly<Record<string, string>>
  /** The attribute that labels are. */
  readonly attribute: string
}

const knownSchema = z.object({ text: z.string(), labels: z.record(z.string(), z.string()), attribute: z.string() })

/** What a line of the file beside says of an article; null where it is none. */
function knownArticle(line: string): KnownArticle | null {
  const companion = readCompanion(line)
  const known = companion && knownSchema.safeParse(jsonOr(line))
  return companion && known?.success ? { companion, ...known.data } : null
}

interface Place {
  readonly start: number
  readonly end: number
}

/** Where the tokens stand in a text; null where they are not those of the text, all of them and nothing else. */
function placesIn(text: string, { sentences }: ConllDocument): Place[] | null {
  const places: Place[] = []
  let at = 0
  const skipSpace = (): void => {
    while (at < text.length && /\s/.test(text.charAt(at))) at++
  }
  for (const { token } of sentences.flat()) {
    skipSpace()
    if (!text.startsWith(token, at)) return null
    places.push({ start: at, end: at + token.length })
    at += token.length
  }
  skipSpace()
  return at === text.length ? places : null
}

/** Labelled spans, with the places of their tokens in a text. */
function spansIn(rows: readonly ConllRow[], places: readonly Place[], firstToken: number) {
  return labelledSpans(rows).map(({ first, last, label }) => ({
    start: places[firstToken + first]?.start ?? 0,
    end: places[firstToken + last]?.end ?? 0,
    label: unsafeName(label),
    line: rows[first]?.line ?? 0,
  }))
}

/** All spans of an article: labels never run over the end of a sentence. */
function allSpans({ sentences }: ConllDocument, places: readonly Place[]) {
  let count = 0
  return sentences.flatMap((rows) => {
    const spans = spansIn(rows, places, count)
    count += rows.length
    return spans
  })
}

function knownArticleOf(document: ConllDocument, places: readonly Place[], known: KnownArticle, path: string) {
  const { companion, text, labels, attribute } = known
  const restorer = createRestorer(companion, text, ({ id, attributes, fragments }) => ({
    type: labels[id] ?? '',
    fragments,
    attributes: attributes[attribute] === undefined ? {} : { [attribute]: attributes[attribute] },
    note: null,
  }))
  const records = new Map(companion.annotations.map((record) => [record.id, record]))
  const annotations = allSpans(document, places).map(({ start, end, label, line }) => {
    const key = conllKey(start, end)
    const id = ownValue(companion.keys, key) ?? ''
    const value = records.get(id)?.attributes[attribute]
    return restorer.annotation(
      foreignAnnotation({
        key: `${companion.article}#${key}`,
        type: label,
        fragments: [{ start, end, quote: text.slice(start, end) }],
        // A label that is still the same is still the value of that attribute.
        attributes: value !== undefined && labels[id] === label ? { [attribute]: value } : {},
        place: `line ${line}`,
      }),
      key,
    )
  })
  return companionArticle({ name: path, text, unit: 'utf16', annotations, relations: [] }, companion)
}

/** An article whose text is its tokens with spaces, and its sentences a line each. */
function madeArticle(document: ConllDocument, path: string, problems: ProblemLog) {
  const { id, number, line: firstLine, sentences } = document
  problems.add(
    'made',
    firstLine,
    'The file holds no text: it was made of the tokens, with spaces between, a sentence a line.',
  )
  const places: Place[] = []
  const lines: string[] = []
  let at = 0
  for (const rows of sentences) {
    for (const { token } of rows) {
      places.push({ start: at, end: at + token.length })
      at += token.length + 1
    }
    lines.push(rows.map(({ token }) => token).join(' '))
  }
  const text = lines.join('\n')
  const key = id ?? `${path}:${number}`
  const annotations = allSpans(document, places).map(({ start, end, label, line }) =>
    foreignAnnotation({
      key: `${key}#${start}-${end}`,
      type: label,
      fragments: [{ start, end, quote: text.slice(start, end) }],
      place: `line ${line}`,
    }),
  )
  return companionArticle({ name: key, text, unit: 'utf16', annotations, relations: [] }, null)
}
