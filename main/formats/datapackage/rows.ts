import { offsetConverter } from '../../../model/text/offsets.ts'
import type { ANNOTATIONS, ANNOTATORS, ARTICLES, ATTRIBUTES, ENTITIES, FRAGMENTS, RELATIONS, RowOf } from './tables.ts'
import type { DatasetSource, ExportOptions } from '../kit/exporter.ts'
import { articleFileName } from '../kit/writing/part-names.ts'

/* The rows of each table, one at a time. */

export const textFileName = (name: string): string => `texts/${name}.txt`

export function* articleRows(source: DatasetSource): Iterable<RowOf<typeof ARTICLES>> {
  let position = 0
  for (const { article, blocks } of source.articles()) {
    const { outlet = null, author = null, published = null, url = null, ...others } = article.metadata
    const { fileName, mediaType, sha256, encoding, newline, ...reading } = article.source
    yield {
      id: article.id,
      title: article.title,
      language: article.language,
      outlet,
      author,
      published,
      url,
      metadata: JSON.stringify(others),
      status: article.status,
      created_at: article.createdAt,
      updated_at: article.updatedAt,
      source_file: fileName,
      media_type: mediaType,
      source_sha256: sha256,
      encoding: encoding,
      newline: newline,
      source: JSON.stringify(reading),
      text_file: textFileName(articleFileName(article, position++)),
      text_sha256: article.textSha256,
      blocks: JSON.stringify(blocks),
    }
  }
}

export function* annotatorRows({ annotators }: DatasetSource): Iterable<RowOf<typeof ANNOTATORS>> {
  for (const { id, name, type } of annotators) yield { id, name, type }
}

export function* entityRows({ entities }: DatasetSource): Iterable<RowOf<typeof ENTITIES>> {
  for (const { id, name, type, aliases, wikidata, attributes } of entities) {
    yield {
      id,
      name,
      type,
      aliases: JSON.stringify(aliases),
      wikidata,
      attributes: JSON.stringify(attributes),
    }
  }
}

export function* annotationRows(source: DatasetSource): Iterable<RowOf<typeof ANNOTATIONS>> {
  for (const { annotations } of source.articles()) {
    for (const annotation of annotations()) {
      yield {
        id: annotation.id,
        article_id: annotation.article,
        type: annotation.type,
        status: annotation.status,
        confidence: annotation.confidence,
        note: annotation.note,
        annotator_id: annotation.annotator,
        created_at: annotation.createdAt,
        updated_at: annotation.updatedAt,
        provenance: annotation.provenance,
        codebook_version: annotation.codebookVersion,
      }
    }
  }
}

export function* fragmentRows(source: DatasetSource, { offsets }: ExportOptions): Iterable<RowOf<typeof FRAGMENTS>> {
  for (const { text, annotations } of source.articles()) {
    const { toFile } = offsetConverter(text, offsets)
    for (const { id, fragments } of annotations()) {
      for (const [i, { start, end, quote }] of fragments.entries())
        yield { annotation_id: id, number: i + 1, start: toFile(start), end: toFile(end), quote }
    }
  }
}

export function* attributeRows(source: DatasetSource): Iterable<RowOf<typeof ATTRIBUTES>> {
  for (const { annotations } of source.articles()) {
    for (const { id, attributes } of annotations()) {
      for (const [attribute, value] of Object.entries(attributes)) yield { annotation_id: id, attribute, value }
    }
  }
}

export function* relationRows(source: DatasetSource): Iterable<RowOf<typeof RELATIONS>> {
  for (const { relations } of source.articles()) {
    for (const { id, role, source: from, target, attributes, annotator, createdAt, updatedAt } of relations) {
      yield {
        id,
        role,
        source: from,
        target_annotation: 'annotation' in target ? target.annotation : null,
        target_entity: 'entity' in target ? target.entity : null,
        attributes: JSON.stringify(attributes),
        annotator_id: annotator,
        created_at: createdAt,
        updated_at: updatedAt,
      }
    }
  }
}
