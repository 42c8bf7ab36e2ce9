import type { Annotation } from '../../model/annotation.ts'
import type { Article } from '../../model/article.ts'
import type { Codebook } from '../../model/codebook.ts'
import type { Entity } from '../../model/entity.ts'
import type { OffsetUnit } from '../../model/offsets.ts'
import type { Annotator, Project } from '../../model/project.ts'
import type { Relation } from '../../model/relation.ts'

/** What a dataset is made from. Articles and annotations come one by one, so that memory does not grow with them. */
export interface DatasetSource {
  readonly project: Project
  readonly codebook: Codebook
  readonly annotators: readonly Annotator[]
  readonly entities: readonly Entity[]
  /** Annotation type → attributes that its annotations have, whether or not the codebook knows them. */
  readonly attributesInUse: ReadonlyMap<string, readonly string[]>
  readonly rolesInUse: readonly string[]
  articles(): Iterable<ArticleSource>
  /** An annotation anywhere in the project, for the far end of a relation. */
  annotation(id: string): Annotation | null
}

export interface ArticleSource {
  readonly article: Article
  readonly text: string
  /** In reading order. May be gone through once only. */
  annotations(): Iterable<Annotation>
  /** Relations whose source lies in this article. */
  readonly relations: readonly Relation[]
}

export interface ExportOptions {
  /** One of the exporter's profiles; null for one that has none. */
  readonly profile: string | null
  readonly offsets: OffsetUnit
  /** Name and version of the program. */
  readonly generator: string
  /** ISO 8601, UTC. Given, so that the same project gives the same bytes. */
  readonly exportedAt: string
}

export interface ExportProfile {
  readonly id: string
  readonly title: string
  readonly description: string
  /** File extension where it is not the format's own, without the leading dot. */
  readonly extension?: string
}

/** A file written beside the dataset. It is made after the dataset's last chunk. */
export interface Companion {
  readonly fileName: string
  write(): Iterable<string>
}

/** One dataset format. Pure: it turns a source into chunks of text and touches no disk. */
export interface Exporter {
  readonly id: string
  readonly title: string
  readonly extension: string
  readonly description: string
  /** The first one is used when none is asked for. */
  readonly profiles: readonly ExportProfile[]
  write(source: DatasetSource, options: ExportOptions): Iterable<string>
  companions(source: DatasetSource, options: ExportOptions, fileName: string): readonly Companion[]
}
