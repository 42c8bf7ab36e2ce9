import { z } from 'zod'
import { ANNOTATION_STATUSES, PROVENANCES } from '../../../model/record/annotation.ts'
import { ARTICLE_STATUSES } from '../../../model/record/article.ts'
import type { Block } from '../../../model/text/block.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { OffsetUnit } from '../../../model/text/offsets.ts'
import { readingSchema } from '../kit/standoff/extra.ts'
import { ANNOTATIONS, type ENTITIES, RELATIONS } from './tables.ts'
import type { ArticleRows } from './read-articles.ts'
import { ANY, fileOf, type PackageFiles, type RowOf } from './read-tables.ts'
import { timeOr } from '../kit/reading/json-values.ts'
import { jsonOr } from '../kit/reading/parse-json.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'
import {
  type ForeignAnnotation,
  type ForeignArticle,
  type ForeignFragment,
  type ForeignRelation,
  foreignAnnotation,
  foreignArticle,
  foreignRelation,
} from '../kit/reader.ts'

/* What the rows of a data package say, as a reader gives it. */

/** An entry of the register. */
export function entityFrom({ cells }: RowOf<typeof ENTITIES>): Omit<Entity, 'kind'> {
  const { id, name, type, wikidata } = cells
  const aliases = jsonCell(cells.aliases, z.array(z.string())) ?? []
  const attributes = jsonCell(cells.attributes, texts) ?? {}
  return { id, name, type, aliases, wikidata: wikidata || null, attributes }
}

/** An article; `text` is what its file holds, null without one. Relations without exactly one target go into the log. */
export function articleFrom(
  rows: ArticleRows,
  text: string | null,
  unit: OffsetUnit,
  files: PackageFiles,
): ForeignArticle {
  const { cells } = rows.article
  const placed = rows.annotations.filter((row) => isPlaced(row, rows, files))
  const { outlet, author, published, url } = cells
  const named = Object.entries({ outlet, author, published, url }).filter(([, value]) => value !== '')
  const newline = (['lf', 'crlf', 'cr', 'mixed', 'none'] as const).find((style) => style === cells.newline)
  return foreignArticle({
    key: cells.id,
    title: cells.title,
    text,
    unit,
    annotations: placed.map((row) => annotationFrom(row, rows)),
    relations: rows.relations.flatMap((row) => relationFrom(row, files.logOf(fileOf(RELATIONS)))),
    textSha256: cells.text_sha256,
    language: cells.language || null,
    metadata: { ...Object.fromEntries(named), ...jsonCell(cells.metadata, texts) },
    blocks: blocksOf(cells.blocks),
    status: ARTICLE_STATUSES.find((status) => status === cells.status) ?? null,
    createdAt: timeOr(cells.created_at),
    updatedAt: timeOr(cells.updated_at),
    source: newline
      ? {
          fileName: cells.source_file,
          mediaType: cells.media_type,
          sha256: cells.source_sha256,
          encoding: cells.encoding,
          newline,
          ...jsonCell(cells.source, readingSchema),
        }
      : null,
  })
}

/** Whether all its fragments could be read. Without fragments an annotation is about the whole article, so none is missing. */
function isPlaced({ line, cells: { id } }: RowOf<typeof ANNOTATIONS>, rows: ArticleRows, files: PackageFiles): boolean {
  const { unplaced } = files
  if (!unplaced.has(id) && (!unplaced.has(ANY) || rows.fragments.has(id))) return true
  const message = `The place of the annotation "${id}" cannot be read; it was left out.`
  files.logOf(fileOf(ANNOTATIONS)).add('place', line, message, 'annotations')
  return false
}

function annotationFrom({ line, cells }: RowOf<typeof ANNOTATIONS>, rows: ArticleRows): ForeignAnnotation {
  const fragments = (rows.fragments.get(cells.id) ?? []).map(
    ({ cells: { start, end, quote } }): ForeignFragment => ({ start: Number(start), end: Number(end), quote }),
  )
  const attributes = (rows.attributes.get(cells.id) ?? []).map(
    ({ cells: { attribute, value } }) => [attribute, value] as const,
  )
  const version = Number(cells.codebook_version)
  return foreignAnnotation({
    key: cells.id,
    type: cells.type,
    fragments: fragments.toSorted((a, b) => a.start - b.start),
    attributes: Object.fromEntries(attributes),
    confidence: scoreOf(cells.confidence),
    note: cells.note,
    status: ANNOTATION_STATUSES.find((status) => status === cells.status) ?? null,
    annotator: cells.annotator_id,
    createdAt: timeOr(cells.created_at),
    updatedAt: timeOr(cells.updated_at),
    provenance: PROVENANCES.find((provenance) => provenance === cells.provenance) ?? null,
    codebookVersion: Number.isInteger(version) && version > 0 ? version : null,
    place: `line ${line}`,
  })
}

function relationFrom({ line, cells }: RowOf<typeof RELATIONS>, problems: ProblemLog): ForeignRelation[] {
  const { target_annotation: annotation, target_entity: entity } = cells
  if ((annotation === '') === (entity === '')) {
    problems.add('target', line, 'A relation has no target, or two of them; it was left out.', 'relations')
    return []
  }
  return [
    foreignRelation({
      key: cells.id,
      role: cells.role,
      source: cells.source,
      target: annotation === '' ? { entity } : { annotation },
      attributes: jsonCell(cells.attributes, texts) ?? {},
      annotator: cells.annotator_id || null,
      createdAt: timeOr(cells.created_at),
      updatedAt: timeOr(cells.updated_at),
      place: `line ${line}`,
    }),
  ]
}

const texts = z.record(z.string(), z.string())
const blockList = z.array(
  z.object({
    start: z.int().nonnegative(),
    end: z.int().nonnegative(),
    kind: z.enum(['heading', 'paragraph', 'list-item', 'quotation', 'caption', 'table-row']),
    level: z.int().positive().exactOptional(),
    page: z.int().positive().exactOptional(),
    continues: z.boolean().exactOptional(),
  }),
)

/** An empty list means that the blocks are not known. */
function blocksOf(cell: string): readonly Block[] | null {
  const blocks = jsonCell(cell, blockList)
  return blocks && blocks.length > 0 ? blocks : null
}

function jsonCell<T>(cell: string, schema: z.ZodType<T>): T | null {
  return schema.safeParse(jsonOr(cell)).data ?? null
}

function scoreOf(cell: string): number | null {
  const score = Number(cell)
  return cell !== '' && score >= 0 && score <= 1 ? score : null
}
