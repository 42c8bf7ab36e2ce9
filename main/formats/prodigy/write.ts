import { EXTRA_KEY, relationExtra } from '../kit/standoff/extra.ts'
import {
  ARTICLE_LOSS,
  CODEBOOK_LOSS,
  FRAGMENTS_LOSS,
  LOST_END_LOSS,
  loseCodebookAndRegister,
  REGISTER_LOSS,
  RELATIONS_LOSS,
  TO_ENTRY_LOSS,
  WHOLE_ARTICLE_LOSS,
} from '../kit/writing/common-losses.ts'
import type { ExportedArticle, DatasetSource, Exporter, ExportOptions } from '../kit/exporter.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'
import { exampleOf, linkedRelations } from '../kit/writing/write-span-examples.ts'
import { TOKEN_LOSS, TOKENS_SETTING, tokenFinder, tokensOf } from '../kit/writing/tokens.ts'

const TOKENLESS_RELATION_LOSS: LossKind = {
  id: 'tokenless-relation',
  what: 'Relations whose ends begin or end inside a token are left out: Prodigy links tokens.',
}

/** Prodigy's tasks, as `db-in` and its recipes read them. */
export const prodigyExporter: Exporter = {
  id: 'prodigy',
  title: 'Prodigy',
  extension: 'jsonl',
  description:
    'An accepted task a line, for spans.manual or rel.manual. Offsets count code points. What Prodigy does not know stands in the key "standoff".',
  profiles: [
    { id: 'spans', title: 'Spans', description: 'Spans only, overlapping ones too (spans_manual).' },
    { id: 'relations', title: 'Relations', description: 'Spans and the relations between them (relations).' },
  ],
  settings: [TOKENS_SETTING],
  shape: 'file',
  offsetUnit: 'codepoint',
  textsOptional: false,
  losses: [
    WHOLE_ARTICLE_LOSS,
    ARTICLE_LOSS,
    FRAGMENTS_LOSS,
    TOKEN_LOSS,
    RELATIONS_LOSS,
    TO_ENTRY_LOSS,
    LOST_END_LOSS,
    TOKENLESS_RELATION_LOSS,
    REGISTER_LOSS,
    CODEBOOK_LOSS,
  ],
  parts: (source, options, fileName, losses) => [
    { path: fileName, chunks: () => writeProdigy(source, options, losses) },
  ],
}

function* writeProdigy(source: DatasetSource, options: ExportOptions, losses: LossLog): Iterable<string> {
  loseCodebookAndRegister(source, losses)
  for (const article of source.articles()) yield `${JSON.stringify(taskOf(article, source, options, losses))}\n`
}

function taskOf(
  article: ExportedArticle,
  source: DatasetSource,
  { profile, settings }: ExportOptions,
  losses: LossLog,
) {
  const { spans, extra } = exampleOf('prodigy', article, source, losses)
  const cuts = settings.tokens === 'cut' ? spans.flatMap(({ from, to }) => [from, to]) : []
  const { text } = article
  const tokens = tokensOf(text, article.article.language, cuts)
  const tokensAt = tokenFinder(tokens)
  const written = spans.map((span) => {
    const at = tokensAt(span)
    if (!at) losses.add(TOKEN_LOSS.id, span.annotation.id)
    const { start, end, annotation } = span
    return { start, end, ...(at && { token_start: at[0], token_end: at[1] }), label: annotation.type }
  })
  const withRelations = profile === 'relations'
  if (!withRelations) for (const { id } of article.relations) losses.add(RELATIONS_LOSS.id, id)
  // An annotation of several fragments is linked by its first one.
  const firsts = new Map<string, number>()
  spans.forEach(({ annotation: { id } }, i) => {
    if (!firsts.has(id)) firsts.set(id, i)
  })
  const endOf = (id: string) => {
    const span = written[firsts.get(id) ?? -1]
    return span?.token_end === undefined ? null : { token: span.token_end, span }
  }
  const relations: unknown[] = []
  if (withRelations) {
    for (const { relation, target } of linkedRelations(article.relations, new Set(firsts.keys()), losses)) {
      const [head, child] = [endOf(relation.source), endOf(target)]
      if (head && child)
        relations.push({
          head: head.token,
          child: child.token,
          head_span: head.span,
          child_span: child.span,
          label: relation.role,
          [EXTRA_KEY]: { ...relationExtra(relation), source: relation.source, target },
        })
      else losses.add(TOKENLESS_RELATION_LOSS.id, relation.id)
    }
  }
  const { outlet, published, url } = article.article.metadata
  return {
    [EXTRA_KEY]: extra,
    text,
    meta: { title: article.article.title, outlet, published, url },
    _view_id: withRelations ? 'relations' : 'spans_manual',
    tokens: tokens.map(({ id, start, end, from, to, space }) => ({
      text: text.slice(from, to),
      start,
      end,
      id,
      ws: space,
    })),
    spans: written,
    ...(withRelations && { relations }),
    answer: 'accept',
  }
}
