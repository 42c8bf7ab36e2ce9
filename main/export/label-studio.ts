import type { Annotation } from '../../model/annotation.ts'
import { EXTRA_KEY, relationExtra } from '../formats/extra.ts'
import {
  ARTICLE_LOSS,
  CODEBOOK_LOSS,
  FRAGMENTS_LOSS,
  LOST_END_LOSS,
  loseCodebookAndRegister,
  REGISTER_LOSS,
  TO_ENTRY_LOSS,
  WHOLE_ARTICLE_LOSS,
} from './common-losses.ts'
import type { ArticleSource, DatasetSource, Exporter, ExportOptions } from './exporter.ts'
import {
  type AttributeInput,
  attributeControl,
  configuredTypes,
  LABELS_CONTROL,
  labelStudioConfig,
  TEXT_OBJECT,
} from './label-studio-config.ts'
import type { LossKind, LossLog } from './losses.ts'
import { type ExampleSpan, exampleOf, linkedRelations } from './span-examples.ts'

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
    'A task an article, and the labelling configuration as a file beside it. Offsets count code points. What Label Studio does not know stands in the task\'s data under "standoff".',
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
  losses: [
    WHOLE_ARTICLE_LOSS,
    ARTICLE_LOSS,
    FRAGMENTS_LOSS,
    TO_ENTRY_LOSS,
    LOST_END_LOSS,
    ANNOTATORS_LOSS,
    REGISTER_LOSS,
    { ...CODEBOOK_LOSS, what: 'Of the codebook only types, attributes, values and roles are in the configuration.' },
  ],
  parts: (source, options, fileName, losses) => [
    { path: fileName, chunks: () => writeTasks(source, options, losses) },
    { path: `${fileName.replace(/\.json$/i, '')}.config.xml`, chunks: () => labelStudioConfig(source) },
  ],
}

function* writeTasks(source: DatasetSource, options: ExportOptions, losses: LossLog): Iterable<string> {
  loseCodebookAndRegister(source, losses)
  const inputs = new Map(
    configuredTypes(source).flatMap((type) =>
      type.attributes.map(({ id, input }) => [attributeControl(type.id, id), input] as const),
    ),
  )
  yield '['
  let number = 0
  for (const article of source.articles()) {
    yield number === 0 ? '\n' : ',\n'
    number++
    yield JSON.stringify(taskOf(number, article, source, options, inputs, losses))
  }
  yield '\n]\n'
}

function taskOf(
  id: number,
  article: ArticleSource,
  source: DatasetSource,
  { settings }: ExportOptions,
  inputs: ReadonlyMap<string, AttributeInput>,
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
    list.push(...regionResults(span, regionId(annotation.id, part), isFirst, article.text, inputs))
  }
  const relations: Record<string, unknown>[] = []
  // Between two regions there is one link, which may have several labels.
  const links = new Map<string, { labels: string[] }>()
  for (const { relation, target } of linkedRelations(article.relations, new Set(annotatorOf.keys()), losses)) {
    const annotator = annotatorOf.get(relation.source) ?? ''
    if (annotatorOf.get(target) !== annotator) {
      losses.add(ANNOTATORS_LOSS.id, relation.id)
      continue
    }
    relations.push({ ...relationExtra(relation), role: relation.role, source: relation.source, target })
    const ends = JSON.stringify([relation.source, target])
    const link = links.get(ends)
    if (link) {
      if (!link.labels.includes(relation.role)) link.labels.push(relation.role)
      continue
    }
    const made = {
      type: 'relation',
      from_id: regionId(relation.source, 1),
      to_id: regionId(target, 1),
      direction: 'right',
      labels: [relation.role],
    }
    links.set(ends, made)
    results.get(annotator)?.push(made)
  }
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
      [EXTRA_KEY]: { ...extra, relations },
    },
    annotations: [...results].map(([annotator, result]) => ({
      completed_by: settings.annotators === 'accounts' ? { email: names.get(annotator) ?? annotator } : undefined,
      was_cancelled: false,
      ground_truth: false,
      result,
    })),
    predictions: [],
  }
}

/** The first fragment's region has the annotation's id, the second one "id.2". */
const regionId = (annotation: string, part: number): string => (part === 1 ? annotation : `${annotation}.${part}`)

/** A region, and for the first one of an annotation what is said about it. */
function regionResults(
  { start, end, from, to, annotation }: ExampleSpan,
  id: string,
  isFirst: boolean,
  text: string,
  inputs: ReadonlyMap<string, AttributeInput>,
): unknown[] {
  const quote = text.slice(from, to)
  const common = { id, to_name: TEXT_OBJECT, origin: 'manual' }
  const region = {
    ...common,
    from_name: LABELS_CONTROL,
    type: 'labels',
    value: { start, end, text: quote, labels: [annotation.type] },
    score: annotation.confidence ?? undefined,
    meta: isFirst && annotation.note !== '' ? { text: [annotation.note] } : undefined,
  }
  return isFirst ? [region, ...attributeResults(annotation, { start, end }, quote, common, inputs)] : [region]
}

function attributeResults(
  { type, attributes }: Annotation,
  { start, end }: { readonly start: number; readonly end: number },
  quote: string,
  common: { readonly id: string; readonly to_name: string; readonly origin: string },
  inputs: ReadonlyMap<string, AttributeInput>,
): unknown[] {
  return Object.entries(attributes).map(([attribute, said]) => {
    const control = attributeControl(type, attribute)
    const input = inputs.get(control) ?? 'textarea'
    const value = input === 'choices' ? { start, end, text: quote, choices: [said] } : { start, end, text: [said] }
    return { id: common.id, to_name: common.to_name, origin: common.origin, from_name: control, type: input, value }
  })
}
