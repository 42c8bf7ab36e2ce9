import { ownValue } from '../../../model/value/own-value.ts'
import { type Annotation, hull } from '../../../model/record/annotation.ts'
import { EXTRA_KEY } from '../kit/standoff/extra.ts'
import {
  ARTICLE_LOSS,
  CODEBOOK_LOSS,
  FRAGMENTS_LOSS,
  loseCodebookAndRegister,
  REGISTER_LOSS,
  RELATIONS_LOSS,
  WHOLE_ARTICLE_LOSS,
} from '../kit/writing/common-losses.ts'
import type { DatasetSource, Exporter, ExportOptions } from '../kit/exporter.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'
import { type ExampleSpan, exampleOf } from '../kit/writing/write-span-examples.ts'
import { TOKEN_LOSS, TOKENS_SETTING, tokenFinder, tokensOf } from '../kit/writing/tokens.ts'
import { firstStartingFrom, overlapsAny } from '../../../model/text/sorted-spans.ts'

const OVERLAP_LOSS: LossKind = {
  id: 'overlap',
  what: 'Annotations that overlap a longer one, or an earlier one of the same length, are left out: entities of spaCy never overlap.',
}

/** A document a line in the form of spaCy's `Doc.to_json`, which `Doc.from_json` reads. */
export const spacyExporter: Exporter = {
  id: 'spacy',
  title: 'spaCy',
  extension: 'jsonl',
  description:
    'A document a line, as Doc.from_json reads it. Offsets count code points. What spaCy does not know stands in the key "standoff".',
  profiles: [
    { id: 'spans', title: 'Span groups', description: 'All spans in doc.spans["sc"], overlapping ones too.' },
    { id: 'ents', title: 'Entities', description: 'Spans that do not overlap, in doc.ents.' },
  ],
  settings: [TOKENS_SETTING],
  shape: 'file',
  offsetUnit: 'codepoint',
  textsOptional: false,
  losses: [
    ARTICLE_LOSS,
    WHOLE_ARTICLE_LOSS,
    OVERLAP_LOSS,
    FRAGMENTS_LOSS,
    TOKEN_LOSS,
    RELATIONS_LOSS,
    REGISTER_LOSS,
    CODEBOOK_LOSS,
  ],
  parts: (source, options, fileName, losses) => [{ path: fileName, chunks: () => writeSpacy(source, options, losses) }],
}

function* writeSpacy(source: DatasetSource, { profile, settings }: ExportOptions, losses: LossLog): Iterable<string> {
  loseCodebookAndRegister(source, losses)
  const wikidataOf = wikidataFinder(source)
  for (const article of source.articles()) {
    for (const { id } of article.relations) losses.add(RELATIONS_LOSS.id, id)
    const keep = profile === 'ents' ? (all: readonly Annotation[]) => withoutOverlap(all, losses) : undefined
    const { spans, extra } = exampleOf('spacy', article, source, losses, keep)
    const cuts = settings.tokens === 'cut' ? spans.flatMap(({ from, to }) => [from, to]) : []
    const tokens = tokensOf(article.text, article.article.language, cuts)
    const tokensAt = tokenFinder(tokens)
    const written = spans.map((span) => {
      const at = tokensAt(span)
      if (!at) losses.add(TOKEN_LOSS.id, span.annotation.id)
      return {
        start: span.start,
        end: span.end,
        label: span.annotation.type,
        kb_id: wikidataOf(span),
        token_start: at?.[0],
        token_end: at?.[1],
      }
    })
    yield `${JSON.stringify({
      [EXTRA_KEY]: extra,
      text: article.text,
      ents: profile === 'ents' ? written : [],
      spans: profile === 'ents' ? {} : { sc: written },
      tokens: tokens.map(({ id, start, end }) => ({ id, start, end })),
    })}\n`
  }
}

/** The Wikidata item that a mention stands for, "" where there is none; spaCy calls it the id in the knowledge base. */
function wikidataFinder({ codebook, entities }: DatasetSource): (span: ExampleSpan) => string {
  const attributes = new Map(
    codebook.types.map((type) => [
      type.id,
      type.attributes.filter(({ input }) => input === 'entity').map(({ id }) => id),
    ]),
  )
  const items = new Map(entities.map(({ id, wikidata }) => [id, wikidata]))
  return ({ annotation }) =>
    (attributes.get(annotation.type) ?? [])
      .map((attribute) => items.get(ownValue(annotation.attributes, attribute) ?? ''))
      .find((item) => typeof item === 'string') ?? ''
}

/** Longest first, then the earlier one, as spaCy's `filter_spans` chooses. */
function withoutOverlap(annotations: readonly Annotation[], losses: LossLog): readonly Annotation[] {
  const length = ({ fragments }: Annotation): number => fragments.reduce((sum, { start, end }) => sum + end - start, 0)
  const taken: { readonly start: number; readonly end: number }[] = []
  const kept = new Set<Annotation>()
  const best = annotations.toSorted((a, b) => length(b) - length(a) || hull(a).start - hull(b).start)
  for (const annotation of best) {
    const overlaps = annotation.fragments.some((own) => overlapsAny(taken, own))
    if (overlaps) {
      losses.add(OVERLAP_LOSS.id, annotation.id)
      continue
    }
    kept.add(annotation)
    for (const { start, end } of annotation.fragments) taken.splice(firstStartingFrom(taken, start), 0, { start, end })
  }
  return annotations.filter((annotation) => kept.has(annotation))
}
