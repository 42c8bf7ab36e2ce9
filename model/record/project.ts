import type { Annotation } from './annotation.ts'
import type { Article } from './article.ts'
import type { Codebook } from './codebook.ts'
import type { Entity } from './entity.ts'
import type { Prediction } from './prediction.ts'
import type { Rejection } from './rejection.ts'
import type { Relation } from './relation.ts'

/** Who annotates: a person, or a program whose output was imported. */
export interface Annotator {
  readonly kind: 'annotator'
  readonly id: string
  readonly name: string
  readonly type: 'human' | 'model'
}

/** The project itself. There is exactly one such record in a project. */
export interface Project {
  readonly kind: 'project'
  readonly id: string
  readonly name: string
  readonly description: string
  readonly createdAt: string
}

/** Everything a change can add, update or remove. `kind` tells them apart. */
export type ProjectRecord =
  | Project
  | Article
  | Annotation
  | Relation
  | Entity
  | Codebook
  | Annotator
  | Prediction
  | Rejection
export type RecordKind = ProjectRecord['kind']
/** The record of a kind. */
export type RecordOf<K extends RecordKind> = Extract<ProjectRecord, { kind: K }>

/** Unique across kinds: `annotation:0190…`. */
export const recordKey = (record: Pick<ProjectRecord, 'kind' | 'id'>): string => `${record.kind}:${record.id}`
