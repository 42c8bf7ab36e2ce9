import { ownValue } from '../../../model/value/own-value.ts'
import type { Annotation, Fragment } from '../../../model/record/annotation.ts'
import { findType } from '../../../model/record/codebook.ts'
import { type OffsetConverter, offsetConverter } from '../../../model/text/offsets.ts'
import type { Annotator } from '../../../model/record/project.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { companionValue } from '../kit/standoff/companion.ts'
import {
  ANNOTATION_CONTEXT,
  iriOf,
  OWN_CONTEXT,
  OWN_PREFIX,
  webArticlesName,
  webProjectName,
  wikidataIri,
} from './shared.ts'
import { jsonItems } from '../kit/writing/json-items.ts'
import type { DatasetSource, Exporter, ExportOptions } from '../kit/exporter.ts'
import { projectFile } from '../kit/standoff/project-file.ts'

/** A collection of the W3C's Web Annotations, with the articles as JSON Lines beside it. Nothing is lost. */
export const webAnnotationExporter: Exporter = {
  id: 'webannotation',
  title: 'W3C Web Annotation',
  extension: 'jsonld',
  description:
    'JSON-LD: each annotation with its quote and its position in code points, each relation as an annotation that links. The articles lie beside it, with the SHA-256 of their texts.',
  profiles: [],
  settings: [],
  shape: 'file',
  offsetUnit: 'codepoint',
  textsOptional: true,
  losses: [],
  parts: (source, options, fileName) => [
    { path: fileName, chunks: () => writeCollection(source, options) },
    { path: webArticlesName(fileName), chunks: () => writeArticles(source, options) },
    projectFile(source, options, webProjectName(fileName)),
  ],
}

function* writeCollection(source: DatasetSource, { generator, exportedAt }: ExportOptions): Iterable<string> {
  const collection = iriOf('article', source.project.id)
  const page = `${collection}#page`
  const head = {
    '@context': [ANNOTATION_CONTEXT, OWN_CONTEXT],
    id: collection,
    type: 'AnnotationCollection',
    label: source.project.name,
    generated: exportedAt,
    generator: { id: 'urn:standoff:generator', type: 'Software', name: generator },
  }
  yield `${JSON.stringify(head).slice(0, -1)},\n`
  yield `"first":${JSON.stringify({ id: page, type: 'AnnotationPage', startIndex: 0, partOf: collection }).slice(0, -1)},"items":[`
  const total = yield* jsonItems(collectionItems(source), '\n')
  yield `\n]},\n"last":${JSON.stringify(page)},"total":${total}}\n`
}

function* collectionItems(source: DatasetSource) {
  const annotators = new Map(source.annotators.map((annotator) => [annotator.id, annotator]))
  const wikidata = wikidataFinder(source)
  for (const { article, text, annotations, relations } of source.articles()) {
    const converter = offsetConverter(text, 'codepoint')
    for (const annotation of annotations()) {
      yield annotationItem(annotation, iriOf('article', article.id), converter, annotators, wikidata(annotation))
    }
    for (const relation of relations) yield relationItem(relation, annotators)
  }
}

/** The Wikidata items of the register's entries that an annotation names. */
function wikidataFinder({ codebook, entities }: DatasetSource): (annotation: Annotation) => string[] {
  const items = new Map(entities.map(({ id, wikidata }) => [id, wikidata]))
  return ({ type, attributes }) =>
    (findType(codebook, type)?.attributes ?? []).flatMap(({ id, input }) => {
      const item = input === 'entity' ? items.get(ownValue(attributes, id) ?? '') : null
      return item ? [item] : []
    })
}

const own = (name: string): string => `${OWN_PREFIX}:${name}`

const bodies = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).map(([name, value]) => ({
    type: 'TextualBody',
    purpose: 'describing',
    value,
    [own('attribute')]: name,
  }))

function creatorOf(id: string, annotators: ReadonlyMap<string, Annotator>) {
  const known = annotators.get(id)
  return { id: iriOf('annotator', id), type: known?.type === 'model' ? 'Software' : 'Person', name: known?.name }
}

function annotationItem(
  { id, type, fragments, attributes, note, ...said }: Annotation,
  article: string,
  converter: OffsetConverter,
  annotators: ReadonlyMap<string, Annotator>,
  wikidata: readonly string[],
) {
  const targets = fragments.map((fragment) => targetOf(fragment, article, converter))
  return {
    id: iriOf('annotation', id),
    type: 'Annotation',
    motivation: 'classifying',
    created: said.createdAt,
    modified: said.updatedAt,
    creator: creatorOf(said.annotator, annotators),
    body: [
      { type: 'TextualBody', purpose: 'classifying', value: type },
      ...bodies(attributes),
      ...wikidata.map((item) => ({ type: 'SpecificResource', purpose: 'identifying', source: wikidataIri(item) })),
      ...(note === '' ? [] : [{ type: 'TextualBody', purpose: 'commenting', value: note }]),
    ],
    // An annotation of the whole article has the article itself as its target.
    target: targets.length === 0 ? article : targets.length === 1 ? targets[0] : targets,
    [own('status')]: said.status,
    [own('confidence')]: said.confidence ?? undefined,
    [own('provenance')]: said.provenance,
    [own('codebookVersion')]: said.codebookVersion,
  }
}

/** Both selectors find the same text: by what it says, and by where it stands. */
const targetOf = ({ start, end, quote, prefix, suffix }: Fragment, source: string, { toFile }: OffsetConverter) => ({
  type: 'SpecificResource',
  source,
  selector: [
    { type: 'TextQuoteSelector', exact: quote, prefix, suffix },
    { type: 'TextPositionSelector', start: toFile(start), end: toFile(end) },
  ],
})

const relationItem = (relation: Relation, annotators: ReadonlyMap<string, Annotator>) => ({
  id: iriOf('relation', relation.id),
  type: 'Annotation',
  motivation: 'linking',
  created: relation.createdAt,
  modified: relation.updatedAt,
  creator: creatorOf(relation.annotator, annotators),
  body: [
    { type: 'TextualBody', purpose: 'tagging', value: relation.role },
    'entity' in relation.target
      ? { type: 'SpecificResource', purpose: 'identifying', source: iriOf('entity', relation.target.entity) }
      : { type: 'SpecificResource', purpose: 'linking', source: iriOf('annotation', relation.target.annotation) },
    ...bodies(relation.attributes),
  ],
  target: iriOf('annotation', relation.source),
})

function* writeArticles(source: DatasetSource, options: ExportOptions): Iterable<string> {
  for (const { article, text, blocks } of source.articles()) {
    const value = companionValue({
      format: 'webannotation',
      article,
      text,
      blocks,
      unit: 'codepoint',
      annotators: [],
      annotations: [],
      relations: [],
    })
    yield `${JSON.stringify({ ...value, iri: iriOf('article', article.id), text: options.texts ? text : undefined })}\n`
  }
}
