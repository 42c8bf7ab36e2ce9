import { type Annotation, ANNOTATION_STATUSES, PROVENANCES } from './annotation.ts'
import { type Article, ARTICLE_STATUSES } from './article.ts'
import type { Entity } from './entity.ts'
import type { Prediction } from './prediction.ts'
import type { Annotator, Project } from './project.ts'
import type { Rejection } from './rejection.ts'
import type { Relation } from './relation.ts'

/**
 * What a field of a record holds. The schema of a record, the fast check before it and the columns that keep it all
 * follow from its list of fields; a type of field is explained once for each of them.
 */
export type FieldType =
  /** 1 to 200 characters. */
  | 'id'
  | 'text'
  /** A text that is shown on one line; it may be empty. */
  | 'line'
  /** A text that is not empty. */
  | 'name'
  | 'line-or-null'
  /** ISO 8601, UTC */
  | 'time'
  /** Lower-case hex. */
  | 'sha256'
  /** A whole number from 0. */
  | 'count'
  /** A whole number from 1. */
  | 'ordinal'
  /** 0 to 1, or null. */
  | 'share-or-null'
  | 'attributes'
  | 'texts'
  | 'fragments'
  | 'spans'
  | 'article-source'
  | 'relation-target'
  | 'prediction-links'
  | 'wikidata-or-null'
  | { readonly oneOf: readonly string[] }

/** All fields of a record but its kind, by name. */
export type Fields<R> = { readonly [Name in Exclude<keyof R & string, 'kind'>]: FieldType }

export const PROJECT_FIELDS: Fields<Project> = { id: 'id', name: 'name', description: 'text', createdAt: 'time' }

export const ANNOTATOR_FIELDS: Fields<Annotator> = { id: 'id', name: 'name', type: { oneOf: ['human', 'model'] } }

export const ENTITY_FIELDS: Fields<Entity> = {
  id: 'id',
  name: 'name',
  type: 'line',
  aliases: 'texts',
  wikidata: 'wikidata-or-null',
  attributes: 'attributes',
}

export const ARTICLE_FIELDS: Fields<Article> = {
  id: 'id',
  title: 'line',
  language: 'line-or-null',
  metadata: 'attributes',
  source: 'article-source',
  body: 'sha256',
  textSha256: 'sha256',
  textLength: 'count',
  status: { oneOf: ARTICLE_STATUSES },
  createdAt: 'time',
  updatedAt: 'time',
}

export const ANNOTATION_FIELDS: Fields<Annotation> = {
  id: 'id',
  article: 'id',
  type: 'id',
  fragments: 'fragments',
  attributes: 'attributes',
  confidence: 'share-or-null',
  note: 'text',
  status: { oneOf: ANNOTATION_STATUSES },
  annotator: 'id',
  createdAt: 'time',
  updatedAt: 'time',
  provenance: { oneOf: PROVENANCES },
  codebookVersion: 'ordinal',
}

export const RELATION_FIELDS: Fields<Relation> = {
  id: 'id',
  article: 'id',
  role: 'id',
  source: 'id',
  target: 'relation-target',
  attributes: 'attributes',
  annotator: 'id',
  createdAt: 'time',
  updatedAt: 'time',
}

export const PREDICTION_FIELDS: Fields<Prediction> = {
  id: 'id',
  article: 'id',
  type: 'id',
  fragments: 'fragments',
  attributes: 'attributes',
  links: 'prediction-links',
  source: 'name',
  score: 'share-or-null',
  note: 'text',
  createdAt: 'time',
}

export const REJECTION_FIELDS: Fields<Rejection> = {
  id: 'id',
  article: 'id',
  rule: 'id',
  spans: 'spans',
  annotator: 'id',
  createdAt: 'time',
}
