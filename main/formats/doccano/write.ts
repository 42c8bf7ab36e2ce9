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
import type { DatasetSource, Exporter, ExportOptions } from '../kit/exporter.ts'
import type { LossLog } from '../kit/losses.ts'
import { exampleOf, linkedRelations } from '../kit/writing/write-span-examples.ts'

/** Doccano's JSON Lines, as its projects for sequence labelling and for relation extraction read them. */
export const doccanoExporter: Exporter = {
  id: 'doccano',
  title: 'doccano',
  extension: 'jsonl',
  description:
    'An article a line with its labelled spans. Offsets count code points. What doccano does not know stands in the key "standoff", which it keeps as metadata. Allow overlapping spans in the doccano project.',
  profiles: [
    { id: 'spans', title: 'Sequence labelling', description: 'Spans only, as triples of start, end and label.' },
    { id: 'relations', title: 'Relation extraction', description: 'Spans with ids, and the relations between them.' },
  ],
  settings: [],
  shape: 'file',
  offsetUnit: 'codepoint',
  textsOptional: false,
  losses: [
    WHOLE_ARTICLE_LOSS,
    ARTICLE_LOSS,
    FRAGMENTS_LOSS,
    RELATIONS_LOSS,
    TO_ENTRY_LOSS,
    LOST_END_LOSS,
    REGISTER_LOSS,
    CODEBOOK_LOSS,
  ],
  parts: (source, options, fileName, losses) => [
    { path: fileName, chunks: () => writeDoccano(source, options, losses) },
  ],
}

function* writeDoccano(source: DatasetSource, { profile }: ExportOptions, losses: LossLog): Iterable<string> {
  loseCodebookAndRegister(source, losses)
  // Ids are whole numbers there, and unique in the file.
  let last = 0
  for (const article of source.articles()) {
    const { spans, extra } = exampleOf('doccano', article, source, losses)
    if (profile === 'relations') {
      const entities = spans.map((span) => ({
        id: ++last,
        start_offset: span.start,
        end_offset: span.end,
        label: span.annotation.type,
      }))
      // An annotation of several fragments is linked by its first one.
      const firsts = new Map<string, number>()
      spans.forEach(({ annotation: { id } }, i) => {
        if (!firsts.has(id)) firsts.set(id, entities[i]?.id ?? 0)
      })
      const relations = [...linkedRelations(article.relations, new Set(firsts.keys()), losses)].map(
        ({ relation, target }) => ({
          id: ++last,
          from_id: firsts.get(relation.source),
          to_id: firsts.get(target),
          type: relation.role,
          [EXTRA_KEY]: relationExtra(relation),
        }),
      )
      yield `${JSON.stringify({ text: article.text, entities, relations, [EXTRA_KEY]: extra })}\n`
    } else {
      for (const { id } of article.relations) losses.add(RELATIONS_LOSS.id, id)
      const label = spans.map(({ start, end, annotation }) => [start, end, annotation.type])
      yield `${JSON.stringify({ text: article.text, label, [EXTRA_KEY]: extra })}\n`
    }
  }
}
