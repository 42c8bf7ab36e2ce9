import { z } from 'zod'
import { ANNOTATION_STATUSES, PROVENANCES } from '../../../model/annotation.ts'
import { offsetConverter } from '../../../model/offsets.ts'
import { fail } from '../../../model/result.ts'
import { type Companion, readCompanion } from '../../formats/companion.ts'
import { ANNOTATION_CONTEXT, idOfIri, webArticlesName, webProjectName } from '../../formats/web-annotation.ts'
import { companionArticle, projectIn } from './companions.ts'
import { isObject, type JsonObject, listOr, scoreOr, textOr, timeOr } from './json-values.ts'
import { createProblemLog, type ProblemLog } from './problems.ts'
import {
  type DatasetInput,
  type DatasetItem,
  type DatasetReader,
  type ForeignAnnotation,
  type ForeignArticle,
  type ForeignRelation,
  foreignAnnotation,
  foreignArticle,
  foreignRelation,
  InputFailure,
  orEnd,
} from './reader.ts'
import { iriIn, oneOrMore, own, readBodies } from './web-annotation-bodies.ts'
import { fragmentIn, type ReadTarget, readTargets } from './web-annotation-targets.ts'

/**
 * Web Annotations of the W3C as JSON-LD: one, a list, a page or a collection of them. Text positions count code points
 * (model, 4.2.5). Annotations of which no article lies beside belong to articles named by the IRI of their target.
 */
export const webAnnotationReader: DatasetReader = {
  id: 'webannotation',
  title: 'W3C Web Annotation',
  extensions: ['jsonld', 'json'],
  shape: 'file',
  companions: (fileName) => [webArticlesName(fileName), webProjectName(fileName)],
  sniff: (paths, head) => head(paths[0] ?? '').includes(ANNOTATION_CONTEXT),
  read: readWebAnnotations,
}

async function* readWebAnnotations(input: DatasetInput): AsyncIterable<DatasetItem> {
  const [path = ''] = input.paths
  const problems = createProblemLog(path)
  if (input.paths.includes(webProjectName(path))) yield* projectIn(input, webProjectName(path))
  const items = annotationsIn(parsed(orEnd(await input.text(path)), path), problems)
  yield* creatorItems(items)
  const found = sorted(items, problems)
  if (input.paths.includes(webArticlesName(path))) {
    for await (const { number, text } of input.lines(webArticlesName(path))) {
      const known = knownArticle(text)
      if (!known) {
        problems.add('article', null, `Line ${number} of "${webArticlesName(path)}" is no article; it was left out.`)
        continue
      }
      const article = articleOf(known.iri, known.text, known.companion, found, problems)
      found.bySource.delete(known.iri)
      yield { kind: 'article', article }
    }
  }
  for (const iri of found.bySource.keys()) {
    yield { kind: 'article', article: articleOf(iri, null, null, found, problems) }
  }
  yield* problems.items()
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const failure = fail('damaged-file', `"${path}" is not valid JSON.`, 'Get the file again.', [reason]).failure
    throw new InputFailure(failure)
  }
}

/** Every annotation in a page, a collection, a list or a graph. */
function annotationsIn(value: unknown, problems: ProblemLog): JsonObject[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap((item) => annotationsIn(item, problems))
  if (!isObject(value)) {
    problems.add('object', null, 'Something in the list is no annotation; it was left out.')
    return []
  }
  if (Array.isArray(value['@graph'])) return annotationsIn(value['@graph'], problems)
  const types = oneOrMore(value.type ?? value['@type'])
  if (types.includes('AnnotationCollection')) {
    if (isObject(value.first)) return annotationsIn(value.first, problems)
    problems.add('page', null, 'The pages of the collection are not in the file; only what is in the file was read.')
    return []
  }
  if (types.includes('AnnotationPage')) {
    if (value.next !== undefined) problems.add('next', null, 'Further pages are not in the file and were not read.')
    return annotationsIn(listOr(value.items), problems)
  }
  if (types.includes('Annotation')) return [value]
  problems.add('type', null, 'Something that does not have the type Annotation was left out.')
  return []
}

function* creatorItems(items: readonly JsonObject[]): Iterable<DatasetItem> {
  const told = new Set<string>()
  for (const { creator } of items) {
    const [first] = oneOrMore(creator)
    const id = creatorKey(first)
    if (id === null || told.has(id)) continue
    told.add(id)
    const said = isObject(first) ? first : {}
    const name = textOr(said.name) ?? textOr(said.nickname) ?? textOr(oneOrMore(said.name)[0]) ?? id
    const type = oneOrMore(said.type).includes('Software') ? 'model' : 'human'
    yield { kind: 'annotator', annotator: { id, name, type } }
  }
}

function creatorKey(creator: unknown): string | null {
  const iri = iriIn(creator)
  if (iri !== null) return idOfIri(iri) ?? iri
  return isObject(creator) ? (textOr(creator.name) ?? textOr(creator.nickname)) : null
}

interface Sorted {
  /** IRI of an article → its annotations with their targets in it. */
  readonly bySource: Map<
    string,
    { readonly item: JsonObject; readonly targets: readonly ReadTarget[]; readonly key: string }[]
  >
  /** IRI of an annotation → relations that start from it. */
  readonly links: ReadonlyMap<string, readonly JsonObject[]>
}

/** Annotations that are about other annotations are relations; the others are sorted by what they are about. */
function sorted(items: readonly JsonObject[], problems: ProblemLog): Sorted {
  const iris = new Set(items.flatMap((item) => iriIn(item) ?? []))
  const bySource: Sorted['bySource'] = new Map()
  const links = new Map<string, JsonObject[]>()
  const keys = new Set<string>()
  items.forEach((item, position) => {
    const targets = readTargets(item)
    const [first] = targets
    if (!first) {
      problems.add('target', null, `Annotation ${position + 1} has no target; it was left out.`)
      return
    }
    if (iris.has(first.source)) {
      links.set(first.source, [...(links.get(first.source) ?? []), item])
      return
    }
    const iri = iriIn(item)
    const wanted = iri === null ? `annotation ${position + 1}` : (idOfIri(iri) ?? iri)
    const bySources = new Map<string, ReadTarget[]>()
    for (const target of targets) bySources.set(target.source, [...(bySources.get(target.source) ?? []), target])
    for (const [source, there] of bySources) {
      // Annotations of several articles become one in each.
      let key = wanted
      for (let count = 2; keys.has(key); count++) key = `${wanted} (${count})`
      keys.add(key)
      const list = bySource.get(source) ?? []
      bySource.set(source, list)
      list.push({ item, targets: there, key })
    }
  })
  return { bySource, links }
}

const knownSchema = z.object({ iri: z.string(), text: z.string().nullable().catch(null) })

function knownArticle(line: string): { iri: string; text: string | null; companion: Companion } | null {
  const companion = readCompanion(line)
  const known = companion && knownSchema.safeParse(JSON.parse(line))
  return companion && known?.success ? { ...known.data, companion } : null
}

function articleOf(
  iri: string,
  text: string | null,
  companion: Companion | null,
  { bySource, links }: Sorted,
  problems: ProblemLog,
): ForeignArticle {
  const { toFile } = offsetConverter(text ?? '', 'codepoint')
  const annotations: ForeignAnnotation[] = []
  const relations: ForeignRelation[] = []
  for (const { item, targets, key } of bySource.get(iri) ?? []) {
    const parts = targets.flatMap(({ part }) => part ?? [])
    const fragments = parts.flatMap((part) => fragmentIn(part, text, toFile) ?? [])
    const unknown = targets.flatMap((target) => target.unknown)
    if (unknown.length > 0) {
      problems.add(
        `selector ${unknown[0]}`,
        null,
        `"${key}" is left out: a ${unknown[0] || 'selector without a type'} says nothing about a place in a plain text.`,
      )
      continue
    }
    if (fragments.length < parts.length) {
      problems.add(
        'quote',
        null,
        `"${key}" is left out: its text is quoted without a position, and cannot be found exactly once.`,
      )
      continue
    }
    annotations.push(annotationOf(item, key, fragments))
    for (const link of links.get(iriIn(item) ?? '') ?? []) relations.push(...relationsOf(link, key, problems))
  }
  if (companion && text !== null)
    return companionArticle({ name: iri, text, unit: 'codepoint', annotations, relations }, companion)
  const { article = iri, title = iri, textSha256 = null, language = null, metadata = {} } = companion ?? {}
  return foreignArticle({
    key: article,
    title,
    text: null,
    textSha256,
    language,
    metadata,
    unit: 'codepoint',
    annotations,
    relations,
  })
}

function annotationOf(item: JsonObject, key: string, fragments: ForeignAnnotation['fragments']): ForeignAnnotation {
  const { tags, attributes, comments, links } = readBodies(item)
  const motivation = textOr(oneOrMore(item.motivation)[0]) ?? 'annotation'
  const [type = motivation, ...others] = tags
  const isOwn = own(item, 'status') !== undefined
  const more: Record<string, string> = {}
  if (others.length > 0) more.tag = others.join('; ')
  // What an annotation of ours is identified with is in the register.
  if (!isOwn)
    for (const { iri, purpose } of links)
      more[purpose || 'body'] = [more[purpose || 'body'] ?? [], iri].flat().join(' ')
  const version = own(item, 'codebookVersion')
  return foreignAnnotation({
    key,
    type,
    fragments,
    attributes: { ...more, ...attributes },
    note: comments.join('\n'),
    confidence: scoreOr(own(item, 'confidence')),
    status: ANNOTATION_STATUSES.find((status) => status === own(item, 'status')) ?? null,
    annotator: creatorKey(oneOrMore(item.creator)[0]),
    createdAt: timeOr(item.created),
    updatedAt: timeOr(item.modified),
    provenance: PROVENANCES.find((provenance) => provenance === own(item, 'provenance')) ?? null,
    codebookVersion: Number.isInteger(version) ? Number(version) : null,
    place: key,
  })
}

/** A relation to each annotation, or entry, that an annotation of an annotation names. */
function relationsOf(item: JsonObject, source: string, problems: ProblemLog): ForeignRelation[] {
  const { tags, attributes, comments, links } = readBodies(item)
  // Some link two targets instead of a target and a body.
  const targets = readTargets(item)
    .slice(1)
    .map((target) => ({ iri: target.source, purpose: 'linking' }))
  const ends = [...links, ...targets]
  const iri = iriIn(item)
  const key = (iri === null ? null : (idOfIri(iri) ?? iri)) ?? `${source}#link`
  if (ends.length === 0) {
    problems.add('reply', null, `"${key}" is about another annotation and links it to nothing; it was left out.`)
    return []
  }
  return ends.map(({ iri: end, purpose }, i) => {
    const id = idOfIri(end) ?? end
    return foreignRelation({
      key: i === 0 ? key : `${key} (${i + 1})`,
      role: tags[0] ?? textOr(oneOrMore(item.motivation)[0]) ?? 'linking',
      source,
      target: purpose === 'identifying' ? { entity: id } : { annotation: id },
      attributes: comments.length > 0 ? { note: comments.join('\n'), ...attributes } : attributes,
      annotator: creatorKey(oneOrMore(item.creator)[0]),
      createdAt: timeOr(item.created),
      updatedAt: timeOr(item.modified),
      place: key,
    })
  })
}
