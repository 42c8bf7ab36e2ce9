import { ownValue } from '../value/own-value.ts'
import { mapSpan, type Splices } from '../text/splices.ts'
import type { Span } from '../text/span.ts'
import type { Annotation, Fragment } from './annotation.ts'
import { type Codebook, findType } from './codebook.ts'
import {
  ANNOTATION_FIELDS,
  ANNOTATOR_FIELDS,
  ARTICLE_FIELDS,
  ENTITY_FIELDS,
  type Fields,
  PREDICTION_FIELDS,
  PROJECT_FIELDS,
  REJECTION_FIELDS,
  RELATION_FIELDS,
} from './fields.ts'
import type { ProjectRecord, RecordKind, RecordOf } from './project.ts'

/** A record that another one needs. `missing` says what is wrong where it is not in the project. */
export interface Reference {
  readonly kind: RecordKind
  readonly id: string
  readonly missing: string
}

/** What the program has to know of a kind of record. Apply, check, homes and storage read it; nothing else switches. */
interface Kind<R extends ProjectRecord> {
  /** Null where it is kept as one piece of JSON, with a schema of its own. */
  readonly fields: Fields<R> | null
  /** What it is called in sentences: "an annotation", "annotations". */
  readonly noun: string
  readonly plural: string
  /** The article it belongs to; null for records of the project, which articles are, too. */
  article(record: R): string | null
  /** Id of the annotator whose work it is; null where it is shared by all. */
  layer(record: R): string | null
  /** What it needs. A mention needs its entity: which attributes name entities is for the codebook to say. */
  refs(record: R, codebook: Codebook | null): readonly Reference[]
  /** The fragments whose quotes must stand in the text of its article. */
  fragments?(record: R): readonly Fragment[]
  /**
   * The record after an edit of its article's text that leaves its own text alone; null where its own text is touched
   * and the change must say itself what becomes of it. Absent where it has no place in a text.
   */
  shift?(record: R, splices: Splices): R | null
}

const inArticle = (id: string, noun: string): Reference => ({
  kind: 'article',
  id,
  missing: `the article of ${noun} is not in the project`,
})

const byAnnotator = (id: string): Reference => ({ kind: 'annotator', id, missing: 'its annotator is not known' })

/** Places after an edit that touches none of them; null where it touches one. Offsets are UTF-16. */
function shiftAll<T extends Span>(places: readonly T[], splices: Splices): readonly T[] | null {
  const shifted: T[] = []
  for (const place of places) {
    const mapped = mapSpan(place, splices)
    if (mapped.kind !== 'kept') return null
    shifted.push({ ...place, ...mapped.span })
  }
  return shifted
}

/** Same place, same object: what does not move is not written again. */
const hasMoved = (before: readonly Span[], after: readonly Span[]): boolean =>
  before.some(({ start }, i) => start !== after[i]?.start)

function shiftFragments<R extends { readonly fragments: readonly Fragment[] }>(record: R, splices: Splices): R | null {
  const fragments = shiftAll(record.fragments, splices)
  if (!fragments) return null
  return hasMoved(record.fragments, fragments) ? { ...record, fragments } : record
}

function mentionRefs({ type, attributes }: Annotation, codebook: Codebook | null): Reference[] {
  if (!codebook) return []
  return (findType(codebook, type)?.attributes ?? []).flatMap((attribute) => {
    const names = attribute.input === 'entity' && !attribute.retired
    const id = names ? ownValue(attributes, attribute.id) : undefined
    const missing = 'a mention names an entry that is not in the register'
    return id === undefined ? [] : [{ kind: 'entity' as const, id, missing }]
  })
}

/** The one table of the kinds of records. A kind added to the model does not compile until it has its line here. */
export const KINDS: { readonly [K in RecordKind]: Kind<RecordOf<K>> } = {
  project: {
    fields: PROJECT_FIELDS,
    noun: 'the project',
    plural: 'projects',
    article: () => null,
    layer: () => null,
    refs: () => [],
  },
  annotator: {
    fields: ANNOTATOR_FIELDS,
    noun: 'an annotator',
    plural: 'annotators',
    article: () => null,
    layer: () => null,
    refs: () => [],
  },
  codebook: {
    fields: null,
    noun: 'the codebook',
    plural: 'codebooks',
    article: () => null,
    layer: () => null,
    refs: () => [],
  },
  entity: {
    fields: ENTITY_FIELDS,
    noun: 'an entity',
    plural: 'entities',
    article: () => null,
    layer: () => null,
    refs: () => [],
  },
  article: {
    fields: ARTICLE_FIELDS,
    noun: 'an article',
    plural: 'articles',
    article: () => null,
    layer: () => null,
    refs: () => [],
  },
  annotation: {
    fields: ANNOTATION_FIELDS,
    noun: 'an annotation',
    plural: 'annotations',
    article: ({ article }) => article,
    layer: ({ annotator }) => annotator,
    refs: (record, codebook) => [
      inArticle(record.article, 'an annotation'),
      byAnnotator(record.annotator),
      ...mentionRefs(record, codebook),
    ],
    fragments: ({ fragments }) => fragments,
    shift: shiftFragments,
  },
  relation: {
    fields: RELATION_FIELDS,
    noun: 'a relation',
    plural: 'relations',
    article: ({ article }) => article,
    layer: ({ annotator }) => annotator,
    refs: ({ source, target, annotator }) => [
      { kind: 'annotation', id: source, missing: 'a relation begins at nothing' },
      'annotation' in target
        ? { kind: 'annotation', id: target.annotation, missing: 'a relation leads to nothing' }
        : { kind: 'entity', id: target.entity, missing: 'a relation leads to nothing' },
      byAnnotator(annotator),
    ],
  },
  prediction: {
    fields: PREDICTION_FIELDS,
    noun: 'a suggestion',
    plural: 'suggestions',
    article: ({ article }) => article,
    layer: () => null,
    refs: ({ article }) => [inArticle(article, 'a suggestion')],
    fragments: ({ fragments }) => fragments,
    shift: shiftFragments,
  },
  rejection: {
    fields: REJECTION_FIELDS,
    noun: 'a rejection',
    plural: 'rejections',
    article: ({ article }) => article,
    layer: ({ annotator }) => annotator,
    refs: ({ article, annotator }) => [inArticle(article, 'a rejection'), byAnnotator(annotator)],
    shift: (record, splices) => {
      const spans = shiftAll(record.spans, splices)
      if (!spans) return null
      return hasMoved(record.spans, spans) ? { ...record, spans } : record
    },
  },
}

// TypeScript cannot see that a record's own kind chooses a line that takes it.
const kindOf = (record: ProjectRecord): Kind<ProjectRecord> => KINDS[record.kind]

/** The article that a record belongs to; null for records of the project, which articles are, too. */
export const homeOf = (record: ProjectRecord): string | null => kindOf(record).article(record)

/** Id of the annotator whose work a record is; null where it is shared by all. */
export const layerOf = (record: ProjectRecord): string | null => kindOf(record).layer(record)

/** What a record needs, in the order in which it is to be looked for. */
export const referencesOf = (record: ProjectRecord, codebook: Codebook | null): readonly Reference[] =>
  kindOf(record).refs(record, codebook)

/** The fragments whose quotes must stand in the text of a record's article. */
export const quotedFragments = (record: ProjectRecord): readonly Fragment[] => kindOf(record).fragments?.(record) ?? []

/** "1 annotation", "12 annotations" */
export const countOf = (kind: RecordKind, count: number): string =>
  `${count} ${count === 1 ? KINDS[kind].noun.split(' ').at(-1) : KINDS[kind].plural}`

/** A record after an edit of its article's text: the same one where it does not move, null where it is touched. */
export function shiftRecord(record: ProjectRecord, splices: Splices): ProjectRecord | null {
  const { shift } = kindOf(record)
  return shift ? shift(record, splices) : record
}
