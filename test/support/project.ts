import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { makeAnnotation, makeFragment } from '../../model/annotation/annotate.ts'
import { type Annotation, compareAnnotations } from '../../model/record/annotation.ts'
import type { Article } from '../../model/record/article.ts'
import { findType } from '../../model/record/codebook.ts'
import type { Entity } from '../../model/record/entity.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import type { Annotator } from '../../model/record/project.ts'
import { predictedRule, spansOf } from '../../model/record/prediction.ts'
import type { Relation } from '../../model/record/relation.ts'
import { type Span, splitsSurrogatePair, trimSpan } from '../../model/text/span.ts'
import type { ArticleSuggestion, DatasetSource } from '../../main/formats/kit/exporter.ts'
import { NOW } from './article.ts'

/* Random projects for the laws of the formats: everything that has broken an export somewhere is likely in them. */

/** A project in memory. */
export interface SmallProject {
  readonly articles: readonly { readonly article: Article; readonly text: string }[]
  readonly annotators: readonly Annotator[]
  readonly entities: readonly Entity[]
  /** In reading order within an article. */
  readonly annotations: readonly Annotation[]
  readonly relations: readonly Relation[]
  readonly suggestions?: readonly ArticleSuggestion[]
}

const PIECES = [
  'The minister said ',
  '“We will vote on Monday,” ',
  'a b c ',
  '\n',
  '\n\n',
  '🙂',
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈 ',
  'e\u0301te\u0301 ',
  'café ',
  'مرحبا بالعالم ',
  'שלום ',
  '東京で会った。',
  '\u2028',
  '\u00a0',
  'co\u00adoperate ',
  '\u200b',
  '\t',
  '  ',
  '=1+1 ',
  '"quoted", <b>&amp; ',
  "it's ",
  '\\n ; | _ # * [1] ',
  'ß ',
]

const text = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 25 }).map((list) => list.join('')),
  },
  { weight: 1, arbitrary: fc.constant('') },
)

const NAMES = ['Ada Lovelace', '李 明', 'O\'Neil, "Tip"', 'Žofie; Müller', 'a=b']

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

/** An article record for a text, as an import of a text file makes it. */
function articleRecord(number: number, content: string): Article {
  const id = `article-${number}`
  return {
    kind: 'article',
    id,
    title: number % 2 === 0 ? `Article ${number}: “Vote”` : `Статья, "${number}"`,
    language: number % 2 === 0 ? 'en' : null,
    metadata: number % 3 === 0 ? { outlet: 'The Daily', author: 'A, B', desk: 'politics' } : {},
    source: {
      fileName: `${id}.txt`,
      mediaType: 'text/plain',
      sha256: sha256(content),
      byteLength: Buffer.byteLength(content),
      encoding: 'utf-8',
      byteOrderMark: number % 2 === 1,
      newline: content.includes('\n') ? 'lf' : 'none',
      importer: 'text',
      ...(number % 3 === 0 ? { part: `row ${number}`, library: 'csv-parse 7.0.2' } : {}),
      normalised: number % 2 === 1 ? [{ what: 'byte-order mark', count: 1 }] : [],
    },
    body: sha256(`[]\n${content}`),
    textSha256: sha256(content),
    textLength: content.length,
    status: 'in-progress',
    createdAt: NOW,
    updatedAt: NOW,
  }
}

interface Drawn {
  readonly type: string
  readonly cuts: readonly number[]
  readonly fragments: number
  readonly choice: number
  readonly annotator: number
  readonly note: string
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  type: fc.constantFrom('entity', 'quote', 'claim', 'stance', 'cue'),
  cuts: fc.array(fc.nat(10_000), { minLength: 6, maxLength: 6 }),
  fragments: fc.constantFrom(0, 1, 1, 1, 1, 2, 3),
  choice: fc.nat(100),
  annotator: fc.nat(1),
  note: fc.constantFrom('', '', 'a note', 'two\nlines; "quoted" | =SUM(1)', 'tab\there'),
})

/** Spans from random numbers: sorted, disjoint, not empty, never through a surrogate pair. */
function spansFrom({ cuts, fragments }: Drawn, content: string): Span[] {
  const places = [...new Set(cuts.map((cut) => cut % (content.length + 1)))]
    .map((place) => (splitsSurrogatePair(content, place) ? place - 1 : place))
    .toSorted((a, b) => a - b)
  const spans: Span[] = []
  for (let at = 0; at + 1 < places.length && spans.length < fragments; at += 2) {
    const start = places[at] ?? 0
    const end = places[at + 1] ?? 0
    if (start < end) spans.push({ start, end })
  }
  return spans
}

const ANNOTATORS: readonly Annotator[] = [
  { kind: 'annotator', id: 'annotator-1', name: 'Ada', type: 'human' },
  { kind: 'annotator', id: 'annotator-2', name: 'Parser "X", 2', type: 'model' },
]

function annotationFrom(
  draw: Drawn,
  { article, text: content }: SmallProject['articles'][number],
  id: string,
): Annotation | null {
  const type = findType(newsAttribution, draw.type)
  if (!type) throw new Error(`No type ${draw.type}`)
  const spans = spansFrom(draw, content)
  if (spans.length === 0 && !type.spanless) return null
  const made = makeAnnotation(type, spans, {
    id,
    now: NOW,
    article: article.id,
    text: content,
    annotator: ANNOTATORS[draw.annotator]?.id ?? '',
    codebookVersion: 1,
  })
  if (!made.ok) return null
  const attributes: Record<string, string> = { ...made.value.attributes }
  for (const attribute of type.attributes) {
    if (attribute.input === 'choice') {
      const value = attribute.values[draw.choice % (attribute.values.length + 1)]
      if (value) attributes[attribute.id] = value.id
    } else if (attribute.input === 'text' && draw.choice % 3 === 0)
      attributes[attribute.id] = 'free “text”, \\ and\ttab'
  }
  const confidence = draw.choice % 4 === 0 ? 0.25 : null
  const status = (['draft', 'final', 'disputed'] as const)[draw.choice % 3] ?? 'draft'
  return { ...made.value, attributes, confidence, status, note: draw.note }
}

/** Random small projects with the usual codebook: identical, nested, overlapping and discontinuous annotations. */
export const smallProject: fc.Arbitrary<SmallProject> = fc
  .record({
    texts: fc.array(text, { minLength: 1, maxLength: 3 }),
    draws: fc.array(fc.tuple(fc.nat(2), drawn), { maxLength: 8 }),
    links: fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)), { maxLength: 5 }),
    entities: fc.nat(3),
  })
  .map(({ texts, draws, links, entities }) => {
    // The same text twice would be one article for every importer.
    const articles = [...new Set(texts)].map((content, number) => ({
      article: articleRecord(number, content),
      text: content,
    }))
    const register = Array.from(
      { length: entities },
      (_, number): Entity => ({
        kind: 'entity',
        id: `entity-${number}`,
        name: NAMES[number] ?? `Entity ${number}`,
        type: number === 0 ? 'person' : 'organization',
        aliases: number === 1 ? ['Li', 'M., Li'] : [],
        wikidata: number === 0 ? 'Q7259' : null,
        attributes: number === 0 ? { party: 'none; "yet"' } : {},
      }),
    )
    const annotations = draws
      .flatMap(([place, draw], number) => {
        const item = articles[place % articles.length]
        const made = item ? annotationFrom(draw, item, `annotation-${String(number).padStart(2, '0')}`) : null
        return made ? [made] : []
      })
      .toSorted((a, b) => (a.article < b.article ? -1 : a.article > b.article ? 1 : compareAnnotations(a, b)))
    return {
      articles,
      annotators: ANNOTATORS,
      entities: register,
      annotations,
      relations: linked(annotations, register, links),
    }
  })

/**
 * A project whose annotations programs predicted as well, with the relations between those of one program as links;
 * somebody has said no to some.
 */
export const withSuggestions = (project: SmallProject): SmallProject => {
  const name = (id: string): string => `suggested-${id}`
  const homes = new Map(project.annotations.map(({ id, article }) => [id, article]))
  const suggestions = project.annotations.map((annotation, number): ArticleSuggestion => {
    const { article, type, attributes, note, confidence, createdAt } = annotation
    const places = annotation.fragments.flatMap((fragment) => trimSpan(textIn(project, article), fragment) ?? [])
    const fragments = places.map((span) => makeFragment(textIn(project, article), span))
    const links = project.relations.flatMap(({ source, role, target }) =>
      source === annotation.id && 'annotation' in target && homes.get(target.annotation) === article
        ? [{ role, target: name(target.annotation) }]
        : [],
    )
    const source = number % 2 === 0 ? 'Label Studio: m "1"' : 'Label Studio'
    const said = { attributes, note, score: confidence, createdAt, source, links }
    const prediction = { kind: 'prediction', id: name(annotation.id), article, type, fragments, ...said } as const
    const rejected = {
      kind: 'rejection',
      id: `no-${annotation.id}`,
      article,
      annotator: ANNOTATORS[0]?.id ?? '',
    } as const
    const spans = spansOf(prediction)
    const rejection = { ...rejected, rule: predictedRule(type), spans, createdAt }
    return { prediction, rejection: number % 3 === 0 ? rejection : null }
  })
  return { ...project, suggestions }
}

const textIn = ({ articles }: SmallProject, id: string): string =>
  articles.find(({ article }) => article.id === id)?.text ?? ''

/** Relations that the codebook allows, between what is there. */
function linked(
  annotations: readonly Annotation[],
  entities: readonly Entity[],
  links: readonly (readonly [number, number, number])[],
): Relation[] {
  const relations = new Map<string, Relation>()
  for (const [from, roleNumber, to] of links) {
    const source = annotations[from % Math.max(1, annotations.length)]
    const roles = source ? (findType(newsAttribution, source.type)?.roles ?? []) : []
    const role = roles[roleNumber % Math.max(1, roles.length)]
    if (!source || !role) continue
    const ends = annotations.filter(
      (end) => end.id !== source.id && end.article === source.article && role.toTypes.includes(end.type),
    )
    const targets = [
      ...ends.map(({ id }) => ({ annotation: id })),
      ...(role.toEntity ? entities.map(({ id }) => ({ entity: id })) : []),
    ]
    const target = targets[to % Math.max(1, targets.length)]
    if (!target) continue
    const key = JSON.stringify([source.id, role.id, target])
    if (relations.has(key)) continue
    relations.set(key, {
      kind: 'relation',
      id: `relation-${relations.size}`,
      article: source.article,
      role: role.id,
      source: source.id,
      target,
      attributes: {},
      annotator: source.annotator,
      createdAt: NOW,
      updatedAt: NOW,
    })
  }
  return [...relations.values()]
}

/** What an exporter reads from such a project. */
export function sourceOf(project: SmallProject): DatasetSource {
  const byId = new Map(project.annotations.map((annotation) => [annotation.id, annotation]))
  const inUse = new Map<string, Set<string>>()
  for (const { type, attributes } of project.annotations) {
    const names = inUse.get(type) ?? new Set()
    for (const name of Object.keys(attributes)) names.add(name)
    inUse.set(type, names)
  }
  return {
    project: { kind: 'project', id: 'project-1', name: 'Press review', description: 'For “tests”', createdAt: NOW },
    codebook: newsAttribution,
    annotators: project.annotators,
    entities: project.entities,
    attributesInUse: new Map([...inUse].map(([type, names]) => [type, [...names].toSorted()])),
    rolesInUse: [...new Set(project.relations.map(({ role }) => role))],
    annotation: (id) => byId.get(id) ?? null,
    articles: () =>
      project.articles.map(({ article, text: content }) => ({
        article,
        text: content,
        blocks: [],
        originalBytes: () => null,
        annotations: () => project.annotations.filter((annotation) => annotation.article === article.id),
        suggestions: (project.suggestions ?? []).filter(({ prediction }) => prediction.article === article.id),
        relations: project.relations.filter(({ source }) => byId.get(source)?.article === article.id),
      })),
  }
}
