import { ANNOTATION_STATUSES, PROVENANCES } from '../../../model/record/annotation.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import { append } from '../../../model/value/append.ts'
import type { Companion } from '../kit/standoff/companion.ts'
import { idOfIri } from './shared.ts'
import { companionArticle } from '../kit/reading/companions.ts'
import { type JsonObject, scoreOr, textOr, timeOr } from '../kit/reading/json-values.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'
import {
  type ForeignAnnotation,
  type ForeignArticle,
  type ForeignRelation,
  foreignAnnotation,
  foreignArticle,
  foreignRelation,
} from '../kit/reader.ts'
import { iriIn, oneOrMore, own, readBodies } from './read-bodies.ts'
import { creatorKey, type SortedAnnotations } from './read-items.ts'
import { fragmentIn, readTargets } from './read-targets.ts'

/* Web Annotations as articles with annotations and relations. */

/** What is about an article; its text is null where nothing but its IRI is known. */
export function articleOf(
  iri: string,
  text: string | null,
  companion: Companion | null,
  { bySource, links }: SortedAnnotations,
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
        'annotations',
      )
      continue
    }
    if (fragments.length < parts.length) {
      problems.add(
        'quote',
        null,
        `"${key}" is left out: its text is quoted without a position, and cannot be found exactly once.`,
        'annotations',
      )
      continue
    }
    annotations.push(annotationOf(item, key, fragments))
    for (const link of links.get(iriIn(item) ?? '') ?? []) {
      append(relations, relationsOf(link, key, problems))
    }
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
    problems.add(
      'reply',
      null,
      `"${key}" is about another annotation and links it to nothing; it was left out.`,
      'relations',
    )
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
