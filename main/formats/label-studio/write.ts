import { EXTRA_KEY, relationExtra } from '../kit/standoff/extra.ts'
import {
  ARTICLE_LOSS,
  CODEBOOK_LOSS,
  FRAGMENTS_LOSS,
  LOST_END_LOSS,
  loseCodebookAndRegister,
  REGISTER_LOSS,
  TO_ENTRY_LOSS,
  WHOLE_ARTICLE_LOSS,
} from '../kit/writing/common-losses.ts'
import type { ExportedArticle, DatasetSource, Exporter, ExportOptions } from '../kit/exporter.ts'
import { attributeControl, configuredTypes, labelStudioConfig } from './write-config.ts'
import { PREDICTIONS_LOSS, predictionsOf } from './write-predictions.ts'
import { createLinks, type Inputs, regionId, regionResults } from './write-regions.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'
import { jsonItems } from '../kit/writing/json-items.ts'
import { exampleOf, linkedRelations } from '../kit/writing/write-span-examples.ts'
import { append } from '../../../model/value/append.ts'

const ANNOTATORS_LOSS: LossKind = {
  id: 'between-annotators',
  what: 'Relations between annotations of two annotators are left out: each annotator has a result of their own.',
}

/** Tasks for Label Studio with a result an annotator, and beside them the labelling configuration that they need. */
export const labelStudioExporter: Exporter = {
  id: 'label-studio',
  title: 'Label Studio',
  extension: 'json',
  description:
    'A task an article, and the labelling configuration as a file beside it. What is suggested goes along as predictions. Offsets count code points. What Label Studio does not know stands in the task\'s data under "standoff".',
  profiles: [],
  settings: [
    {
      id: 'annotators',
      title: 'Annotators',
      description: 'Label Studio refuses tasks that name an annotator who has no account there.',
      values: [
        { id: 'own', title: 'Leave it to Label Studio who imports them' },
        { id: 'accounts', title: 'Name annotators; their names have to be the e-mail addresses of accounts' },
      ],
      initial: 'own',
    },
  ],
  shape: 'file',
  offsetUnit: 'codepoint',
  textsOptional: false,
  suggestions: true,
  losses: [
    WHOLE_ARTICLE_LOSS,
    ARTICLE_LOSS,
    FRAGMENTS_LOSS,
    TO_ENTRY_LOSS,
    LOST_END_LOSS,
    ANNOTATORS_LOSS,
    PREDICTIONS_LOSS,
    REGISTER_LOSS,
    { ...CODEBOOK_LOSS, what: 'Of the codebook only types, attributes, values and roles are in the configuration.' },
  ],
  parts: (source, options, fileName, losses) => [
    { path: fileName, chunks: () => writeTasks(source, options, losses) },
    { path: `${fileName.replace(/\.json$/i, '')}.config.xml`, chunks: () => labelStudioConfig(source) },
  ],
}

function* writeTasks(source: DatasetSource, options: ExportOptions, losses: LossLog): Iterable<string> {
  yield '['
  yield* jsonItems(tasks(source, options, losses), '\n')
  yield '\n]\n'
}

function* tasks(source: DatasetSource, options: ExportOptions, losses: LossLog) {
  loseCodebookAndRegister(source, losses)
  const inputs = new Map(
    configuredTypes(source).flatMap((type) =>
      type.attributes.map(({ id, input }) => [attributeControl(type.id, id), input] as const),
    ),
  )
  let number = 0
  for (const article of source.articles()) yield taskOf(++number, article, source, options, inputs, losses)
}

function taskOf(
  id: number,
  article: ExportedArticle,
  source: DatasetSource,
  { settings }: ExportOptions,
  inputs: Inputs,
  losses: LossLog,
) {
  const { spans, extra } = exampleOf('label-studio', article, source, losses)
  const results = new Map<string, unknown[]>()
  const annotatorOf = new Map<string, string>()
  for (const span of spans) {
    const { annotation } = span
    const isFirst = !annotatorOf.has(annotation.id)
    annotatorOf.set(annotation.id, annotation.annotator)
    const list = results.get(annotation.annotator) ?? []
    results.set(annotation.annotator, list)
    const part = annotation.fragments.findIndex(({ start }) => start === span.from) + 1
    const quote = article.text.slice(span.from, span.to)
    const region = { start: span.start, end: span.end, quote, said: annotation }
    append(list, regionResults(region, regionId(annotation.id, part), isFirst, inputs))
  }
  const relations: Record<string, unknown>[] = []
  const linkOf = createLinks()
  for (const { relation, target } of linkedRelations(article.relations, new Set(annotatorOf.keys()), losses)) {
    const annotator = annotatorOf.get(relation.source) ?? ''
    if (annotatorOf.get(target) !== annotator) {
      losses.add(ANNOTATORS_LOSS.id, relation.id)
      continue
    }
    relations.push({ ...relationExtra(relation), role: relation.role, source: relation.source, target })
    const made = linkOf(relation.source, target, relation.role)
    if (made) results.get(annotator)?.push(made)
  }
  const predicted = predictionsOf(article, source.annotators, inputs, losses)
  // Not there where there is nothing suggested.
  const suggestions = predicted.extra.length > 0 ? predicted.extra : undefined
  const { outlet, author, published, url } = article.article.metadata
  const names = new Map(source.annotators.map((annotator) => [annotator.id, annotator.name]))
  return {
    id,
    data: {
      text: article.text,
      title: article.article.title,
      outlet,
      author,
      published,
      url,
      [EXTRA_KEY]: { ...extra, relations, suggestions },
    },
    annotations: [...results].map(([annotator, result]) => ({
      completed_by: settings.annotators === 'accounts' ? { email: names.get(annotator) ?? annotator } : undefined,
      was_cancelled: false,
      ground_truth: false,
      result,
    })),
    predictions: predicted.predictions,
  }
}
