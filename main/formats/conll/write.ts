import { ownValue } from '../../../model/value/own-value.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { findType } from '../../../model/record/codebook.ts'
import { companionValue } from '../kit/standoff/companion.ts'
import { conllKey, conllProjectName, conllTextsName, conllWord, DOCUMENT_START } from './shared.ts'
import { RELATIONS_LOSS, WHOLE_ARTICLE_LOSS } from '../kit/writing/common-losses.ts'
import { conllTokens, sentenceStarts, type TokenRule } from '../kit/writing/conll-tokens.ts'
import type { ExportedArticle, DatasetSource, Exporter, ExportOptions } from '../kit/exporter.ts'
import { projectFile } from '../kit/standoff/project-file.ts'
import { createLossLog, type LossKind, type LossLog } from '../kit/losses.ts'
import { firstEndingAfter } from '../../../model/text/sorted-spans.ts'

const OTHER_LAYER: LossKind = {
  id: 'other-layer',
  what: 'Annotations of types that are not the chosen one are left out.',
}
const SEVERAL_FRAGMENTS: LossKind = {
  id: 'fragments',
  what: 'Annotations of several fragments are left out: labels are for spans of tokens in a row.',
}
const OVERLAP: LossKind = {
  id: 'overlap',
  what: 'Of annotations that overlap, the longest is written, of equally long ones the first; the others are left out.',
}
const INSIDE_TOKEN: LossKind = {
  id: 'inside-token',
  what: 'Annotations that begin or end inside a token are left out; the setting "tokens" can have tokens cut there.',
}

/** Values of the setting "layer" that are no ids of types. */
const AUTO = 'auto'
const ALL = 'all'

/** A token a line, with its label. */
export const conllExporter: Exporter = {
  id: 'conll',
  title: 'CoNLL (IOB2)',
  extension: 'conll',
  description:
    'A token and its label a line, an empty line after each sentence, for named-entity recognition. Sentences never end inside an annotation. It holds no offsets: the texts, and what labels cannot say, lie beside it.',
  profiles: [],
  settings: [
    {
      id: 'layer',
      title: 'Type',
      description:
        'Id of the annotation type that is written; "all" for all of them; "auto": entity, or all where there is none.',
      values: null,
      initial: AUTO,
    },
    {
      id: 'attribute',
      title: 'Label',
      description: 'Id of the attribute whose value is the label. Where an annotation has none, its type is.',
      values: null,
      initial: 'type',
    },
    {
      id: 'tokens',
      title: 'Tokens',
      description: 'Where tokens end.',
      values: [
        { id: 'words', title: 'Words, as Unicode tells them' },
        { id: 'cut', title: 'Words, also cut where annotations begin and end' },
        { id: 'characters', title: 'Words; in scripts without spaces, each character' },
      ],
      initial: 'words',
    },
  ],
  shape: 'file',
  offsetUnit: null,
  textsOptional: false,
  losses: [WHOLE_ARTICLE_LOSS, OTHER_LAYER, SEVERAL_FRAGMENTS, OVERLAP, INSIDE_TOKEN, RELATIONS_LOSS],
  parts: (source, options, fileName, losses) => [
    { path: fileName, chunks: () => writeLabels(source, options, losses) },
    { path: conllTextsName(fileName), chunks: () => writeTexts(source, options) },
    projectFile(source, options, conllProjectName(fileName)),
  ],
}

function* writeLabels(source: DatasetSource, options: ExportOptions, losses: LossLog): Iterable<string> {
  for (const item of source.articles()) {
    yield `${DOCUMENT_START}\t${conllWord(item.article.id)}\tO\n\n`
    for (const { id } of item.relations) losses.add(RELATIONS_LOSS.id, id)
    const { spans, tokens } = labelled(item, source, options, losses)
    yield* labelLines(item, spans, tokens, options.settings.attribute ?? '')
  }
}

/** An article a line: its text, and all that labels do not say of the annotations that are written. */
function* writeTexts(source: DatasetSource, options: ExportOptions): Iterable<string> {
  const uncounted = createLossLog(conllExporter.losses)
  for (const item of source.articles()) {
    const { spans } = labelled(item, source, options, uncounted)
    const { article, text, blocks } = item
    const keys = Object.fromEntries(spans.map(({ start, end, annotation }) => [conllKey(start, end), annotation.id]))
    const labels = Object.fromEntries(
      spans.map(({ annotation }) => [annotation.id, labelOf(annotation, options.settings.attribute ?? '')]),
    )
    const annotations = spans.map(({ annotation }) => annotation)
    const said = companionValue(
      {
        format: 'conll',
        article,
        text,
        blocks,
        unit: 'utf16',
        annotators: source.annotators,
        annotations,
        relations: [],
      },
      keys,
    )
    yield `${JSON.stringify({ ...said, labels, attribute: options.settings.attribute, text })}\n`
  }
}

interface LabelledSpan {
  readonly start: number
  readonly end: number
  readonly annotation: Annotation
}

interface Token {
  readonly start: number
  readonly end: number
}

/** The annotations that can be written, in reading order and disjoint, and the tokens of the text. */
function labelled(
  { article, text, annotations }: ExportedArticle,
  source: DatasetSource,
  { settings }: ExportOptions,
  losses: LossLog,
): { readonly spans: readonly LabelledSpan[]; readonly tokens: readonly Token[] } {
  const candidates: LabelledSpan[] = []
  const inLayer = layerTest(source, settings.layer ?? AUTO)
  for (const annotation of annotations()) {
    const [first, second] = annotation.fragments
    if (!inLayer(annotation)) losses.add(OTHER_LAYER.id, annotation.id)
    else if (!first) losses.add(WHOLE_ARTICLE_LOSS.id, annotation.id)
    else if (second) losses.add(SEVERAL_FRAGMENTS.id, annotation.id)
    else candidates.push({ start: first.start, end: first.end, annotation })
  }
  const rule = settings.tokens as TokenRule
  const cuts = new Set(rule === 'cut' ? candidates.flatMap(({ start, end }) => [start, end]) : [])
  const tokens = [...conllTokens(text, article.language, rule, cuts)]
  const starts = new Set(tokens.map(({ start }) => start))
  const ends = new Set(tokens.map(({ end }) => end))
  const fitting = candidates.filter(({ start, end, annotation }) => {
    const fits = starts.has(start) && ends.has(end)
    if (!fits) losses.add(INSIDE_TOKEN.id, annotation.id)
    return fits
  })
  return { spans: withoutOverlaps(fitting, losses), tokens }
}

function layerTest({ codebook }: DatasetSource, layer: string): (annotation: Annotation) => boolean {
  const wanted = layer === AUTO ? (findType(codebook, 'entity') ? 'entity' : ALL) : layer
  return wanted === ALL ? () => true : ({ type }) => type === wanted
}

/** Longest first, then the first in reading order; the result in reading order again. */
function withoutOverlaps(spans: readonly LabelledSpan[], losses: LossLog): LabelledSpan[] {
  const kept: LabelledSpan[] = []
  for (const span of spans.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    // The first one kept that ends after this one begins is the only one that can overlap it.
    const place = firstEndingAfter(kept, span.start)
    if ((kept[place]?.start ?? Infinity) < span.end) losses.add(OVERLAP.id, span.annotation.id)
    else kept.splice(place, 0, span)
  }
  return kept
}

const labelOf = ({ type, attributes }: Annotation, attribute: string): string => ownValue(attributes, attribute) || type

function* labelLines(
  { article, text }: ExportedArticle,
  spans: readonly LabelledSpan[],
  tokens: readonly Token[],
  attribute: string,
): Iterable<string> {
  const starts = [...sentenceStarts(text, article.language, spans)]
  let sentence = 0
  let next = 0
  let isFirst = true
  for (const { start, end } of tokens) {
    const from = sentence
    while ((starts[sentence] ?? Infinity) <= start) sentence++
    if (sentence > from && !isFirst) yield '\n'
    isFirst = false
    while ((spans[next]?.end ?? Infinity) <= start) next++
    const span = spans[next]
    const label =
      span && span.start <= start
        ? `${span.start === start ? 'B' : 'I'}-${conllWord(labelOf(span.annotation, attribute))}`
        : 'O'
    yield `${text.slice(start, end)}\t${label}\n`
  }
  if (!isFirst) yield '\n'
}
